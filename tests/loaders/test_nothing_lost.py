"""Every value is handled, ignored by name, or reported: no column that a loader claims goes unread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.model import Record
from loaders import LOADERS, get, open_reader

PAYMENT = ("payer", "payee")


def shapes(name: str) -> list[list[str]]:
    """Sets of fields that may stand in one table."""
    fields = [field for field, synonyms in get(name).FIELDS.items() if synonyms]
    return [fields, [field for field in fields if field not in PAYMENT]] if name == "wallets" else [fields]


def values(fields: list[str]) -> dict[str, str]:
    return {field: "t.me/vplatform" if field == "platform" else f"v{number}x" for number, field in enumerate(fields)}


@pytest.mark.parametrize(("name", "fields"), [(name, fields) for name in LOADERS for fields in shapes(name)])
def test_a_full_row_keeps_every_value(
    make: Callable[..., Path], load: Callable[..., Any], name: str, fields: list[str]
) -> None:
    row = values(fields)
    got = load(make("a.csv", ",".join(row) + "\n" + ",".join(row.values()) + "\n"), name)
    assert got.rejected == []
    assert got.reader.unmapped_columns == got.reader.dropped_columns == {}
    kept = repr(got.records[0])
    assert [field for field, value in row.items() if value not in kept] == []


@pytest.mark.parametrize("name", LOADERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_part_of_a_row_keeps_every_value(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """With any columns, and any of their cells empty, a value is in the record, or its row is rejected."""
    fields = data.draw(st.lists(st.sampled_from(data.draw(st.sampled_from(shapes(name)))), min_size=1, unique=True))
    needed = get(name).NEEDED  # type: ignore[attr-defined]
    fields += [] if set(fields) & set(needed) else [needed[0]]
    if len(set(fields) & set(PAYMENT)) == 1:
        fields = [field for field in fields if field not in PAYMENT] + ["wallet"]
    row = {field: data.draw(st.sampled_from([value, ""])) for field, value in values(fields).items()}
    path = tmp_path / "a.csv"
    path.write_text(",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n")
    for item in open_reader(path, name):
        if isinstance(item, Record):
            kept = repr(item)
            assert [field for field, value in row.items() if value and value not in kept] == []
