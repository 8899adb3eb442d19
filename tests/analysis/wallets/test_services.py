from __future__ import annotations

from dataclasses import replace

import pytest

from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.wallets import Tag, read_tags, services, shown
from graphsvc.linking.link import gather
from graphsvc.marking import Marking
from graphsvc.model import RecordKind, Verb, canonical_json
from tests.support import records
from tests.support.linked import decided, gathered
from tests.support.money import paid, wallet
from tests.support.projections import ad, make_projection

NONE = gathered([])


def tagged(name: str, category: str) -> Tag:
    return Tag(wallet(name), "", category, "", "web_crawl", "", "r")


@pytest.mark.parametrize(
    "category",
    [
        "exchange",
        "Exchange",
        "mixing_service",
        "Hosted Wallet",
        "organization, exchange",
        "defi_dex",
        "payment processor",
    ],
)
def test_tags_that_name_a_service(category: str) -> None:
    assert services([], [tagged("a", category)], NONE, {}) == {wallet("a"): "tag"}


@pytest.mark.parametrize("category", ["", "scam", "perpetrator", "donation", "organization", "exchanged vows"])
def test_tags_that_name_none(category: str) -> None:
    assert services([], [tagged("a", category)], NONE, {}) == {}


def test_a_wallet_that_deals_with_a_thousand_others() -> None:
    rows = [paid(f"p{n}", "hot", str(n)) for n in range(1000)]
    assert services(rows, [], NONE, {}) == {wallet("hot"): "busy"}
    assert services(rows[1:], [], NONE, {}) == {}


def test_a_wallet_that_many_posters_pay_into() -> None:
    rows = [paid(f"p{n}", "hot", str(n)) for n in range(20)]
    own = {f"actor:{n}": [wallet(f"p{n}")] for n in range(20)}
    assert services(rows, [], NONE, own) == {wallet("hot"): "spread"}
    assert services(rows[:8], [], NONE, own) == {}
    assert services(rows, [], NONE, {}) == {}, "customers are no posters"


def test_verdicts_come_first() -> None:
    rows = [ad("1", wallet("a")), ad("2", wallet("b"))]
    said = gathered(
        rows, [decided(Verb.VERDICT, wallet("a"), value="exchange"), decided(Verb.VERDICT, wallet("b"), value="poster")]
    )
    assert services([], [tagged("b", "exchange")], said, {}) == {wallet("a"): "verdict"}


def test_tags_are_read_as_loaders_keep_them() -> None:
    def stored(attributes, **more):
        made = records.record("1", kind=RecordKind.WALLET, node=wallet("a"))
        return replace(made, content=canonical_json({"attributes": attributes, **more}))

    (tag,) = read_tags([stored([["label", "L"], ["category", "user"], ["concepts", "exchange"], ["abuse", "scam"],
                                ["confidence", "ownership"], ["reported_by", "s"]])])  # fmt: skip
    assert tag == Tag(wallet("a"), "L", "user, exchange", "scam", "ownership", "s", tag.record)
    assert tag.service
    assert read_tags([stored([["asset", "BTC"]]), stored([["label", "L"]], relations=[[]]), records.record("2")]) == []


def test_which_wallets_a_poster_shows() -> None:
    rows = [ad("1", wallet("a"), wallet("b")), ad("3", "phone:+442079460003", wallet("c"))]
    projection = make_projection(rows)
    result = cluster(projection, decisions=[], marking=Marking(), coverage=[])
    assert sorted(shown(gather(projection, []), result).values()) == [[wallet("a"), wallet("b")], [wallet("c")]]
    hidden = gather(projection, [decided(Verb.PROTECT, wallet("c"))])
    assert list(shown(hidden, result).values()) == [[wallet("a"), wallet("b")]]
