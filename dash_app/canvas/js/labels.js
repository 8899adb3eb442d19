/* Which nodes are named, and where. Labels keep one readable size on the screen, never lie on each other, and prefer
   the nodes that matter: the selected first, then the most connected. Zooming in names the rest. */
(function (canvas) {
  "use strict";

  const SIZE = 11.5; // pixels on the screen
  const LARGE = 13; // actors and networks
  const CROWD = 300; // from so many nodes in view, only the most connected are named
  const CROWD_NAMES = 60;
  const CROWD_TRIES = 180;
  const BUSY = 80; // from so many nodes in view, adverts are named only where there is a close look at them
  const CLOSE = 0.85; // zoom from which it is one
  const FEW = 12; // so many selected nodes are named even where it is crowded
  canvas.COUNTED_FROM = 0.85; // zoom from which counts on lines can be read
  const CELL = 64;
  const STEP = 1.15; // zoom is rounded to powers of this, so that small zooms restyle nothing
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new WeakMap(); // not the engine's scratch: setting that restyles the node
  const round = (value) => Math.round(value * 100) / 100;
  const square = ({ x, y }, r) => ({ x1: x - r, x2: x + r, y1: y - r, y2: y + r });
  const large = (node) => node.data("kind") === "network" || node.data("kind") === "actor" || node.data("group") !== "";

  function widthOf(node) {
    const text = node.data("shown");
    const known = widths.get(node);
    if (known && known.text === text) return known.width;
    pen.font = `500 ${SIZE}px ${canvas.FONT}`;
    const { width } = pen.measureText(text);
    widths.set(node, { text, width });
    return width;
  }

  /** Nodes in the order in which they claim room; made anew only when nodes or their data change. */
  canvas.rank = (cy) =>
    cy
      .nodes()
      .toArray()
      .map((node) => ({ node, id: node.id(), tier: large(node), size: node.data("size"), degree: node.data("degree") }))
      .sort((a, b) => b.tier - a.tier || b.size - a.size || b.degree - a.degree || (a.id < b.id ? -1 : 1))
      .map(({ node }) => node);

  /** Boxes on the screen, found by cell. */
  class Room {
    constructor() {
      this.cells = new Map();
    }
    some(box, test) {
      for (let x = Math.floor(box.x1 / CELL); x <= Math.floor(box.x2 / CELL); x++)
        for (let y = Math.floor(box.y1 / CELL); y <= Math.floor(box.y2 / CELL); y++)
          if (test(x * 65536 + y)) return true;
      return false;
    }
    take(box) {
      this.some(box, (cell) => {
        const boxes = this.cells.get(cell);
        if (boxes) boxes.push(box);
        else this.cells.set(cell, [box]);
      });
    }
    free(box, owner, minor) {
      const clash = (b) =>
        b.owner !== owner && !(b.minor && !minor) && b.x1 < box.x2 && box.x1 < b.x2 && b.y1 < box.y2 && box.y1 < b.y2;
      return !this.some(box, (cell) => (this.cells.get(cell) || []).some(clash));
    }
  }

  /** Below, above, right, left: the fields that draw the label there, and the pixels it covers. */
  function* spots(node, { x, y, r }, zoom) {
    const level = Math.pow(STEP, Math.round(Math.log(zoom) / Math.log(STEP)));
    const pixels = (large(node) ? LARGE : SIZE) * Math.min(Math.max(level, 1), 1.3);
    const [fontSize, halo, gap] = [pixels, 2, node.data("hub") ? 8 : 3].map((value) => round(value / level));
    const high = fontSize * zoom * 1.2;
    const wide = (widthOf(node) * fontSize * zoom) / SIZE;
    const off = r + gap * zoom;
    const centred = { x1: x - wide / 2 - 2, x2: x + wide / 2 + 2 };
    const middle = { y1: y - high / 2, y2: y + high / 2 };
    const look = { fontSize, halo, valign: "center", halign: "center", gapX: 0, gapY: 0 };
    yield [
      { ...look, valign: "bottom", gapY: gap },
      { ...centred, y1: y + off, y2: y + off + high },
    ];
    yield [
      { ...look, valign: "top", gapY: -gap },
      { ...centred, y1: y - off - high, y2: y - off },
    ];
    yield [
      { ...look, halign: "right", gapX: gap },
      { ...middle, x1: x + off, x2: x + off + wide + 2 },
    ];
    yield [
      { ...look, halign: "left", gapX: -gap },
      { ...middle, x1: x - off - wide - 2, x2: x - off },
    ];
  }

  /** Map of node to the fields of its label, for those of `ranked` that are in view and find room.
      `view`: {zoom, pan, width, height} in pixels. `first`: nodes named before the others, in any case if few. */
  canvas.placeLabels = function (ranked, view, first) {
    const room = new Room();
    const inView = [];
    for (const node of ranked) {
      if (node.removed() || node.hasClass("gc-hidden")) continue;
      const p = node.position();
      const r = (node.data("size") / 2) * view.zoom;
      const spot = { x: p.x * view.zoom + view.pan.x, y: p.y * view.zoom + view.pan.y, r };
      if (spot.x < -40 || spot.y < -20 || spot.x > view.width + 40 || spot.y > view.height + 20) continue;
      const entry = { node, spot, owner: node.id(), minor: node.data("kind") === "ad" && !node.data("group") };
      inView.push(entry);
      // Bodies are obstacles a little smaller than drawn. Those of adverts, many and alike, only to adverts' labels.
      room.take({ ...square(spot, r * 0.8), owner: entry.owner, minor: entry.minor });
    }
    const named = new Map();
    const tryName = ({ node, spot, owner, minor }, insist) => {
      let chosen = null;
      for (const tried of spots(node, spot, view.zoom)) {
        if (insist) chosen ??= tried;
        if (!room.free(tried[1], owner, minor)) continue;
        chosen = tried;
        break;
      }
      if (!chosen) return;
      room.take(chosen[1]);
      named.set(node, chosen[0]);
    };
    const held = inView.filter(({ node }) => first(node));
    for (const entry of held) tryName(entry, held.length <= FEW);
    const quiet = inView.length > BUSY && view.zoom < CLOSE;
    const waiting = inView.filter((entry) => !named.has(entry.node) && !(quiet && entry.minor));
    const crowded = inView.length > CROWD;
    for (const entry of crowded ? waiting.slice(0, CROWD_TRIES) : waiting) {
      if (crowded && named.size >= CROWD_NAMES) break;
      tryName(entry, false);
    }
    return named;
  };

  /** Names those nodes and no others, and shows or hides the counts on lines; touches only what changes. */
  canvas.applyLabels = function (cy, named, counted) {
    cy.batch(() => {
      if (counted) cy.edges("[?badge]").not(".gc-counted").addClass("gc-counted");
      else cy.edges(".gc-counted").removeClass("gc-counted");
      cy.nodes(".gc-named").forEach((node) => {
        if (!named.has(node)) node.removeClass("gc-named");
      });
      for (const [node, look] of named) {
        const now = node.data();
        if (Object.keys(look).some((field) => now[field] !== look[field])) node.data(look);
        node.addClass("gc-named");
      }
    });
  };
})(((window.dash_app ??= {}).canvas ??= {}));
