"""Rows of what may stand for digits."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.phones.tokens import sequences
from graphsvc.identifiers.reading.skeleton import deep


def rows(text: str) -> list[list[str]]:
    return [[token.digits for token in row] for row in sequences(deep(text.lower()))]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("zero seven seven 0 0 nine double zero", ["0", "7", "7", "0", "0", "9", "00"]),
        ("soixante-dix-sept zéro six quatre-vingt-dix-huit", ["77", "0", "6", "98"]),
        ("quatre vingts douze vingt et un trente", ["92", "21", "30"]),
        ("восемь девятьсот шестнадцать сто двадцать три сорок пять", ["8", "916", "123", "45"]),
        ("treinta y uno cero seis dos tres cuatro cinco", ["31", "0", "6", "2", "3", "4", "5"]),
        ("null eins sieben sechs einundzwanzig fünf", ["0", "1", "7", "6", "21", "5"]),
        ("zerosevenseven7zero0nine", ["0", "7", "7", "7", "0", "0", "9"]),
        ("o77oo 9oo i23", ["07700", "900", "123"]),
        ("f1ve s3ven thr33 tw0 0ne", ["5", "7", "3", "2", "1"]),
        ("eight hundred five five five six seven", ["800", "5", "5", "5", "6", "7"]),
        ("电话一三八零零一三八零零零随时", ["1", "3", "8", "0", "0", "1", "3", "8", "0", "0", "0"]),
        ("शून्य नौ आठ सात छह पांच", ["0", "9", "8", "7", "6", "5"]),
        ("07700\n900123", ["07700", "900123"]),
        ("0♥7♥7♥0♥0♥9", None),
    ],
)  # fmt: skip
def test_a_row(text: str, digits: list[str] | None) -> None:
    assert rows(text) == ([digits] if digits else [])


@pytest.mark.parametrize(
    "text", ["phone one anyone boil oil is so", "in town todos os dias 9.00-18.00", "07700 900123"]
)
def test_ordinary_words_and_plain_numbers_make_no_row_of_many(text: str) -> None:
    assert all(len(row) < 5 for row in rows(text))


def test_a_currency_or_a_comma_between_figures_ends_a_row() -> None:
    assert rows("0♥7♥7♥0♥0 $ 9♥0♥0♥1♥2♥3") == [["0", "7", "7", "0", "0"], ["9", "0", "0", "1", "2", "3"]]
    assert rows("10:00♥22:00, 100♥200") == [["10"], ["00", "22"], ["00"], ["100", "200"]]


@pytest.mark.parametrize(
    "piece", ["one ", "1 ", "o1", "one", "double ", "(", "♥1", "\u0301", "twenty ", "1\n", "z", "un "]
)
def test_work_grows_with_the_text(piece: str) -> None:
    """Counted: no more tokens than places, whatever the text."""
    small, large = (sum(map(len, rows(piece * size))) for size in (500, 5000))
    assert large <= 10 * small + 10
