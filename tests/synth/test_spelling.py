from __future__ import annotations

import random
import unicodedata

import pytest

from graphsvc.synth.phones import Number, PhoneBook
from graphsvc.synth.phrasebook import languages
from graphsvc.synth.spelling import hidden, in_column, masked, plain

HOME = Number("+447700900123", "+44 7700 900123", "07700 900123", "GB")


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def test_at_home_and_abroad():
    assert {plain(HOME, "GB", hand) for hand in range(7)} == {
        "07700 900123", "07700900123", "07700.900123", "07700-900123", "+44 7700 900123", "+447700900123",
        "https://wa.me/447700900123",
    }  # fmt: skip
    abroad = {plain(HOME, "FR", hand) for hand in range(4)}
    assert abroad == {"+44 7700 900123", "+447700900123", "+44-7700-900123", "00447700900123"}


def test_columns_hold_no_links():
    assert {in_column(HOME, country, hand) for country in ("GB", "FR") for hand in range(6)} == {
        "07700 900123", "+44 7700 900123",
    }  # fmt: skip


@pytest.mark.parametrize("code", sorted(languages()))
def test_hidden_spellings_can_be_decoded(code):
    language = languages()[code]
    words = sorted(language.digits, key=len, reverse=True)
    rng = random.Random(code)
    for _ in range(60):
        text = hidden(HOME, "GB", language, rng)
        for word in words:
            text = text.replace(word, str(language.digits.index(word)))
        assert digits(unicodedata.normalize("NFKC", text)) == "07700900123"
    assert hidden(HOME, "DE", language, rng).startswith("+")


@pytest.mark.parametrize("region", ["GB", "FR", "DE", "US", "AU"])
def test_a_masked_number_is_no_number(region):
    number = PhoneBook(1).take(region)
    text = masked(number)
    assert "*" in text
    assert len(digits(text)) == 7 < len(digits(number.national))
