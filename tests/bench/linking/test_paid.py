from __future__ import annotations

import pytest

from graphsvc.bench.linking.paid import Paid, paid
from graphsvc.bench.linking.world import World, found, planted


@pytest.fixture(scope="module")
def rich() -> World:
    return planted(2000, 2, hubs=4)


@pytest.fixture(scope="module")
def judged(rich) -> Paid:
    return paid(rich, found(rich.seen))


def test_the_guards_keep_apart_what_the_plain_rule_fuses(judged):
    assert judged.inputs > 60
    assert judged.plain.precision < 0.3
    assert judged.guarded.precision >= 0.9  # a PayJoin is not seen
    assert judged.guarded.recall >= 0.75 * judged.plain.recall


def test_payments_of_the_price_are_told_from_chance(judged):
    assert judged.planted > 2
    assert judged.found == judged.planted
    assert judged.matched > 4 * judged.by_chance
    assert judged.moved == 0


def test_every_owner_is_known_by_its_wallets_node(rich):
    nodes = {end for payment in rich.seen.payments for end in (payment.payer, payment.payee)}
    assert len(nodes & rich.owners.keys()) > 0.9 * len(rich.owners)
