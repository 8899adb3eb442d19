/* The whole drawing, small, with a frame around the part in view; a press or drag on it moves the view there. By
   keyboard the same is done with F, plus, minus and the arrows, so it is not in the way of the tab key. */
(function (canvas) {
  "use strict";

  const WIDE = 150;
  const HIGH = 100;
  const MARGIN = 6;
  const FEW = 30; // below so many nodes everything is seen at a glance
  const REST = 120; // milliseconds between drawings while nodes move

  /** `surface`: the element drawn into. Returns {restyle, toggle, forget}. */
  canvas.minimap = function (cy, surface, view) {
    const box = surface.appendChild(document.createElement("div"));
    box.className = "gc-map";
    box.hidden = true;
    box.setAttribute("aria-hidden", "true");
    const sheet = box.appendChild(document.createElement("canvas"));
    const frame = box.appendChild(document.createElement("div"));
    let on = true;
    let timer = 0;
    let scale = { k: 1, x: 0, y: 0 };

    function draw() {
      timer = 0;
      const nodes = cy.nodes().not(".gc-hidden");
      box.hidden = !on || nodes.length < FEW;
      if (box.hidden) return;
      const ratio = window.devicePixelRatio || 1;
      Object.assign(sheet, { width: WIDE * ratio, height: HIGH * ratio });
      const b = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
      nodes.forEach((node) => {
        const { x, y } = node.position();
        Object.assign(b, {
          x1: Math.min(b.x1, x),
          y1: Math.min(b.y1, y),
          x2: Math.max(b.x2, x),
          y2: Math.max(b.y2, y),
        });
      });
      const k = Math.min((WIDE - 2 * MARGIN) / (b.x2 - b.x1 || 1), (HIGH - 2 * MARGIN) / (b.y2 - b.y1 || 1));
      scale = { k, x: WIDE / 2 - ((b.x1 + b.x2) / 2) * k, y: HIGH / 2 - ((b.y1 + b.y2) / 2) * k };
      const pen = sheet.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      const theme = view.theme;
      nodes.forEach((node) => {
        const { x, y } = node.position();
        const size = node.data("group") || node.data("hub") ? 3.5 : 2;
        pen.fillStyle = canvas.KINDS[node.data("kind")][theme];
        pen.fillRect(x * k + scale.x - size / 2, y * k + scale.y - size / 2, size, size);
      });
      place();
    }

    function place() {
      if (box.hidden) return;
      const e = cy.extent();
      const clamp = (value, most) => Math.max(0, Math.min(most, value));
      const [x1, x2] = [e.x1, e.x2].map((x) => clamp(x * scale.k + scale.x, WIDE - 2));
      const [y1, y2] = [e.y1, e.y2].map((y) => clamp(y * scale.k + scale.y, HIGH - 2));
      frame.style.cssText = `left:${x1}px;top:${y1}px;width:${Math.max(2, x2 - x1)}px;height:${Math.max(2, y2 - y1)}px`;
    }

    function go(event) {
      const at = box.getBoundingClientRect();
      const [x, y] = [
        (event.clientX - at.left - scale.x) / scale.k,
        (event.clientY - at.top - scale.y) / scale.k,
      ];
      cy.pan({ x: cy.width() / 2 - x * cy.zoom(), y: cy.height() / 2 - y * cy.zoom() });
    }
    const later = () => (timer ||= setTimeout(draw, REST));

    box.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      box.setPointerCapture(event.pointerId);
      go(event);
    });
    box.addEventListener("pointermove", (event) => event.buttons && go(event));
    for (const name of ["mousedown", "touchstart", "wheel"])
      box.addEventListener(name, (event) => event.stopPropagation(), { passive: true });
    cy.on("position add remove", later);
    cy.on("viewport resize", place);
    return {
      draw: later,
      toggle() {
        on = !on;
        draw();
      },
      forget: () => clearTimeout(timer),
    };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
