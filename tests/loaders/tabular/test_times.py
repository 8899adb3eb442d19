from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.errors import InputError
from graphsvc.model import Moment
from loaders.tabular.clock import MONTHS, NOISE, parse
from loaders.tabular.times import Column, Reader, check_zone


@pytest.mark.parametrize(
    ("raw", "utc", "flag"),
    [
        ("2024-03-01", "2024-03-01", ""),
        ("20240301", "2024-03-01", ""),
        ("2024-03-01T12:00:00Z", "2024-03-01T12:00:00Z", ""),
        ("2024-03-01T12:00:00.123456Z", "2024-03-01T12:00:00Z", ""),
        ("2024-03-01 12:00:00+02:00", "2024-03-01T10:00:00Z", ""),
        ("2024-03-01T12:00:00-0500", "2024-03-01T17:00:00Z", ""),
        ("2024-03-01 12:00:00 UTC", "2024-03-01T12:00:00Z", ""),
        ("2024-03-01 12:00", "2024-03-01T12:00:00Z", "naive"),
        ("1709294400", "2024-03-01T12:00:00Z", ""),
        ("1709294400.0", "2024-03-01T12:00:00Z", ""),
        ("1709294400000", "2024-03-01T12:00:00Z", ""),
        ("1709294400000000", "2024-03-01T12:00:00Z", ""),
        ("Fri, 01 Mar 2024 12:00:00 +0100", "2024-03-01T11:00:00Z", ""),
        ("01 Mar 2024 12:00:00 EST", "2024-03-01T17:00:00Z", ""),
        ("Fri Mar 01 12:00:00 +0000 2024", "2024-03-01T12:00:00Z", ""),
        ("25/03/2024", "2024-03-25", ""),
        ("03/25/2024", "2024-03-25", ""),
        ("05/05/2024", "2024-05-05", ""),
        ("25/03/24", "2024-03-25", ""),
        ("25/03/70", "1970-03-25", ""),
        ("2024/03/25 07:08", "2024-03-25T07:08:00Z", "naive"),
        ("03.04.2024", "2024-04-03", ""),
        ("03.04.2024 14:05", "2024-04-03T14:05:00Z", "naive"),
        ("25/03/2024 2:05 PM", "2024-03-25T14:05:00Z", "naive"),
        ("25/03/2024 12:05 am", "2024-03-25T00:05:00Z", "naive"),
        ("25/03/2024 14:05:06Z", "2024-03-25T14:05:06Z", ""),
        ("March 1, 2024", "2024-03-01", ""),
        ("1st of March 2024", "2024-03-01", ""),
        ("01-Mar-24", "2024-03-01", ""),
        ("Friday, March 1, 2024 2:05 PM", "2024-03-01T14:05:00Z", "naive"),
        ("1 de marzo de 2024", "2024-03-01", ""),
        ("1er mars 2024", "2024-03-01", ""),
        ("1. März 2024", "2024-03-01", ""),
        ("1 marzo 2024", "2024-03-01", ""),
        ("1 de março de 2024", "2024-03-01", ""),
        ("1 марта 2024 г.", "2024-03-01", ""),
        ("24 марта 2024, 14:05", "2024-03-24T14:05:00Z", "naive"),
        ("03/04/2024", "", "ambiguous"),
        ("3/4/2024 2:05 PM", "", "ambiguous"),
        ("03-04-24", "", "ambiguous"),
    ],
)
def test_times_as_sources_write_them(raw: str, utc: str, flag: str) -> None:
    assert Reader().read(raw) == Moment(utc, raw, "", flag)


@pytest.mark.parametrize(
    "raw",
    [
        "31/02/2024",
        "25/13/2024",
        "2024-02-30",
        "2024-03-01T25:00:00Z",
        "0001-01-01",
        "9999-12-31",
        "tomorrow",
        "2 days ago",
        "12:00",
        "",
        "x" * 100,
        "1 2 3 March 2024",
        "March March 1 2024",
        "1/2/3/4",
        "12345678901234567890",
        "99999999",
        "25/03/2024 13:00 PM",
        "25/03/2024 noon",
        "2024-03-01 12:00 Mars/Olympus",
        "१२/०३/२०२४ x",
    ],
)
def test_what_is_no_time_is_none(raw: str) -> None:
    assert Reader().read(raw) is None


def test_the_user_decides_the_order() -> None:
    assert Reader(dayfirst=True).read("03/04/2024") == Moment("2024-04-03", "03/04/2024")
    assert Reader(dayfirst=False).read("03/04/2024") == Moment("2024-03-04", "03/04/2024")
    assert Reader(dayfirst=False).read("03.04.2024") == Moment("2024-03-04", "03.04.2024")
    assert Reader(dayfirst=True).read("03/25/2024") is None
    assert Reader(dayfirst=False).read("25/03/2024") is None


@pytest.mark.parametrize(
    ("values", "dayfirst"),
    [
        (["25/03/2024", "03/04/2024"], True),
        (["03/25/2024"], False),
        (["25/03/2024", "03/25/2024"], None),
        (["03/04/2024"], None),
    ],
)
def test_a_column_decides_only_when_all_its_proofs_agree(values: list[str], dayfirst: bool | None) -> None:
    column = Column()
    for value in values:
        column.see(value)
    assert column.dayfirst is dayfirst


def test_a_zone_is_applied_to_times_without_one() -> None:
    read = Reader(zone="Europe/Madrid").read
    assert read("2024-07-01 12:00") == Moment("2024-07-01T10:00:00Z", "2024-07-01 12:00", "Europe/Madrid")
    assert read("2024-07-01 12:00Z") == Moment("2024-07-01T12:00:00Z", "2024-07-01 12:00Z")
    assert read("2024-07-01") == Moment("2024-07-01", "2024-07-01")


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "", "Europe"])
def test_a_zone_must_exist(name: str) -> None:
    with pytest.raises(InputError, match="is not known; use an IANA name"):
        check_zone(name)


def test_month_names_are_twelve_and_no_noise() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
    assert not NOISE & set(MONTHS)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=40), st.text("0123456789/.-: TZapmPM+", max_size=30)))
def test_any_text_is_a_moment_or_none(raw: str) -> None:
    for reader in (Reader(), Reader(dayfirst=True), Reader(dayfirst=False, zone="Asia/Kathmandu")):
        moment = reader.read(raw)
        assert moment is None or moment.raw == raw


@settings(max_examples=200, deadline=None)
@given(st.datetimes(min_value=parse("1900-01-02").when, max_value=parse("2100-12-30").when))  # type: ignore[union-attr]
def test_iso_times_come_back_as_they_were(when: object) -> None:
    text = when.replace(microsecond=0).isoformat()  # type: ignore[attr-defined]
    assert Reader().read(text + "Z") == Moment(text + "Z", text + "Z")
