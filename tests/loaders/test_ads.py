from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.model import Category, Locator, Mention, Moment, NodeKind, Record, RecordKind
from loaders.ads import AdsLoader, category

ADVERTS = "loaders/ads/adverts.csv"
SHA256 = "0f2a885fa1b466b9843f17cabdfc3a2c1aba9ad0eb273a67fee00a239fa768d2"


def test_exact_records_and_warnings(load: Callable[..., Any]) -> None:
    got = load(ADVERTS)
    assert [(r.key, r.category, r.locator.line, r.locator.end_line) for r in got.records] == [
        ("de-1", Category.JOB, 2, 3),
        ("de-2", Category.HOUSING, 4, 4),
        ("de-3", Category.SERVICE, 5, 5),
    ]
    assert got.rejected == []
    assert got.reader.warnings == [
        "column 'Nationalität' is never collected (origin of persons); its values were left out",
        "column 'Augenfarbe' is never collected (body); its values were left out",
        "column 'Veröffentlicht': 1 time without a zone, read as UTC; say --timezone if wrong",
    ]
    assert got.reader.dropped_columns == {"Nationalität": 1, "Augenfarbe": 2}
    assert got.reader.unmapped_columns == {"Bemerkung intern": 1}
    assert got.reader.plan.key == "Anzeigen-ID, unique in 3 rows"


def test_one_record_field_by_field(load: Callable[..., Any]) -> None:
    assert load(ADVERTS).records[0] == Record(
        kind=RecordKind.AD,
        source="adverts",
        key="de-1",
        locator=Locator(SHA256, 2, 3),
        title="Küchenhilfe gesucht",
        text="Gute Bezahlung; Unterkunft frei.\nRuf an: +44 7700 900123",
        passages=(("Anforderungen", "Keine Erfahrung nötig"),),
        url="",
        category=Category.JOB,
        posted=Moment("2024-03-25T14:05:00Z", "25.03.2024 14:05", "", "naive"),
        captured=Moment("2024-04-01", "2024-04-01"),
        place="Köln",
        country="DE",
        language="",
        subject=None,
        mentions=(
            Mention(NodeKind.PHONE, "+44 7700 900123", "Telefon"),
            Mention(NodeKind.PHONE, "+44 7700 900124", "Telefon"),
            Mention(NodeKind.EMAIL, "jobs@example.com", "E-Mail"),
            Mention(NodeKind.WALLET, "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "BTC Adresse", "btc"),
            Mention(NodeKind.IMAGE, "8f3ac1d2e4b59607", "Image pHash", "phash"),
            Mention(NodeKind.PHONE, "https://wa.me/447700900125", "WhatsApp", "whatsapp"),
            Mention(NodeKind.ACCOUNT, "@harbour_jobs", "Telegram", "telegram"),
        ),
        relations=(),
        attributes=(("category", "Stellen"),),
    )


def test_damaged_copy(load: Callable[..., Any]) -> None:
    got = load("loaders/ads/adverts_damaged.csv")
    assert [(r.line, r.reason) for r in got.rejected] == [
        (2, "9 values where the header has 19 columns; quote values that hold the delimiter"),
        (5, "not valid CSV (';' expected after '\"'); double the quotes inside values"),
        (6, "the row has no title, no text and no contact; there is nothing to keep"),
    ]
    assert [r.key for r in got.records] == ["de-2"]
    assert got.records[0].posted is None
    assert ("Veröffentlicht", "31.02.2024") in got.records[0].attributes
    assert "column 'Veröffentlicht': 1 value that cannot be read as a time, kept as text" in got.reader.warnings


def test_the_real_sample_maps_as_it_should(load: Callable[..., Any]) -> None:
    got = load("real/emscad_sample.csv")
    assert len(got.records) == 398
    assert got.rejected == []
    assert got.reader.plan.key == "ad_id, unique in 398 rows"
    columns = got.reader.plan.columns
    assert {columns[name] for name in ("company_profile", "requirements", "benefits")} == {"passages"}
    assert columns["description"] == "text"
    assert columns["job_id"] == "attribute"
    assert columns["fraudulent"] == "(ignored)"
    assert got.reader.unmapped_columns == {"telecommuting": 398, "has_company_logo": 398, "has_questions": 398}
    assert {record.category for record in got.records} == {Category.JOB}
    assert got.records[0].country == "US"
    assert sum(bool(record.country) for record in got.records) > 380


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("job", Category.JOB),
        ("Jobs & Careers", Category.JOB),
        ("escort jobs", Category.JOB),
        ("Вакансии", Category.JOB),
        ("Stellenangebote", Category.JOB),
        ("real estate", Category.HOUSING),
        ("Alquiler de pisos", Category.HOUSING),
        ("sale", Category.SALE),
        ("Female Escorts", Category.SALE),
        ("cleaning services", Category.SERVICE),
        ("Divers", Category.OTHER),
        ("zzz", Category.UNKNOWN),
        ("", Category.UNKNOWN),
    ],
)
def test_category_by_words(text: str, expected: Category) -> None:
    assert category(text) is expected


