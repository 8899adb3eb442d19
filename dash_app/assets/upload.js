/* Streams files to /upload one after another, with progress. The element "drop" gets a native file input, so that the
   keyboard and screen readers reach it like any other. */
(function () {
  "use strict";

  const say = (zone, text) => (zone.querySelector(".drop-state").textContent = text);
  const word = (zone, name, values = {}) =>
    zone.dataset[name].replace(/\{(\w+)\}/g, (whole, place) => values[place] ?? whole);
  const tell = (zone, text) =>
    window.dash_clientside.set_props("notices", {
      sendNotifications: [{ action: "show", message: text, title: word(zone, "failed"), color: "red", autoClose: false }],
    });

  function send(zone, file) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append("file", file, file.name);
      request.open("POST", "/upload");
      request.responseType = "json";
      request.upload.onprogress = (event) => {
        const share = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
        say(zone, share < 100 ? word(zone, "receiving", { share }) : word(zone, "checking"));
      };
      request.onload = () => {
        const answer = request.response || {};
        if (request.status === 200) window.dash_clientside.set_props("uploaded", { data: answer.files[0].id });
        else tell(zone, answer.error || word(zone, "refused", { status: request.status }));
        done();
      };
      request.onerror = () => {
        tell(zone, word(zone, "broke"));
        done();
      };
      request.send(form);
    });
  }

  async function take(zone, files) {
    const cap = Number(zone.dataset.cap);
    for (const file of files) {
      if (file.size > cap) tell(zone, word(zone, "large", { n: Math.round(cap / 1048576) }));
      else await send(zone, file);
    }
    say(zone, "");
  }

  function prepare(zone) {
    zone.dataset.ready = "yes";
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "drop-input" });
    input.setAttribute("aria-label", word(zone, "choose"));
    const state = Object.assign(document.createElement("span"), { className: "drop-state" });
    state.setAttribute("role", "status");
    zone.append(input, state);
    input.addEventListener("change", async () => {
      await take(zone, [...input.files]);
      input.value = "";
    });
    for (const name of ["dragenter", "dragover"])
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.add("over");
      });
    for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      take(zone, [...event.dataTransfer.files]);
    });
  }

  /* A file dropped beside the zone must not replace the page. */
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());

  new MutationObserver(() => {
    const zone = document.getElementById("drop");
    if (zone && !zone.dataset.ready) prepare(zone);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
