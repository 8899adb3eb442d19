/* One drawing: the engine, what it is told, and what it tells. Outputs carry a counter, so that the same node clicked
   twice is told twice; the counter is the page's, so that a canvas shown again does not repeat a number. */
(function (canvas) {
  "use strict";

  const PADDING = 46; // pixels kept free around what is fitted
  const CLOSEST = 1.5; // fitting two nodes does not fill the screen with them
  const HEAVY = 500; // from so many nodes, moving the view is not animated
  const SLOW = 24; // milliseconds: a redraw slower than this moves a snapshot while the view is dragged or wheeled
  let count = 0;

  const keys = (elements) => elements.map((element) => element.id()).sort();

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

  /** `surface`: element to draw into. `tell(outputs)`: hands outputs on. `view`: {theme, maxLabel, labels,
      covered}: `covered()` is the width in pixels that the legend covers on the left. */
  canvas.engine = function (surface, view, tell) {
    const cy = window.cytoscape({
      container: surface,
      elements: [],
      style: canvas.stylesheet(view.theme),
      layout: { name: "preset" },
      minZoom: 0.02,
      maxZoom: 6,
      boxSelectionEnabled: true,
      selectionType: "single",
    });
    const held = { nodes: {}, edges: {}, lines: canvas.lineIndex() };
    cy.scratch("gc-lines", held.lines);
    const moved = {};
    let ranked = [];
    let focusKey = null;
    let lit = [];
    let told = "";
    let by = "user";
    let fitted = false;

    const say = (name, value) => tell({ [name]: { ...value, n: ++count } });
    const box = () => ({ zoom: cy.zoom(), pan: cy.pan(), width: cy.width(), height: cy.height() });
    const chosen = () => [...keys(cy.nodes(":selected")), ...canvas.edgeKeys(cy.edges(":selected"))];
    const relabel = () => canvas.arrangeLabels(cy, ranked, box(), view.labels);
    const relabelSoon = gathered(130, relabel);
    const tellViewport = gathered(250, () => say("viewport", { zoom: cy.zoom(), pan: { ...cy.pan() } }));
    const tellMoved = gathered(150, () => say("positions", { nodes: { ...moved } }));
    const tellSelection = gathered(40, () => {
      const now = { nodes: keys(cy.nodes(":selected")), edges: canvas.edgeKeys(cy.edges(":selected")) };
      const text = JSON.stringify(now);
      if (text !== told) say("selection", { ...now, by });
      told = text;
      by = "user";
      relabel();
    });
    const later = [relabelSoon, tellViewport, tellMoved, tellSelection];

    const engine = {
      cy,
      tell: say,
      labelled: () => view.labels,
      relabel,
      focused: () => (focusKey === null ? null : canvas.pick(cy, [focusKey])[0] || null),
      expand: (node) => say("expandNode", { id: node.id() }),
      tellKey: (key) => {
        const selected = chosen();
        say("key", { key, ids: selected.length || focusKey === null ? selected : [focusKey] });
      },
      toggle: (node) => {
        node[node.selected() ? "unselect" : "select"]();
        say("tapNode", { id: node.id(), shift: false });
      },
      context: (node, event) => {
        const at = surface.getBoundingClientRect();
        const spot = node.renderedPosition();
        const x = event ? event.clientX : at.left + spot.x;
        const y = event ? event.clientY : at.top + spot.y;
        say("contextNode", { id: node.id(), x, y, ids: chosen() });
      },

      /** Moves the keyboard's focus; `quiet` remembers the node without drawing or announcing it. */
      focus(node, quiet) {
        const before = engine.focused();
        focusKey = node ? node.id() : null;
        cy.batch(() => {
          if (before) before.removeClass("gc-focus");
          if (node && !quiet) node.addClass("gc-focus");
        });
        if (!node || quiet) return;
        engine.onFocus(node);
        const spot = node.renderedPosition();
        const off = spot.x < PADDING || spot.y < PADDING || spot.x > cy.width() - PADDING || spot.y > cy.height() - PADDING;
        if (off) engine.fly({ zoom: cy.zoom(), pan: engine.centred(node.position(), cy.zoom()) });
        relabel();
      },
      onFocus: () => {},

      centred: (p, zoom) => ({ x: cy.width() / 2 - p.x * zoom, y: cy.height() / 2 - p.y * zoom }),
      fly(to) {
        const still = cy.nodes().length >= HEAVY || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        cy.stop();
        if (still) cy.viewport(to);
        else cy.animate(to, { duration: 220, easing: "ease-out" });
      },
      fit(chosen, at_once) {
        const what = (chosen && chosen.nonempty() ? chosen : cy.elements()).not(".gc-hidden");
        if (what.empty() || !cy.width() || !cy.height()) return;
        const b = what.boundingBox({ includeLabels: false, includeOverlays: false, includeUnderlays: false });
        const left = view.covered();
        const room = (side, length) => Math.max(side - 2 * PADDING, side / 2) / Math.max(length, 1);
        const zoom = Math.min(room(cy.width() - left, b.w), room(cy.height(), b.h), CLOSEST);
        const pan = engine.centred({ x: (b.x1 + b.x2) / 2, y: (b.y1 + b.y2) / 2 }, zoom);
        const to = { zoom, pan: { x: pan.x + left / 2, y: pan.y } };
        if (at_once) cy.viewport(to);
        else engine.fly(to);
      },
      zoomTo: (chosen) => engine.fit(chosen.closedNeighborhood()),
      zoomBy: (factor) =>
        cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),

      select(chosen) {
        by = "command";
        cy.batch(() => {
          const keep = chosen || cy.collection();
          cy.$(":selected").not(keep).unselect();
          keep.select();
        });
        tellSelection();
      },
      selectAll: () => cy.nodes().not(".gc-hidden").select(),
      clear() {
        engine.focus(null);
        cy.$(":selected").unselect();
      },
      pin(nodes, on) {
        cy.batch(() =>
          nodes.forEach((node) => {
            const look = { kind: node.data("kind"), protected: node.data("protected"), status: node.data("status"), pinned: on };
            node.data({ pinned: on, symbol: canvas.symbol(look, view.theme) });
            node[on ? "ungrabify" : "grabify"]();
          }),
        );
      },
      conceal(chosen, on) {
        cy.batch(() => chosen.toggleClass("gc-hidden", on));
        relabel();
      },
      moved(nodes) {
        nodes.forEach((node) => {
          moved[node.id()] = { ...node.position() };
        });
        tellMoved();
        relabel();
      },
      picture: (command) => engine.onPicture(command),
      onPicture: () => {},

      highlight(list) {
        lit = list || [];
        canvas.highlight(cy, lit);
        relabel();
      },

      /** Props in. `placed`: positions moved by hand before this canvas was shown; `viewport`: the view to return to. */
      update(nodes, edges, placed, viewport) {
        const change = canvas.sync(cy, held, nodes, edges, view, placed);
        for (const key of [...change.moved, ...change.removed]) delete moved[key];
        for (const key of change.added) if (nodes[key].data && nodes[key].data.pinned) cy.getElementById(key).ungrabify();
        if (focusKey !== null && !engine.focused()) focusKey = null;
        ranked = canvas.rank(cy);
        if (lit.length && change.restructured) canvas.highlight(cy, lit);
        if (!fitted && cy.nodes().nonempty() && cy.width()) {
          fitted = true;
          if (viewport && canvas.point(viewport.pan)) cy.viewport({ zoom: viewport.zoom, pan: viewport.pan });
          else engine.fit(null, true);
        }
        if (change.placed.length) engine.moved(canvas.pick(cy, change.placed));
        else relabel();
      },

      restyle(theme) {
        view.theme = theme;
        cy.batch(() => cy.nodes().forEach((node) => node.data("symbol", canvas.symbol(node.data(), theme))));
        cy.style(canvas.stylesheet(theme));
        relabel();
      },
      setLabels(labels, maxLabel) {
        if (view.labels === labels && view.maxLabel === maxLabel) return;
        Object.assign(view, { labels, maxLabel });
        cy.batch(() =>
          cy.nodes().forEach((node) => node.data(canvas.nodeData(held.nodes[node.id()].data || {}, view))),
        );
        relabel();
      },
      resize() {
        cy.resize();
        if (!fitted && cy.width()) engine.update(held.nodes, held.edges, {}, null);
        relabelSoon();
      },
      destroy() {
        later.forEach((call) => call.stop());
        engine.gone = true;
        cy.destroy();
      },
      gone: false,
    };

    cy.on("tapstart", () => surface.focus({ preventScroll: true }));
    cy.on("tap", "node", ({ target, originalEvent }) => {
      engine.focus(target, true);
      say("tapNode", { id: target.id(), shift: Boolean(originalEvent && originalEvent.shiftKey) });
    });
    cy.on("tap", "edge", ({ target }) => say("tapEdge", { id: target.data("edges")[0], ids: target.data("edges") }));
    cy.on("tap", ({ target }) => target === cy && say("tapCanvas", {}));
    cy.on("dbltap", "node", ({ target }) => engine.expand(target));
    cy.on("cxttap", "node", ({ target, originalEvent }) => engine.context(target, originalEvent));
    cy.on("select unselect", tellSelection);
    cy.on("dragfree", "node", ({ target }) => engine.moved(target));
    cy.on("viewport", () => {
      tellViewport();
      relabelSoon();
    });
    const renderer = cy.renderer();
    cy.on("render", () => {
      const moving = renderer.hoverData.dragging || renderer.data.wheelZooming || renderer.pinching;
      if (!moving && !renderer.textureDrawLastFrame) renderer.textureOnViewport = renderer.lastRedrawTime > SLOW;
    });
    return engine;
  };
})(((window.dash_app ??= {}).canvas ??= {}));