def test_job_columns_make_jobs_where_no_category_says_otherwise(
    make: Callable[..., Path], load: Callable[..., Any]
) -> None:
    jobs = load(make("a.csv", "id,title,salary\n1,cook,\n2,nurse,10\n"))
    assert [record.category for record in jobs.records] == [Category.JOB, Category.JOB]
    mixed = load(make("b.csv", "id,title,salary,category\n1,cook,10,\n2,sofa,,\n3,room,,housing\n"))
    assert [record.category for record in mixed.records] == [Category.JOB, Category.UNKNOWN, Category.HOUSING]


def test_a_category_is_kept_as_the_source_put_it(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title,category\n1,a,Job\n2,b,Pets\n"))
    assert [record.attributes for record in got.records] == [(), (("category", "Pets"),)]


def test_prose_without_a_name_is_taken_for_the_text_and_said(
    make: Callable[..., Path], load: Callable[..., Any]
) -> None:
    prose = "a room by the harbour and call after six " * 4
    got = load(make("a.csv", f"nr,stuff,phone\n1,{prose},555-0100\n2,{prose},555-0101\n"), "ads")
    assert got.reader.plan.columns["stuff"] == "text"
    assert got.reader.warnings == ["column 'stuff' is read as the text, for it is the longest; else use --map"]
    assert got.records[0].text == prose


def test_further_texts_and_titles_become_passages(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "body,headline,title,description\nb,h,t,d\n"), "ads")
    assert got.records[0].text == "b"
    assert got.records[0].title == "t"
    assert got.records[0].passages == (("headline", "h"), ("description", "d"))


def test_handles_take_the_platform_beside_them(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "title,username,platform\nt,@harbour,telegram\n"), "ads")
    assert got.records[0].mentions == (Mention(NodeKind.ACCOUNT, "@harbour", "username", "telegram"),)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("+44 7700 900123", NodeKind.PHONE),
        ("https://signal.me/#p/+447700900123", NodeKind.PHONE),
        ("anna.01", NodeKind.ACCOUNT),
    ],
)
def test_apps_whose_accounts_are_numbers(
    make: Callable[..., Path], load: Callable[..., Any], raw: str, kind: NodeKind
) -> None:
    got = load(make("a.csv", f"title,signal\nt,{raw}\n"), "ads")
    assert got.records[0].mentions == (Mention(kind, raw, "signal", "signal"),)


def test_a_platform_without_a_handle_and_a_country_that_is_none_are_kept(
    make: Callable[..., Path], load: Callable[..., Any]
) -> None:
    got = load(make("a.csv", "title,platform,country,city,state\nt,forum,Narnia,Leeds,Leeds\n"), "ads")
    assert got.records[0].attributes == (("platform", "forum"), ("country", "Narnia"))
    assert (got.records[0].country, got.records[0].place) == ("", "Leeds")


def test_labels_of_truth_are_left_out(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title,is_trafficking,Label\n1,t,1,x\n"), "ads")
    assert got.reader.plan.columns["is_trafficking"] == got.reader.plan.columns["Label"] == "(ignored)"
    assert got.records[0].attributes == ()


def test_sniff_wants_a_text() -> None:
    assert AdsLoader().sniff(("phone", "email")) == 0.0
    assert AdsLoader().sniff(("title", "phone")) < AdsLoader().sniff(("title", "text", "phone"))
    assert AdsLoader().sniff(()) == 0.0


def test_no_value_of_a_platform_is_lost(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    ads = load(make("a.csv", "title,username,platform\nt,,telegram\n"), "ads")
    phones = load(make("b.csv", "phone,platform,carrier\n555-0100,telegram,x\n"), "phones")
    accounts = load(make("c.csv", "username,platform,vk\n,telegram,id1\n"), "accounts")
    for got in (ads, phones, accounts):
        assert ("platform", "telegram") in got.records[0].attributes
