/* What the pointer rests on: its lines light up at once, a tip with the whole label follows, and `hover` is told. */
(function (canvas) {
  "use strict";

  const GLANCE = 40; // milliseconds: a pointer that only passes lights nothing
  const TIP = 260;

  /** `tip`: element for the tip; filled with text nodes only. Returns a function that forgets what is pending. */
  canvas.watchHover = function (engine, tip, say) {
    const { cy } = engine;
    let timers = [];
    const forget = () => {
      timers.forEach(clearTimeout);
      timers = [];
      tip.hidden = true;
    };

    function line(name, text) {
      const row = document.createElement("div");
      row.className = name;
      row.dir = "auto";
      row.textContent = text;
      return row;
    }

    function show(element, event) {
      const d = element.data();
      const rows = element.isNode()
        ? [
            line("gc-tip-kind", say("kind." + d.kind)),
            line("gc-tip-label", d.full),
            line("gc-tip-counts", canvas.countsOf(d, say).join(" \u00b7 ")),
            ...canvas.marksOf(d, say).map((text) => line("gc-tip-mark", text)),
          ]
        : [
            line("gc-tip-kind", say("edge." + d.kind)),
            line("gc-tip-label", d.full),
            ...(d.count ? [line("gc-tip-counts", say.count("record", d.count))] : []),
          ];
      tip.replaceChildren(...rows);
      tip.hidden = false;
      const at = event.renderedPosition || element.renderedMidpoint();
      const flipX = at.x + tip.offsetWidth + 24 > cy.width();
      const flipY = at.y + tip.offsetHeight + 24 > cy.height();
      tip.style.left = Math.max(4, at.x + (flipX ? -tip.offsetWidth - 14 : 14)) + "px";
      tip.style.top = Math.max(4, at.y + (flipY ? -tip.offsetHeight - 14 : 14)) + "px";
    }

    cy.on("mouseover", "node, edge", (event) => {
      forget();
      const element = event.target;
      timers = [
        setTimeout(() => engine.overlay.glance(element), GLANCE),
        setTimeout(() => {
          show(element, event);
          engine.say("hover", { id: element.id() });
        }, TIP),
      ];
    });
    cy.on("mouseout", "node, edge", () => {
      const was = !tip.hidden;
      forget();
      timers = [
        setTimeout(() => {
          engine.overlay.glance(null);
          if (was) engine.say("hover", { id: null });
        }, GLANCE),
      ];
    });
    cy.on("tapstart viewport remove", forget);
    return forget;
  };
})(((window.dash_app ??= {}).canvas ??= {}));
