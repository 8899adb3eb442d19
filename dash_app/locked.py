"""The page shown to whoever has no session: one sentence and one button, without any script, style file or font."""

from __future__ import annotations

from html import escape

from dash_app.language import _, current

_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>graphsvc</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; }}
main {{ max-width: 28rem; padding: 2rem; }}
h1 {{ font-size: 1.1rem; letter-spacing: .02em; }}
button {{ font: inherit; padding: .5rem 1rem; border-radius: 6px; border: 1px solid currentColor; background: none;
  color: inherit; cursor: pointer; }}
</style></head><body><main><h1>graphsvc</h1><p>{sentence}</p>{button}</main></body></html>
"""
_BUTTON = '<form method="post" action="/open"><button>{word}</button></form>'


def page(sentence: str, *, button: bool = True) -> str:
    """HTML of the page; `sentence` is text."""
    way = _BUTTON.format(word=escape(_("Show a new link in the terminal"))) if button else ""
    return _PAGE.format(lang=current(), sentence=escape(sentence), button=way)
