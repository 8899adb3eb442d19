/* Edges that run between the same two nodes are drawn as one line: the strongest kind, all types, the sum of counts.
   Props and events keep speaking of edges; only the engine knows lines. */
(function (canvas) {
  "use strict";

  const STRENGTH = ["fact", "assessment", "inference"];
  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

  function nameOf(edge) {
    const [a, b] = [String(edge.data.source), String(edge.data.target)].sort();
    return `line ${a.length} ${a} ${b}`; // the length keeps two pairs of keys with blanks in them apart
  }

  /** What is known of lines: which edges each is made of, and the line of each edge. */
  canvas.lineIndex = () => ({ members: new Map(), lineOf: new Map() });

  function file(index, key, name) {
    const before = index.lineOf.get(key);
    if (before === name) return [name];
    if (before !== undefined) {
      const rest = index.members.get(before);
      rest.delete(key);
      if (!rest.size) index.members.delete(before);
    }
    if (name === undefined) index.lineOf.delete(key);
    else {
      index.lineOf.set(key, name);
      if (!index.members.has(name)) index.members.set(name, new Set());
      index.members.get(name).add(key);
    }
    return [before, name];
  }

  const words = (each, field) => [...new Set(each.map((data) => data[field] || "").filter(Boolean))].sort().join(", ");

  /** {source, target, classes, data} of the edges `keys`, all between the same two nodes. */
  function merged(keys, edges) {
    const rank = (key) => STRENGTH.indexOf(canvas.lineKind(edges[key].data.kind));
    const sorted = [...keys].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    const each = sorted.map((key) => edges[key].data);
    const directed = each.filter((data) => data.arrows);
    const lead = directed[0] || each[0];
    const bothWays = directed.some((data) => data.arrows === "both" || String(data.source) !== String(lead.source));
    const counted = each.reduce((sum, data) => sum + (Number.isFinite(data.count) ? data.count : 0), 0);
    const one = {
      kind: each[0].kind,
      label: words(each, "label"),
      type: words(each, "type"),
      count: counted || sorted.length,
      arrows: directed.length ? (bothWays ? "both" : "to") : "",
    };
    return {
      source: String(lead.source),
      target: String(lead.target),
      classes: sorted.flatMap((key) => canvas.classList(edges[key].classes)),
      data: { ...canvas.edgeData(one), edges: sorted },
    };
  }

  /** Redraws one line or takes it away; a line to be drawn goes to `adding`. True when a line came or went. */
  function draw(cy, index, name, edges, adding) {
    const keys = index.members.get(name);
    const line = cy.getElementById(name);
    if (!keys) return line.remove().nonempty();
    const now = merged(keys, edges);
    if (line.nonempty()) {
      if (line.data("source") === now.source && line.data("target") === now.target) {
        line.data(now.data);
        line.classes([...line.classes().filter((name) => name.startsWith("gc-")), ...now.classes]);
        return false;
      }
      line.remove();
    }
    // A line waits, undrawn, until both its ends are there.
    const ready = cy.getElementById(now.source).nonempty() && cy.getElementById(now.target).nonempty();
    const data = { ...now.data, id: name, source: now.source, target: now.target };
    if (ready) adding.push({ group: "edges", data, classes: now.classes });
    return ready || line.nonempty();
  }

  /** Brings lines in line with the `edges` prop; `restructured`: nodes came or went, so waiting lines may be drawn. */
  canvas.syncLines = function (cy, index, before, edges, restructured) {
    const dirty = new Set();
    for (const key of Object.keys(before))
      if (!Object.hasOwn(edges, key)) file(index, key, undefined).forEach((name) => dirty.add(name));
    for (const key of Object.keys(edges))
      if (own(before, key) !== edges[key] && edges[key] && edges[key].data)
        file(index, key, nameOf(edges[key])).forEach((name) => dirty.add(name));
    if (restructured) for (const name of index.members.keys()) if (cy.getElementById(name).empty()) dirty.add(name);
    dirty.delete(undefined);
    const adding = [];
    const changed = [...dirty].map((name) => draw(cy, index, name, edges, adding));
    if (adding.length) cy.add(adding);
    return changed.includes(true);
  };

  /** Elements of the engine by key of node or edge; keys it does not know are passed over. */
  canvas.pick = function (cy, keys) {
    const { lineOf } = cy.scratch("gc-lines");
    const list = [];
    for (const key of keys || []) {
      const found = cy.getElementById(String(key));
      const element = found.nonempty() ? found : cy.getElementById(lineOf.get(String(key)) ?? "");
      if (element.nonempty()) list.push(element[0]);
    }
    return list.length ? cy.collection(list) : cy.collection();
  };

  /** Keys of the edges behind drawn lines, sorted. */
  canvas.edgeKeys = (lines) =>
    lines
      .toArray()
      .flatMap((line) => line.data("edges"))
      .sort();
})(((window.dash_app ??= {}).canvas ??= {}));
