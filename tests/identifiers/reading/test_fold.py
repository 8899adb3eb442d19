"""Folding: one character for one, offsets kept."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings

from graphsvc.identifiers.reading.fold import _CHANGES, _FOLDS, IGNORED, fold, looks_latin
from tests.identifiers.strategies import hostile


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain ASCII \x00\x7f", "plain ASCII \x00\x7f"),
        ("caf\u00e9 \u00a3265\u00a0an hour", "caf\u00e9 \u00a3265 an hour"),
        ("ＡＢＣ＋１２３＠ｘ．ｃｏｍ", "ABC+123@x.com"),
        ("٠١٢ ۳۴۵ ०१२ ๐๑๒ 𝟎𝟏𝟐", "012 345 012 012 012"),
        ("a\u200bb\u202ec\u00add\ufeffe", "abcde"),
        ("1\ufe0f\u20e32\ufe0f\u20e3", "12"),
        ("a\u2009b\u3000c", "a b c"),
        ("1\u20112\u20133\u22124", "1-2-3-4"),
        ("m² 0000¹ ½", "m² 0000¹ ½"),
        ("\u0130stanbul", "Istanbul"),
        ("раураl", "раураl"),
        ("a\u00ad\u00a0b", "a b"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text)[0] == folded


@settings(max_examples=200, deadline=None)
@given(hostile)
def test_what_is_left_keeps_its_order(text: str) -> None:
    folded, gone = fold(text)
    assert len(folded) == len(text) - len(gone) == len(IGNORED.sub("", text))
    assert gone == sorted(gone)
    assert fold(folded) == (folded, [])


def test_lower_case_never_changes_a_length() -> None:
    """All of Unicode: offsets into the folded text and its lower case have to agree."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    folded, _ = fold(every)
    assert len(folded.lower()) == len(folded)


@pytest.mark.parametrize(("chars", "expected"), [("éαжևᎪḷ\u0301", True), ("aZ9_ 中ไع한, ", False)])
def test_letters_that_pass_for_latin(chars: str, expected: bool) -> None:
    assert {looks_latin(char) for char in chars} == {expected}
    assert not looks_latin("")


def test_every_decimal_digit_is_folded() -> None:
    digits = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Nd"]
    assert len(digits) > 600
    assert all(fold(digit)[0] == str(unicodedata.decimal(digit)) for digit in digits)


def test_what_the_short_cut_passes_over_never_folds() -> None:
    """Every code point that folds or is taken out is looked at."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if _CHANGES.match(char) is None:
            assert _FOLDS[code] == char
            assert IGNORED.match(char) is None
