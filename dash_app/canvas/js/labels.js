/* Which nodes are named, and where. Labels keep one readable size on the screen, never lie on each other, and prefer
   the nodes that matter: those in hand first, then the most connected. Zooming in names the rest. */
(function (canvas) {
  "use strict";

  const SIZE = 11.5; // pixels on the screen
  const LARGE = 13; // actors and networks
  const CROWD = 300; // from so many nodes in view, only the most connected are named
  const CROWD_NAMES = 60;
  const CELL = 64;
  const STEP = 1.15; // zoom is rounded to powers of this, so that small zooms restyle nothing
  const pen = document.createElement("canvas").getContext("2d");

  const tier = (node) => node.data("kind") === "network" || node.data("kind") === "actor";
  const inHand = (node) => node.selected() || node.hasClass("gc-focus") || node.hasClass("gc-lit");

  function widthOf(node) {
    const text = node.data("shown");
    const known = node.scratch("gc-width");
    if (known && known.text === text) return known.width;
    pen.font = `500 ${SIZE}px ${canvas.FONT}`;
    const width = pen.measureText(text).width;
    node.scratch("gc-width", { text, width });
    return width;
  }

  /** Nodes in the order in which they claim room; made anew only when nodes or their data change. */
  canvas.rank = (cy) =>
    cy
      .nodes()
      .toArray()
      .sort((a, b) => b.data("size") - a.data("size") || b.data("degree") - a.data("degree") || (a.id() < b.id() ? -1 : 1));

  class Room {
    constructor() {
      this.cells = new Map();
    }
    each(box, visit) {
      for (let x = Math.floor(box.x1 / CELL); x <= Math.floor(box.x2 / CELL); x++)
        for (let y = Math.floor(box.y1 / CELL); y <= Math.floor(box.y2 / CELL); y++) if (visit(x + " " + y)) return true;
      return false;
    }
    take(box) {
      this.each(box, (cell) => {
        if (!this.cells.has(cell)) this.cells.set(cell, []);
        this.cells.get(cell).push(box);
        return false;
      });
    }
    free(box, owner) {
      return !this.each(box, (cell) =>
        (this.cells.get(cell) || []).some(
          (b) => b.owner !== owner && b.x1 < box.x2 && box.x1 < b.x2 && b.y1 < box.y2 && box.y1 < b.y2,
        ),
      );
    }
  }

  function looks(node, zoom) {
    const large = tier(node);
    const level = Math.pow(STEP, Math.round(Math.log(zoom) / Math.log(STEP)));
    const pixels = (large ? LARGE : SIZE) * Math.min(Math.max(level, 1), 1.3);
    const round = (value) => Math.round(value * 100) / 100;
    return { fontSize: round(pixels / level), halo: round(2 / level), gap: round((node.data("hub") ? 8 : 3) / level) };
  }

  function name(node, look) {
    const now = node.data();
    if (now.fontSize !== look.fontSize || now.halo !== look.halo || now.gap !== look.gap) node.data(look);
    node.addClass("gc-named");
  }

  /** Names what fits. `view`: {zoom, pan, width, height} in pixels, `on`: false to name nothing (before a picture). */
  canvas.arrangeLabels = function (cy, ranked, view, on) {
    const inView = [];
    const room = new Room();
    const dimming = cy.scratch("gc-dimming");
    if (on)
      for (const node of ranked) {
        if (node.removed() || node.hasClass("gc-hidden")) continue;
        const p = node.position();
        const spot = { x: p.x * view.zoom + view.pan.x, y: p.y * view.zoom + view.pan.y, r: (node.data("size") / 2) * view.zoom };
        if (spot.x < -40 || spot.y < -20 || spot.x > view.width + 40 || spot.y > view.height + 20) continue;
        inView.push({ node, spot });
        // Bodies are obstacles a little smaller than drawn: a label may touch a neighbour, not cover its icon.
        const r = spot.r * 0.8;
        room.take({ x1: spot.x - r, x2: spot.x + r, y1: spot.y - r, y2: spot.y + r, owner: node.id() });
      }
    const limit = inView.length > CROWD ? CROWD_NAMES : Infinity;
    const named = new Set();
    const tryName = ({ node, spot }, insist) => {
      const look = looks(node, view.zoom);
      const pixels = look.fontSize * view.zoom;
      const half = (widthOf(node) * pixels) / SIZE / 2 + 3;
      const top = spot.y + spot.r + look.gap * view.zoom;
      const box = { x1: spot.x - half, x2: spot.x + half, y1: top, y2: top + pixels * 1.2, owner: node.id() };
      if (!insist && !room.free(box, node.id())) return;
      room.take({ ...box, owner: "" });
      named.add(node.id());
      name(node, look);
    };
    cy.batch(() => {
      const held = inView.filter(({ node }) => inHand(node));
      for (const entry of held) tryName(entry, held.length <= 40);
      for (const entry of inView) {
        if (named.size >= limit) break;
        if (named.has(entry.node.id()) || (dimming && !entry.node.hasClass("gc-lit"))) continue;
        tryName(entry, false);
      }
      cy.nodes(".gc-named").forEach((node) => {
        if (!named.has(node.id())) node.removeClass("gc-named");
      });
    });
    return named.size;
  };
})(((window.dash_app ??= {}).canvas ??= {}));
