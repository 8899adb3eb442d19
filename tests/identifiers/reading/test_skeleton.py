"""The second fold: characters as what a reader takes them for."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.identifiers.reading.skeleton import _OTHERS, _TABLE, deep, skeleton


@pytest.mark.parametrize(
    ("text", "read"),
    [("①②③", "123"), ("⁰¹²₃", "0123"), ("❶➋⒊", "123"), ("zéro fünf", "zero funf"), ("ⓢⓔⓥⓔⓝ", "seven"), ("🇴🇳🇪", "one"),
     ("ᴢᴇʀᴏ", "zero"), ("sеvеn", "seven"), ("z\u0301ero", "zero"), ("шесть", "шectь"), ("abc", "abc")],
)  # fmt: skip
def test_reading(text: str, read: str) -> None:
    assert skeleton(text)[0] == read


@given(st.text())
def test_offsets_lead_back_to_the_same_characters(text: str) -> None:
    found = deep(text)
    assert len(found.text) == len(found.written) == len(text) - len(found.gone)
    for at in range(len(found.text)):
        start, end = found.place(at, at + 1)
        assert text[start:end].strip("".join(map(chr, range(0x300, 0x370)))) == found.written[at]


def test_every_digit_of_every_script_reads_as_its_value() -> None:
    signs = [char for code in range(0x110000) if (char := chr(code)) and unicodedata.digit(char, None) is not None]
    assert len(signs) > 700
    assert [char for char in signs if skeleton(char)[0] != str(unicodedata.digit(char))] == []


def test_what_the_short_cut_passes_over_reads_as_itself() -> None:
    for code in range(128, sys.maxunicode + 1):
        if not 0xD800 <= code < 0xE000 and _OTHERS.match(chr(code)) is None:
            assert _TABLE[code] == chr(code)
