/* What the legend lists: kinds, lines and marks that are drawn, in a fixed order, with their numbers. */
(function (canvas) {
  "use strict";

  /** [{symbol, label, count}] of what is there. `own` (the `legend` prop) names and orders them instead. */
  canvas.legendOf = function (nodes, edges, own, say) {
    const counts = new Map();
    const add = (symbol) => counts.set(symbol, (counts.get(symbol) || 0) + 1);
    for (const { data } of Object.values(nodes)) {
      if (!data) continue;
      if (data.group) add(data.group === "more" ? "more" : "group");
      else add(data.protected ? "protected" : canvas.kindOf(data.kind));
      if (data.hub) add("hub");
    }
    for (const { data } of Object.values(edges)) add(canvas.lineKind(data && data.kind));
    if (own) return own.map(({ symbol, label }) => ({ symbol, label, count: counts.get(symbol) || 0 }));
    const order = [...Object.keys(canvas.KINDS).map((kind) => [kind, "kind." + kind])].concat([
      ["protected", "mark.protected"],
      ["hub", "mark.hub"],
      ["group", "mark.group"],
      ["more", "mark.more"],
      ["fact", "edge.fact"],
      ["assessment", "edge.assessment"],
      ["inference", "edge.inference"],
    ]);
    return order
      .filter(([symbol]) => counts.has(symbol))
      .map(([symbol, word]) => ({ symbol, label: say(word), count: counts.get(symbol) }));
  };
})(((window.dash_app ??= {}).canvas ??= {}));
