/* From the props' neutral entries {data, position, classes} to what the engine draws. Everything drawn is computed
   here once per change, so that styling reads plain fields. */
(function (canvas) {
  "use strict";

  const IDENTIFIERS = new Set(["phone", "wallet", "email", "url", "account", "image"]);
  const STATUSES = new Set(["new", "review"]);
  const GROUPS = new Set(["fact", "assessment", "inference", "more"]); // why nodes are drawn as one
  const number = (value) => (Number.isFinite(value) ? value : 0);
  // Five sizes, not a continuum: equal looks share one texture, and a difference one can see is a difference.
  const growth = (degree) => (degree >= 100 ? 30 : degree >= 30 ? 20 : degree >= 10 ? 12 : degree >= 4 ? 6 : 0);
  canvas.THIN = 1.6;
  const weight = (count) => (count >= 30 ? 4.5 : count >= 10 ? 3.4 : count >= 3 ? 2.5 : canvas.THIN);

  /** {x, y} when both are finite numbers, else null: a node without a place is placed by the canvas. */
  canvas.point = (p) => (p && Number.isFinite(p.x) && Number.isFinite(p.y) ? { x: p.x, y: p.y } : null);

  /** Short label: identifiers keep head and tail. */
  canvas.shownOf = ({ kind, full }, maxLabel) => canvas.isolated(canvas.shorten(full, maxLabel, IDENTIFIERS.has(kind)));

  /** Fields of a node's marks; only marked nodes have a picture of their own.
      `look`: {kind, protected, status, pinned, group}. */
  canvas.marked = function (look, theme) {
    const marked = look.protected || look.pinned || look.status !== "" || look.group !== "";
    return { pinned: look.pinned, marked, symbol: marked ? canvas.symbol(look, theme) : "" };
  };

  /** Drawn fields of a node. `view`: {theme, maxLabel}. */
  canvas.nodeData = function (data, view) {
    const kind = canvas.kindOf(data.kind);
    const full = canvas.visible(data.label);
    const status = STATUSES.has(data.status) ? data.status : "";
    const group = GROUPS.has(data.group) ? data.group : "";
    const look = { kind, protected: Boolean(data.protected), status, pinned: Boolean(data.pinned), group };
    const grown = group ? 10 + growth(number(data.members)) / 2 : growth(number(data.degree));
    return {
      ...look,
      ...canvas.marked(look, view.theme),
      full,
      shown: canvas.shownOf({ kind, full }, view.maxLabel),
      records: number(data.records),
      degree: number(data.degree),
      hub: Boolean(data.hub),
      members: number(data.members),
      inside: canvas.visible(data.told),
      size: canvas.KINDS[kind].base + grown,
      grown: grown > 0,
    };
  };

  /** Drawn fields of a line. `count`: what is merged into it; its badge shows from 2 on. */
  canvas.edgeData = function (data) {
    const count = number(data.count);
    const badge = count > 1 ? String(count) : "";
    const full = canvas.visible(
      data.label ||
        String(data.type ?? "")
          .replaceAll("_", " ")
          .toLowerCase(),
    );
    return {
      kind: canvas.lineKind(data.kind),
      full,
      count,
      badge,
      told: [canvas.shorten(full, 28, false), badge].filter(Boolean).join(" \u00b7 "),
      arrows: data.arrows === "both" ? "both" : data.arrows ? "to" : "",
      width: weight(count),
      wide: weight(count) > canvas.THIN,
    };
  };

  canvas.classList = (classes) =>
    classes
      ? String(classes)
          .split(/\s+/)
          .filter((name) => name && !name.startsWith("gc-"))
      : [];
})(((window.dash_app ??= {}).canvas ??= {}));
