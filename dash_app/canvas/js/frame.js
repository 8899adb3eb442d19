/* The frame burnt into every picture: marking above, legend and time below. Drawn as SVG for both kinds of picture. */
(function (canvas) {
  "use strict";

  // Colours of the Traffic Light Protocol 2.0 (FIRST, 2022): text on black.
  const TLP = { RED: "#ff2b2b", AMBER: "#ffc000", GREEN: "#33ff00", CLEAR: "#ffffff" };
  const HEAD = 34;
  const ROW = 26;
  const EDGE = 14;
  const TEXT = 12;
  const USUAL = 1400; // pixels across, for which the frame's sizes are meant
  const pen = document.createElement("canvas").getContext("2d");

  canvas.escape = (text) =>
    String(text).replace(
      /[&<>"']/g,
      (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c],
    );

  const widthOf = (text, weight) => {
    pen.font = `${weight} ${TEXT}px ${canvas.FONT}`;
    return pen.measureText(text).width;
  };
  const words = (x, y, text, paint, anchor, weight) =>
    `<text x="${x}" y="${y}" font-size="${TEXT}" font-weight="${weight}" text-anchor="${anchor}" ${paint}>` +
    `${canvas.escape(canvas.isolated(text))}</text>`;

  function tlpColour(banner) {
    const level = /TLP:(RED|AMBER|GREEN|CLEAR)/.exec(banner);
    return level ? TLP[level[1]] : "#ffffff";
  }

  /** Longest start of `text` that fits; a marking is never cut, so only legend entries go through here. */
  function fitted(text, room) {
    let n = text.length;
    while (n > 1 && widthOf(text.slice(0, n), 500) > room) n -= 1;
    return n < text.length ? text.slice(0, n - 1) + "\u2026" : text;
  }

  /** A wide picture is shrunk to a page when printed, so its words grow with it: by how much. */
  canvas.grownFor = (wide) => Math.min(Math.max(wide / USUAL, 1), 4);

  /** `look`: {theme, banner, legend: [{symbol, label}], time}. Lays the frame out for a drawing `wide` px across.
      Returns {width, head, foot, svg(height)}: `svg` gives the markup for a drawing `height` px high. */
  canvas.frame = function (wide, look) {
    const tone = canvas.THEMES[look.theme];
    const banner = canvas.visible(look.banner);
    const time = canvas.visible(look.time);
    const grown = canvas.grownFor(wide);
    const width = Math.ceil(Math.max(wide / grown, 420, widthOf(banner, 700) + 2 * EDGE));
    const head = banner ? HEAD : 0;
    let x = EDGE;
    let row = 0;
    const entries = look.legend.map(({ symbol, label }) => {
      const text = fitted(canvas.visible(label), width - 2 * EDGE - 40);
      const long = widthOf(text, 500) + 46;
      if (x + long > width - EDGE && x > EDGE) [x, row] = [EDGE, row + 1];
      const entry = { symbol, text, x, row };
      x += long;
      return entry;
    });
    if (x + widthOf(time, 500) > width - EDGE && x > EDGE) row += 1;
    const foot = (row + 1) * ROW + 12;
    const middle = (r) => 6 + r * ROW + ROW / 2;
    const above = head
      ? `<rect width="${width}" height="${head}" fill="#000000"/>` +
        words(width / 2, head / 2 + 4.5, banner, `fill="${tlpColour(banner)}"`, "middle", 700)
      : "";
    const below = [
      `<rect width="${width}" height="${foot}" fill="${tone.ground}"/><path d="M0 .5H${width}" stroke="${tone.line}"/>`,
      ...entries.map(
        (e) =>
          `<g transform="translate(${e.x} ${middle(e.row) - 9}) scale(.75)">` +
          `${canvas.legendDrawing(e.symbol, look.theme)}</g>` +
          words(e.x + 25, middle(e.row) + 4, e.text, `fill="${tone.ink}"`, "start", 500),
      ),
      words(width - EDGE, middle(row) + 4, time, `fill="${tone.soft}"`, "end", 500),
    ].join("");
    const svg = (height) =>
      `<g transform="scale(${grown})">${above}</g>` +
      `<g transform="translate(0 ${Math.round(head * grown) + height}) scale(${grown})">${below}</g>`;
    return { width: Math.ceil(width * grown), head: Math.round(head * grown), foot: Math.round(foot * grown), svg };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
