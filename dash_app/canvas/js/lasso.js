/* Selecting an area: one drag with the mouse or a finger around nodes (lasso) or over them (box), then the view can be
   moved again. Shift adds to what is selected; Escape gives up. */
(function (canvas) {
  "use strict";

  const NS = "http://www.w3.org/2000/svg";
  const STEP = 4; // pixels between corners of a lasso

  /** Whether a point lies in a polygon: a ray from it crosses its sides an odd number of times. */
  canvas.within = function (corners, x, y) {
    let inside = false;
    for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
      const [a, b] = [corners[i], corners[j]];
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    }
    return inside;
  };

  const boxOf = (a, b) => [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];

  /** Lays a sheet over the drawing that takes one drag. `mode`: lasso or box. */
  canvas.area = function (engine, surface, mode) {
    const { cy } = engine;
    surface.querySelector(".gc-area")?.remove();
    const sheet = document.createElementNS(NS, "svg");
    sheet.setAttribute("class", "gc-area");
    const shape = sheet.appendChild(document.createElementNS(NS, "polygon"));
    surface.append(sheet);
    let corners = null;

    const at = (event) => {
      const box = surface.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const end = () => {
      document.removeEventListener("keydown", onKey, true);
      sheet.remove();
    };
    function onKey(event) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end();
    }
    sheet.addEventListener("pointerdown", (event) => {
      sheet.setPointerCapture(event.pointerId);
      corners = [at(event)];
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!corners) return;
      const spot = at(event);
      const last = corners[corners.length - 1];
      if (mode === "box") corners = boxOf(corners[0], spot);
      else if (Math.hypot(spot.x - last.x, spot.y - last.y) >= STEP) corners.push(spot);
      shape.setAttribute("points", corners.map(({ x, y }) => `${x},${y}`).join(" "));
    });
    sheet.addEventListener("pointerup", (event) => {
      const drawn = corners || [];
      end();
      if (drawn.length < 3) return;
      const found = cy.nodes().filter((node) => {
        const { x, y } = node.renderedPosition();
        return !node.hasClass("gc-hidden") && canvas.within(drawn, x, y);
      });
      cy.batch(() => {
        if (!event.shiftKey) cy.$(":selected").not(found).unselect();
        found.select();
      });
      surface.focus({ preventScroll: true });
    });
    sheet.addEventListener("pointercancel", end);
    document.addEventListener("keydown", onKey, true);
  };
})(((window.dash_app ??= {}).canvas ??= {}));
