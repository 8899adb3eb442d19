/* Where the view is: fitting, centring, zooming by steps. */
(function (canvas) {
  "use strict";

  const PADDING = 46; // pixels kept free around what is fitted
  const CLOSEST = 1.5; // fitting two nodes does not fill the screen with them
  const HEAVY = 500; // from so many nodes, moving the view is not animated
  const FLIGHT = 220; // milliseconds

  canvas.flight = (cy) => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return still || cy.nodes().length >= HEAVY ? 0 : FLIGHT;
  };

  /** `covered()`: width in pixels that the legend covers on the left. */
  canvas.viewOf = function (cy, covered) {
    const centred = (p, zoom) => ({ x: cy.width() / 2 - p.x * zoom, y: cy.height() / 2 - p.y * zoom });

    function fly(to) {
      const duration = canvas.flight(cy);
      cy.stop();
      if (duration) cy.animate(to, { duration, easing: "ease-out" });
      else cy.viewport(to);
    }

    /** Box around nodes, from what is known without drawing them: the engine's own costs a pass over all styles. */
    function around(nodes) {
      const box = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
      nodes.forEach((node) => {
        const { x, y } = node.position();
        const r = node.data("size") / 2;
        box.x1 = Math.min(box.x1, x - r);
        box.y1 = Math.min(box.y1, y - r);
        box.x2 = Math.max(box.x2, x + r);
        box.y2 = Math.max(box.y2, y + r);
      });
      return box;
    }

    /** Everything, or `chosen`, into view; `now` without flight. */
    function fit(chosen, now) {
      const what = chosen && chosen.nonempty() ? chosen.nodes().union(chosen.edges().connectedNodes()) : cy.nodes();
      const b = around(what.not(".gc-hidden"));
      if (b.x1 > b.x2 || !cy.width() || !cy.height()) return;
      const left = covered();
      const room = (side, length) => Math.max(side - 2 * PADDING, side / 2) / Math.max(length, 1);
      const zoom = Math.min(room(cy.width() - left, b.x2 - b.x1), room(cy.height(), b.y2 - b.y1), CLOSEST);
      const pan = centred({ x: (b.x1 + b.x2) / 2, y: (b.y1 + b.y2) / 2 }, zoom);
      const to = { zoom, pan: { x: pan.x + left / 2, y: pan.y } };
      if (now) cy.viewport(to);
      else fly(to);
    }

    /** Brings a node into view if it stands outside it or at its rim. */
    function reveal(node) {
      const { x, y } = node.renderedPosition();
      const inside = x > PADDING && y > PADDING && x < cy.width() - PADDING && y < cy.height() - PADDING;
      if (!inside) fly({ zoom: cy.zoom(), pan: centred(node.position(), cy.zoom()) });
    }

    const zoomBy = (factor) =>
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

    const frame = () => ({ zoom: cy.zoom(), pan: { ...cy.pan() }, width: cy.width(), height: cy.height() });
    return { fit, reveal, zoomBy, frame };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
