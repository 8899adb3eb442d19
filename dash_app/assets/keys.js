/* Keys work on the whole page, except where somebody is writing. Each presses the button that does the same. */
(function () {
  "use strict";

  const KEYS = { "Mod+z": "undo", "Mod+y": "redo", "Mod+Shift+z": "redo", f: "fit", h: "hide", Delete: "hide",
    Backspace: "hide", x: "keep", p: "pin", k: "lock", t: "tidy", l: "reveal", o: "lasso", b: "box", n: "near",
    i: "invert", a: "group-actor", w: "group-network", d: "group-alike", g: "group-hand", c: "close-group",
    e: "open-group", u: "ungroup", H: "hidden-button", s: "png", v: "svg", "?": "help-button" };
  const WRITING = "input, textarea, select, [contenteditable=true], [role=listbox]";
  /* In a table these act on what is selected in it, so on the canvas as well; the others are the table's own. */
  const IN_TABLE = /^(Mod\+.*|Delete|[a-zH])$/;

  function press(event, button) {
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  }

  /* Where a letter judges what is chosen and arrows go to the next, from the table as well: links, networks. Beside the
     canvas, whose letters are its own, capitals answer the first suggestion. */
  const JUDGED = [{ card: "link", grid: "links" }, { card: "cluster", grid: "clusters" }, { card: "inspector", grid: "" }];

  function reviewed(event) {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [role=listbox]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (document.querySelector(".mantine-Modal-content")) return false;
    const seen = (id) => document.getElementById(id)?.offsetParent;
    const place = JUDGED.find((one) => seen(one.card));
    if (!place) return false;
    const key = place.grid ? event.key.toLowerCase() : event.key;
    const button = document.querySelector(`#${place.card} [data-key="${CSS.escape(key)}"]`);
    if (button && place.grid === "" && !button.closest(".suggestions")) return false;
    const step = place.grid && { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const tab = event.target.closest && event.target.closest("[role=tab]");
    if (button) press(event, button);
    else if (step && !tab) go(event, step, place.grid);
    return Boolean(button || (step && !tab));
  }

  function go(event, step, grid) {
    const api = window.dash_ag_grid?.getApi(grid);
    if (!api) return;
    const rows = [];
    api.forEachNodeAfterFilterAndSort((row) => rows.push(row));
    const at = rows.findIndex((row) => row.isSelected());
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.setSelected(true, true);
    api.ensureNodeVisible(next);
  }

  function spell(event) {
    if (event.ctrlKey || event.metaKey) return `Mod+${event.shiftKey ? "Shift+" : ""}${event.key.toLowerCase()}`;
    return event.altKey ? "" : event.key;
  }

  /* Captured, because the canvas keeps some keys to itself once it has told of them. */
  document.addEventListener("keydown", (event) => {
    if (event.altKey && /^[1-9]$/.test(event.key)) {
      const reasons = document.querySelectorAll(".mantine-Modal-content #decide-before button");
      if (reasons.length) {
        press(event, reasons[event.key - 1]);
        return;
      }
      event.preventDefault();
      document.querySelectorAll(".nav-link")[event.key - 1]?.click();
      return;
    }
    const save = document.querySelector(".mantine-Modal-content #decide-save");
    if (save && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      setTimeout(() => save.click(), 40); // the field tells of its last letter a moment after it was typed
      return;
    }
    if (event.key === "Escape" && window.dash_clientside?.set_props && !document.getElementById("menu")?.hidden) {
      window.dash_clientside.set_props("menu", { hidden: true });
      return;
    }
    if (reviewed(event)) return;
    const busy = event.target.closest && event.target.closest(WRITING);
    if (busy || document.querySelector(".mantine-Modal-content")) return;
    if (event.key === "/") {
      const box = document.getElementById("search");
      if (!box || !box.offsetParent) return;
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    const key = spell(event);
    const name = Object.hasOwn(KEYS, key) ? KEYS[key] : "";
    const button = name && document.getElementById(name);
    if (event.target.closest?.(".ag-root") && !(IN_TABLE.test(key) && event.target.closest("#table"))) return;
    // A button in a closed menu is not seen and can be pressed all the same, as long as its screen is shown.
    if (!button || button.disabled || (name !== "help-button" && !document.getElementById("canvas")?.offsetParent)) return;
    event.preventDefault();
    button.click();
  }, true);
})();
