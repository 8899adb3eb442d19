/* Keys work on the whole page, except where somebody is writing. Each presses the button that does the same. */
(function () {
  "use strict";

  const KEYS = { "Mod+z": "undo", "Mod+y": "redo", "Mod+Shift+z": "redo", f: "fit", h: "hide", Delete: "hide",
    Backspace: "hide", p: "pin", l: "reveal", "?": "help-button" };
  const WRITING = "input, textarea, select, [contenteditable=true], [role=listbox], .ag-root";

  function spell(event) {
    if (event.ctrlKey || event.metaKey) return `Mod+${event.shiftKey ? "Shift+" : ""}${event.key.toLowerCase()}`;
    return event.altKey ? "" : event.key;
  }

  /* Captured, because the canvas keeps some keys to itself once it has told of them. */
  document.addEventListener("keydown", (event) => {
    if (event.altKey && /^[1-9]$/.test(event.key)) {
      event.preventDefault();
      document.querySelectorAll(".nav-link")[event.key - 1]?.click();
      return;
    }
    if (event.key === "Escape" && window.dash_clientside?.set_props && !document.getElementById("menu")?.hidden) {
      window.dash_clientside.set_props("menu", { hidden: true });
      return;
    }
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
