/* One drawing: the engine and all that can be done to it, by props, commands, keys and buttons alike. */
(function (canvas) {
  "use strict";

  /** `surface`: element to draw into. `view`: {theme, maxLabel, labels, covered}. `say(event, value)`: tells an event.
      `heard(node)`: the keyboard's focus came to a node. */
  canvas.engine = function (surface, view, say, heard) {
    // A box of its own: the engine redraws at any change of its container's attributes, the surface's among them.
    const box = surface.appendChild(document.createElement("div"));
    box.className = "gc-drawing";
    const cy = window.cytoscape({
      container: box,
      elements: [],
      style: canvas.stylesheet(view.theme),
      layout: { name: "preset" },
      minZoom: 0.02,
      maxZoom: 6,
      boxSelectionEnabled: true,
      selectionType: "single",
    });
    const held = { nodes: {}, edges: {} };
    const overlay = canvas.overlay(cy, surface, view);
    const { fit, reveal, zoomBy, frame } = canvas.viewOf(cy, view.covered);
    const still = canvas.watchMotion(cy, surface);
    const map = canvas.minimap(cy, surface, view);
    const moved = {}; // nodes moved here whose position prop does not say so
    let ranked = [];
    let focusKey = null;
    let lit = [];
    let first = true;
    let fitted = false;
    let labelled = ""; // the view that labels were placed for

    const engine = { cy, view, overlay, moved, fit, zoomBy, say, gone: false, by: "user" };
    Object.assign(engine, {
      label(seen) {
        const named = view.labels ? canvas.placeLabels(ranked, seen, (node) => node.selected()) : new Map();
        canvas.applyLabels(cy, named, seen.zoom >= canvas.COUNTED_FROM);
      },
      relabel() {
        labelled = JSON.stringify(frame());
        engine.label(frame());
      },
      /** The view came to rest: labels anew, if it is another one. */
      settle() {
        if (labelled !== JSON.stringify(frame())) engine.relabel();
      },
      redraw() {
        engine.relabel();
        overlay.draw();
      },

      /** Keys of what is selected, sorted, nodes before edges; of the focused node when nothing is. */
      chosen(orFocused) {
        const chosen = [...canvas.keys(cy.nodes(":selected")), ...canvas.keys(cy.edges(":selected"))];
        return chosen.length || !orFocused || focusKey === null ? chosen : [focusKey];
      },
      focused: () => (focusKey === null ? null : canvas.pick(cy, [focusKey])[0] || null),
      /** Moves the keyboard's focus; `quiet` remembers the node without drawing or announcing it. */
      focus(node, quiet) {
        focusKey = node ? node.id() : null;
        overlay.focus(quiet ? null : node);
        if (!node || quiet) return;
        heard(node);
        reveal(node);
      },
      expand: (node) => say("expandNode", { id: node.id() }),
      toggle(node) {
        node[node.selected() ? "unselect" : "select"]();
        say("tapNode", { id: node.id(), shift: false });
      },
      /** Asks for the menu of a node (null: of what is selected), at the pointer or, by keyboard, at the node. */
      menu(node, pointer) {
        const at = surface.getBoundingClientRect();
        const spot = node ? node.renderedPosition() : { x: 0, y: 0 };
        const [x, y] = pointer ? [pointer.clientX, pointer.clientY] : [at.left + spot.x, at.top + spot.y];
        say("contextNode", { id: node ? node.id() : null, x, y, ids: engine.chosen(false) });
      },

      select(chosen) {
        engine.by = "command";
        cy.batch(() => {
          const keep = chosen || cy.collection();
          cy.$(":selected").not(keep).unselect();
          keep.select();
        });
        engine.onSelected();
      },
      selectAll: () => cy.nodes().not(".gc-hidden").select(),
      /** Selects what a function makes of the selected nodes, as a person would. */
      pickBy(change) {
        const chosen = change(cy.nodes(":selected")).not(".gc-hidden");
        cy.batch(() => {
          cy.$(":selected").not(chosen).unselect();
          chosen.select();
        });
      },
      area: (mode) => canvas.area(engine, surface, mode),
      toggleMap: () => map.toggle(),
      locked: false,
      /** Nothing is moved by hand or by a layout. */
      lock(on) {
        engine.locked = on;
        cy.autoungrabify(on);
      },
      clear() {
        engine.focus(null);
        engine.highlight([]);
        cy.$(":selected").unselect();
      },
      pin(nodes, on) {
        cy.batch(() =>
          nodes.forEach((node) => {
            node.data(canvas.marked({ ...node.data(), pinned: on }, view.theme));
            node[on ? "ungrabify" : "grabify"]();
          }),
        );
      },
      conceal(chosen, on) {
        cy.batch(() => chosen.toggleClass("gc-hidden", on));
        map.draw();
        engine.redraw();
      },
      /** Nodes have new places that the props do not know. */
      placed(nodes) {
        nodes.forEach((node) => {
          moved[node.id()] = { ...node.position() };
        });
        engine.onMoved();
      },

      /** A click tells the story: the paths through a node stand out. */
      story: (node) => engine.highlight(canvas.through(cy, node)),
      highlight(keys) {
        lit = keys || [];
        overlay.light(lit);
      },
      /** Props in. Used the first time only: `places`, positions moved by hand before this canvas was shown, and
          `past`, the view to return to. */
      update(nodes, edges, places, past) {
        const known = first ? places : {};
        first = false;
        const change = canvas.sync(cy, held, nodes, edges, view, known);
        for (const key of [...change.moved, ...change.removed]) delete moved[key];
        for (const key of change.added) if (Object.hasOwn(known, key)) moved[key] = known[key];
        if (focusKey !== null && !engine.focused()) engine.focus(null);
        ranked = canvas.rank(cy);
        if (lit.length && change.restructured) overlay.light(lit);
        if (!fitted && cy.nodes().nonempty() && cy.width()) {
          fitted = true;
          if (past && canvas.point(past.pan)) cy.viewport({ zoom: past.zoom, pan: { ...past.pan } });
          else fit(null, true);
        }
        if (change.placed.length) engine.placed(canvas.pick(cy, change.placed));
        engine.redraw();
      },
      restyle(theme) {
        if (view.theme === theme) return;
        view.theme = theme;
        cy.batch(() => cy.nodes("[?marked]").forEach((node) => node.data(canvas.marked(node.data(), theme))));
        cy.style(canvas.stylesheet(theme));
        map.draw();
        engine.redraw();
      },
      relabelAs(labels, maxLabel) {
        if (view.labels === labels && view.maxLabel === maxLabel) return;
        Object.assign(view, { labels, maxLabel });
        cy.batch(() => cy.nodes().forEach((node) => node.data("shown", canvas.shownOf(node.data(), maxLabel))));
        engine.redraw();
      },
      /** The surface has another size; one that had none is fitted now. */
      resized() {
        if (fitted) engine.settle();
        else engine.update(held.nodes, held.edges, {}, null);
      },
      destroy() {
        engine.gone = true;
        engine.silence();
        map.forget();
        still();
        cy.destroy();
        surface.replaceChildren();
      },
    });
    canvas.listen(engine, surface);
    return engine;
  };
})(((window.dash_app ??= {}).canvas ??= {}));
