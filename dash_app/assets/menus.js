/* Mantine says on the box around a menu's button whether the menu is open; a screen reader looks for it on the button
   itself, and a box without a role may not say it at all. So what it says is moved to the button. */
(function () {
  "use strict";

  const SAID = ["aria-haspopup", "aria-expanded", "aria-controls"];

  function move(box) {
    const button = box.querySelector("button");
    if (!button || box.matches("button, input, [role]")) return;
    for (const name of SAID) {
      if (!box.hasAttribute(name)) continue;
      button.setAttribute(name, box.getAttribute(name));
      box.removeAttribute(name);
    }
  }

  function look(root) {
    if (root.matches("[aria-expanded]")) move(root);
    root.querySelectorAll("div[aria-expanded]").forEach(move);
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") move(change.target);
      else change.addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && look(node));
    }
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["aria-expanded"] });
})();
