/* Colours, shapes and icons. Kinds differ in shape and icon first: colour only helps.

   Colours of kinds: smallest distance between any two is 17 (CIE76) under simulated protanopia, deuteranopia and
   tritanopia (Machado, Oliveira and Fernandes 2009), and each stands 3:1 or better against its icon (WCAG 1.4.11).
   tests/dash_app/test_canvas_palette.py holds this file to both.
   Icons are drawn for this project on a 24 x 24 grid; `stroke` ones are outlines, the others filled.
   Adverts are hollow: they are many, and the identifiers between them are what is looked for. */
(function (canvas) {
  "use strict";

  canvas.KINDS = {
    ad: {
      light: "#3060aa",
      dark: "#78b9ff",
      shape: "rounded",
      base: 30,
      stroke: true,
      hollow: true,
      path: "M6 3.5h8.5L19 8v12.5H6zM14.5 3.5V8H19M9.5 12h6M9.5 16h6",
    },
    phone: {
      light: "#62914a",
      dark: "#a8f68e",
      shape: "circle",
      base: 34,
      path:
        "M6.3 2.8 9.4 3l1.5 4.6-2.3 1.9a13 13 0 0 0 5.9 5.9l1.9-2.3 4.6 1.5.2 3.1c0 2-1.6 3.5-3.6 " +
        "3.5C9.6 21.2 2.8 14.4 2.8 6.4c0-2 1.5-3.6 3.5-3.6z",
    },
    account: {
      light: "#522567",
      dark: "#a97dc0",
      shape: "hexagon",
      base: 38,
      stroke: true,
      path: "M15.6 12a3.6 3.6 0 1 1-7.2 0 3.6 3.6 0 0 1 7.2 0zm0-3.8v4.9c0 3.4 5 3.2 5-1.1A8.6 8.6 0 1 0 16.5 19.4",
    },
    wallet: {
      light: "#d9620f",
      dark: "#de6b00",
      shape: "diamond",
      base: 44,
      stroke: true,
      path:
        "M4 7.5V18.5a1.5 1.5 0 0 0 1.5 1.5h13.5a1 1 0 0 0 1-1V9a1 1 0 0 0-1-1H5.5A1.75 1.75 0 0 1 5.5 4.5H17V8" +
        "M20 12h-4a2 2 0 0 0 0 4h4",
    },
    email: {
      light: "#0097a7",
      dark: "#67f9e1",
      shape: "bevelled",
      base: 32,
      stroke: true,
      path: "M3.5 6h17v12.5h-17zM3.5 6.5 12 13l8.5-6.5",
    },
    url: {
      light: "#515a66",
      dark: "#838c99",
      shape: "octagon",
      base: 34,
      stroke: true,
      path:
        "M12 3.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6zM3.5 12h17M12 3.2c5 5 5 12.6 0 17.6" +
        "M12 3.2c-5 5-5 12.6 0 17.6",
    },
    image: {
      light: "#6f4e00",
      dark: "#f4d448",
      shape: "square",
      base: 30,
      stroke: true,
      path: "M3.5 5h17v14h-17zM3.5 16l5-5 4.5 4.5 2.5-2.5 5 5M16.5 9.2h.01",
    },
    template: {
      light: "#ad7d76",
      dark: "#b28253",
      shape: "pentagon",
      base: 38,
      stroke: true,
      path: "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4M11.5 12.5h5M11.5 15.5h5",
    },
    actor: {
      light: "#3b1f96",
      dark: "#7b83ff",
      shape: "circle",
      base: 50,
      tier: true,
      path: "M12 3.5a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6zM3.5 21c.3-4.6 3.6-7 8.5-7s8.2 2.4 8.5 7z",
    },
    network: {
      light: "#760624",
      dark: "#fc9092",
      shape: "hexagon",
      base: 60,
      tier: true,
      stroke: true,
      path:
        "M9.6 5.5a2.4 2.4 0 1 1 4.8 0 2.4 2.4 0 0 1-4.8 0zM2.6 17.5a2.4 2.4 0 1 1 4.8 0 2.4 2.4 0 0 1-4.8 0z" +
        "M16.6 17.5a2.4 2.4 0 1 1 4.8 0 2.4 2.4 0 0 1-4.8 0zM10.9 7.6 6.1 15.4M13.1 7.6l4.8 7.8M7.4 17.5h9.2",
    },
    other: {
      light: "#6b7280",
      dark: "#9aa3b2",
      shape: "circle",
      base: 30,
      path: "M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z",
    },
  };

  canvas.PADLOCK = "M6 10.5h12V20H6zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.2v2.3";
  canvas.SHIELD = [
    [0, -1],
    [0.9, -0.7],
    [0.9, 0.05],
    [0.62, 0.55],
    [0, 1],
    [-0.62, 0.55],
    [-0.9, 0.05],
    [-0.9, -0.7],
  ];
  canvas.FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

  canvas.THEMES = {
    light: {
      ground: "#ffffff",
      ink: "#1b2430",
      soft: "#5b6675",
      line: "#a3afbd",
      badge: "#eef2f6",
      icon: "#ffffff",
      accent: "#0b62d6",
      glow: "#6aa6f8",
      hub: "#b45309",
      guard: "#39434f",
      fresh: "#0f8a5f",
    },
    dark: {
      ground: "#11161e",
      ink: "#e8edf4",
      soft: "#9aa7b8",
      line: "#4c5a6d",
      badge: "#232d3a",
      icon: "#0e1319",
      accent: "#6db1ff",
      glow: "#3f87e0",
      hub: "#ffb454",
      guard: "#cbd5e1",
      fresh: "#4ade9f",
    },
  };

  /** What stands for a kind; an unknown kind is drawn as `other`, never refused. */
  canvas.kindOf = (kind) => (Object.hasOwn(canvas.KINDS, kind) ? kind : "other");
  canvas.themeOf = (name) => (name === "dark" ? "dark" : "light");
})(((window.dash_app ??= {}).canvas ??= {}));
