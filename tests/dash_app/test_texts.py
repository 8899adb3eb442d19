from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dash_app
from dash_app import texts
from graphsvc.model import VERDICTS, EdgeType, NodeKind, StatementKind, Verb


def test_there_is_a_word_for_everything() -> None:
    assert set(texts.KINDS) == {kind.value for kind in NodeKind}
    assert set(texts.TYPES) == {type_.value for type_ in EdgeType}
    assert set(texts.DIRECTIONS) == {(type_.value, way) for type_ in EdgeType for way in ("in", "out")}
    assert set(texts.STATEMENTS) == {kind.value for kind in StatementKind}
    assert set(texts.VERBS) == {verb.value for verb in Verb}
    assert set(texts.VERDICTS) == set(VERDICTS)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a‹RLO›b"),
        ("a\u200bb", "a‹ZWSP›b"),
        ("a\x00b", "a\u2400b"),
        ("a\nb", "a\u240ab"),
        ("\ue000", "‹U+E000›"),
        ("\ud800", "‹U+D800›"),
        ("क्\u200dष", "क्\u200dष"),
        ("\u3164", "‹U+3164›"),
    ],
)
def test_what_cannot_be_seen_is_shown(raw: str, shown: str) -> None:
    assert texts.visible(raw) == shown


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_nothing_that_reorders_or_hides_is_left(raw: str) -> None:
    shown = texts.visible(raw).removeprefix("\u2068").removesuffix("\u2069")  # what is isolated is isolated whole
    left = {unicodedata.category(char) for char in shown if char not in "\u200c\u200d"}
    assert not left & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_what_runs_from_right_to_left_leaves_its_sentence_alone() -> None:
    assert texts.visible("\u05d0\u05d1 12") == "\u2068\u05d0\u05d1 12\u2069"
    assert texts.visible("\u0645") == "\u2068\u0645\u2069"
    assert texts.visible("abc 12") == "abc 12"


def test_long_text_is_cut() -> None:
    assert len(texts.visible("x" * 10_000)) == texts.MAX_SHOWN


def test_passages_keep_their_lines() -> None:
    assert texts.passage("one\r\ntwo\u202e\n\nthree\tfour") == "one\ntwo‹RLO›\n\nthree    four"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example.com/x.html?q=1", "hxxps://a[.]example[.]com/x.html?q=1"),
        ("http://example.com", "hxxp://example[.]com"),
        ("example.com/path.x", "example[.]com/path.x"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_addresses_are_defanged(url: str, shown: str) -> None:
    assert texts.defang(url) == shown


def test_labels_of_addresses_are_defanged_once() -> None:
    assert texts.label({"kind": "url", "label": "example[.]com"}) == "example[.]com"
    assert texts.label({"kind": "url", "label": "https://example.com/"}) == "hxxps://example[.]com/"
    assert texts.label({"kind": "phone", "label": "+44 20 7946 0999"}) == "+44 20 7946 0999"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("", "", "undated"),
        ("2025-01-01", "2025-01-01", "2025-01-01"),
        ("2025-01-01T10:00:00Z", "2025-02-01", "2025-01-01 to 2025-02-01"),
        ("2025-01-01", "", "2025-01-01"),
        ("", "2025-01-01", "2025-01-01"),
    ],
)
def test_spans(first: str, last: str, shown: str) -> None:
    assert texts.span(first, last) == shown


def test_counts() -> None:
    assert texts.count(1, "record") == "1 record"
    assert texts.count(1204, "record") == "1,204 records"
    assert texts.kinds("ad", 1) == "advert"
    assert texts.kinds("ad", 3) == "adverts"
    assert texts.direction("NEW_TYPE", "in") == "new type (in)"


FORBIDDEN = ("trafficking network", "trafficker", "accept all", "likelihood", "probability of trafficking", "suspect")


def test_no_screen_calls_anybody_anything() -> None:
    """RIGHTS B1: clusters are linked, for review; nothing is accepted in bulk, nobody is given a name of a crime."""
    for path in sorted(Path(dash_app.__file__).parent.rglob("*.py")):
        text = path.read_text("utf-8").lower()
        for word in FORBIDDEN:
            assert word not in text, (path.name, word)
