/* The engine's stylesheet, built from a theme: how things are drawn at rest. What stands out is drawn by overlay.js.
   Every field costs each element that has it, and most of all those that change its bounds (sizes, borders, labels):
   so few are set for all, and labels and badges only on what is named just now. At 2,000 nodes this halved the time
   to the first picture. */
(function (canvas) {
  "use strict";

  const DEFAULT = 30; // the engine's own width of a node

  function kindStyle(theme) {
    return Object.entries(canvas.KINDS).map(([kind, { base }]) => {
      const size = base === DEFAULT ? {} : { width: base, height: base };
      const style = { "background-image": canvas.symbol({ kind, status: "" }, theme), ...size };
      return { selector: `node[kind = "${kind}"]`, style };
    });
  }

  function nodeStyle(theme, tone) {
    return [
      // The picture is the whole node; beneath it stands only a circle that takes clicks.
      { selector: "node", style: { "background-opacity": 0, "background-fit": "contain", "background-clip": "none" } },
      ...kindStyle(theme),
      { selector: "node[?grown]", style: { width: "data(size)", height: "data(size)" } },
      { selector: "node[?marked]", style: { "background-image": "data(symbol)" } },
      {
        selector: "node[?hub]",
        style: { "outline-width": 3, "outline-color": tone.hub, "outline-style": "dashed", "outline-offset": 4 },
      },
      {
        selector: "node.gc-named",
        style: {
          "z-index": 1,
          "font-family": canvas.FONT,
          "font-weight": 500,
          color: tone.ink,
          "text-outline-color": tone.ground,
          "text-outline-opacity": 0.92,
          label: "data(shown)",
          "font-size": "data(fontSize)",
          "text-outline-width": "data(halo)",
          "text-valign": "data(valign)",
          "text-halign": "data(halign)",
          "text-margin-x": "data(gapX)",
          "text-margin-y": "data(gapY)",
        },
      },
    ];
  }

  function edgeStyle(tone) {
    return [
      // By default lines run centre to centre under the nodes, with no intersection to compute. Arrows need one.
      { selector: "edge", style: { width: canvas.THIN, "line-color": tone.line } },
      { selector: "edge[?wide]", style: { width: "data(width)" } },
      {
        selector: "edge.gc-counted",
        style: {
          label: "data(badge)",
          "font-family": canvas.FONT,
          "font-size": 9,
          "font-weight": 600,
          color: tone.soft,
          "text-background-color": tone.badge,
          "text-background-opacity": 1,
          "text-background-shape": "round-rectangle",
          "text-background-padding": 3,
        },
      },
      { selector: 'edge[kind = "assessment"]', style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
      {
        selector: 'edge[kind = "inference"]',
        style: { "line-style": "dashed", "line-dash-pattern": [0.1, 5], "line-cap": "round" },
      },
      {
        selector: "edge[?arrows]",
        style: {
          "curve-style": "straight",
          "target-arrow-shape": "triangle",
          "target-arrow-color": tone.line,
          "arrow-scale": 0.9,
        },
      },
      { selector: "edge:loop", style: { "curve-style": "bezier" } },
      {
        selector: 'edge[arrows = "both"]',
        style: { "source-arrow-shape": "triangle", "source-arrow-color": tone.line },
      },
    ];
  }

  canvas.stylesheet = function (theme) {
    const tone = canvas.THEMES[theme];
    return [
      ...nodeStyle(theme, tone),
      ...edgeStyle(tone),
      { selector: "node:active, edge:active", style: { "overlay-opacity": 0 } },
      { selector: ".gc-hidden", style: { display: "none" } },
      {
        selector: "core",
        style: {
          "selection-box-color": tone.accent,
          "selection-box-border-color": tone.accent,
          "selection-box-opacity": 0.14,
          "active-bg-opacity": 0,
          "outside-texture-bg-opacity": 0,
        },
      },
    ];
  };
})(((window.dash_app ??= {}).canvas ??= {}));
