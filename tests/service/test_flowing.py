from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import Actor, EdgeType, RecordKind, canonical_json
from graphsvc.service import Case, open_case
from graphsvc.store import Batch
from tests.support import records
from tests.support.money import wallet

A, B, C, D = wallet("a"), wallet("b"), wallet("c"), wallet("d")


def pay(key: str, payers: tuple[str, ...], payee: str, *, at: str = "", **data: str) -> Batch:
    """One transaction: a row for each payer."""
    about = records.record(key, source="payments", kind=RecordKind.WALLET, node=payers[0])
    told = canonical_json({"tx": key, **data})
    stated = [
        records.statement(about, payee, subject=payer, predicate=EdgeType.PAID, data=told, at=at) for payer in payers
    ]
    return records.batch([(about, stated)], records.OPEN, source="payments")


@pytest.fixture
def case() -> Iterator[Case]:
    with open_case("memory:") as opened:
        yield opened


def put(case: Case, *batches: Batch) -> None:
    for batch in batches:
        case.store.writer(Actor()).put(batch)


def told(found: dict[str, Any]) -> list[tuple[str, str, str, float | None, int]]:
    return [(r["payer"], r["payee"], r["asset"], r["amount"], r["payments"]) for r in found["flows"]]


def test_amounts_are_summed_by_asset_and_never_across(case: Case) -> None:
    put(
        case, pay("1", (A,), B, amount="1.5", asset="BTC"), pay("2", (A,), B, amount="2", asset="BTC"),
        pay("3", (A,), B, amount="7", asset="USDT"),
    )  # fmt: skip
    found = case.flows([A, B])
    assert told(found) == [(A, B, "BTC", 3.5, 2), (A, B, "USDT", 7.0, 1)]
    assert found["assets"] == ["BTC", "USDT"]


def test_what_tells_no_amount_is_counted_and_not_guessed(case: Case) -> None:
    put(case, pay("1", (A,), B, asset="BTC"))
    (row,) = case.flows([A, B])["flows"]
    assert (row["amount"], row["unknown"], row["payments"]) == (None, 1, 1)


def test_one_spenders_wallets_are_one_where_asked_and_their_sum_counts_once(case: Case) -> None:
    put(case, pay("1", (A, B), C, amount="2", asset="BTC"))
    grouped = case.flows([A, B, C])
    (row,) = grouped["flows"]
    assert (row["amount"], row["payments"], row["divided"]) == (2.0, 1, 0)
    assert {end["wallets"] for end in grouped["ends"]} == {1, 2}
    apart = case.flows([A, B, C], group=False)
    assert told(apart) == [(A, C, "BTC", 1.0, 1), (B, C, "BTC", 1.0, 1)]
    assert [row["divided"] for row in apart["flows"]] == [1, 1]


def test_around_a_wallet_only_its_own_payments_are_told(case: Case) -> None:
    put(case, pay("1", (A,), B, amount="1"), pay("2", (C,), A, amount="1"), pay("3", (B,), C, amount="1"))
    assert {(p, q) for p, q, *_ in told(case.flows([], around=A))} == {(A, B), (C, A)}
    assert len(case.flows([A, B, C])["flows"]) == 3
    with pytest.raises(InputError):
        case.flows([], around=records.PHONE)
    with pytest.raises(CaseNotFound):
        case.flows([], around=D)


def test_the_range_of_days_holds_for_payments(case: Case) -> None:
    put(
        case,
        pay("1", (A,), B, at="2025-01-31T23:00:00Z"),
        pay("2", (A,), B, at="2025-02-01T01:00:00Z"),
        pay("3", (A,), B),
    )
    assert case.flows([A, B], first="2025-02-01")["flows"][0]["payments"] == 1
    (row,) = case.flows([A, B])["flows"]
    assert (row["payments"], row["first"], row["last"]) == (3, "2025-01-31", "2025-02-01")


def test_protected_wallets_are_left_out(case: Case) -> None:
    put(case, pay("1", (A,), B, amount="1"), pay("2", (A,), C, amount="1"))
    case.decide("protect", [B], reason="a shelter's")
    found = case.flows([A, B, C])
    assert found["protected"] == 1
    assert [row["payee"] for row in found["flows"]] == [C]
    assert B not in repr(found)


def test_without_wallets_nothing_flows(case: Case) -> None:
    found = case.flows([records.PHONE])
    assert (found["ends"], found["flows"], found["assets"]) == ([], [], [])
