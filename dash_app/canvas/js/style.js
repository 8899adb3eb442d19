/* The engine's stylesheet, built from a theme. Classes that begin with `gc-` are the canvas's own state. */
(function (canvas) {
  "use strict";

  function nodeStyle(theme, tone) {
    const kinds = Object.entries(canvas.KINDS).map(([kind, look]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape: look.shape, "background-color": look[theme] },
    }));
    return [
      {
        selector: "node",
        style: {
          width: "data(size)",
          height: "data(size)",
          "border-width": 1.5,
          "border-color": tone.rim,
          "background-image": "data(symbol)",
          "background-width": "100%",
          "background-height": "100%",
          "background-clip": "none",
          "background-image-containment": "over",
          label: "",
          "font-family": canvas.FONT,
          "font-weight": 500,
          color: tone.ink,
          "text-valign": "bottom",
          "text-outline-color": tone.ground,
          "text-outline-opacity": 0.92,
          "overlay-opacity": 0,
          "z-index": 10,
        },
      },
      ...kinds,
      { selector: 'node[kind = "actor"]', style: { "border-width": 5, "border-style": "double", "border-color": tone.ink } },
      { selector: 'node[kind = "network"]', style: { "border-width": 6, "border-style": "double", "border-color": tone.ink } },
      {
        selector: "node[?protected]",
        style: {
          shape: "polygon",
          "shape-polygon-points": canvas.SHIELD.flat().join(" "),
          "background-color": tone.guard,
          "border-color": tone.ink,
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
          label: "data(shown)",
          "font-size": "data(fontSize)",
          "text-outline-width": "data(halo)",
          "text-margin-y": "data(gap)",
        },
      },
    ];
  }

  function edgeStyle(tone) {
    return [
      {
        selector: "edge",
        style: {
          "curve-style": "straight",
          width: "data(width)",
          "line-color": tone.line,
          "target-arrow-color": tone.line,
          "source-arrow-color": tone.line,
          "arrow-scale": 0.9,
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
          "overlay-opacity": 0,
          "z-index": 1,
        },
      },
      { selector: "edge:loop", style: { "curve-style": "bezier" } },
      { selector: 'edge[kind = "assessment"]', style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
      {
        selector: 'edge[kind = "inference"]',
        style: { "line-style": "dashed", "line-dash-pattern": [0.1, 5], "line-cap": "round" },
      },
      { selector: 'edge[arrows = "to"]', style: { "target-arrow-shape": "triangle" } },
      {
        selector: 'edge[arrows = "both"]',
        style: { "target-arrow-shape": "triangle", "source-arrow-shape": "triangle" },
      },
    ];
  }

  function stateStyle(tone) {
    const glow = { "underlay-color": tone.glow, "underlay-shape": "ellipse" };
    const told = {
      "line-color": tone.accent,
      "target-arrow-color": tone.accent,
      "source-arrow-color": tone.accent,
      label: "data(told)",
      color: tone.ink,
      "min-zoomed-font-size": 6,
      "z-index": 5,
    };
    return [
      { selector: ".gc-dim", style: { opacity: 0.14 } },
      { selector: "edge.gc-dim", style: { opacity: 0.1, label: "" } },
      { selector: "node.gc-lit", style: { "z-index": 30, ...glow, "underlay-opacity": 0.28, "underlay-padding": 7 } },
      { selector: "edge.gc-lit", style: { ...told, "line-outline-width": 0 } },
      { selector: "edge.gc-near", style: told },
      { selector: "node.gc-near", style: { "z-index": 20, ...glow, "underlay-opacity": 0.35, "underlay-padding": 6 } },
      {
        selector: "node:selected",
        style: {
          "z-index": 40,
          ...glow,
          "underlay-opacity": 0.6,
          "underlay-padding": 7,
          "border-color": tone.accent,
          "border-width": 3.5,
          "border-style": "solid",
        },
      },
      { selector: "edge:selected", style: told },
      {
        selector: "node.gc-focus",
        style: {
          "z-index": 50,
          "outline-width": 3,
          "outline-color": tone.ink,
          "outline-style": "solid",
          "outline-offset": 5,
        },
      },
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
  }

  canvas.stylesheet = function (theme) {
    const tone = canvas.THEMES[theme];
    return [...nodeStyle(theme, tone), ...edgeStyle(tone), ...stateStyle(tone)];
  };
})(((window.dash_app ??= {}).canvas ??= {}));
