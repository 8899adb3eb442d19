/* The engine's stylesheet, built from a theme: how things are drawn at rest. What stands out is drawn by overlay.js.
   Fields are mapped from data only where they differ from their kind's: a mapped field costs each element that has it. */
(function (canvas) {
  "use strict";

  function kindStyle(theme) {
    return Object.entries(canvas.KINDS).map(([kind, look]) => {
      const { body, border } = canvas.paint(kind, false, theme);
      const style = {
        shape: look.shape,
        width: look.base,
        height: look.base,
        "background-color": body,
        "border-color": border,
        "background-image": canvas.symbol({ kind, status: "" }, theme),
      };
      return { selector: `node[kind = "${kind}"]`, style };
    });
  }

  function nodeStyle(theme, tone) {
    const guarded = canvas.paint("other", true, theme);
    const cornered = { "background-clip": "none", "background-image-containment": "over" };
    const framed = { "border-style": "double", "border-color": tone.ink };
    return [
      { selector: "node", style: { label: "", "border-width": 1.5, "background-fit": "contain" } },
      ...kindStyle(theme),
      { selector: "node[?grown]", style: { width: "data(size)", height: "data(size)" } },
      { selector: 'node[kind = "actor"]', style: { "border-width": 5, ...framed } },
      { selector: 'node[kind = "network"]', style: { "border-width": 6, ...framed } },
      { selector: "node[?marked]", style: { "background-image": "data(symbol)", ...cornered } },
      {
        selector: "node[?protected]",
        style: {
          shape: "polygon",
          "shape-polygon-points": canvas.SHIELD.flat().join(" "),
          "background-color": guarded.body,
          "border-color": guarded.border,
          "border-width": 2,
          "border-style": "solid",
        },
      },
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
      // Centre to centre under the nodes: no intersection with shapes to compute. Arrows need one.
      { selector: "edge", style: { "curve-style": "haystack", "haystack-radius": 0, width: canvas.THIN, "line-color": tone.line } },
      { selector: "edge[?wide]", style: { width: "data(width)" } },
      {
        selector: "edge[?badge]",
        style: {
          label: "data(badge)",
          "font-family": canvas.FONT,
          "font-size": 9,
          "font-weight": 600,
          "min-zoomed-font-size": 8,
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
