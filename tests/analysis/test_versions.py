from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.versions import FieldChange, Piece, TextChange, pieces, versions
from graphsvc.model import (
    Category,
    EdgeType,
    Locator,
    Mention,
    Moment,
    NodeKind,
    Record,
    RecordKind,
    Statement,
    StoredRecord,
    canonical_json,
)

A, B = "phone:+447700900101", "phone:+447700900102"


def _stored(title="Come and see us", text="", posted="", **fields):
    record = Record(
        RecordKind.AD, "board", "ad-1", Locator("f", 1), title=title, text=text,
        posted=Moment(posted, posted) if posted else None, **fields,
    )  # fmt: skip
    return StoredRecord(
        record.id(), "ad:board:ad-1", record.kind, record.source, record.key, record.version(), title, text, posted,
        record.category, record.place, canonical_json(record.content()), 1,
    )  # fmt: skip


def _mentions(record, *identifiers, predicate=EdgeType.MENTIONS):
    return [
        Statement(record.id, record.node, predicate, identifier, "text", 0, 0, "", "test", 1.0)
        for identifier in identifiers
    ]


def test_what_changed():
    old = _stored(text="Call 07700 900101, rooms from 90 EUR", posted="2024-01-01", place="Leeds",
                  category=Category.SALE, attributes=(("price", "90"), ("age", "25")))  # fmt: skip
    new = _stored(text="Call 07700 900102, rooms from 90 EUR", posted="2024-02-01", place="York",
                  category=Category.SALE, attributes=(("price", "120"),), url="https://example.com/1")  # fmt: skip
    (change,) = versions([new, old], [*_mentions(old, A), *_mentions(new, B)])
    assert (change.before, change.after, change.at) == (old.id, new.id, "2024-02-01")
    assert change.fields == (
        FieldChange("attributes.age", "25", ""), FieldChange("attributes.price", "90", "120"),
        FieldChange("place", "Leeds", "York"),
        FieldChange("posted", "2024-01-01", "2024-02-01"),
        FieldChange("url", "", "https://example.com/1"),
    )  # fmt: skip
    assert change.texts == (
        TextChange("text", (Piece("same", "Call "), Piece("removed", "07700 900101"), Piece("added", "07700 900102"),
                            Piece("same", ", rooms from 90 EUR"))),
    )  # fmt: skip
    assert (change.added, change.removed, change.withheld) == ((B,), (A,), 0)


def test_versions_come_in_order_of_posting_and_each_once():
    records = [_stored(f"title {posted}", posted=posted) for posted in ("2024-03-01", "", "2024-01-01")]
    found = versions([*records, records[0]], [])
    assert [change.at for change in found] == ["2024-01-01", "2024-03-01"]
    assert versions(records[:1], []) == ()
    assert versions([], []) == ()


def test_passages_are_texts_and_mentions_are_told_as_identifiers():
    phone = Mention(NodeKind.PHONE, "07700 900101", "phone")
    old = _stored(posted="2024-01-01", passages=(("benefits", "food"), ("profile", "a firm")), mentions=(phone,))
    new = _stored(posted="2024-01-01", passages=(("profile", "a good firm"), ("profile", "since 1990")))
    changes = versions([old, new], [])
    assert {change.field for change in changes[0].texts} == {"benefits", "profile"}
    assert [change.field for change in changes[0].fields] == []


def test_protected_identifiers_are_counted_and_not_named():
    old, new = _stored("one", posted="2024-01-01"), _stored("two", posted="2024-02-01")
    (change,) = versions([old, new], [*_mentions(old, A), *_mentions(new, B)], protected=[A])
    assert (change.added, change.removed, change.withheld) == ((B,), (), 1)


def test_only_identity_counts():
    old, new = _stored("one", posted="2024-01-01"), _stored("two", posted="2024-02-01")
    statements = [
        *_mentions(new, "account:telegram:anna", predicate=EdgeType.FOLLOWS),
        *_mentions(new, "ad:board:ad-2"),
    ]
    (change,) = versions([old, new], statements)
    assert change.added == ()


@pytest.mark.parametrize("before, after", [("", ""), ("", "new"), ("old", ""), ("same", "same"), (" a  b ", "a b")])
def test_ends(before, after):
    _check(before, after)


@settings(deadline=None, max_examples=300)
@given(st.text("ab 1.é你\u0e2a\ud800\n", max_size=30), st.text("ab 1.é你\u0e2a\n", max_size=30))
def test_pieces_give_both_texts_back(before, after):
    _check(before, after)


def test_long_texts_are_compared_whole_beyond_the_bound():
    before, after = "a " * 3000 + "one", "a " * 3000 + "two"
    _check(before, after)
    assert pieces(before, before) == (Piece("same", before),)


def _check(before, after):
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.what != "removed") == after
    earlier = "".join(piece.text for piece in found if piece.what != "added")
    assert "".join(earlier.split()) == "".join(before.split())
    assert all(one.what != other.what for one, other in pairwise(found))
    assert {piece.what for piece in found} <= {"same", "removed", "added"}
