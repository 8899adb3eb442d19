"""Written forms: where numbers lie in a run of digits, and shapes of other things."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.phones import forms


@pytest.mark.parametrize(
    ("run", "number", "read"),
    [
        ("+44 20 79 46 0 350", "+442079460350", "+44 20 79 46 0 350"),
        ("+44 (0) 77 00 90 0546", "+447700900546", "+44 (0) 77 00 90 0546"),
        ("+44 20 7946 0000 24", "+442079460000", "+44 20 7946 0000"),
        ("+44 20 7946 0000 / 0001", "+442079460000", "+44 20 7946 0000"),
        ("+44) 20 7946 0000", "+442079460000", "+44) 20 7946 0000"),
        ("+12345678901234567890", "", ""),
        ("+1 1 1 1 1 1 1", "", ""),
    ],
)
def test_the_number_a_plus_opens(run: str, number: str, read: str) -> None:
    assert forms.international(run) == (number, len(read))


@pytest.mark.parametrize(
    ("run", "tried"),
    [
        ("07700 900123", ["07700 900123"]),
        ("(020) 7946 0000", ["(020) 7946 0000"]),
        ("(020 7946 0000", ["020 7946 0000"]),
        ("22 07700 900123", ["22 07700 900123", "07700 900123"]),
        ("1) 07700 900123", ["1) 07700 900123", "07700 900123"]),
        ("07700 900123 24/7", ["07700 900123 24/7", "07700 900123 24", "07700 900123"]),
        ("07700 900123 / 07700 900124", ["07700 900123 / 07700 900124", "07700 900123", "07700 900124"]),
        ("07700 900123 07700 900124", ["07700 900123 07700 900124", "07700 900123", "07700 900124"]),
        ("2025550143 2025550144", ["2025550143", "2025550144"]),
        ("123", []),
    ],
)
def test_the_pieces_of_a_run(run: str, tried: list[str]) -> None:
    pieces = list(forms.pieces(f"{run}", 100))
    texts = [piece.text for piece in pieces if 7 <= len(piece.digits) <= 17]
    assert [text for text in tried if text not in texts and len(text) < 25] == []
    assert all(run[piece.start - 100 : piece.end - 100] == piece.text for piece in pieces)


@pytest.mark.parametrize(
    "text",
    ["31/12/2024", "12/31/2024", "31.12.24", "2024-12-31", "2024-12-31 18", "31 12 2024", "20241231", "2008-2012",
     "09.30-17.00", "9.30 - 17.00", "192.168.100.200", "40.712776", "0000000", "1111111111"],
)  # fmt: skip
def test_shapes_of_other_things(text: str) -> None:
    assert forms.Piece(0, len(text), text).is_other


@pytest.mark.parametrize("text", ["12.345.678", "600 000 000", "40000-50000", "16000 - 28000", "100.000-120.000"])
def test_amounts(text: str) -> None:
    assert forms.Piece(0, len(text), text).is_amount


@pytest.mark.parametrize(
    ("text", "grouped"),
    [("07700 900123", True), ("(202) 555-0143", True), ("202-555-0143", True), ("1-202-555-0143", True),
     ("8 495 123-45-67", True), ("2025550143", False), ("600 123456", False), ("1 2 3 4 5 6 7 8", False),
     ("0 1 2 3 4 5 6 7", False), ("4.7.0.2430", False)],
)  # fmt: skip
def test_grouped_as_numbers_are(text: str, grouped: bool) -> None:
    assert forms.Piece(0, len(text), text).is_grouped is grouped
    assert not forms.Piece(0, len(text), text).is_other


def test_dialled_leaves_the_bracketed_zero_out() -> None:
    assert forms.dialled("+44 (0)20 7946-0000") == "442079460000"
    assert forms.dialled("(020) 7946 0000") == "02079460000"


def test_work_is_bounded_by_the_run() -> None:
    """A run of single digits gives a number of pieces that grows with it, no faster."""
    small, large = (sum(1 for _ in forms.pieces("1 " * size, 0)) for size in (1000, 10_000))
    assert large <= 10 * small + 10
