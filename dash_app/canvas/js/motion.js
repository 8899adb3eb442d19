/* The view while it moves: one zoom step for every kind of wheel, and a snapshot in place of redraws that are slow.
   Uses the engine's own snapshot (`textureOnViewport`), which it can only be told of when it is made. */
(function (canvas) {
  "use strict";

  const SLOW = 24; // milliseconds: a redraw slower than this moves a snapshot while the view is dragged or wheeled
  const REST = 150; // milliseconds without a wheel event until everything is drawn again
  const WHEEL = 0.0015; // per pixel: a notch of 120 zooms by 1.2. The engine's own step is 1.03 to 3, by device
  const PINCH = 0.01;
  const LINE = 16; // pixels

  /** At the screen's resolution the snapshot is made of textures that are there; the engine's own choice, twice that
      on plain screens, draws everything anew first: 300 ms at 2,000 nodes. */
  function plainSnapshots(renderer) {
    const match = renderer.matchCanvasSize;
    renderer.matchCanvasSize = function (container) {
      match.call(this, container);
      if (this.textureMult === 1) return;
      this.textureMult = 1;
      const sheet = this.data.bufferCanvases[this.TEXTURE_BUFFER];
      Object.assign(sheet, { width: this.canvasWidth, height: this.canvasHeight });
    };
  }

  function snapshotsWhenSlow(cy, renderer) {
    cy.on("render", () => {
      const moving = renderer.hoverData.dragging || renderer.data.wheelZooming || renderer.pinching;
      if (!moving && !renderer.textureDrawLastFrame) renderer.textureOnViewport = renderer.lastRedrawTime > SLOW;
    });
  }

  /** Watches a drawing; returns a function that ends it. */
  canvas.watchMotion = function (cy, surface) {
    const renderer = cy.renderer();
    plainSnapshots(renderer);
    snapshotsWhenSlow(cy, renderer);
    let timer = 0;

    function rest() {
      renderer.data.wheelZooming = false;
      renderer.redrawHint("eles", true);
      renderer.redraw();
    }
    function onWheel(event) {
      event.preventDefault();
      event.stopPropagation();
      const unit = [1, LINE, surface.clientHeight][event.deltaMode];
      const delta = Math.max(-240, Math.min(240, event.deltaY * unit));
      const at = surface.getBoundingClientRect();
      const renderedPosition = { x: event.clientX - at.left, y: event.clientY - at.top };
      renderer.data.wheelZooming = true;
      clearTimeout(timer);
      timer = setTimeout(rest, REST);
      cy.zoom({ level: cy.zoom() * Math.exp(-delta * (event.ctrlKey ? PINCH : WHEEL)), renderedPosition });
    }
    surface.addEventListener("wheel", onWheel, { capture: true, passive: false });
    return () => {
      clearTimeout(timer);
      surface.removeEventListener("wheel", onWheel, { capture: true });
    };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
