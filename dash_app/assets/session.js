/* The page and its server: who asks and what it shows, what changed elsewhere, and what to say when the server no
   longer knows this page (session over, or started anew) or does not answer. */
(function () {
  "use strict";

  const BEAT = 2000; // milliseconds between two questions whether something changed elsewhere
  const PATIENCE = 2; // beats without an answer before that is said
  const dc = (window.dash_clientside ??= {});
  const ask = window.fetch.bind(window);
  const page = crypto.randomUUID();
  let underWay = 0;
  let silent = 0;
  let beats = 0;
  let gone = "";

  const word = (name) => document.getElementById("words")?.dataset[name] || "";
  const known = () => window.graphsvc || { shown: "" };

  function tell(name, link) {
    if (gone === name) return;
    forget();
    gone = name;
    const box = Object.assign(document.createElement("div"), { id: "lost", className: "lost" });
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", word("title"));
    const text = Object.assign(document.createElement("p"), { textContent: word(name) });
    box.append(text);
    document.body.append(box);
    if (!link) return;
    const way = Object.assign(document.createElement("a"), { href: "/open", textContent: word("link") });
    box.append(way);
    way.focus();
  }

  function forget() {
    gone = "";
    document.getElementById("lost")?.remove();
  }

  window.fetch = async (address, options) => {
    const own = String(address).includes("_dash-update-component");
    if (!own) return ask(address, options);
    const headers = new Headers(options?.headers);
    headers.set("X-Graphsvc-Page", page);
    headers.set("X-Graphsvc-Shown", known().shown);
    underWay += 1;
    try {
      const answer = await ask(address, { ...options, headers });
      if (answer.status === 401) tell("over", true);
      return answer;
    } finally {
      underWay -= 1;
    }
  };

  const quiet = () => underWay === 0 && !document.hidden && known().shown;

  async function beat() {
    if (!quiet()) return;
    const view = new URLSearchParams(window.location.search).get("view") || "";
    const before = known();
    let answer;
    try {
      answer = await ask(`/pulse?view=${encodeURIComponent(view)}`);
    } catch {
      silent += 1;
      if (silent >= PATIENCE) tell("away", false);
      return;
    }
    silent = 0;
    if (answer.status === 401) {
      tell("over", true);
      return;
    }
    if (!answer.ok) return;
    if (gone) {
      window.location.reload(); // the server is another one; it knows the view, but nothing of this page
      return;
    }
    const told = await answer.json();
    if (!quiet() || known() !== before) return; // this page changed something meanwhile and will hear of it
    if (told.news !== before.news) dc.set_props("news", { data: told.news });
    else if (told.shown && told.shown !== before.shown) dc.set_props("version", { data: { n: `beat-${++beats}`, then: null } });
  }
  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);

  async function prefer(wish) {
    const body = JSON.stringify(wish);
    const answer = await ask("/prefer", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (answer.status === 401) tell("over", true);
    else window.location.reload();
  }

  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.("[data-language], [data-masked]");
    if (!chosen) return;
    if (chosen.dataset.language) prefer({ language: chosen.dataset.language });
    else prefer({ masked: chosen.dataset.masked === "true" });
  });
})();
