from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("content", "key", "keys"),
    [
        ("ad_id,job_id,title\na,1,x\nb,2,y\n", "ad_id, unique in 2 rows", ["a", "b"]),
        ("job_id,ad_id,title\n1,a,x\n2,b,y\n", "ad_id, unique in 2 rows", ["a", "b"]),
        ("ad_id,job_id,title\na,1,x\na,2,y\n", "job_id, unique in 2 rows", ["1", "2"]),
        ("ad_id,job_id,title\na,1,x\n,2,y\n", "job_id, unique in 2 rows", ["1", "2"]),
        ("ad_id,title\na,x\na,x\nb,y\n", "ad_id, unique in 3 rows", ["a", "a", "b"]),
        ("id,title\n 1 ,x\n", "id, unique in 1 row", ["1"]),
    ],
)
def test_the_first_id_that_tells_rows_apart(
    make: Callable[..., Path], load: Callable[..., Any], content: str, key: str, keys: list[str]
) -> None:
    got = load(make("a.csv", content))
    assert got.reader.plan.key == key
    assert [record.key for record in got.records] == keys


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("title,text\nx,1\ny,2\nx,1\n", "hash of the row, because there is no column of ids"),
        ("id,title\n1,x\n1,y\n1,x\n", "hash of the row, because id is empty or repeated"),
        ("ad_id,job_id,title\n1,,x\n1,,y\n1,,x\n", "hash of the row, because ad_id and job_id are empty or repeated"),
    ],
)
def test_else_the_hash_of_the_row(make: Callable[..., Path], load: Callable[..., Any], content: str, key: str) -> None:
    got = load(make("a.csv", content))
    assert got.reader.plan.key == key
    first, second, again = (record.key for record in got.records)
    assert first == again
    assert first != second
    assert first.startswith("row-")


def test_an_id_that_is_no_key_stays_an_attribute(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title\n1,x\n1,y\n"))
    assert got.reader.plan.columns["id"] == "attribute"
    assert got.records[0].attributes == (("id", "1"),)


def test_the_hash_depends_on_what_a_row_says_alone(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    """Not on the file, its format, the place of the row, what is not loaded, or when it was captured."""
    one = load(make("a.csv", "title,phone,scraped_at,zzz\nx,555-0100,2024-01-01,1\n"))
    two = load(make("b.jsonl", '{"zzz": 2, "scraped_at": "2024-02-02", "title": "x", "phone": "555-0100"}\n'))
    assert one.records[0].key == two.records[0].key


def test_a_second_capture_of_one_advert_does_not_spoil_its_id(
    make: Callable[..., Path], load: Callable[..., Any]
) -> None:
    got = load(make("a.csv", "id,title,scraped_at\n1,x,2024-01-01\n1,x,2024-02-01\n2,y,2024-02-01\n"))
    assert got.reader.plan.key == "id, unique in 3 rows"


def test_no_rows_no_key(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title\n"))
    assert got.records == []
    assert got.reader.plan.key == "none: no rows"
    assert got.reader.warnings == ["the file has a header and no rows"]
