from __future__ import annotations

import random
import re
import unicodedata

import pytest

from graphsvc.synth.phones import Number, PhoneBook
from graphsvc.synth.phrasebook import languages
from graphsvc.synth.spelling import DISGUISES, hidden, hidden_mail, in_column, look_alike, masked, plain

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


def decoded(text: str, language) -> str:
    for word in sorted(language.digits, key=len, reverse=True):
        text = text.replace(word, str(language.digits.index(word)))
    text = text.translate(str.maketrans("OlSОЗ", "01503"))
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())


@pytest.mark.parametrize("name", sorted(DISGUISES))
@pytest.mark.parametrize("code", sorted(languages()))
def test_hidden_spellings_can_be_decoded(code, name):
    language = languages()[code]
    rng = random.Random(code)
    for _ in range(20):
        text = hidden(HOME, "GB", language, rng, (name,))
        assert decoded(text, language) == "07700900123"
        assert text not in {plain(HOME, "GB", hand) for hand in range(7)}
    assert hidden(HOME, "DE", language, rng, (name,)).startswith("+")


def test_a_hidden_address_is_no_plain_one_and_can_be_read():
    for seed in range(40):
        text = hidden_mail("pelamoda41@tiruvane.example.com", random.Random(seed))
        assert "pelamoda41@tiruvane" not in text
        told = re.sub(r"\(dot\)| dot ", ".", re.sub(r"\(at\)| at ", "@", text))
        assert re.sub("[\u200b ]", "", told) == "pelamoda41@tiruvane.example.com"


def test_look_alikes_keep_the_shape_and_change_letters():
    text = "Sweet company in Leeds, open late"
    changed = look_alike(text, random.Random(1))
    assert changed != text
    assert len(changed) == len(text)
    assert {unicodedata.name(b).split()[0] for a, b in zip(text, changed) if a != b} == {"CYRILLIC"}


@pytest.mark.parametrize("region", ["GB", "FR", "DE", "US", "AU"])
def test_a_masked_number_is_no_number(region):
    number = PhoneBook(1).take(region)
    text = masked(number)
    assert "*" in text
    assert len(digits(text)) == 7 < len(digits(number.national))
