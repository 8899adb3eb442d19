/* What a click lights: every path of up to twice REACH steps that runs through a node. Paths end at what many share:
   beyond a hub everything would be connected with everything. */
(function (canvas) {
  "use strict";

  const REACH = 3; // steps to either side

  /** Keys of the nodes and lines on such paths; null when that is all there is, so that nothing would be told. */
  canvas.through = function (cy, start) {
    const keys = [start.id()];
    const seen = new Set(keys);
    const lines = new Set();
    let rim = [start];
    for (let step = 0; step < REACH && rim.length; step++) {
      const next = [];
      for (const node of rim) {
        if (node !== start && node.data("hub")) continue;
        node.connectedEdges().forEach((edge) => {
          const other = edge.source().id() === node.id() ? edge.target() : edge.source();
          if (other.hasClass("gc-hidden")) return;
          lines.add(edge.id());
          if (seen.has(other.id())) return;
          seen.add(other.id());
          keys.push(other.id());
          next.push(other);
        });
      }
      rim = next;
    }
    if (keys.length === cy.nodes().length) return null;
    return [...keys, ...lines];
  };
})(((window.dash_app ??= {}).canvas ??= {}));
