from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import open_reader


@pytest.mark.parametrize(("delimiter", "name"), [(",", "csv"), (";", "csv"), ("\t", "tsv"), ("|", "csv")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(
    make: Callable[..., Path], load: Callable[..., Any], delimiter: str, name: str, end: str
) -> None:
    rows = [["id", "title", "text"], ["1", "a, b; c", "x|y"], ["2", "c", "z"]]
    content = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows) + end
    got = load(make("a.txt", content))
    assert [(r.key, r.title, r.text, r.locator.line) for r in got.records] == [
        ("1", "a, b; c", "x|y", 2),
        ("2", "c", "z", 3),
    ]
    assert (got.reader.plan.delimiter, got.reader.plan.format) == (delimiter, name)


def test_lines_are_physical(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", 'id,title\n\n1,"a\n\nb"\n2,c,d\n\n3,e\n'))
    assert [(r.key, r.locator.line, r.locator.end_line) for r in got.records] == [("1", 3, 5), ("3", 8, 8)]
    assert [(row.file, row.line) for row in got.rejected] == [("a.csv", 6)]


def test_ragged_rows_are_rejected_and_empty_tails_are_not(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title,text,\n1,a,b,\n2,a\n3,a,b,,,\n4,a,b,,x\n,,,\n5,a,b\n"))
    assert [record.key for record in got.records] == ["1", "3", "5"]
    assert [(row.line, row.reason) for row in got.rejected] == [
        (3, "2 values where the header has 3 columns; quote values that hold the delimiter"),
        (5, "5 values where the header has 3 columns; quote values that hold the delimiter"),
    ]


def test_excels_own_hint_about_the_delimiter(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "sep=;\nid;title\n1;a, b\n"))
    assert [(record.title, record.locator.line) for record in got.records] == [("a, b", 3)]


def test_blank_lines_before_the_header(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "\n \n,,\nid,title\n1,a\n"))
    assert [(record.key, record.locator.line) for record in got.records] == [("1", 5)]


def test_two_columns_of_one_name(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title,phone,phone\n1,a,555-0100,555-0101\n"))
    assert [mention.raw for mention in got.records[0].mentions] == ["555-0100", "555-0101"]
    assert got.reader.warnings == ["two columns are called 'phone'; the later one is read as 'phone (2)'"]


def test_a_bare_carriage_return_is_text_where_lines_end_in_line_feeds(
    make: Callable[..., Path], load: Callable[..., Any]
) -> None:
    got = load(make("a.csv", 'id,title,text\n1,a\rb,"c\rd"\r\n2,e,f\rg'))
    assert [(r.title, r.text, r.locator.line) for r in got.records] == [("a\rb", "c\rd", 2), ("e", "f\rg", 3)]


def test_raw_text_is_kept_to_the_last_space(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", 'id,title,text\n1, a ,"\tb &amp; \u00a0"\n'))
    assert (got.records[0].title, got.records[0].text) == (" a ", "\tb &amp; \u00a0")


LETTERS = st.one_of(st.characters(codec="utf-8", exclude_characters="\x00"), st.sampled_from(',;\t|"\r\n'))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(*[st.text(LETTERS, max_size=12).map(lambda t: f"x{t}x")] * 2),
        min_size=1, max_size=6,
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_what_csv_writes_comes_back(
    tmp_path: Path, rows: list[tuple[str, str]], delimiter: str, end: str, codec: str
) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows([("title", "text"), *rows])
    path = tmp_path / "a.csv"
    path.write_bytes(buffer.getvalue().encode(codec))
    found = [(record.title, record.text) for record in open_reader(path, "ads")]  # type: ignore[union-attr]
    assert found == rows
