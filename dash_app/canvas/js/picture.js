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

  /** What is drawn, in model units: the whole graph or the part in view, and pixels per unit. */
  function region(cy, full) {
    if (!full) {
      const e = cy.extent();
      return { x: e.x1, y: e.y1, w: e.w, h: e.h, zoom: cy.zoom() };
    }
    const b = cy.elements().not(".gc-hidden").boundingBox();
    return { x: b.x1 - MARGIN, y: b.y1 - MARGIN, w: b.w + 2 * MARGIN, h: b.h + 2 * MARGIN, zoom: 1 };
  }

  async function png(cy, part, frame, look, scale) {
    const wide = part.w * part.zoom;
    const high = Math.round(part.h * part.zoom);
    const height = frame.head + high + frame.foot;
    const ratio = Math.min(scale, LARGEST / frame.width, LARGEST / height);
    const sheet = document.createElement("canvas");
    sheet.width = Math.round(frame.width * ratio);
    sheet.height = Math.round(height * ratio);
    const pen = sheet.getContext("2d");
    pen.fillStyle = canvas.THEMES[look.theme].ground;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    const before = { zoom: cy.zoom(), pan: { ...cy.pan() } };
    const shot = cy.png({ full: look.full, maxWidth: wide * ratio, maxHeight: high * ratio, output: "blob" });
    cy.viewport(before);
    const bitmap = await createImageBitmap(shot);
    const left = (frame.width * ratio - bitmap.width) / 2;
    pen.drawImage(bitmap, Math.round(left), Math.round(frame.head * ratio + (high * ratio - bitmap.height) / 2));
    bitmap.close();
    const source = "data:image/svg+xml;utf8," + encodeURIComponent(svgSheet(frame.width, height, frame.svg(high)));
    pen.drawImage(await load(source), 0, 0, sheet.width, sheet.height);
    return { uri: sheet.toDataURL("image/png"), width: sheet.width, height: sheet.height };
  }

  function svg(cy, part, frame, look) {
    const high = Math.round(part.h * part.zoom);
    const height = frame.head + high + frame.foot;
    const left = (frame.width - part.w * part.zoom) / 2;
    const ground = `<rect width="${frame.width}" height="${height}" fill="${canvas.THEMES[look.theme].ground}"/>`;
    const shift = `translate(${left} ${frame.head}) scale(${part.zoom}) translate(${-part.x} ${-part.y})`;
    const inner = `${ground}<g transform="${shift}">${canvas.shapes(cy, look.theme)}</g>${frame.svg(high)}`;
    return { svg: svgSheet(frame.width, height, inner), width: frame.width, height };
  }

  /** `command`: {op: "png"|"svg", full, scale, labels, time, n}. `look`: {theme, banner, legend, say}.
      Resolves to {op, uri or svg, width, height, time}. */
  canvas.picture = async function (engine, command, look) {
    const { cy } = engine;
    const time = command.time || new Date().toISOString().slice(0, 16).replace("T", " ") + " UTC";
    const full = Boolean(command.full);
    const ranked = canvas.rank(cy);
    const on = command.labels !== false && engine.labelled();
    const named = (part) =>
      canvas.arrangeLabels(
        cy,
        ranked,
        { zoom: part.zoom, pan: { x: -part.x * part.zoom, y: -part.y * part.zoom }, width: part.w * part.zoom, height: part.h * part.zoom },
        on,
      );
    named(region(cy, full));
    const part = region(cy, full);
    const sheet = { ...look, full, time: look.say("picture.made", { time }) };
    const frame = canvas.frame(part.w * part.zoom, sheet);
    const scale = Math.min(Math.max(Number(command.scale) || 2, 0.5), 4);
    const made = command.op === "svg" ? svg(cy, part, frame, sheet) : await png(cy, part, frame, sheet, scale);
    if (!engine.gone) engine.relabel();
    return { op: command.op, time, ...made };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
