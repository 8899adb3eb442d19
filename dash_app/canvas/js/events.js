/* What is told: clicks at once, what comes in bursts gathered. Events carry a counter, so that the same node clicked
   twice is told twice; it is the page's, so that a canvas shown again does not repeat a number. */
(function (canvas) {
  "use strict";

  let count = 0;
  canvas.counted = (value) => ({ ...value, n: ++count });

  /** Calls gathered for `wait` ms into one; `stop` forgets what is pending. */
  function gathered(wait, work) {
    let timer = 0;
    const call = () => {
      clearTimeout(timer);
      timer = setTimeout(work, wait);
    };
    call.stop = () => clearTimeout(timer);
    return call;
  }

  /** Ties the drawing's events to what is told; adds `onMoved`, `onSelected` and `silence` to the engine. */
  canvas.listen = function (engine, surface) {
    const { cy, say, overlay } = engine;
    let told = JSON.stringify({ nodes: [], edges: [] });

    const settle = gathered(200, engine.settle);
    const tellViewport = gathered(250, () => say("viewport", { zoom: cy.zoom(), pan: { ...cy.pan() } }));
    const tellMoved = gathered(150, () => {
      say("positions", { nodes: { ...engine.moved } });
      engine.redraw();
    });
    const tellSelection = gathered(40, () => {
      const now = { nodes: canvas.keys(cy.nodes(":selected")), edges: canvas.keys(cy.edges(":selected")) };
      const text = JSON.stringify(now);
      if (text !== told) say("selection", { ...now, by: engine.by });
      told = text;
      engine.by = "user";
      overlay.draw();
    });
    engine.onMoved = tellMoved;
    engine.onSelected = tellSelection;
    engine.silence = () => [settle, tellViewport, tellMoved, tellSelection].forEach((call) => call.stop());

    cy.on("tapstart", () => surface.focus({ preventScroll: true }));
    cy.on("tap", "node", ({ target, originalEvent }) => {
      engine.focus(target, true);
      if (!originalEvent || !originalEvent.shiftKey) engine.story(target);
      say("tapNode", { id: target.id(), shift: Boolean(originalEvent && originalEvent.shiftKey) });
    });
    cy.on("tap", "edge", ({ target }) => say("tapEdge", { id: target.id() }));
    cy.on("tap", ({ target }) => {
      if (target !== cy) return;
      engine.highlight([]);
      say("tapCanvas", {});
    });
    cy.on("dbltap", "node", ({ target }) => engine.expand(target));
    cy.on("cxttap", "node", ({ target, originalEvent }) => engine.menu(target, originalEvent));
    cy.on("cxttap", ({ target, originalEvent }) => target === cy && engine.menu(null, originalEvent));
    cy.on("select unselect", tellSelection);
    cy.on("dragfree", "node", ({ target }) => engine.placed(target));
    cy.on("resize", engine.resized);
    cy.on("viewport", () => {
      tellViewport();
      settle();
    });
  };
})(((window.dash_app ??= {}).canvas ??= {}));
