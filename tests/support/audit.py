"""axe-core on a page of the app, and what must hold of a page's layout in every size.

axe is injected as an init script: the browser's debugger runs it in the page before anything else, which the page's
content-security policy (no inline script, no eval) does not forbid. So the policy is on while the audit runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

AXE = Path(__file__).parents[1] / "data" / "vendor" / "axe" / "axe.min.js"
GRAVE = ("serious", "critical")

# axe measures no contrast inside the scrolled rows of AG Grid ("midpoint exceeds the grid bounds") and then leaves out
# the whole rule; their text is measured below, where each cell lies on one plain colour.
_RUN = """async () => {
  const options = { resultTypes: ["violations", "incomplete"] };
  const most = await axe.run(document, { ...options, rules: { "color-contrast": { enabled: false } } });
  const colours = await axe.run({ exclude: [".ag-root"] }, { ...options, runOnly: ["color-contrast"] });
  const told = (rule) => [rule.impact, rule.id, rule.nodes.map((node) =>
    `${node.target.join(" ")} ${node.any.concat(node.all, node.none).map((check) => check.message).join("; ")}`)];
  return {
    found: [...most.violations, ...colours.violations].map(told),
    failed: [...most.incomplete, ...colours.incomplete].filter((rule) => rule.error).map((rule) => rule.error.message),
  };
}"""
_CELLS = """() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    const own = element ? getComputedStyle(element).backgroundColor : "rgb(255, 255, 255)";
    return !element || (parts(own)[3] ?? 1) === 1 ? own : ground(element.parentElement);
  };
  const low = new Set();
  for (const cell of document.querySelectorAll(".ag-cell, .ag-cell bdi, .ag-cell span, .ag-header-cell-text")) {
    if (!cell.checkVisibility() || !cell.innerText.trim()) continue;
    const [a, b] = [light(getComputedStyle(cell).color), light(ground(cell))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.add(`${cell.className}: ${ratio.toFixed(2)}`);
  }
  return [...low];
}"""

_OVERLAP = """() => {
  const banner = document.querySelector(".marking").getBoundingClientRect();
  const wide = document.documentElement;
  const at = (x) => document.elementFromPoint(x, banner.y + banner.height / 2);
  const covered = [banner.x + 5, banner.width / 2, banner.right - 5].map(at)
    .filter((element) => !element.closest(".marking")).map((element) => element.outerHTML.slice(0, 90));
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.offsetWidth > 2;
  const cut = [...document.querySelectorAll(".nav-link span, .mantine-Button-label, .mantine-Tabs-tabLabel, "
    + ".mantine-Badge-label, h1, h2, h3, h4, label, legend")]
    .filter((element) => seen(element) && !element.closest(".toolbar") && element.scrollWidth > element.clientWidth + 1
      && getComputedStyle(element).display !== "inline"
      && getComputedStyle(element).overflowX !== "visible").map((element) => element.innerText);
  const outside = [...document.querySelectorAll("button, a, input, select, textarea, [role=tab]")].filter((element) => {
    const box = element.getBoundingClientRect();
    return seen(element) && !element.closest(".ag-root-wrapper, .skip") && !element.classList.contains("skip")
      && (box.right > innerWidth + 1 || box.left < -1);
  }).map((element) => element.id || element.innerText || element.outerHTML.slice(0, 80));
  const squeezed = [...document.querySelectorAll(".toolbar, .topbar")].filter((bar) => seen(bar)
    && bar.scrollWidth > bar.clientWidth + 1)
    .map((bar) => `${bar.className}: ${bar.scrollWidth} in ${bar.clientWidth}`);
  const canvas = document.querySelector(".canvas-box");
  return {
    covered, cut, outside, squeezed,
    sideways: wide.scrollWidth > wide.clientWidth,
    canvas: canvas.offsetParent ? canvas.getBoundingClientRect().height / innerHeight : 1,
  };
}"""


def grave(page: Any) -> list[Any]:
    """Findings of axe that are serious or critical: (impact, rule, places); and cells whose text is hard to read."""
    told = page.evaluate(_RUN)
    assert told["failed"] == []  # a rule that broke off has found nothing
    found = [finding for finding in told["found"] if finding[0] in GRAVE]
    faint = page.evaluate(_CELLS)
    return [*found, *([("serious", "cells", faint)] if faint else [])]


def layout(page: Any) -> dict[str, Any]:
    """`covered`: what lies on the marking banner; `cut`: headings and buttons whose text does not fit; `outside`:
    controls that hang over the edge of the window; `squeezed`: bars whose tools do not fit; `sideways`: a horizontal
    scrollbar; `canvas`: its share of the window's height, 1 where it is not shown."""
    found: dict[str, Any] = page.evaluate(_OVERLAP)
    return found
