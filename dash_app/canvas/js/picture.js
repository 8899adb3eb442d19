/* Pictures of the drawing with its frame burnt in: PNG as the screen draws it, SVG as shapes. */
(function (canvas) {
  "use strict";

  const LARGEST = 8000; // pixels along a side: beyond it browsers refuse a bitmap
  const MARGIN = 24;

  const svgSheet = (width, height, inner) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${canvas.escape(canvas.FONT)}">${inner}</svg>`;

  async function load(source) {
    const image = new Image();
    image.src = source;
    await image.decode();
    return image;
  }

  /** What is drawn, in model units: the whole graph or the part in view; pixels per unit; free pixels around it. */
  function region(cy, full) {
    if (!full) {
      const e = cy.extent();
      return { x: e.x1, y: e.y1, w: e.w, h: e.h, zoom: cy.zoom(), margin: 0 };
    }
    const b = cy.elements().boundingBox();
    return { x: b.x1, y: b.y1, w: Math.max(b.w, 1), h: Math.max(b.h, 1), zoom: 1, margin: MARGIN };
  }

  const widthOf = (part) => part.w * part.zoom + 2 * part.margin;
  const heightOf = (part) => Math.round(part.h * part.zoom + 2 * part.margin);

  /** The part as a screen of usual width would show it: what labels are placed by. */
  function pageOf(part) {
    const zoom = part.zoom / canvas.grownFor(widthOf(part));
    return { zoom, pan: { x: -part.x * zoom, y: -part.y * zoom }, width: part.w * zoom, height: part.h * zoom };
  }

  async function png(engine, part, frame, look, scale) {
    const { cy, overlay } = engine;
    const high = heightOf(part);
    const height = frame.head + high + frame.foot;
    const ratio = Math.min(scale, LARGEST / frame.width, LARGEST / height);
    const sheet = document.createElement("canvas");
    sheet.width = Math.round(frame.width * ratio);
    sheet.height = Math.round(height * ratio);
    const pen = sheet.getContext("2d");
    pen.fillStyle = canvas.THEMES[look.theme].ground;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    const drawn = part.zoom * ratio;
    const shot = cy.png({ full: look.full, maxWidth: part.w * drawn, maxHeight: part.h * drawn, output: "blob" });
    const bitmap = await createImageBitmap(shot);
    const left = (frame.width - part.w * part.zoom) / 2;
    const top = frame.head + part.margin;
    pen.globalAlpha = overlay.fades() ? canvas.FADED : 1;
    pen.drawImage(bitmap, left * ratio, top * ratio, part.w * drawn, part.h * drawn);
    pen.globalAlpha = 1;
    bitmap.close();
    const at = { x: (left - part.x * part.zoom) * ratio, y: (top - part.y * part.zoom) * ratio };
    overlay.paint(pen, drawn, at, pageOf(part));
    pen.setTransform(1, 0, 0, 1, 0, 0);
    const source = "data:image/svg+xml;utf8," + encodeURIComponent(svgSheet(frame.width, height, frame.svg(high)));
    pen.drawImage(await load(source), 0, 0, sheet.width, sheet.height);
    return { uri: sheet.toDataURL("image/png"), width: sheet.width, height: sheet.height };
  }

  function svg(engine, part, frame, look) {
    const high = heightOf(part);
    const height = frame.head + high + frame.foot;
    const left = (frame.width - part.w * part.zoom) / 2;
    const ground = `<rect width="${frame.width}" height="${height}" fill="${canvas.THEMES[look.theme].ground}"/>`;
    const shift = `translate(${left} ${frame.head + part.margin}) scale(${part.zoom}) translate(${-part.x} ${-part.y})`;
    const drawing = canvas.shapes(engine.cy, look.theme, part.zoom, engine.overlay.lit());
    const inner = `${ground}<g transform="${shift}">${drawing}</g>${frame.svg(high)}`;
    return { svg: svgSheet(frame.width, height, inner), width: frame.width, height };
  }

  /** `command`: {op: "png"|"svg", full, scale, labels, time}. `look`: {theme, banner, legend, say}.
      Resolves to {op, uri or svg, width, height, time}. */
  canvas.picture = async function (engine, command, look) {
    const { cy } = engine;
    const time = command.time || new Date().toISOString().slice(0, 16).replace("T", " ") + " UTC";
    const full = Boolean(command.full);
    const labels = command.labels !== false && engine.view.labels;
    const before = engine.view.labels;
    engine.view.labels = labels;
    try {
      engine.label(pageOf(region(cy, full)));
      const drawn = region(cy, full); // labels reach beyond nodes
      const sheet = { ...look, full, time: look.say("picture.made", { time }) };
      const frame = canvas.frame(widthOf(drawn), sheet);
      const scale = Math.min(Math.max(Number(command.scale) || 2, 0.5), 4);
      const svgWanted = command.op === "svg";
      const made = svgWanted ? svg(engine, drawn, frame, sheet) : await png(engine, drawn, frame, sheet, scale);
      return { op: command.op, time, ...made };
    } finally {
      engine.view.labels = before;
      if (!engine.gone) engine.relabel();
    }
  };
})(((window.dash_app ??= {}).canvas ??= {}));
