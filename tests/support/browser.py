"""A real browser for tests: Chromium through Playwright, watched for requests, console errors and CSP violations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.support.parts import chromium, missing

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
INLINE = frozenset({"data", "blob", "about"})  # addresses that leave no machine

_WATCH_CSP = """
window.__csp = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.__csp.push(event.violatedDirective + " " + event.blockedURI));
"""


@contextmanager
def launch() -> Iterator[Any]:
    """A headless Browser; raises FileNotFoundError where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if not path:
        raise FileNotFoundError(missing("browser"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS), headless=True)
        try:
            yield browser
        finally:
            browser.close()


@dataclass(slots=True)
class Watched:
    """A page and what happened on it since it was opened."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def outside(self, origin: str) -> list[str]:
        """Requests that left `origin` (scheme://host:port)."""
        own = urlsplit(origin)[:2]
        return [url for url in self.requests if urlsplit(url)[:2] != own and urlsplit(url).scheme not in INLINE]

    def violations(self) -> list[str]:
        """Content-security-policy violations of the document now shown."""
        found: list[str] = self.page.evaluate("window.__csp || []")
        return found


@contextmanager
def watched(browser: Any, **options: Any) -> Iterator[Watched]:
    """A page in a fresh context; `options` go to `browser.new_context` (viewport, color_scheme, ...)."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    context.add_init_script(_WATCH_CSP)
    page = context.new_page()
    seen = Watched(page)

    def dismiss(dialog: Any) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("dialog", dismiss)
    try:
        yield seen
    finally:
        context.close()
