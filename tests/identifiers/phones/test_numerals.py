"""Digits in words."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.phones.numerals import numerals, stems


@pytest.mark.parametrize(
    ("word", "digits"),
    [("seven", "7"), ("nought", "0"), ("einundzwanzig", "21"), ("ventuno", "21"), ("soixante", "60"), ("f1ve", "5"),
     ("fuenf", "5"), ("funf", "5"), ("meia", "6"), ("yedi", "7"), ("nau", "9"), ("九", "9"), ("幺", "1")],
)  # fmt: skip
def test_words(word: str, digits: str) -> None:
    assert numerals()[word].digits == digits


def test_a_word_has_one_value_in_all_languages_but_for_sounds() -> None:
    assert {word for word, numeral in numerals().items() if numeral.alike} >= {"for", "ate", "won", "oh"}
    assert numerals()["to"].short
    assert numerals()["double"].times == 2


def test_words_of_one_or_two_letters_start_no_run() -> None:
    assert not {"un", "en", "to", "et", "do"} & set(stems())
