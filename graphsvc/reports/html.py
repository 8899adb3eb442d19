"""One self-contained HTML file for reading, handing over and printing: no script, no outside address, no form.

A content security policy inside the file forbids all but its own style sheet, named by its hash, so that even a
mistake in escaping could load or run nothing. Strangers' text is escaped, its controls are made visible, and each
piece is isolated (`bdi`) so that right-to-left text cannot reorder its neighbours. Addresses are text, never links.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from graphsvc.brief import brief, figures, wording
from graphsvc.documents import ReportContext
from graphsvc.files import write_text
from graphsvc.results import Result
from graphsvc.textsafe import shorten, visible, xml_text

TEXT_SHOWN = 400


class Html:
    """The cluster report as one `.html` file."""

    NAME = "html"
    SUFFIX = ".html"
    LABEL = "HTML: one file for a browser, or for paper"

    def write(self, result: Result, context: ReportContext, path: Path) -> Path:
        return write_text(path, [render(result, context)])


def render(result: Result, context: ReportContext) -> str:
    """The whole page as text, a function of its arguments alone."""
    return _environment().get_template("cluster.html.j2").render(brief=brief(result, context))


@cache
def _environment() -> Environment:
    style = files("graphsvc.reports").joinpath("templates/cluster.css").read_text("utf-8")
    environment = Environment(
        loader=PackageLoader("graphsvc.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["text"] = lambda text: Markup("<bdi>") + escape(_plain(text)) + Markup("</bdi>")
    environment.filters["plain"] = _plain
    environment.filters["plural"] = wording.plural
    environment.globals.update(
        style=Markup(style),  # noqa: S704 - our own file
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        wording=wording,
        **{name: _drawn(name) for name in ("meter", "step", "sizes", "sketch", "legend")},
        span=figures.span,
    )
    return environment


def _plain(text: object) -> str:
    """A stranger's text on one line, cut, with nothing in it that hides or acts. Escaping is still to come."""
    return xml_text(visible(shorten(str(text), TEXT_SHOWN)))


def _drawn(name: str) -> object:
    draw = getattr(figures, name)
    return lambda *arguments: Markup(draw(*arguments))  # noqa: S704 - figures escape what they are given
