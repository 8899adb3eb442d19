/* Keys work on the whole page, except where somebody is writing. Each presses the button that does the same. */
(function () {
  "use strict";

  const KEYS = { "Mod+z": "undo", "Mod+y": "redo", "Mod+Shift+z": "redo", f: "fit", h: "hide", Delete: "hide",
    Backspace: "hide", p: "pin", l: "reveal", "?": "help-button" };
  const WRITING = "input, textarea, select, [contenteditable=true], [role=listbox], .ag-root";

  function press(event, button) {
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  }

  /* On the review screen a letter judges the chosen link and arrows go to the next, from the table as well. */
  function reviewed(event) {
    const screen = document.getElementById("screen-review");
    const typing = event.target.closest && event.target.closest("input, textarea, select, [role=listbox]");
    if (!screen || screen.hidden || typing || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (document.querySelector(".mantine-Modal-content")) return false;
    const button = document.querySelector(`#link [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (button) press(event, button);
    else if (step) go(event, step);
    return Boolean(button || step);
  }

  function go(event, step) {
    const api = window.dash_ag_grid?.getApi("links");
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
    const name = Object.hasOwn(KEYS, spell(event)) ? KEYS[spell(event)] : "";
    const button = name && document.getElementById(name);
    if (!button || button.disabled || (name !== "help-button" && !button.offsetParent)) return;
    event.preventDefault();
    button.click();
  }, true);
})();
