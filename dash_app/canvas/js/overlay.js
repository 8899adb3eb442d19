/* Everything that stands out for a while - a lit path, the pointer's neighbourhood, the selection, the keyboard's
   focus - is drawn on a sheet above the drawing, which only fades. No element is restyled for it, so it costs what
   stands out and not what is there: at 2,000 nodes, restyling to dim took 360-480 ms, this takes a frame. */
(function (canvas) {
  "use strict";

  const GLANCE = 60; // lines lit on hover; more would tell nothing
  const DASH = { fact: [], assessment: [7, 4], inference: [0.1, 5] };
  canvas.FADED = 0.2; // what is left of the drawing while a path is lit

  function strokeLine(pen, edge, tone, alpha) {
    const d = edge.data();
    const [a, b] = canvas.endsOf(edge);
    if (!Number.isFinite(a.x + b.x)) return;
    pen.lineWidth = d.width + 0.9;
    pen.lineCap = d.kind === "inference" ? "round" : "butt";
    pen.globalAlpha = alpha;
    pen.setLineDash(DASH[d.kind]);
    pen.strokeStyle = pen.fillStyle = tone.accent;
    pen.beginPath();
    pen.moveTo(a.x, a.y);
    pen.lineTo(b.x, b.y);
    pen.stroke();
    pen.setLineDash([]);
    const head = (tip, from) => {
      const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
      const size = 10 + d.width;
      pen.beginPath();
      pen.moveTo(tip.x, tip.y);
      for (const turn of [0.4, -0.4])
        pen.lineTo(tip.x - size * Math.cos(angle + turn), tip.y - size * Math.sin(angle + turn));
      pen.fill();
    };
    if (d.arrows) head(b, a);
    if (d.arrows === "both") head(a, b);
    pen.globalAlpha = 1;
  }

  function writeText(pen, text, x, y, { fontSize, halo, align, colour, ground }) {
    pen.font = `500 ${fontSize}px ${canvas.FONT}`;
    pen.textAlign = align;
    pen.textBaseline = "alphabetic";
    pen.lineJoin = "round";
    pen.lineWidth = 2 * halo;
    pen.strokeStyle = ground;
    pen.fillStyle = colour;
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  }

  function writeName(pen, node, look, tone) {
    const { x, y } = node.position();
    const at = canvas.captionAt(look, node.data("size") / 2);
    const style = { ...look, align: at.align, colour: tone.ink, ground: tone.ground };
    writeText(pen, node.data("shown"), x + at.x, y + at.y, style);
  }

  function ring(pen, node, radius, width, colour, alpha) {
    const { x, y } = node.position();
    pen.globalAlpha = alpha;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(x, y, node.data("size") / 2 + radius, 0, 2 * Math.PI);
    pen.stroke();
    pen.globalAlpha = 1;
  }

  function drawNode(pen, node, theme) {
    const { x, y } = node.position();
    const size = node.data("size");
    pen.drawImage(canvas.symbolImage(node.data(), theme), x - size / 2, y - size / 2, size, size);
    if (!node.data("hub")) return;
    pen.setLineDash([4, 2]);
    ring(pen, node, 5.5, 3, canvas.THEMES[theme].hub, 1);
    pen.setLineDash([]);
  }

  /** `surface`: the element drawn into. `view`: {theme, labels}. */
  canvas.overlay = function (cy, surface, view) {
    const sheet = document.createElement("canvas");
    sheet.className = "gc-overlay";
    sheet.hidden = true;
    surface.append(sheet);
    const pen = sheet.getContext("2d");
    let lit = cy.collection();
    let near = cy.collection();
    let told = cy.collection();
    let focus = null;
    let selected = cy.collection();
    const seen = (elements) => elements.filter((e) => e.inside() && e.visible());

    /** Draws on any canvas; `zoom` and `pan` as the engine's, in pixels of that canvas; `view` for labels. */
    function paint(target, zoom, pan, frame) {
      const tone = canvas.THEMES[view.theme];
      target.setTransform(zoom, 0, 0, zoom, pan.x, pan.y);
      const bright = seen(lit);
      const lines = seen(lit.union(near).union(selected).edges());
      const written = seen(lit.union(told).union(selected.edges()).edges());
      // Lines of a glance cross nodes that are none of their business; they let them shine through.
      lines.forEach((edge) => strokeLine(target, edge, tone, near.has(edge) ? 0.7 : 1));
      seen(near.nodes()).forEach((node) => ring(target, node, 4, 6, tone.glow, 0.5));
      bright.nodes().forEach((node) => {
        ring(target, node, 4, 6, tone.glow, 0.45);
        drawNode(target, node, view.theme);
      });
      seen(selected.nodes()).forEach((node) => {
        ring(target, node, 5, 8, tone.glow, 0.55);
        ring(target, node, 1.5, 3, tone.accent, 1);
      });
      if (focus && focus.inside()) ring(target, focus, 9, 3, tone.ink, 1);
      if (!view.labels) return;
      if (frame.zoom > 0.55)
        written.forEach((edge) => {
          const at = canvas.middleOf(edge);
          const style = { fontSize: 9.5, halo: 2.5, align: "center", colour: tone.ink, ground: tone.badge };
          writeText(target, edge.data("told"), at.x, at.y + 3.2, style);
        });
      const names = bright
        .nodes()
        .union(selected.nodes())
        .union(focus || cy.collection());
      if (names.empty()) return;
      const ranked = names.sort((a, b) => b.data("size") - a.data("size") || (a.id() < b.id() ? -1 : 1)).toArray();
      const placed = canvas.placeLabels(ranked, frame, (node) => node.selected() || node === focus);
      for (const [node, look] of placed)
        if (lit.nonempty() || !node.hasClass("gc-named")) writeName(target, node, look, tone);
    }

    function draw() {
      // Taken away when there is nothing on it: an empty sheet would still be composited at every frame.
      sheet.hidden = lit.empty() && near.empty() && !focus && selected.empty();
      if (sheet.hidden) return;
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(cy.width() * ratio), Math.round(cy.height() * ratio)];
      if (sheet.width !== width || sheet.height !== height) Object.assign(sheet, { width, height });
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, width, height);
      const [zoom, pan] = [cy.zoom(), cy.pan()];
      const frame = { zoom, pan, width: cy.width(), height: cy.height() };
      paint(pen, zoom * ratio, { x: pan.x * ratio, y: pan.y * ratio }, frame);
    }

    cy.on("select", ({ target }) => (selected = selected.union(target)));
    cy.on("unselect remove", ({ target }) => (selected = selected.difference(target)));
    cy.on("render", draw);
    return {
      draw,
      paint,
      fades: () => lit.nonempty(),
      lit: () => lit,
      /** Lights the elements of `keys`, with the ends of every line among them, and fades the rest; [] ends it. */
      light(keys) {
        const chosen = canvas.pick(cy, keys);
        lit = chosen.union(chosen.edges().connectedNodes());
        surface.classList.toggle("gc-fades", lit.nonempty());
        draw();
      },
      /** Lights a node with its lines, or one line, while the pointer rests on it; null ends it. */
      glance(element) {
        const lines = !element ? cy.collection() : element.isNode() ? element.connectedEdges() : element;
        near = element ? (lines.length <= GLANCE ? lines.union(element) : cy.collection([element])) : lines;
        told = element && !element.isNode() ? lines : cy.collection();
        draw();
      },
      focus(node) {
        focus = node;
        draw();
      },
    };
  };
})(((window.dash_app ??= {}).canvas ??= {}));
