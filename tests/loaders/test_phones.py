from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphsvc.model import EdgeType, Locator, Mention, Moment, NodeKind, Record, RecordKind, Relation

NUMBERS = "loaders/phones/numbers.tsv"
SHA256 = "82f05e3400bf49d132c84b3e3a77d0c13127e1b31124fd52663dda17e6a91252"
NUMBER = Mention(NodeKind.PHONE, "+44 7700 900201", "msisdn")


def test_exact_records_and_warnings(load: Callable[..., Any]) -> None:
    got = load(NUMBERS)
    assert [(record.key, record.locator.line) for record in got.records] == [
        ("+44 7700 900201", 2),
        ("+44 7700 900202", 3),
    ]
    assert got.rejected == []
    assert got.reader.plan.format == "tsv"
    assert got.reader.dropped_columns == {"subscriber full name": 1, "age": 1}
    assert got.reader.unmapped_columns == {}
    assert got.reader.warnings == [
        "column 'subscriber full name' is never collected (names of persons); its values were left out",
        "column 'age' is never collected (age and birth); its values were left out",
    ]


def test_one_record_field_by_field(load: Callable[..., Any]) -> None:
    assert load(NUMBERS).records[0] == Record(
        kind=RecordKind.PHONE,
        source="numbers",
        key="+44 7700 900201",
        locator=Locator(SHA256, 2, 2),
        passages=(("note", "also on +44 7700 900202"),),
        posted=Moment("2024-02-03T10:00:00Z", "2024-02-03T10:00:00Z"),
        place="Leeds",
        country="GB",
        subject=NUMBER,
        relations=(
            Relation(EdgeType.REGISTERED_WITH, NUMBER, Mention(NodeKind.EMAIL, "owner@example.com", "email")),
            Relation(
                EdgeType.REGISTERED_WITH, NUMBER, Mention(NodeKind.ACCOUNT, "@harbour_desk", "telegram", "telegram")
            ),
        ),
        attributes=(("carrier", "Example Mobile"), ("label", "complaint"), ("first_seen", "2024-01-02")),
    )


def test_damaged_copy(load: Callable[..., Any]) -> None:
    got = load("loaders/phones/numbers_damaged.tsv")
    assert [(row.line, row.reason) for row in got.rejected] == [
        (2, "5 values where the header has 12 columns; quote values that hold the delimiter"),
        (3, "column 'msisdn' is empty; a row needs its number"),
    ]
    assert got.records[0].posted is None
    assert ("last_seen", "2024-02-30") in got.records[0].attributes
    assert got.reader.plan.key == "msisdn, unique in 2 rows"


def test_a_second_number_is_a_mention(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "phone,phone2,carrier\n555-0100,555-0101; 555-0102,x\n"), "phones")
    assert got.records[0].mentions == (
        Mention(NodeKind.PHONE, "555-0101", "phone2"), Mention(NodeKind.PHONE, "555-0102", "phone2"),
    )  # fmt: skip


def test_one_column_of_numbers_is_a_table(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "Telefon\r\n+44 7700 900123\r\n"))
    assert [record.subject.raw for record in got.records] == ["+44 7700 900123"]
