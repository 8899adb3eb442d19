/* The range of days: playing goes on while its clock runs, and keys on the timeline press the buttons beside it. */
(function () {
  "use strict";

  const dc = (window.dash_clientside ??= {});
  const triggered = () => (dc.callback_context.triggered[0] || { prop_id: "" }).prop_id;
  const KEYS = { ArrowLeft: "time-back", ArrowRight: "time-on", "Shift+ArrowLeft": "time-shorter",
    "Shift+ArrowRight": "time-longer", Escape: "time-clear" };

  dc.graphsvc = Object.assign(dc.graphsvc || {}, {
    /** Whether the clock stands still: anything but the play button stops it. */
    timePlay: () => !triggered().startsWith("time-play"),
    /** Either play or pause is there to be pressed. */
    timePlaying: (still) => [{ display: still ? "" : "none" }, { display: still ? "none" : "" }],
  });

  document.addEventListener("keydown", (event) => {
    const brush = event.target.closest && event.target.closest("#time-brush");
    if (!brush || event.ctrlKey || event.metaKey || event.altKey) return;
    const playing = document.getElementById("time-pause")?.style.display !== "none";
    const name = event.key === " " ? (playing ? "time-pause" : "time-play")
      : KEYS[`${event.shiftKey ? "Shift+" : ""}${event.key}`];
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    document.getElementById(name)?.click();
  }, true);
})();
