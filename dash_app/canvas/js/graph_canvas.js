/* The Dash component: React holds the elements around the drawing, the engine holds the drawing.
   Needs window.React (Dash) and window.cytoscape (vendor/). */
(function (app) {
  "use strict";

  const { useEffect, useId, useMemo, useRef, createElement: h } = window.React;
  const canvas = app.canvas;
  const EMPTY = {};
  const domId = (id) => (id && typeof id === "object" ? JSON.stringify(id, Object.keys(id).sort()) : id);
  const ROOMY = 800; // pixels: on a narrower canvas the legend would cover too much of it to start open

  function Legend({ entries, theme, say }) {
    const fold = useRef(null);
    useEffect(() => {
      fold.current.open = fold.current.parentElement.clientWidth >= ROOMY;
    }, []);
    return h(
      "details",
      { className: "gc-legend", ref: fold },
      h("summary", null, say("label.legend")),
      h(
        "ul",
        null,
        entries.map(({ symbol, label, count }) =>
          h(
            "li",
            { key: symbol },
            h("img", { src: canvas.legendUri(symbol, theme), alt: "", width: 18, height: 18 }),
            h("span", { dir: "auto" }, canvas.visible(label)),
            h("span", { className: "gc-count" }, count),
          ),
        ),
      ),
    );
  }

  function Controls({ engine, say }) {
    const button = (word, sign, act) =>
      h("button", { type: "button", key: word, title: say(word), "aria-label": say(word), onClick: act }, sign);
    return h("div", { className: "gc-controls" }, [
      button("label.zoomIn", "+", () => engine.current.zoomBy(1.25)),
      button("label.zoomOut", "\u2212", () => engine.current.zoomBy(0.8)),
      button("label.fit", "\u26f6", () => engine.current.fit()),
      button("label.map", "\u25f0", () => engine.current.toggleMap()),
    ]);
  }

  app.GraphCanvas = function GraphCanvas(props) {
    const theme = canvas.themeOf(props.theme);
    const options = props.options || EMPTY;
    const nodes = props.nodes || EMPTY;
    const edges = props.edges || EMPTY;
    const words = JSON.stringify(props.words || EMPTY);
    const say = useMemo(() => canvas.speaker(JSON.parse(words)), [words]);
    const entries = useMemo(() => canvas.legendOf(nodes, edges, props.legend, say), [nodes, edges, props.legend, say]);
    const help = useId();
    const surface = useRef(null);
    const tip = useRef(null);
    const live = useRef(null);
    const engine = useRef(null);
    const latest = useRef({});
    latest.current = { props, say, theme, entries };

    const labels = options.labels !== false;
    const maxLabel = Number.isFinite(options.maxLabel) ? Math.max(4, options.maxLabel) : 28;

    useEffect(() => {
      const covered = () => {
        const legend = surface.current.parentElement.querySelector(".gc-legend[open]");
        return legend && legend.offsetWidth < surface.current.clientWidth / 4 ? legend.offsetWidth : 0;
      };
      const tell = (outputs) => latest.current.props.setProps && latest.current.props.setProps(outputs);
      const report = (event, value) => tell({ [event]: canvas.counted(value) });
      const spoken = (key, values) => latest.current.say(key, values);
      spoken.count = (what, n) => latest.current.say.count(what, n);
      const announce = (node) => (live.current.textContent = canvas.describe(node, spoken));
      const view = { theme, labels, maxLabel, covered };
      const made = (engine.current = canvas.engine(surface.current, view, report, announce));
      made.onPicture = async (command) => {
        const { say, theme, entries, props } = latest.current;
        const picture = await canvas.picture(made, command, {
          theme,
          banner: props.banner || "",
          legend: entries,
          say,
        });
        if (!made.gone) tell({ image: { ...picture, n: command.n ?? null } });
      };
      const forget = canvas.watchHover(made, tip.current, spoken);
      const onKey = canvas.onKey(made);
      const drawn = surface.current;
      drawn.addEventListener("keydown", onKey);
      return () => {
        drawn.removeEventListener("keydown", onKey);
        forget();
        made.destroy();
        engine.current = null;
      };
    }, []);

    useEffect(() => engine.current.restyle(theme), [theme]);
    useEffect(() => engine.current.relabelAs(labels, maxLabel), [labels, maxLabel]);
    useEffect(() => {
      const before = latest.current.props;
      engine.current.update(nodes, edges, (before.positions && before.positions.nodes) || EMPTY, before.viewport);
    }, [nodes, edges]);
    useEffect(() => engine.current.highlight(props.highlight), [props.highlight]);
    useEffect(() => engine.current.lock(Boolean(props.locked)), [props.locked]);
    useEffect(() => {
      if (!props.command) return;
      canvas.command(engine.current, props.command);
      // Consumed: shown again (a tab switched back), the canvas must not repeat it.
      if (props.setProps) props.setProps({ command: null });
    }, [props.command]);

    const empty = Object.keys(nodes).length === 0;
    return h(
      "div",
      {
        id: domId(props.id),
        className: ["graph-canvas", props.className].filter(Boolean).join(" "),
        style: props.style,
        "data-theme": theme,
      },
      h("div", {
        ref: surface,
        className: "gc-surface",
        tabIndex: 0,
        role: "application",
        "aria-label": props.ariaLabel || say("label.canvas"),
        "aria-describedby": help,
      }),
      empty && h("p", { className: "gc-empty" }, say("label.empty")),
      h("div", { ref: tip, className: "gc-tip", hidden: true, "aria-hidden": true }),
      options.legend !== false && !empty && h(Legend, { entries, theme, say }),
      options.controls !== false && !empty && h(Controls, { engine, say }),
      h("p", { id: help, className: "gc-unseen" }, say("label.help")),
      h("div", { ref: live, className: "gc-unseen", "aria-live": "polite" }),
    );
  };
})((window.dash_app ??= {}));
