/* Nodes drawn as inline SVG, once per kind, theme and set of marks, so that the engine shares their textures. */
(function (canvas) {
  "use strict";

  const ICON = 0.5; // share of the node's width; chosen by eye at nodes of 12 to 30 pixels
  const made = new Map();

  const uri = (svg) => "data:image/svg+xml;utf8," + encodeURIComponent(svg);
  const NS = 'xmlns="http://www.w3.org/2000/svg"';
  const sheet = (size, inner) =>
    `<svg ${NS} width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${inner}</svg>`;
  const pen = (path, colour, stroke) =>
    stroke
      ? `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.1" stroke-linecap="round" ` +
        'stroke-linejoin="round"/>'
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
        `<path d="M16 10v7M11.5 17h9M16 17v8" fill="none" stroke="${tone.ground}" stroke-width="3" ` +
        'stroke-linecap="round"/>';
    return out;
  }

  /** Colours of a node: its body, its rim, its icon. */
  function paintOf(kind, guarded, theme) {
    const tone = canvas.THEMES[theme];
    if (guarded) return { body: tone.guard, rim: tone.ink, icon: tone.ground };
    const colour = canvas.KINDS[kind][theme];
    if (canvas.KINDS[kind].hollow) return { body: tone.ground, rim: colour, icon: colour };
    return { body: colour, rim: tone.ground, icon: tone.icon };
  }

  const ring = (corners, turn) =>
    Array.from({ length: corners }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / corners;
      return [Math.cos(angle), Math.sin(angle)];
    });
  const SILHOUETTES = {
    shield: canvas.SHIELD,
    bevelled: [
      [-0.7, -0.9],
      [0.7, -0.9],
      [0.9, -0.7],
      [0.9, 0.7],
      [0.7, 0.9],
      [-0.7, 0.9],
      [-0.9, 0.7],
      [-0.9, -0.7],
    ],
    diamond: ring(4, 0),
    pentagon: ring(5, -Math.PI / 2),
    hexagon: ring(6, 0),
    octagon: ring(8, Math.PI / 8),
  };

  /** SVG of a silhouette around (50, 50). */
  function outline(shape, radius, paint) {
    const [start, side] = [50 - radius, 2 * radius];
    const box = (corner) =>
      `<rect x="${start}" y="${start}" width="${side}" height="${side}" rx="${corner}" ${paint}/>`;
    if (shape === "rounded") return box(radius * 0.35);
    if (shape === "square") return box(2);
    if (!Object.hasOwn(SILHOUETTES, shape)) return `<circle cx="50" cy="50" r="${radius}" ${paint}/>`;
    const points = SILHOUETTES[shape].map(
      ([x, y]) => `${(50 + x * radius).toFixed(1)},${(50 + y * radius).toFixed(1)}`,
    );
    return `<polygon points="${points.join(" ")}" stroke-linejoin="round" ${paint}/>`;
  }

  const RIMS = { fact: "", assessment: 'stroke-dasharray="12 7"', inference: 'stroke-dasharray="1 8"', more: "" };

  /** A group is a stack of its kind's shape, in a rim as of the statement that it rests on; what waits to be brought in
      is hollow, with a plus. */
  function stack(node, shape, paint, theme) {
    const tone = canvas.THEMES[theme];
    const more = node.group === "more";
    const colour = canvas.KINDS[node.kind][theme];
    const hollow = (rest) => outline(shape, 44, `fill="${tone.ground}" stroke="${colour}" stroke-width="4" ${rest}`);
    const under = (shift) => `<g transform="translate(${shift} ${16 - shift}) scale(.84)">${hollow("")}</g>`;
    const sign = more ? pen("M12 5v14M5 12h14", colour, true) : glyph(node.kind, paint.icon, node.protected);
    const inner = `fill="none" stroke="${paint.icon}" stroke-width="4" stroke-linecap="round" ${RIMS[node.group]}`;
    const top = more
      ? hollow('stroke-dasharray="9 6"')
      : outline(shape, 45, `fill="${paint.body}" stroke="${paint.rim}" stroke-width="5"`) + outline(shape, 39, inner);
    const scale = (100 * ICON) / 24;
    const shift = 50 - 50 * ICON;
    return (
      (more ? "" : under(16) + under(8)) +
      `<g transform="translate(0 16) scale(.84)">${top}` +
      `<g transform="translate(${shift} ${shift}) scale(${scale})">${sign}</g></g>${marks(node, tone)}`
    );
  }

  /** SVG of a whole node in a 100 x 100 box. `node`: {kind, protected, status, pinned, group}. */
  canvas.symbolMarkup = function (node, theme) {
    const tone = canvas.THEMES[theme];
    const { shape, tier } = canvas.KINDS[node.kind];
    const { body, rim, icon } = paintOf(node.kind, node.protected, theme);
    const silhouette = node.protected ? "shield" : shape;
    const scale = (100 * ICON) / 24;
    const shift = 50 - 50 * ICON;
    if (node.group) return stack(node, silhouette, { body, rim, icon }, theme);
    return (
      // The rim parts the node from its neighbours, and rounds its corners.
      outline(silhouette, 45, `fill="${body}" stroke="${rim}" stroke-width="5"`) +
      (tier ? outline(silhouette, 38, `fill="none" stroke="${icon}" stroke-width="2.5"`) : "") +
      `<g transform="translate(${shift} ${shift}) scale(${scale})">${glyph(node.kind, icon, node.protected)}</g>` +
      marks(node, tone)
    );
  };

  /** The same as a loaded picture. It is kept: one that is not yet loaded is drawn twice, once without it. */
  canvas.symbolImage = function (node, theme) {
    const flags = [node.protected ? 1 : 0, node.status, node.pinned ? 1 : 0, node.group || ""];
    const key = [theme, node.kind, ...flags].join(" ");
    if (!made.has(key)) {
      const image = new Image();
      const svg = sheet(100, canvas.symbolMarkup(node, theme));
      image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      made.set(key, image);
    }
    return made.get(key);
  };

  /** Its address for the engine, which hashes it for every node: a blob's is short. */
  canvas.symbol = (node, theme) => canvas.symbolImage(node, theme).src;

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
    const group = symbol === "group" ? "fact" : symbol === "more" ? "more" : "";
    const node = { kind: group ? "ad" : canvas.kindOf(symbol), protected: symbol === "protected", status: "", group };
    return `<g transform="scale(.24)">${canvas.symbolMarkup(node, theme)}</g>`;
  };

  for (const theme of Object.keys(canvas.THEMES))
    for (const kind of Object.keys(canvas.KINDS)) canvas.symbol({ kind, status: "" }, theme);

  canvas.legendUri = (symbol, theme) => uri(sheet(24, canvas.legendDrawing(symbol, theme)));
})(((window.dash_app ??= {}).canvas ??= {}));
