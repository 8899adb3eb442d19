/* The drawing as SVG markup in model units, for the vector picture. Same looks as style.js; text is escaped. */
(function (canvas) {
  "use strict";

  const f = (value) => Number(value).toFixed(2);
  const fade = (element) => `opacity="${element.effectiveOpacity()}"`;
  const hex = (element, name) => element.style(name);

  function head(tip, from, size, colour) {
    const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
    const corner = (turn) => `${f(tip.x - size * Math.cos(angle + turn))},${f(tip.y - size * Math.sin(angle + turn))}`;
    return `<polygon points="${f(tip.x)},${f(tip.y)} ${corner(0.4)} ${corner(-0.4)}" fill="${colour}"/>`;
  }

  function line(edge) {
    const a = edge.sourceEndpoint();
    const b = edge.targetEndpoint();
    if (!a || !b || !Number.isFinite(a.x) || !Number.isFinite(b.x)) return "";
    const d = edge.data();
    const colour = hex(edge, "line-color");
    const cap = d.kind === "inference" ? "round" : "butt";
    const middle = edge.midpoint();
    const text = edge.style("label");
    const half = 3.2 * text.length + 4;
    const badge = text
      ? `<rect x="${f(middle.x - half)}" y="${f(middle.y - 7)}" width="${f(2 * half)}" height="14" rx="4" ` +
        `fill="${hex(edge, "text-background-color")}"/><text x="${f(middle.x)}" y="${f(middle.y + 3.2)}" font-size="9" ` +
        `font-weight="600" text-anchor="middle" fill="${hex(edge, "color")}">${canvas.escape(text)}</text>`
      : "";
    return (
      `<g ${fade(edge)}><path d="M${f(a.x)} ${f(a.y)}L${f(b.x)} ${f(b.y)}" stroke="${colour}" stroke-width="${d.width}" ` +
      `stroke-linecap="${cap}" fill="none" ${canvas.lineDash(d.kind)}/>` +
      (d.arrows ? head(b, a, 9 + d.width, colour) : "") +
      (d.arrows === "both" ? head(a, b, 9 + d.width, colour) : "") +
      `${badge}</g>`
    );
  }

  function body(node, theme) {
    const tone = canvas.THEMES[theme];
    const { x, y } = node.position();
    const d = node.data();
    const r = d.size / 2;
    const ring = (radius, colour, dash) =>
      `<circle cx="0" cy="0" r="${f(radius)}" fill="none" stroke="${colour}" stroke-width="3" ${dash}/>`;
    const paint =
      `fill="${hex(node, "background-color")}" stroke="${hex(node, "border-color")}" ` +
      `stroke-width="${parseFloat(node.style("border-width"))}"`;
    const label = node.hasClass("gc-named")
      ? `<text x="0" y="${f(r + d.gap + d.fontSize)}" font-size="${d.fontSize}" font-weight="500" text-anchor="middle" ` +
        `fill="${tone.ink}" stroke="${tone.ground}" stroke-width="${2 * d.halo}" stroke-linejoin="round" ` +
        `paint-order="stroke">${canvas.escape(d.shown)}</text>`
      : "";
    return (
      `<g transform="translate(${f(x)} ${f(y)})" ${fade(node)}>` +
      (node.selected() || node.hasClass("gc-lit") ? `<circle r="${f(r + 7)}" fill="${tone.glow}" opacity="0.5"/>` : "") +
      canvas.outline(d.kind, d.protected, 0, r, paint) +
      `<g transform="translate(${f(-r)} ${f(-r)}) scale(${f(d.size / 100)})">${canvas.symbolMarkup(d, theme)}</g>` +
      (d.hub ? ring(r + 5.5, tone.hub, 'stroke-dasharray="4 2"') : "") +
      `${label}</g>`
    );
  }

  /** Every line, then every node, in the order of their keys. */
  canvas.shapes = function (cy, theme) {
    const byKey = (a, b) => (a.id() < b.id() ? -1 : 1);
    const seen = (elements) => elements.not(".gc-hidden").sort(byKey).toArray().filter((e) => e.visible());
    return (
      seen(cy.edges()).map(line).join("") +
      seen(cy.nodes())
        .map((node) => body(node, theme))
        .join("")
    );
  };
})(((window.dash_app ??= {}).canvas ??= {}));
