/* The drawing as SVG markup in model units, for the vector picture. Same looks as style.js; text is escaped. */
(function (canvas) {
  "use strict";

  const f = (value) => Number(value).toFixed(2);

  /** Where a line meets the bodies of its nodes, as [{x, y}, {x, y}]. */
  canvas.endsOf = function (edge) {
    if (edge.data("arrows")) return [edge.sourceEndpoint(), edge.targetEndpoint()];
    const [p, q] = [edge.source().position(), edge.target().position()];
    const length = Math.hypot(q.x - p.x, q.y - p.y) || 1;
    const trimmed = (from, to, node) => {
      const share = node.data("size") / 2 / length;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    };
    return [trimmed(p, q, edge.source()), trimmed(q, p, edge.target())];
  };

  canvas.middleOf = function (edge) {
    const [a, b] = canvas.endsOf(edge);
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  function head(tip, from, size, colour) {
    const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
    const corner = (turn) => `${f(tip.x - size * Math.cos(angle + turn))},${f(tip.y - size * Math.sin(angle + turn))}`;
    return `<polygon points="${f(tip.x)},${f(tip.y)} ${corner(0.4)} ${corner(-0.4)}" fill="${colour}"/>`;
  }

  function line(edge, zoom, tone, bright) {
    const [a, b] = canvas.endsOf(edge);
    if (!Number.isFinite(a.x + b.x)) return "";
    const d = edge.data();
    const colour = bright ? tone.accent : tone.line;
    const cap = d.kind === "inference" ? "round" : "butt";
    const middle = canvas.middleOf(edge);
    const text = zoom < canvas.COUNTED_FROM ? "" : bright ? d.told : d.badge;
    const half = 3.2 * text.length + 4;
    const badge = text
      ? `<rect x="${f(middle.x - half)}" y="${f(middle.y - 7)}" width="${f(2 * half)}" height="14" rx="4" ` +
        `fill="${tone.badge}"/><text x="${f(middle.x)}" y="${f(middle.y + 3.2)}" font-size="9" ` +
        `font-weight="600" text-anchor="middle" fill="${tone.soft}">${canvas.escape(text)}</text>`
      : "";
    return (
      `<path d="M${f(a.x)} ${f(a.y)}L${f(b.x)} ${f(b.y)}" stroke="${colour}" stroke-width="${d.width}" ` +
      `stroke-linecap="${cap}" fill="none" ${canvas.lineDash(d.kind)}/>` +
      (d.arrows ? head(b, a, 9 + d.width, colour) : "") +
      (d.arrows === "both" ? head(a, b, 9 + d.width, colour) : "") +
      badge
    );
  }

  /** Where a label stands: offsets from the node's middle to its text's baseline. `r`: the node's radius. */
  canvas.captionAt = function (look, r) {
    const side = { left: -1, center: 0, right: 1 }[look.halign];
    const level = { top: -r - 0.2 * look.fontSize, center: 0.36 * look.fontSize, bottom: r + 0.95 * look.fontSize };
    return {
      x: side * r + look.gapX,
      y: level[look.valign] + look.gapY,
      align: { left: "right", center: "center", right: "left" }[look.halign],
    };
  };

  function caption(node, look, tone) {
    const at = canvas.captionAt(look, node.data("size") / 2);
    const anchor = { right: "end", center: "middle", left: "start" }[at.align];
    return (
      `<text x="${f(at.x)}" y="${f(at.y)}" font-size="${look.fontSize}" font-weight="500" text-anchor="${anchor}" ` +
      `fill="${tone.ink}" stroke="${tone.ground}" stroke-width="${2 * look.halo}" stroke-linejoin="round" ` +
      `paint-order="stroke">${canvas.escape(node.data("shown"))}</text>`
    );
  }

  function body(node, theme, tone, bright) {
    const { x, y } = node.position();
    const d = node.data();
    const r = d.size / 2;
    const ring = (radius, colour, rest) => `<circle r="${f(radius)}" fill="none" stroke="${colour}" ${rest}/>`;
    return (
      `<g transform="translate(${f(x)} ${f(y)})">` +
      (bright ? ring(r + 4, tone.glow, 'stroke-width="6" opacity="0.5"') : "") +
      `<g transform="translate(${f(-r)} ${f(-r)}) scale(${f(d.size / 100)})">${canvas.symbolMarkup(d, theme)}</g>` +
      (d.hub ? ring(r + 5.5, tone.hub, 'stroke-width="3" stroke-dasharray="4 2"') : "") +
      (node.hasClass("gc-named") ? caption(node, d, tone) : "") +
      "</g>"
    );
  }

  /** Lines, then nodes, each in the order of their keys; what is not in `lit` is faded when anything is.
      `zoom`: pixels per model unit in the picture. */
  canvas.shapes = function (cy, theme, zoom, lit) {
    const tone = canvas.THEMES[theme];
    const byKey = (a, b) => (a.id() < b.id() ? -1 : 1);
    const draw = (elements, bright) => {
      const seen = elements.filter((e) => e.visible()).sort(byKey);
      const lines = seen.edges().map((edge) => line(edge, zoom, tone, bright || edge.selected()));
      const nodes = seen.nodes().map((node) => body(node, theme, tone, bright || node.selected()));
      return lines.join("") + nodes.join("");
    };
    if (lit.empty()) return draw(cy.elements(), false);
    return `<g opacity="${canvas.FADED}">${draw(cy.elements().not(lit), false)}</g>${draw(lit, true)}`;
  };
})(((window.dash_app ??= {}).canvas ??= {}));
