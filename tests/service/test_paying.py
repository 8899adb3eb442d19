from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.marking import Marking
from graphsvc.model import Actor, EdgeType, RecordKind, canonical_json
from graphsvc.service import Case, open_case
from graphsvc.store import Batch
from tests.support import records
from tests.support.money import wallet

A, B, C = wallet("a"), wallet("b"), wallet("c")


def spend(key: str, marking: Marking) -> Batch:
    """One transaction of two inputs."""
    about = records.record(key, source="payments", kind=RecordKind.WALLET, node=A)
    data = canonical_json({"amount_of_all": "1", "tx": "t"})
    return records.batch(
        [(about, [records.statement(about, C, subject=by, predicate=EdgeType.PAID, data=data) for by in (A, B)])],
        marking, source="payments",
    )  # fmt: skip


@pytest.fixture
def case() -> Iterator[Case]:
    with open_case("memory:") as opened:
        yield opened


def test_inputs_are_joined(case: Case) -> None:
    case.store.writer(Actor()).put(spend("1", records.OPEN))
    assert [cluster["wallets"] for cluster in case.wallets()["clusters"]] == [(A, B)]


def test_payments_under_a_marking_that_forbids_links_join_nobody(case: Case) -> None:
    case.store.writer(Actor()).put(spend("1", records.NO_LINK))
    found = case.wallets()
    assert (found["clusters"], found["payments"]) == ([], 0)


def test_a_scope_sees_its_own_payments_only(case: Case) -> None:
    writer = case.store.writer(Actor())
    writer.put(spend("1", records.CLOSED))
    writer.put(records.batch([records.advert("1", records.PHONE)]))
    parts = {part for part, marking in case.store.parts().items() if marking.hash == records.OPEN.hash}
    assert Case("memory:", case.store, Actor(), case.clock, parts).wallets()["payments"] == 0
    assert case.wallets()["payments"] == 2


def test_protected_wallets_are_neither_named_nor_counted(case: Case) -> None:
    case.store.writer(Actor()).put(spend("1", records.OPEN))
    case.decide("protect", [B], reason="a shelter's")
    found = case.wallets()
    assert (found["clusters"], found["payments"]) == ([], 1)
    assert B not in repr(found)


def test_what_cannot_be_compared_is_said(case: Case) -> None:
    with pytest.raises(CaseNotFound, match="no clusters yet"):
        case.payments()
    case.store.writer(Actor()).put(spend("1", records.OPEN))
    case.cluster()
    assert case.payments()["payments"] == []
    for rates in ({"BTC": 1.0}, {"BTC:EUR": 0.0}, {":EUR": 1.0}):
        with pytest.raises(InputError, match="is no rate"):
            case.payments(rates=rates)
    with pytest.raises(InputError, match="window"):
        case.payments(window=-1.0)
