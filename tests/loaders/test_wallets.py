from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.errors import FileRefused
from graphsvc.model import EdgeType, Locator, Mention, Moment, NodeKind, Record, RecordKind, Relation

PAYMENTS = "loaders/wallets/payments.jsonl"
SHA256 = "132748f444e22cebc943d94bf88537869da537fbb75a4abcfe09556a017c8be5"
A, B, C = (
    "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
)


def test_tags_exactly(load: Callable[..., Any]) -> None:
    got = load("loaders/wallets/tags.csv")
    assert [(record.subject, record.attributes) for record in got.records] == [
        (
            Mention(NodeKind.WALLET, A, "address", "BTC"),
            (("asset", "BTC"), ("label", "Lantern Exchange"), ("category", "exchange"), ("reported_by", "own list"),
             ("confidence", "0.9")),
        ),
        (
            Mention(NodeKind.WALLET, "0x52908400098527886E0F7030069857D2E4169EE7", "address", "ETH"),
            (("asset", "ETH"), ("category", "scam"), ("reported_by", "complaint"), ("confidence", "0.5")),
        ),
    ]  # fmt: skip
    assert got.reader.plan.key == "address, unique in 2 rows"
    assert got.reader.warnings == []
    assert got.reader.unmapped_columns == got.reader.dropped_columns == {}


def test_one_payment_field_by_field(load: Callable[..., Any]) -> None:
    got = load(PAYMENTS)
    payer, payee = Mention(NodeKind.WALLET, A, "from", "BTC"), Mention(NodeKind.WALLET, B, "to.address", "BTC")
    data = (("amount", "0.12345678901234567890"), ("asset", "BTC"), ("tx", "t1"))
    assert got.records[0] == Record(
        kind=RecordKind.WALLET,
        source="payments",
        key=f"t1|{A}|{B}",
        locator=Locator(SHA256, 1, 1),
        passages=(("memo", "deposit"),),
        posted=Moment("2024-03-01T12:00:00Z", "1709294400"),
        subject=payer,
        relations=(Relation(EdgeType.PAID, payee, payer, "2024-03-01T12:00:00Z", data),),
    )
    assert got.reader.warnings == []


def test_several_payers_share_one_sum(load: Callable[..., Any]) -> None:
    relations = load(PAYMENTS).records[1].relations
    assert [(r.subject.raw, r.object.raw) for r in relations] == [(A, C), (B, C)]
    assert {r.data for r in relations} == {(("amount_of_all", "2"), ("asset", "BTC"), ("tx", "t2"))}


def test_damaged_copy(load: Callable[..., Any]) -> None:
    got = load("loaders/wallets/payments_damaged.jsonl")
    assert [(row.line, row.reason) for row in got.rejected] == [
        (2, "not valid JSON (unterminated string, character 66)"),
        (3, "column 'from' is empty; a payment needs both sides"),
        (4, "not an object of names and values"),
        (5, "a name stands twice in one object"),
    ]
    assert len(got.records) == 1
    assert got.reader.plan.key == "txid + from + to.address, unique in 2 rows"


def test_the_real_list_maps_fully(load: Callable[..., Any]) -> None:
    got = load("real/ofac_wallets_sample.csv")
    assert len(got.records) == 184
    assert got.rejected == []
    assert dict(got.reader.plan.columns) == {"address": "wallet", "asset": "asset", "list": "list"}
    assert {record.subject.hint for record in got.records} == {"BCH", "BTG", "ETH", "LTC", "TRX", "USDT", "XBT", "XMR"}
    assert len({record.key for record in got.records}) == 184


@pytest.mark.parametrize("header", ["source,target,amount", "from,to,value", "отправитель,получатель,сумма"])
def test_who_pays_by_many_names(make: Callable[..., Path], load: Callable[..., Any], header: str) -> None:
    got = load(make("a.csv", f"{header}\n{A},{B},1\n"))
    assert got.records[0].subject.raw == A
    assert got.records[0].relations[0].object.raw == B


def test_a_source_beside_a_tag_is_who_says_so(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", f"address,source\n{A},own list\n"))
    assert got.records[0].attributes == (("reported_by", "own list"),)


def test_half_a_payment_is_refused(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    with pytest.raises(FileRefused, match=r"a\.csv: payments need a column for the payer and one for the payee"):
        load(make("a.csv", f"from,amount,tx\n{A},1,t\n"), "wallets")


def test_a_payer_beside_an_address_stays_as_an_attribute(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", f"address,asset,from\n{A},BTC,2024\n"), "wallets")
    assert ("from", "2024") in got.records[0].attributes


def test_a_row_of_too_many_pairs_is_rejected(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    many = ";".join(f"w{n}" for n in range(40))
    got = load(make("a.csv", f"from,to,amount\n{many},{many},1\n"))
    assert got.rejected[0].reason == "40 payers and 40 payees in one row; list them one pair in each row"
