/* What happens in the browser alone: which screen is shown, one selection for canvas and table, the menu, pictures.
   Nothing here decides what may be seen; every answer with data comes from a guarded callback. */
(function () {
  "use strict";

  const dc = (window.dash_clientside ??= {});
  const keep = () => dc.no_update;
  let order = 0;
  const command = (op, values) => ({ op, ...values, n: `page-${++order}` });
  const same = (a, b) => a.length === b.length && a.every((value, index) => value === b[index]);
  const triggered = () => (dc.callback_context.triggered[0] || { prop_id: "" }).prop_id;
  /** Names of the screens, as the callback's own outputs spell them after a prefix. */
  const screens = (prefix) => {
    const names = dc.callback_context.outputs_list.map((output) => output.id.slice(prefix.length));
    return [...new Set(names)];
  };
  const here = (names, path) => {
    const name = (path || "").split("/")[1];
    return names.includes(name) ? name : names[0];
  };

  const functions = {
    /** Hidden or not, for each screen. */
    screen(path) {
      const names = screens("screen-");
      return names.map((name) => name !== here(names, path));
    },

    /** Links keep the view; the current one is marked. */
    links(search, path) {
      const names = screens("nav-");
      return [
        ...names.map((name) => `/${name}${search || ""}`),
        ...names.map((name) => (name === here(names, path) ? "nav-link here" : "nav-link")),
      ];
    },

    theme(clicks, theme) {
      const system = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      if (!clicks) return theme || system;
      return (theme || system) === "dark" ? "light" : "dark";
    },
    /** What this page shows and has heard, for session.js. */
    known(shown, news) {
      window.graphsvc = { shown: shown || "", news };
    },
    paint: (theme) => [theme || "light", theme || "light"],
    toggle: (clicks) => (clicks ? true : keep()),
    shut: () => false,

    /** A tap chooses what the inspector is about; a line's key holds the refs of its ends. */
    tapped(node, edge) {
      if (triggered().endsWith("tapNode")) return node ? { kind: "node", ref: node.id } : keep();
      if (!edge) return keep();
      const [a, b] = edge.id.split("~");
      return { kind: "edge", a, b };
    },

    /** Off unless something is selected; why two are linked needs exactly two. */
    enable(selection) {
      const many = ((selection || {}).nodes || []).length;
      return dc.callback_context.outputs_list.map((output) => (output.id === "why" ? many !== 2 : !many));
    },
    pair(path, why, selection) {
      const nodes = (selection || {}).nodes || [];
      const asked = ++order;
      if (!triggered().startsWith("why")) return { kind: "path", a: nodes[0], ...(nodes.length === 2 && { b: nodes[1] }), n: asked };
      return nodes.length === 2 ? { kind: "why", a: nodes[0], b: nodes[1] } : keep();
    },
    /** What the canvas does by itself, by the button that asks for it. */
    order() {
      const name = triggered().split(".")[0];
      const [op, bare] = name.split("-");
      if (op === "png" || op === "svg") return command(op, { full: true, scale: 2, labels: bare !== "bare" });
      return command(name, {});
    },

    save(image) {
      if (!image) return;
      const link = document.createElement("a");
      const drawing = image.svg && URL.createObjectURL(new Blob([image.svg], { type: "image/svg+xml" }));
      link.href = drawing || image.uri;
      link.download = `graphsvc-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.${image.op}`;
      link.click();
      if (drawing) setTimeout(() => URL.revokeObjectURL(drawing), 10000);
    },

    /** The menu opens where the node was clicked, on the node itself unless it is part of a larger selection. */
    menu(event) {
      if (!event) return [true, keep(), keep(), keep()];
      const box = document.getElementById("menu").parentElement.getBoundingClientRect();
      const left = Math.min(event.x - box.left, box.width - 220);
      const top = Math.min(event.y - box.top, box.height - 340);
      setTimeout(() => document.querySelector("#menu button")?.focus(), 60);
      const other = event.id && !event.ids.includes(event.id);
      const chosen = other ? command("select", { ids: [event.id] }) : keep();
      const subject = event.id ? { kind: "node", ref: event.id } : keep();
      return [false, { left: `${Math.max(0, left)}px`, top: `${Math.max(0, top)}px` }, chosen, subject];
    },
    /** A tap beside everything ends the lighting of a path. */
    dim: () => [],
    mark: (banner) => banner || "",

    canvasToTable(selection, rows) {
      const nodes = [...((selection || {}).nodes || [])].sort();
      const now = (rows && rows.ids ? rows.ids : (rows || []).map((row) => row.ref)).slice().sort();
      return same(nodes, now) ? keep() : { ids: nodes };
    },
    tableToCanvas(rows, selection) {
      if (!Array.isArray(rows)) return [keep(), keep()];
      const refs = rows.map((row) => row.ref).sort();
      const now = [...((selection || {}).nodes || [])].sort();
      if (same(refs, now)) return [keep(), keep()];
      const subject = refs.length === 1 ? { kind: "node", ref: refs[0] } : keep();
      return [command("select", { ids: refs }), subject];
    },
  };
  dc.graphsvc = Object.assign(dc.graphsvc || {}, functions);

  /* A row of the table has the same menu as its node. */
  document.addEventListener("contextmenu", (event) => {
    const row = event.target.closest && event.target.closest("#table .ag-row[row-id]");
    if (!row) return;
    event.preventDefault();
    const chosen = window.dash_ag_grid?.getApi("table")?.getSelectedRows() ?? [];
    const ids = chosen.map((one) => one.ref);
    dc.set_props("canvas", {
      contextNode: { id: row.getAttribute("row-id"), x: event.clientX, y: event.clientY, ids, n: `table-${++order}` },
    });
  });

  /* The context menu presses the toolbar's own buttons; a click anywhere else, or Escape, closes it. */
  document.addEventListener("click", (event) => {
    const menu = document.getElementById("menu");
    if (!menu || menu.hidden) return;
    const entry = event.target.closest && event.target.closest("[data-press]");
    if (entry && menu.contains(entry)) {
      const target = document.getElementById(entry.dataset.press);
      if (target && !target.disabled) target.click();
    }
    dc.set_props("menu", { hidden: true });
  });
})();
