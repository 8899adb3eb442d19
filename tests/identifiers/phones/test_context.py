"""What stands around a number."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.phones.context import Around
from graphsvc.identifiers.phones.forms import Piece
from graphsvc.identifiers.reading.text import Text


def around(text: str) -> tuple[Around, Piece]:
    """A number between square brackets in a text, without the brackets."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    return Around(Text(plain), start, end), Piece(start, end, plain[start:end])


@pytest.mark.parametrize(
    "text",
    [
        "call [2025550143]",
        "my number is [2025550143]",
        "звоните [2025550143]",
        "ТЕЛ.[2025550143]",
        "电话[2025550143]",
        "telefonisch unter [2025550143]",
        "📞 [2025550143]",
        "[2025550143] (whatsapp)",
        "llámame al [2025550143]",
    ],
)
def test_announced(text: str) -> None:
    assert around(text)[0].is_called


@pytest.mark.parametrize(
    "text", ["we pay [2025550143]", "phonebooth [2025550143]", "recall [2025550143]", "[2025550143] x"]
)
def test_not_announced(text: str) -> None:
    assert not around(text)[0].is_called


@pytest.mark.parametrize(
    "text",
    [
        "ISBN [0306406152]",
        "isbn-13: [0306406152]",
        "order no. [2025550143]",
        "$[2025550143]",
        "€ [2025550143]",
        "[2025550143] EUR",
        "[2025550143]%",
        "[2025550143] views",
        "VAT GB [123 4567 89]",
        "card number [0306406152]",
    ],
)
def test_something_else(text: str) -> None:
    found, piece = around(text)
    assert found.is_other(piece)


@pytest.mark.parametrize("text", ["ref [020 7946 0000]", "job: (020) [020 7946 0000] h", "id card, call [2025550143]"])
def test_a_plain_number_beside_a_vague_word_stays_one(text: str) -> None:
    found, piece = around(text)
    assert not found.is_other(piece)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("call [07700 900123].", True),
        ("[(985) 555-0105]Interview", True),
        ("now[07700 900123]", True),
        ("Call[2025550143]", True),
        ("A[2025550143]", False),
        ("#[2025550143]", False),
        ("id=[2025550143]", False),
        ("AB-[2025550143]", False),
        ("[2025550143]-AB", False),
        ("[2025550143]x", False),
        ("[2025550143]@example", False),
        ("1:[2025550143]", False),
        ("tel-[2025550143]", True),
    ],
)
def test_standing_by_itself(text: str, apart: bool) -> None:
    found, piece = around(text)
    assert found.is_apart(piece) is apart


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("[0176]***4567", 3),
        ("***[4567 123]", 3),
        ("[020 7946] xxxx", 4),
        ("xx [7946 0000]", 2),
        ("[07700 900]••", 2),
        ("* [07700 900123]", 0),
        ("[07700 900123] • Anna", 0),
        ("**[07700 900123]**", 0),
        ("[07700 900123]??", 0),
    ],
)
def test_masks(text: str, signs: int) -> None:
    assert around(text)[0].masked == signs


def test_only_a_window_is_looked_at() -> None:
    far = "call " + "." * 50
    assert not around(f"{far}[2025550143]")[0].is_called
