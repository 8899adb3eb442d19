/* When the server no longer knows this page (session over, or started anew), say so instead of failing silently. */
(function () {
  "use strict";

  const ask = window.fetch.bind(window);

  function lost() {
    if (document.getElementById("lost")) return;
    const box = Object.assign(document.createElement("div"), { id: "lost", className: "lost" });
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", "Session over");
    const text = document.createElement("p");
    text.textContent = "This session is over. What you did is saved. Open a new link from the terminal to go on.";
    const link = Object.assign(document.createElement("a"), { href: "/open", textContent: "Get a new link" });
    box.append(text, link);
    document.body.append(box);
    link.focus();
  }

  window.fetch = async (...args) => {
    const answer = await ask(...args);
    if (answer.status === 401) lost();
    return answer;
  };
})();
