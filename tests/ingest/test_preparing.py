"""One record as rows: which statements it makes, where each was read, and what never becomes one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.ingest.counts import Counts
from graphsvc.ingest.keys import MAX_ID, MAX_PART, stored_key
from graphsvc.ingest.preparing import Prepared, prepare
from graphsvc.ingest.texts import ACROSS, field_text, values
from graphsvc.model import EdgeType, Locator, Mention, NodeKind, Record, RecordKind, Rejected, Relation, encode_part

AD = Record(RecordKind.AD, "ads", "1", Locator("0" * 64, 7), title="Waiter")
# The worked example of "Wallet import format" in the Bitcoin wiki; nobody's money.
WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"


def _prepare(record: Record, counts: Counts | None = None, region: str = "") -> Prepared:
    made = prepare(record, "m", counts or Counts(), region=region)
    assert isinstance(made, Prepared)
    return made


def test_a_text_makes_statements_with_offsets_into_the_raw_text() -> None:
    text = "señal 🎉: call +44 7700 900123 or a@example.org"
    made = _prepare(replace(AD, text=text))
    assert [(s.object, s.predicate, s.field) for s in made.statements] == [
        ("email:a%40example.org", EdgeType.MENTIONS, "text"),
        ("phone:+447700900123", EdgeType.MENTIONS, "text"),
    ]
    for statement in made.statements:
        assert text[statement.start : statement.end] == statement.raw
        assert (statement.record, statement.subject) == (made.record.id, "ad:ads:1")


def test_a_column_makes_a_statement_of_the_whole_column() -> None:
    made = _prepare(replace(AD, mentions=(Mention(NodeKind.PHONE, "07700 900123", "tel"),)), region="GB")
    (statement,) = made.statements
    assert (statement.object, statement.field, statement.raw) == ("phone:+447700900123", "tel", "07700 900123")
    assert (statement.start, statement.end, statement.method, statement.confidence) == (0, 0, "column", 1.0)


def test_a_records_own_country_comes_before_the_region_of_the_load() -> None:
    made = _prepare(replace(AD, text="call 07700 900123", country="GB"), region="ES")
    assert [s.object for s in made.statements] == ["phone:+447700900123"]


def test_a_picture_is_shown_and_not_mentioned() -> None:
    made = _prepare(replace(AD, mentions=(Mention(NodeKind.IMAGE, "a" * 64, "image_hash"),)))
    assert [s.predicate for s in made.statements] == [EdgeType.SHOWS_IMAGE]


def test_a_column_that_cannot_be_read_is_counted_and_kept() -> None:
    counts = Counts()
    made = _prepare(replace(AD, mentions=(Mention(NodeKind.PHONE, "ask at the bar", "tel"),)), counts)
    assert made.statements == ()
    assert counts.unread == {"tel": [1, 7]}
    assert "ask at the bar" in made.record.content
    assert counts.warnings() == [
        "column tel: 1 value could not be read as an identifier and stay as text (first at line 7)"
    ]


def test_a_help_line_becomes_no_node() -> None:
    counts = Counts()
    made = _prepare(replace(AD, text="help: 1-888-373-7888"), counts, region="US")
    assert made.statements == ()
    assert sum(counts.suppressed.values()) == 1


def test_a_relation_is_typed_and_timed() -> None:
    wallet = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
    other = "12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S"
    paid = Relation(
        EdgeType.PAID, Mention(NodeKind.WALLET, other, "to"), Mention(NodeKind.WALLET, wallet, "from"),
        "2025-01-02T03:04:05Z", (("amount", "1.5"),),
    )  # fmt: skip
    record = replace(AD, kind=RecordKind.WALLET, subject=Mention(NodeKind.WALLET, wallet, "from"), relations=(paid,))
    (statement,) = _prepare(record).statements
    assert (statement.subject, statement.predicate, statement.object) == (
        f"wallet:bitcoin:{wallet}", EdgeType.PAID, f"wallet:bitcoin:{other}",
    )  # fmt: skip
    assert (statement.at, '"amount":"1.5"' in statement.data) == ("2025-01-02T03:04:05Z", True)


def test_a_subject_that_cannot_be_read_rejects_the_row_with_its_line() -> None:
    record = replace(AD, kind=RecordKind.PHONE, subject=Mention(NodeKind.PHONE, "none", "number"))
    made = prepare(record, "m", Counts())
    assert isinstance(made, Rejected)
    assert (made.line, "column number" in made.reason) == (7, True)


def test_private_keys_are_masked_everywhere_and_offsets_hold() -> None:
    counts = Counts()
    record = replace(
        AD, key=WIF, title=WIF, text=f"{WIF} then +44 7700 900123", passages=(("notes", WIF),), url=WIF, place=WIF,
        mentions=(Mention(NodeKind.WALLET, WIF, "wallet"),), attributes=(("price", WIF),),
    )  # fmt: skip
    made = _prepare(record, counts)
    assert WIF not in repr(made)
    assert counts.refused["private-key"] == 8
    assert [s.start for s in made.statements] == [len(WIF) + 6]


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    made = _prepare(replace(AD, title="\ud800x", text="\udfff +44 7700 900123"))
    assert (made.record.title, made.record.text) == ("\ufffdx", "\ufffd +44 7700 900123")
    assert made.statements[0].start == 2


@pytest.mark.parametrize("key", ["k" * 5000, "😀" * 600, "é:" * 300])
def test_a_key_too_long_for_an_index_is_named_by_its_hash_and_kept(key: str) -> None:
    made = _prepare(replace(AD, key=key))
    assert made.record.key == stored_key(key)
    assert made.record.key.startswith("long-")
    assert key in made.record.content
    assert len(made.record.id.encode()) < 3 * MAX_PART
    assert _prepare(replace(AD, key=key + "x")).record.key != made.record.key
    assert stored_key(made.record.key) == made.record.key


def test_an_identifier_too_long_for_an_index_is_a_candidate() -> None:
    link = "https://example.org/" + "é" * 1900
    made = _prepare(replace(AD, text=f"see {link} now", mentions=(Mention(NodeKind.URL, link, "website"),)))
    assert made.statements == ()
    assert made.record.candidates.count('"too-long"') == 2


@settings(max_examples=150, deadline=None)
@given(st.text(), st.text(min_size=1), st.lists(st.tuples(st.text(min_size=1, max_size=9), st.text()), max_size=3))
def test_any_text_gives_rows_that_utf8_can_hold(text: str, key: str, passages: list[tuple[str, str]]) -> None:
    record = replace(AD, key=key, text=text, passages=tuple((f"p{i}", t) for i, (_, t) in enumerate(passages)))
    made = _prepare(record, region="GB")
    repr(made).encode()
    raw = dict(values(made.record))
    for statement in made.statements:
        assert raw[statement.field][statement.start : statement.end] == statement.raw
        assert len(statement.object.encode()) <= MAX_ID
    assert len(encode_part(made.record.key)) <= MAX_PART
    assert _prepare(record, region="GB") == made


def test_a_number_split_between_title_and_text_is_found_once_across_both() -> None:
    made = _prepare(replace(AD, title="New in town 07700 900", text="123 call me now", country="GB"))
    (statement,) = made.statements
    assert (statement.object, statement.field, statement.raw) == ("phone:+447700900123", ACROSS, "07700 900\n123")
    assert field_text(made.record, ACROSS)[statement.start : statement.end] == statement.raw
    assert statement.data == '{"basis":"place"}'


@pytest.mark.parametrize(
    ("title", "text"), [("Call 07700 900123", "900456 people liked it"), ("Rooms 12", "07700 900123 is open")]
)
def test_a_number_that_is_whole_on_one_side_is_read_there_alone(title: str, text: str) -> None:
    made = _prepare(replace(AD, title=title, text=text), region="GB")
    (statement,) = made.statements
    assert (statement.object, statement.data) == ("phone:+447700900123", '{"basis":"source"}')
    assert statement.field in ("title", "text")
