from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.errors import InputError
from graphsvc.model import Moment
from loaders import Options, read

CONTENT = "id,title,posted,zzz,age\n1,a,03/04/2024 10:00,x,\n2,b,,,9\n"


def test_the_plan_says_what_will_happen(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    path = make("Jan Ads (1).csv", CONTENT)
    got = load(path)
    plan = got.reader.plan
    assert (plan.path, plan.loader, plan.source) == (str(path), "ads", "jan-ads-1")
    assert (plan.format, plan.encoding, plan.delimiter) == ("csv", "utf-8", ",")
    assert (plan.sha256, plan.size) == (hashlib.sha256(CONTENT.encode()).hexdigest(), len(CONTENT))
    assert plan.rows == 2
    assert plan.columns == {"id": "key", "title": "title", "posted": "posted", "zzz": "", "age": "(dropped)"}
    assert plan.key == "id, unique in 2 rows"
    assert plan.sample == ({"key": "1", "title": "a", "posted": "03/04/2024 10:00"}, {"key": "2", "title": "b"})
    assert plan.warnings == (
        "column 'age' is never collected (age and birth); its values were left out",
        "column 'posted': 1 time such as 03/04/2024, ambiguous and left undated; say --dayfirst or --monthfirst",
        "column 'posted': 1 time without a zone, read as UTC; say --timezone if wrong",
    )
    assert got.reader.unmapped_columns == {"zzz": 1}
    assert got.reader.dropped_columns == {"age": 1}
    assert {record.locator.file for record in got.records} == {plan.sha256}


def test_options_settle_what_the_file_leaves_open(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", CONTENT), source="harbour", dayfirst=True, timezone="Europe/Madrid", ignore=("zzz",))
    assert got.records[0].posted == Moment("2024-04-03T08:00:00Z", "03/04/2024 10:00", "Europe/Madrid")
    assert got.records[0].source == "harbour"
    assert got.reader.plan.columns["zzz"] == "(ignored)"
    assert got.reader.warnings[1:] == ["column 'posted': 1 time such as 03/04/2024, read day first"]


def test_a_column_that_proves_its_order_is_read_so_and_said(
    make: Callable[..., Path], load: Callable[..., Any]
) -> None:
    got = load(make("a.csv", "id,title,posted\n1,a,03/04/2024\n2,b,25/03/2024\n"))
    assert [record.posted.utc for record in got.records] == ["2024-04-03", "2024-03-25"]
    assert got.reader.warnings == ["column 'posted': 1 time such as 03/04/2024, read day first"]


def test_what_contradicts_the_user_is_kept_as_text(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title,posted\n1,a,25/03/2024\n"), dayfirst=False)
    assert got.records[0].posted is None
    assert got.records[0].attributes == (("posted", "25/03/2024"),)
    assert got.reader.warnings == ["column 'posted': 1 value that cannot be read as a time, kept as text"]


def test_reading_twice_reads_the_same(make: Callable[..., Path]) -> None:
    reader = read(make("a.csv", CONTENT))
    assert list(reader) == list(reader)
    assert reader.unmapped_columns == {"zzz": 1}


def test_a_bad_zone_is_refused_before_the_file_is_read(make: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="time zone 'Mars' is not known"):
        read(make("a.csv", CONTENT), options=Options(timezone="Mars"))


def test_a_mapped_attribute_keeps_its_own_name(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", CONTENT), mapping={"zzz": "attribute"})
    assert got.records[0].attributes == (("zzz", "x"),)
    assert got.reader.unmapped_columns == {}


def test_further_times_stay_attributes(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title,posted,updated_at\n1,a,2024-03-01,2024-03-02\n"))
    assert got.records[0].posted.utc == "2024-03-01"
    assert got.records[0].attributes == (("updated_at", "2024-03-02"),)


def test_a_file_is_looked_over_once_as_long_as_its_bytes_and_options_stay(make: Callable[..., Path]) -> None:
    path, mapping = make("a.csv", CONTENT), {"zzz": "text"}
    first = read(path, options=Options(mapping=mapping))
    assert read(path, options=Options(mapping={"zzz": "text"})) is first
    mapping["zzz"] = "place"
    changed = read(path, options=Options(mapping=mapping))
    assert (first.plan.columns["zzz"], changed.plan.columns["zzz"]) == ("text", "place")
    again = read(make("a.csv", CONTENT.replace("1,a", "1,b")), options=Options(mapping=mapping))
    assert next(iter(again)).title == "b"
