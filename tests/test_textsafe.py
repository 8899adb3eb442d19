"""Text from strangers: what is shown, what a file may hold, and what comes back."""

from __future__ import annotations

import json
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.textsafe import cell, portable_json, shorten, uncell, utf8_text, visible, xml_text

ANY = st.text(st.characters(), max_size=60)  # unpaired surrogates included


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("a\x00b\x1b[31m", "a␀b␛[31m"),
        ("two\r\nlines\u2028more", "two lines more"),
        ("\u202eevil", "⟨U+202E⟩evil"),
        ("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("\x7f\x9b", "⟨U+007F⟩⟨U+009B⟩"),
        ("\u3164", "⟨U+3164⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("0\u200d7", "0⟨U+200D⟩7"),
        ("\u200dx", "⟨U+200D⟩x"),
        ("z" + "\u0301" * 9 + "!", "z" + "\u0301" * 6 + "⟨more marks⟩!"),
        ("ἄ και Ø", "ἄ και Ø"),
    ],
)
def test_what_hides_or_acts_is_shown(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_shown_text_is_one_line_and_showing_it_again_changes_nothing(raw: str) -> None:
    shown = visible(raw)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


def test_a_cut_says_how_much() -> None:
    assert shorten("abc", 3) == "abc"
    assert shorten("a" * 2_003, 3) == "aaa… (2,000 more characters)"


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_xml_text_is_read_by_a_parser(raw: str) -> None:
    safe = xml_text(raw)
    assert ElementTree.fromstring(f"<a>{escape(safe, {chr(13): '&#13;'})}</a>").text == (safe or None)
    assert len(safe) == len(raw)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_portable_json_loses_nothing_and_stands_in_xml_and_utf8(raw: str) -> None:
    text = portable_json({"text": raw, raw: 1})
    assert json.loads(text) == {"text": raw, raw: 1}
    assert xml_text(text) == text
    assert text.encode("utf-8")


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_utf8_text_can_be_encoded(raw: str) -> None:
    assert utf8_text(raw).encode("utf-8").decode("utf-8") == utf8_text(raw)


@given(st.one_of(ANY, st.text("'=+-@\t\r\n\0＝＋－＠ \u200b1a", max_size=8)))
@settings(max_examples=1000, deadline=None)
def test_a_cell_is_no_formula_and_comes_back(raw: str) -> None:
    written = cell(raw)
    assert uncell(written) == raw
    assert not written.startswith(tuple("=+-@\t\r\n\0＝＋－＠"))


@pytest.mark.parametrize("raw", ["+491701234567", "'x", "''", " =1", "\u200b@x", "＝1", "\0"])
def test_these_get_an_apostrophe(raw: str) -> None:
    assert cell(raw) == f"'{raw}"


@pytest.mark.parametrize("raw", ["a=1", "2026-01-01", "", " ", "телефон"])
def test_these_stay(raw: str) -> None:
    assert cell(raw) == raw
