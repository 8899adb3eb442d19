/* Icons as inline SVG data URIs, made once per kind, theme and set of marks, so that the engine shares their textures. */
(function (canvas) {
  "use strict";

  const ICON = 0.5; // share of the node's width: at 0.4 the kinds were told apart at 20 px, at 0.5 at 14 px
  const made = new Map();

  const uri = (svg) => "data:image/svg+xml;utf8," + encodeURIComponent(svg);
  const sheet = (size, inner) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${inner}</svg>`;
  const pen = (path, colour, stroke) =>
    stroke
      ? `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round"/>`
      : `<path d="${path}" fill="${colour}"/>`;

  /** The 24 x 24 drawing of a kind (a padlock where it is protected), in one colour. */
  function glyph(kind, colour, guarded) {
    if (guarded) return pen(canvas.PADLOCK, colour, true);
    const { path, stroke } = canvas.KINDS[kind];
    return pen(path, colour, stroke);
  }

  /** Marks stand in the corners of the node's box: waiting for review, newly added, pinned. */
  function marks(node, tone) {
    let out = "";
    if (node.status === "review")
      out +=
        `<circle cx="84" cy="17" r="15" fill="${tone.hub}" stroke="${tone.ground}" stroke-width="4"/>` +
        `<path d="M79 13a5 5 0 1 1 7 4.5c-1.5.8-2 1.5-2 3.2M84 26v.5" fill="none" stroke="${tone.icon}" ` +
        `stroke-width="3.6" stroke-linecap="round"/>`;
    else if (node.status === "new")
      out += `<circle cx="84" cy="17" r="11" fill="${tone.fresh}" stroke="${tone.ground}" stroke-width="4"/>`;
    if (node.pinned)
      out +=
        `<circle cx="16" cy="17" r="14" fill="${tone.ink}" stroke="${tone.ground}" stroke-width="4"/>` +
        `<path d="M16 10v7M11.5 17h9M16 17v8" fill="none" stroke="${tone.ground}" stroke-width="3" stroke-linecap="round"/>`;
    return out;
  }

  /** Colours of a node: its body, its border, its icon. */
  canvas.paint = function (kind, guarded, theme) {
    const tone = canvas.THEMES[theme];
    if (guarded) return { body: tone.guard, border: tone.ink, icon: tone.ground };
    const colour = canvas.KINDS[kind][theme];
    if (canvas.KINDS[kind].hollow) return { body: tone.ground, border: colour, icon: colour };
    return { body: colour, border: tone.rim, icon: tone.icon };
  };

  /** SVG laid over a node's shape, covering its whole 100 x 100 box. `node`: {kind, protected, status, pinned}. */
  canvas.symbolMarkup = function (node, theme) {
    const tone = canvas.THEMES[theme];
    const scale = (100 * ICON) / 24;
    const shift = 50 - 50 * ICON;
    const icon = glyph(node.kind, canvas.paint(node.kind, node.protected, theme).icon, node.protected);
    return `<g transform="translate(${shift} ${shift}) scale(${scale})">${icon}</g>` + marks(node, tone);
  };

  /** The same as a data URI, its picture loaded and kept: one not yet loaded is drawn twice, once without it. */
  canvas.symbol = function (node, theme) {
    const key = [theme, node.kind, node.protected ? 1 : 0, node.status, node.pinned ? 1 : 0].join(" ");
    if (!made.has(key)) {
      const image = new Image();
      image.src = uri(sheet(100, canvas.symbolMarkup(node, theme)));
      made.set(key, image);
    }
    return made.get(key).src;
  };

  const points = (list, centre, radius) =>
    list.map(([x, y]) => `${(centre + x * radius).toFixed(2)},${(centre + y * radius).toFixed(2)}`).join(" ");
  const ring = (corners, turn) =>
    Array.from({ length: corners }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / corners;
      return [Math.cos(angle), Math.sin(angle)];
    });

  /** SVG of a node's outline around (centre, centre), the same silhouettes as the engine draws. */
  canvas.outline = function (kind, guarded, centre, radius, paint) {
    const shape = guarded ? "shield" : canvas.KINDS[kind].shape;
    const box = (r, corner) =>
      `<rect x="${centre - r}" y="${centre - r}" width="${2 * r}" height="${2 * r}" rx="${corner}" ${paint}/>`;
    const polygon = (list) => `<polygon points="${points(list, centre, radius)}" stroke-linejoin="round" ${paint}/>`;
    switch (shape) {
      case "shield":
        return polygon(canvas.SHIELD);
      case "round-rectangle":
        return box(radius, radius * 0.3);
      case "rectangle":
        return box(radius, 0);
      case "cut-rectangle":
        return polygon([[-0.75, -1], [0.75, -1], [1, -0.75], [1, 0.75], [0.75, 1], [-0.75, 1], [-1, 0.75], [-1, -0.75]]);
      case "round-diamond":
        return polygon(ring(4, 0));
      case "round-pentagon":
        return polygon(ring(5, -Math.PI / 2));
      case "round-hexagon":
        return polygon(ring(6, 0));
      case "round-octagon":
        return polygon(ring(8, Math.PI / 8));
      default:
        return `<circle cx="${centre}" cy="${centre}" r="${radius}" ${paint}/>`;
    }
  };

  const LINES = { fact: "", assessment: 'stroke-dasharray="7 4"', inference: 'stroke-dasharray="0.1 5"' };
  canvas.lineKind = (kind) => (Object.hasOwn(LINES, kind) ? kind : "fact");
  canvas.lineDash = (kind) => LINES[canvas.lineKind(kind)];

  /** 24 x 24 legend drawing of a kind, a line (`fact`, `assessment`, `inference`) or a mark (`protected`, `hub`). */
  canvas.legendDrawing = function (symbol, theme) {
    const tone = canvas.THEMES[theme];
    if (Object.hasOwn(LINES, symbol))
      return `<path d="M1 12H23" stroke="${tone.soft}" stroke-width="2.5" stroke-linecap="round" ${LINES[symbol]}/>`;
    if (symbol === "hub")
      return (
        `<circle cx="12" cy="12" r="6" fill="${tone.soft}"/><circle cx="12" cy="12" r="10" fill="none" ` +
        `stroke="${tone.hub}" stroke-width="2" stroke-dasharray="4 2"/>`
      );
    const guarded = symbol === "protected";
    const kind = guarded ? "other" : canvas.kindOf(symbol);
    const { body, border, icon } = canvas.paint(kind, guarded, theme);
    const inner = glyph(kind, icon, guarded);
    return (
      canvas.outline(kind, guarded, 12, 10, `fill="${body}" stroke="${border}" stroke-width="1.6"`) + `<g transform="translate(5.5 5.5) scale(.54)">${inner}</g>`
    );
  };

  for (const theme of Object.keys(canvas.THEMES))
    for (const kind of Object.keys(canvas.KINDS)) canvas.symbol({ kind, status: "" }, theme);

  canvas.legendUri = (symbol, theme) => uri(sheet(24, canvas.legendDrawing(symbol, theme)));
})(((window.dash_app ??= {}).canvas ??= {}));
