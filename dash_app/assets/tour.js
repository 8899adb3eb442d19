/* The tour of the demo case: one card at a time beside the screen. It takes the focus only where a person asked for it,
   ends with Escape, and does not come back by itself. */
(function () {
  "use strict";

  const DONE = "graphsvc-tour";
  const box = () => document.getElementById("tour");
  let at = -1;

  function point(selector) {
    document.querySelectorAll(".tour-at").forEach((element) => element.classList.remove("tour-at"));
    if (selector) document.querySelector(selector)?.classList.add("tour-at");
  }

  function show(number) {
    const cards = [...box().querySelectorAll(".tour-card")];
    at = Math.max(0, Math.min(cards.length - 1, number));
    cards.forEach((card, index) => { card.hidden = index !== at; });
    const next = document.getElementById("tour-next");
    next.textContent = at === cards.length - 1 ? next.dataset.last : next.dataset.next;
    document.getElementById("tour-back").disabled = at === 0;
    box().hidden = false;
    point(cards[at].dataset.target);
  }

  function end() {
    window.localStorage.setItem(DONE, "done");
    box().hidden = true;
    at = -1;
    point("");
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("#tour-next, #tour-back, #tour-end, #tour-start");
    if (!pressed) return;
    if (pressed.id === "tour-end" || (pressed.id === "tour-next" && pressed.textContent === pressed.dataset.last)) end();
    else if (pressed.id === "tour-start") {
      window.dash_clientside.set_props("help", { opened: false });
      show(0);
      setTimeout(() => document.getElementById("tour-next").focus(), 300); // once the dialog has given the focus back
    } else show(at + (pressed.id === "tour-next" ? 1 : -1));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && at >= 0 && !document.querySelector(".mantine-Modal-content")) end();
  });

  /* The page is built by scripts; the tour begins once it is there. */
  const waiting = setInterval(() => {
    if (!box()) return;
    clearInterval(waiting);
    if (box().dataset.offered === "true" && window.localStorage.getItem(DONE) !== "done") show(0);
  }, 200);
})();
