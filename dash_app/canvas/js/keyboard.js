/* The canvas by keyboard: one node has the focus, arrows walk along its links, and what is done to it is an event. */
(function (canvas) {
  "use strict";

  const DIRECTIONS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };
  const shown = (cy) => cy.nodes().not(".gc-hidden");

  /** Nearest in direction among `others`: an angle off the way counts as much as distance along it. */
  function ahead(from, others, direction, cone) {
    let best = null;
    let cost = Infinity;
    const p = from.position();
    others.forEach((other) => {
      const q = other.position();
      const dx = q.x - p.x;
      const dy = q.y - p.y;
      const off = Math.abs(
        Math.atan2(Math.sin(Math.atan2(dy, dx) - direction), Math.cos(Math.atan2(dy, dx) - direction)),
      );
      if (off > cone || other.same(from)) return;
      const price = Math.hypot(dx, dy) * (1 + 2 * off);
      if (price < cost) [best, cost] = [other, price];
    });
    return best;
  }

  /** Where an arrow key leads: a neighbour within 60 degrees of it, else any node within 45. */
  canvas.step = function (cy, from, arrow) {
    if (!from) return canvas.rank(cy).find((node) => !node.hasClass("gc-hidden")) || null;
    const neighbours = from.neighborhood("node").not(".gc-hidden");
    const direction = DIRECTIONS[arrow];
    return ahead(from, neighbours, direction, Math.PI / 3) || ahead(from, shown(cy), direction, Math.PI / 4) || from;
  };

  /** Words for what is special about a node. */
  canvas.marksOf = (d, say) =>
    [d.protected && "mark.protected", d.hub && "mark.hub", d.pinned && "mark.pinned", d.status && "status." + d.status]
      .filter(Boolean)
      .map((word) => say(word));

  /** How much there is of a node: its records and links; of a group, what is in it. */
  canvas.countsOf = (d, say) =>
    d.group ? [d.inside] : [say.count("record", d.records), say.count("link", d.degree)];

  /** One sentence for a screen reader: name, kind, counts, marks. */
  canvas.describe = function (node, say) {
    const d = node.data();
    const what = d.group ? say("mark." + (d.group === "more" ? "more" : "group")) : say("kind." + d.kind);
    return [`${what} ${d.full}`, canvas.countsOf(d, say).join(", "), ...canvas.marksOf(d, say)].join(". ") + ".";
  };

  function spell(event) {
    const held = event.ctrlKey || event.metaKey ? "Mod+" : "";
    const shift = event.shiftKey && (held || event.key.length > 1) ? "Shift+" : "";
    return held + shift + (event.key.length === 1 && held ? event.key.toLowerCase() : event.key);
  }

  /** Handler of `keydown`. `engine` is what canvas.engine returns. */
  canvas.onKey = function (engine) {
    const { cy } = engine;
    const actions = {
      Enter: () => engine.focused() && engine.expand(engine.focused()),
      " ": () => engine.focused() && engine.toggle(engine.focused()),
      f: () => engine.fit(),
      "+": () => engine.zoomBy(1.25),
      "=": () => engine.zoomBy(1.25),
      "-": () => engine.zoomBy(0.8),
      Home: () => engine.focus(canvas.step(cy, null)),
      "Mod+a": () => engine.selectAll(),
      ContextMenu: () => engine.focused() && engine.menu(engine.focused(), null),
      "Shift+F10": () => engine.focused() && engine.menu(engine.focused(), null),
    };
    const passed = new Set(["Delete", "Backspace", "Escape", "Mod+z", "Mod+y", "Mod+Shift+z", "?"]);
    return (event) => {
      if (event.altKey) return;
      const key = spell(event);
      if (Object.hasOwn(DIRECTIONS, key)) engine.focus(canvas.step(cy, engine.focused(), key));
      else if (Object.hasOwn(actions, key)) actions[key]();
      else if (passed.has(key) || /^\p{L}$/u.test(key)) {
        engine.say("keyPress", { key: key === "Backspace" ? "Delete" : key, ids: engine.chosen(true) });
        if (key === "Escape") engine.clear();
        if (/^\p{L}$/u.test(key)) return;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
