"""The words of the screens in the reader's language: gettext catalogues, chosen anew for every request.

    from dash_app.language import _, ngettext

    _("{n} nodes are shown").format(n=number(n))        at render time, never while a module is imported
    TITLE = N_("Explore")  ...  _(TITLE)                a word kept in a table: marked there, translated when shown

The English text is the key. `locale/<language>/LC_MESSAGES/messages.po` holds the others; they are read as they are,
so that a translation can be mended without building anything. What a catalogue lacks stays English.
"""

from __future__ import annotations

import gettext as library
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from flask import has_request_context, request

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "es": "Español"}  # by their own names: whoever looks for theirs can read it
COOKIE = "graphsvc_language"  # no secret: it also tells the page before a session which language to speak
FOLDER = Path(__file__).parent / "locale"

_forced: ContextVar[str] = ContextVar("language", default="")


def current() -> str:
    """The language to speak now: that of `speaking`, else the request's choice, else what its browser asks for."""
    if _forced.get():
        return _forced.get()
    if not has_request_context():
        return ENGLISH
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES, ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language until the block ends, whatever a request asks for."""
    token = _forced.set(language)
    try:
        yield
    finally:
        _forced.reset(token)


def _(text: str) -> str:
    """The text in the reader's language. Values go in afterwards, by named places: `_("{n} nodes").format(n=3)`."""
    return catalogue(current()).gettext(text) if text else ""  # the header of a catalogue is the one of no text


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a text for so many, in the reader's language; the number goes in afterwards, like other values."""
    return catalogue(current()).ngettext(one, many, number)


def N_(text: str) -> str:
    """Mark a text that is kept in a table; `_` translates it where it is shown."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a text that is kept in a table; `ngettext` translates them where they are shown."""
    return one, many


@cache
def catalogue(language: str) -> library.NullTranslations:
    """The translations of a language; English has none."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return library.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return library.GNUTranslations(compiled)


def number(value: float) -> str:
    """`1,204` or `1.204`, as the reader writes it."""
    if current() == ENGLISH:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=current(), group_separator=True)


def day(at: datetime) -> str:
    """A date with the month in letters, which nobody reads the wrong way round: `15 Jan 2026`."""
    from babel.dates import format_date

    return format_date(at, "d MMM y", locale=current())
