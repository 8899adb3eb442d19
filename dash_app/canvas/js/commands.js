/* One-shot commands from the server: {op, ids, n, ...}. They show things; what is so stays in the props. */
(function (canvas) {
  "use strict";

  /** Nodes a layout may move: not pinned, not locked. */
  const loose = (nodes) => nodes.filter((node) => !node.data("pinned") && node.grabbable());

  function arrange(engine, command, chosen) {
    const { cy } = engine;
    if (engine.locked) return;
    if (command.positions) {
      const targets = loose(canvas.pick(cy, Object.keys(command.positions)).nodes());
      const to = (node) => canvas.point(command.positions[node.id()]) || node.position();
      return run(engine, targets, { name: "preset", positions: to, fit: Boolean(command.fit) });
    }
    const known = ["concentric", "circle", "grid", "breadthfirst"];
    const name = known.includes(command.name) ? command.name : "concentric";
    const targets = loose((chosen || cy.nodes()).nodes());
    const box = targets.boundingBox();
    const centre = { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
    const side = 62 * Math.sqrt(targets.length + 1);
    return run(engine, targets, {
      name,
      fit: !chosen,
      avoidOverlap: true,
      minNodeSpacing: 26,
      concentric: (node) => node.degree(),
      levelWidth: (nodes) => Math.max(1, nodes.maxDegree() / 4),
      sort: (a, b) => (a.id() < b.id() ? -1 : 1),
      boundingBox: { x1: centre.x - side / 2, y1: centre.y - side / 2, w: side, h: side },
    });
  }

  function run(engine, targets, options) {
    if (targets.empty()) return;
    const animationDuration = canvas.flight(engine.cy);
    const stop = () => engine.placed(targets);
    targets.layout({ animate: animationDuration > 0, animationDuration, padding: 50, ...options, stop }).run();
  }

  const OPS = {
    fit: (engine, _, chosen) => engine.fit(chosen),
    zoomTo: (engine, _, chosen) => chosen && engine.fit(chosen.closedNeighborhood()),
    viewport: ({ cy }, { zoom, pan }) => Number.isFinite(zoom) && canvas.point(pan) && cy.viewport({ zoom, pan }),
    select: (engine, _, chosen) => engine.select(chosen),
    focus: (engine, _, chosen) => engine.focus(chosen ? chosen.nodes()[0] : null),
    clear: (engine) => engine.clear(),
    lock: ({ cy }, _, chosen) => (chosen ? chosen.ungrabify() : cy.autoungrabify(true)),
    unlock: ({ cy }, _, chosen) => (chosen ? chosen.grabify() : cy.autoungrabify(false)),
    pin: (engine, _, chosen) => chosen && engine.pin(chosen.nodes(), true),
    unpin: (engine, _, chosen) => chosen && engine.pin(chosen.nodes(), false),
    hide: (engine, _, chosen) => chosen && engine.conceal(chosen, true),
    show: (engine, _, chosen) => engine.conceal(chosen || engine.cy.elements(), false),
    layout: (engine, command, chosen) => arrange(engine, command, chosen),
    lasso: (engine) => engine.area("lasso"),
    box: (engine) => engine.area("box"),
    near: (engine) => engine.pickBy((nodes) => nodes.closedNeighborhood().nodes()),
    invert: (engine) => engine.pickBy((nodes) => engine.cy.nodes().not(nodes)),
    png: (engine, command) => engine.onPicture(command),
    svg: (engine, command) => engine.onPicture(command),
  };

  /** Carries out a command or a list of them, in order; an op it does not know is passed over. */
  canvas.command = function (engine, commands) {
    for (const command of [].concat(commands)) {
      if (!command || !Object.hasOwn(OPS, command.op)) continue;
      OPS[command.op](engine, command, command.ids ? canvas.pick(engine.cy, command.ids) : null);
    }
  };
})(((window.dash_app ??= {}).canvas ??= {}));
