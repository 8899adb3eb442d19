"""Languages: every word of the screens is marked and has its translation, and a request is answered in its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from dash_app import language, shell, texts
from dash_app.canvas import words as canvas_words
from dash_app.language import _, ngettext, speaking
from tests.support.messages import SOURCES, extracted, modules, unmarked
from tests.support.site import Site, text_of

PLACE = re.compile(r"\{(\w*)[^{}]*\}")
OTHERS = sorted(set(language.LANGUAGES) - {language.ENGLISH})
# Words that no translation changes: names of things, formats, and what a terminal or a log is told.
TERMINAL = {"access.py", "app.py", "cli.py", "canvas/bench.py"}
NAMES = {
    "Accept",
    "Strict",
    "Origin",
    "Modal",
    "Named",
    "Level",
    "English",
    "d MMM y",
    "private, no-store",
    "top center",
    "Search",
    "words of an advert",
    "Group",
    "Place",
    "Step",
    "View",
    "Window",
}


def translated(name: str) -> dict[str, Any]:
    """msgid -> Message of a catalogue."""
    from babel.messages.pofile import read_po

    with (language.FOLDER / name / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {one.id if isinstance(one.id, str) else one.id[0]: one for one in read_po(file, locale=name) if one.id}


def forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


@pytest.mark.parametrize("name", OTHERS)
def test_every_message_is_translated(name: str) -> None:
    found = translated(name)
    missing = [one for one in extracted() if not all(forms(getattr(found.get(forms(one)[0]), "string", "")))]
    assert missing == []


@pytest.mark.parametrize("name", OTHERS)
def test_a_catalogue_holds_nothing_else(name: str) -> None:
    assert sorted(set(translated(name)) - {forms(one)[0] for one in extracted()}) == []


@pytest.mark.parametrize("name", OTHERS)
def test_translations_take_the_same_values(name: str) -> None:
    """A place that a translation lacks loses a number; one that it adds breaks the screen."""
    for message in translated(name).values():
        last = forms(message.id)[-1]
        for text in forms(message.string)[-1:]:
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(last)), message.id
        for text in forms(message.string):
            assert set(PLACE.findall(text)) <= set(PLACE.findall(last)), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("name", OTHERS)
def test_translations_keep_blanks_and_newlines_at_their_ends(name: str) -> None:
    for message in translated(name).values():
        for text in forms(message.string):
            first = forms(message.id)[0]
            assert (text[:1] == " ", text[-1:] == " ") == (first[:1] == " ", first[-1:] == " "), message.id


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCES)))
def test_no_sentence_is_left_unmarked(path: Path) -> None:
    if str(path.relative_to(SOURCES)) in TERMINAL:
        return
    left = [(line, text) for line, text in unmarked(path) if text not in NAMES and not CODE.search(text)]
    assert left == []


CODE = re.compile(r"<\w+|^themeQuartz|system-ui|=>")


def test_canvas_words_are_those_of_its_script() -> None:
    script = (SOURCES / "canvas" / "js" / "words.js").read_text("utf-8")
    body = script[script.index("ENGLISH = {") : script.index("\n  };")]
    found = dict(re.findall(r'"([\w.]+)":\s*"((?:[^"\\]|\\.)*)"', re.sub(r'" \+\s*"', "", body)))
    assert found == canvas_words.WORDS
    with speaking("es"):
        assert canvas_words.spoken()["kind.ad"] == "Anuncio"


def test_english_is_spoken_outside_a_request() -> None:
    assert language.current() == "en"
    assert _("Undo") == "Undo"
    assert texts.count(1204, "record") == "1,204 records"


def test_a_block_speaks_its_own_language() -> None:
    with speaking("es"):
        assert _("Undo") == "Deshacer"
        assert texts.count(1, "record") == "1 registro"
        assert texts.count(12_040, "record") == "12.040 registros"
        assert texts.kinds("phone") == "números de teléfono"
        assert _("no such words") == "no such words"
    assert _("Undo") == "Undo"


@pytest.mark.parametrize(
    ("cookie", "accepts", "spoken"),
    [
        ("es", "", "es"), ("en", "es", "en"), ("", "es-MX,es;q=0.9", "es"), ("", "fr", "en"), ("", "", "en"),
        ("../../etc", "", "en"), ("xx", "es", "es"),
    ],
)  # fmt: skip
def test_a_request_is_answered_in_its_language(cookie: str, accepts: str, spoken: str) -> None:
    headers = {"Cookie": f"{language.COOKIE}={cookie}", "Accept-Language": accepts}
    with Flask("page").test_request_context(headers=headers):
        assert language.current() == spoken


@given(st.integers(0, 10**12))
def test_numbers_keep_their_digits(number: int) -> None:
    for name in language.LANGUAGES:
        with speaking(name):
            assert re.sub(r"[^\d]", "", language.number(number)) == str(number)


def test_plurals_follow_the_number() -> None:
    with speaking("es"):
        assert ngettext("{n} node", "{n} nodes", 1) == "{n} nodo"
        assert ngettext("{n} node", "{n} nodes", 0) == "{n} nodos"


def test_the_page_says_its_language(inside: Site) -> None:
    assert '<html lang="en">' in inside.get("/explore", headers={"Accept": "text/html"}).get_data(as_text=True)
    inside.client.set_cookie(language.COOKIE, "es", domain="127.0.0.1")
    assert '<html lang="es">' in inside.get("/explore", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert "Pegar una lista" in inside.get("/_dash-layout").get_data(as_text=True)


def test_a_preference_is_kept_and_others_are_refused(inside: Site) -> None:
    kept = inside.post("/prefer", json={"language": "es"})
    assert kept.status_code == 204
    assert "HttpOnly" in kept.headers["Set-Cookie"]
    assert "SameSite=Strict" in kept.headers["Set-Cookie"]
    for wish in ({"language": "../x"}, {"masked": "yes"}, {}, [], None, {"theme": "dark"}):
        answer = inside.post("/prefer", json=wish)
        assert answer.status_code == 400
        assert "Set-Cookie" not in answer.headers


def test_a_page_without_a_session_speaks_too(site: Site) -> None:
    answer = site.get("/", headers={"Accept": "text/html", "Accept-Language": "es"}).get_data(as_text=True)
    assert '<html lang="es">' in answer
    assert "Abra el enlace de un solo uso" in answer


def test_nothing_of_the_page_stays_english(inside: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pseudo-locale: what is not set in ⟦ ⟧ there did not go through a catalogue."""

    class Marked(language.library.NullTranslations):
        def gettext(self, message: str) -> str:
            return f"⟦{message}⟧"

        def ngettext(self, one: str, many: str, number: int) -> str:
            return f"⟦{one if number == 1 else many}⟧"

    monkeypatch.setattr(language, "catalogue", lambda name: Marked())
    said = text_of(shell.layout(inside.desk))
    while said != (less := re.sub(r"⟦[^⟦⟧]*⟧", "", said)):
        said = less
    left = sorted(set(re.findall(r"[A-Za-z][a-z]{3,}(?: [a-z]+)*", said)) - KEPT)
    assert left == []


KEPT = {"graphsvc harbour", "English", "Espa", "Ctrl", "Shift"}
