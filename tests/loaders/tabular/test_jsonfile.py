from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.tabular import jsontext

RECORDS = [
    {"id": 1, "title": "a", "contact": {"phones": ["555-0100", "555-0101"], "age": 20}},
    {"id": "2", "text": "b\n}{"},
]


@pytest.mark.parametrize(
    ("name", "content", "form", "lines"),
    [
        ("a.jsonl", "\n".join(map(json.dumps, RECORDS)), "jsonl", [1, 2]),
        ("a.json", "\n\n".join(map(json.dumps, RECORDS)), "jsonl", [1, 3]),
        ("a.json", json.dumps(RECORDS), "json", [1, 1]),
        ("a.json", "[\n" + ",\n".join(map(json.dumps, RECORDS)) + "\n]\n", "json", [2, 3]),
        ("a.jsonl", json.dumps(RECORDS, indent=2), "json", [2, 13]),
        ("a.json", json.dumps(RECORDS[0], indent=2) + "\n" + json.dumps(RECORDS[1], indent=2), "json", [1, 12]),
        ("a.json", json.dumps({"records": RECORDS, "next": None}), "json", [1, 1]),
        ("a.json", json.dumps({"meta": {"data": [1]}, "data": RECORDS}), "json", [1, 1]),
    ],
)
def test_every_shape_of_json(
    make: Callable[..., Path], load: Callable[..., Any], name: str, content: str, form: str, lines: list[int]
) -> None:
    got = load(make(name, content))
    assert got.reader.plan.format == form
    assert [(record.key, record.locator.line) for record in got.records] == list(zip(["1", "2"], lines))
    assert [mention.raw for mention in got.records[0].mentions] == ["555-0100", "555-0101"]
    assert got.records[1].text == "b\n}{"
    assert got.reader.plan.columns["contact.phones"] == "phone"
    assert got.reader.dropped_columns == {"contact.age": 1}


def test_a_null_in_a_list_is_a_rejected_row(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.json", "[null, " + json.dumps(RECORDS[0]) + ",\nnull," + json.dumps(RECORDS[1]) + "]"))
    assert [record.key for record in got.records] == ["1", "2"]
    assert [(row.line, row.reason[:17]) for row in got.rejected] == [(1, "null is no record"), (2, "null is no record")]


def test_a_wrapper_says_that_nothing_beside_it_is_read(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.json", json.dumps({"total": 1, "items": [{"id": 1, "title": "a"}]})))
    assert got.reader.warnings == ["only the list 'items' was read, nothing beside it"]


def test_packed(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.json.gz", gzip.compress(json.dumps(RECORDS).encode())))
    assert got.reader.plan.format == "json.gz"
    assert got.reader.plan.source == "a"
    assert len(got.records) == 2


def test_numbers_stay_as_written(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.jsonl", '{"id": 12345678901234567890123, "title": "t", "price": 0.10, "views": 1E5}\n'))
    assert got.records[0].key == "12345678901234567890123"
    assert got.records[0].attributes == (("price", "0.10"), ("views", "1E5"))


def test_bad_records_of_an_array_cost_themselves_only(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    rows = [
        '{"id": 1, "title": "a"}',
        '{"id": 2, "title": b}',
        '{"id": 3, "id": 3}',
        '{"id": 4, "title": NaN}',
        '{"id": 5}',
    ]
    content = "[" + ",\n".join(rows) + "]"
    got = load(make("a.json", content))
    assert [record.key for record in got.records] == ["1"]
    assert [(row.line, row.reason) for row in got.rejected] == [
        (2, "not valid JSON (expecting value, character 20)"),
        (3, "a name stands twice in one object"),
        (4, "NaN is no JSON value"),
        (5, "the row has no title, no text and no contact; there is nothing to keep"),
    ]


def test_a_broken_first_line_costs_itself_only(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.jsonl", '{"id": 1, "title": "a\n{"id": 2, "title": "b"}\n\n{"id": 3, "title": "c"}\n'))
    assert [(record.key, record.locator.line) for record in got.records] == [("2", 2), ("3", 4)]
    assert [row.line for row in got.rejected] == [1]


def test_columns_that_come_late_are_read(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    rows = [{"id": n, "title": "t"} for n in range(500)] + [{"id": 500, "title": "t", "phone": "555-0100", "zzz": 1}]
    got = load(make("a.jsonl", "\n".join(map(json.dumps, rows))))
    assert got.records[500].mentions[0].raw == "555-0100"
    assert got.reader.unmapped_columns == {"zzz": 1}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=4), JSON, max_size=4), max_size=8), st.integers(1, 40), st.booleans())
def test_windows_do_not_change_the_records(records: list[dict[str, Any]], chunk: int, spaced: bool) -> None:
    """However the text is cut into chunks, the records are those that json itself reads."""
    text = json.dumps({"x": "[{", "records": records}, indent=1 if spaced else None)
    form = jsontext.shape(text)
    stream = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsontext, "_CHUNK", chunk)
        found = [value for _, _, value in jsontext.records(stream, form, "a.json")]
    assert form.wrapper == "records"
    plain = json.loads(json.dumps(records), parse_int=str, parse_float=str)
    assert found == plain
