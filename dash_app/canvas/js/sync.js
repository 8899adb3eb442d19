/* Brings the engine in line with the props. Dash keeps untouched objects when it applies a `Patch`, so an identity
   test finds what changed; whatever did not change is not touched, and above all not moved. */
(function (canvas) {
  "use strict";

  const SPACING = 74; // model units between nodes the canvas has to place itself
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));
  const samePoint = (a, b) => a === b || (a && b && a.x === b.x && a.y === b.y);
  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

  const pinned = (entry) => Boolean(entry.data && entry.data.pinned);

  function updateNode(node, before, after, view) {
    if (before.data !== after.data) {
      node.data(canvas.nodeData(after.data || {}, view));
      if (pinned(before) !== pinned(after)) node[pinned(after) ? "ungrabify" : "grabify"]();
    }
    canvas.reclass(node, before.classes, after.classes);
    const to = canvas.point(after.position);
    if (!to || samePoint(canvas.point(before.position), to)) return false;
    node.position(to);
    return true;
  }

  /** Nodes changed, added and removed; `moved` lists those whose position prop changed. */
  function syncNodes(cy, before, after, view, placed) {
    const change = { added: [], removed: [], moved: [] };
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) change.removed.push(key);
    if (change.removed.length) canvas.pick(cy, change.removed).remove();
    const adding = [];
    for (const key of Object.keys(after)) {
      const was = own(before, key);
      const is = after[key] || {};
      if (was === is) continue;
      if (was) {
        if (updateNode(cy.getElementById(key), was, is, view)) change.moved.push(key);
        continue;
      }
      change.added.push(key);
      adding.push({
        group: "nodes",
        data: { ...canvas.nodeData(is.data || {}, view), id: key },
        position: canvas.point(own(placed, key)) || canvas.point(is.position) || undefined,
        classes: canvas.classList(is.classes),
        grabbable: !pinned(is),
      });
    }
    if (adding.length) cy.add(adding);
    return change;
  }

  /** Places nodes that came without a position: on a spiral around a placed neighbour, where nothing stands yet. */
  function place(cy, keys) {
    const waiting = new Set(keys);
    if (!waiting.size) return [];
    const cell = (p) => Math.round(p.x / SPACING) + " " + Math.round(p.y / SPACING);
    const taken = new Set();
    cy.nodes().forEach((node) => {
      if (!waiting.has(node.id())) taken.add(cell(node.position()));
    });
    const centre = cy.extent();
    const middle = { x: (centre.x1 + centre.x2) / 2, y: (centre.y1 + centre.y2) / 2 };
    const turns = new Map(); // how far the spiral around an anchor has come
    for (const key of [...waiting].sort()) {
      const node = cy.getElementById(key);
      const anchor = node
        .neighborhood("node")
        .filter((other) => !waiting.has(other.id()))
        .max((other) => other.data("size"));
      const from = anchor.ele ? anchor.ele.position() : middle;
      const name = anchor.ele ? anchor.ele.id() : "";
      let turn = turns.get(name) ?? (anchor.ele ? 1 : 0);
      let to;
      do {
        const radius = SPACING * Math.sqrt(turn);
        to = { x: from.x + radius * Math.cos(turn * GOLDEN), y: from.y + radius * Math.sin(turn * GOLDEN) };
        turn += 1;
      } while (taken.has(cell(to)));
      turns.set(name, turn);
      taken.add(cell(to));
      node.position(to);
      waiting.delete(key);
    }
    return keys;
  }

  /** `held`: {nodes, edges} of the last call, updated here.
      Returns {added, removed, moved, placed, restructured}. */
  canvas.sync = function (cy, held, nodes, edges, view, placed) {
    const before = { nodes: held.nodes, edges: held.edges };
    let change = { added: [], removed: [], moved: [] };
    let rewired = false;
    cy.batch(() => {
      if (before.nodes !== nodes) change = syncNodes(cy, before.nodes, nodes, view, placed);
      const restructured = change.added.length + change.removed.length > 0;
      if (before.edges !== edges || restructured) rewired = canvas.syncEdges(cy, before.edges, edges, restructured);
    });
    held.nodes = nodes;
    held.edges = edges;
    const homeless = change.added.filter(
      (key) => !canvas.point(nodes[key].position) && !canvas.point(own(placed, key)),
    );
    cy.batch(() => place(cy, homeless));
    return { ...change, placed: homeless, restructured: rewired || change.added.length + change.removed.length > 0 };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
