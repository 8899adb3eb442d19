"""Workbooks and Parquet files: typed cells, sheets, nested columns."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from graphsvc.errors import FileRefused, InputError

Rows = list[list[Any]]


def workbook(path: Path, *sheets: tuple[str, Rows], hidden: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(path)
    return path


def test_typed_cells_of_a_sheet(tmp_path: Path, load: Callable[..., Any]) -> None:
    rows = [
        ["id", "title", "phone", "posted", "price", "text"],
        [1, "a", 447700900123, datetime(2024, 3, 1, 14, 5), 80.5, "#N/A"],
        [None] * 6,
        [2, True, "555-0100", date(2024, 3, 1), None, "b"],
        [3, "c", None, None, None, None, "stray"],
    ]
    got = load(workbook(tmp_path / "a.xlsx", ("Ads", rows)))
    assert [(r.key, r.title, r.text, r.locator.line) for r in got.records] == [("1", "a", "", 2), ("2", "true", "b", 4)]
    assert got.records[0].posted.utc == "2024-03-01T14:05:00Z"
    assert got.records[1].posted.utc == "2024-03-01"
    assert got.records[0].mentions[0].raw == "447700900123"
    assert [(row.line, row.reason) for row in got.rejected] == [
        (5, "a value stands to the right of the header's 6 columns; name its column")
    ]


def test_sheets_are_chosen_and_the_others_named(tmp_path: Path, load: Callable[..., Any]) -> None:
    one, two = [["id", "title"], [1, "a"]], [["id", "title"], [2, "b"]]
    path = workbook(tmp_path / "a.xlsx", ("Old", one), ("One", one), ("Two", two), hidden=("Old",))
    assert load(path).reader.warnings == ["sheet 'One' is read, 'Two' not; choose with --sheet"]
    got = load(path, sheet="Two")
    assert got.records[0].key == "2"
    assert got.reader.warnings == []
    with pytest.raises(InputError, match=r"a\.xlsx has no sheet 'Three'; it has 'Old', 'One', 'Two'"):
        load(path, sheet="Three")


def test_titles_above_the_table_are_passed_over_and_said(tmp_path: Path, load: Callable[..., Any]) -> None:
    got = load(workbook(tmp_path / "a.xlsx", ("S", [["Report of March"], [], ["id", "title"], [1, "a"]])))
    assert [(record.key, record.locator.line) for record in got.records] == [("1", 4)]
    assert got.reader.warnings == ["row 3 is read as the header; what stands above it is not read"]


def test_an_empty_sheet_is_refused(tmp_path: Path, load: Callable[..., Any]) -> None:
    with pytest.raises(FileRefused, match=r"a\.xlsx holds an empty sheet"):
        load(workbook(tmp_path / "a.xlsx", ("S", [])), "ads")


def test_a_sheet_that_claims_to_be_endless(tmp_path: Path, load: Callable[..., Any]) -> None:
    import zipfile

    path = workbook(tmp_path / "a.xlsx", ("S", [["id", "title"], [1, "a"]]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="2"', b'<row r="9999999"').replace(b'r="A2"', b'r="A9999999"')
    parts[sheet] = parts[sheet].replace(b'r="B2"', b'r="B9999999"').replace(b'ref="A1:B2"', b'ref="A1:XFD9999999"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FileRefused, match="claims more rows than a sheet can have"):
        load(path, "ads")


def test_parquet_with_nested_columns_and_types(tmp_path: Path, load: Callable[..., Any]) -> None:
    table = arrow.table(
        {
            "id": [1, 2, 3],
            "title": ["a", None, "ü"],
            "text": [b"as bytes", b"\xff\xfe", None],
            "posted": [datetime(2024, 3, 1, 12, tzinfo=UTC), None, None],
            "price": [Decimal("80.50"), None, None],
            "contact": [{"phone": ["555-0100", "555-0101"], "age": 20}, None, {"phone": [], "age": None}],
            "tags": [[("a", "1")], None, []],
        },
        schema=arrow.schema(
            [("id", arrow.int64()), ("title", arrow.string()), ("text", arrow.binary()),
             ("posted", arrow.timestamp("us", "UTC")), ("price", arrow.decimal128(10, 2)),
             ("contact", arrow.struct([("phone", arrow.list_(arrow.string())), ("age", arrow.int8())])),
             ("tags", arrow.map_(arrow.string(), arrow.string()))]
        ),
    )  # fmt: skip
    path = tmp_path / "a.parquet"
    parquet.write_table(table, path, row_group_size=2)
    got = load(path)
    assert [(r.key, r.title, r.text, r.locator.line) for r in got.records] == [
        ("1", "a", "as bytes", 1), ("2", "", "(2 bytes)", 2), ("3", "ü", "", 3),
    ]  # fmt: skip
    assert [mention.raw for mention in got.records[0].mentions] == ["555-0100", "555-0101"]
    assert got.records[0].posted.utc == "2024-03-01T12:00:00Z"
    assert got.records[0].attributes == (("price", "80.50"),)
    assert got.reader.dropped_columns == {"contact.age": 1}
    assert got.reader.unmapped_columns == {"tags": 1}
    packed = tmp_path / "b.parquet.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert [record.content() for record in load(packed).records] == [record.content() for record in got.records]


def test_parquet_with_two_columns_of_one_name(tmp_path: Path, load: Callable[..., Any]) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.Table.from_arrays([arrow.array(["x"])] * 2, names=["title", "title"]), path)
    with pytest.raises(FileRefused, match=r"a\.parquet has two columns of one name"):
        load(path, "ads")
