/* The edges part of bringing the engine in line with the props, and finding elements by key. An edge waits, undrawn,
   until both its ends are there; it goes with an end that is removed and comes back with it. */
(function (canvas) {
  "use strict";

  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

  /** Carries over what changed between two values of `classes`, leaving the canvas's own alone. */
  canvas.reclass = function (element, before, after) {
    if (before === after) return;
    const keep = canvas.classList(after);
    element.removeClass(canvas.classList(before).filter((name) => !keep.includes(name)));
    element.addClass(keep);
  };

  /** `restructured`: nodes came or went, so waiting edges may be drawn. Returns true when an edge came or went. */
  canvas.syncEdges = function (cy, before, after, restructured) {
    const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    let changed = removed.length > 0;
    if (changed) canvas.pick(cy, removed).remove();
    const adding = [];
    for (const key of Object.keys(after)) {
      const was = own(before, key);
      const is = after[key];
      if ((was === is && !restructured) || !is || !is.data) continue;
      const ends = { source: String(is.data.source), target: String(is.data.target) };
      const line = cy.getElementById(key);
      if (line.nonempty()) {
        if (was === is || line.isNode()) continue;
        if (line.data("source") === ends.source && line.data("target") === ends.target) {
          if (!was || was.data !== is.data) line.data(canvas.edgeData(is.data));
          canvas.reclass(line, was && was.classes, is.classes);
          continue;
        }
        line.remove();
        changed = true;
      }
      if (cy.getElementById(ends.source).empty() || cy.getElementById(ends.target).empty()) continue;
      const data = { ...canvas.edgeData(is.data), ...ends, id: key };
      adding.push({ group: "edges", data, classes: canvas.classList(is.classes) });
    }
    if (adding.length) cy.add(adding);
    return changed || adding.length > 0;
  };

  /** Keys of elements, sorted. */
  canvas.keys = (elements) => elements.map((element) => element.id()).sort();

  /** Elements of the engine by key; keys it does not know are passed over. */
  canvas.pick = function (cy, keys) {
    const list = [];
    for (const key of keys || []) {
      const element = cy.getElementById(String(key));
      if (element.nonempty()) list.push(element[0]);
    }
    return list.length ? cy.collection(list) : cy.collection();
  };
})(((window.dash_app ??= {}).canvas ??= {}));
