from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from loaders.tabular import cells
from loaders.tabular.nested import TooDeep, flatten
from loaders.tabular.values import something, split


@pytest.mark.parametrize(
    ("kind", "cell", "values"),
    [
        ("phone", "555-0100; 555-0101", ["555-0100", "555-0101"]),
        ("phone", "+44 7700 900123, +44 7700 900124", ["+44 7700 900123", "+44 7700 900124"]),
        ("phone", "030 / 1234567", ["030 / 1234567"]),
        ("phone", "+44 7700 900123 / +44 7700 900124", ["+44 7700 900123", "+44 7700 900124"]),
        ("phone", "['555-0100', '555-0101']", ["555-0100", "555-0101"]),
        ("phone", "555-0100\n555-0100", ["555-0100"]),
        ("phone", "N/A", []),
        ("phone", "555-0100;-;NULL", ["555-0100"]),
        ("phone", "#PHONE_ab12#", ["#PHONE_ab12#"]),
        ("email", "a@example.com b@example.org", ["a@example.com", "b@example.org"]),
        ("url", "https://example.com/a;b,c | https://example.org", ["https://example.com/a;b,c", "https://example.org"]),
        ("account", "@a; @b", ["@a", "@b"]),
        ("wallet", '["a","b"]', ["a", "b"]),
        ("image", "  ", []),
    ],
)  # fmt: skip
def test_several_values_in_one_cell(kind: str, cell: str, values: list[str]) -> None:
    assert split(kind, cell) == values


@pytest.mark.parametrize("text", ["", " ", "NULL", "nan", "None", "n/a", "<NA>", "\\N", "-", "undefined"])
def test_spellings_of_nothing(text: str) -> None:
    assert something(text) == ""


def test_something_is_stripped() -> None:
    assert something(" 0 ") == "0"
    assert something("no null here") == "no null here"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("#N/A", ""), ("x", "x"), (True, "true"), (447700900123, "447700900123"),
        (447700900123.0, "447700900123"), (0.1, "0.1"), (float("nan"), ""), (1e300, "1e+300"),
        (datetime(2024, 3, 1), "2024-03-01"), (datetime(2024, 3, 1, 14, 5), "2024-03-01T14:05:00"),
        (datetime(2024, 3, 1, tzinfo=UTC), "2024-03-01T00:00:00+00:00"), (date(2024, 3, 1), "2024-03-01"),
        (time(14, 5), "14:05:00"), (Decimal("1E+3"), "1000"),
    ],
)  # fmt: skip
def test_typed_cells_as_text(value: object, text: str) -> None:
    assert cells.text(value) == text


def test_nested_values_become_dotted_columns() -> None:
    record: dict[str, object] = {"a": {"b": 1, "": 2}, "c": [1, None, 2], "d": [{"e": 1}, {"e": 2}], "f": [], "g": {}}
    assert flatten(record, cells.text) == {"a.b": "1", "a.unnamed": "2", "c": "1\n2", "d.e": "1\n2", "d": "", "f": ""}


def test_nesting_has_a_floor() -> None:
    deep: dict[str, object] = {}
    for _ in range(70):
        deep = {"a": deep}
    with pytest.raises(TooDeep, match="deeper than 64 levels"):
        flatten(deep, cells.text)
