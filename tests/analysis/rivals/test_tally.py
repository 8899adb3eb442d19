from graphsvc.analysis.rivals.tally import Tallies
from graphsvc.linking.hubs import CONTACTS
from tests.support.linked import gathered
from tests.support.projections import Row, ad

A, B, DESK, WALLET = "phone:+442079460001", "phone:+442079460002", "phone:+442079460999", "wallet:tron:T1"


def _tally(rows, groups, *joins):
    """Groups of record keys, and identifiers that join them."""
    evidence = gathered(rows)
    where = {ref.key: unit for unit, ref in enumerate(evidence.units.refs)}
    names = [evidence.units.identifiers[i] for i in evidence.graph.identifier.tolist()]
    values = [value for value, name in enumerate(names) if name in joins]
    return Tallies(evidence).of([[where[key] for key in group.split()] for group in groups], values)


def test_counts_of_two_who_share_a_desk():
    rows = [
        ad("a0", A, DESK, day=0, category="job"), ad("a1", A, day=40, category="sale"), ad("b0", B, DESK, day=5),
        ad("b1", B, DESK, day=20), ad("c0", DESK, day=30),
    ]  # fmt: skip
    found = _tally(rows, ["a0 a1", "b0 b1"], DESK)
    assert (found.posters, found.records, found.kinds) == (2, 4, {"phone": 1})
    assert (found.outside, found.elsewhere, found.own, found.fewest) == (1, 1, 2, 1)
    assert (found.at_once, found.in_turn, found.undated) == (0, 1, 0)
    assert found.longest == 20.0
    assert found.categories == {"job": 1, "sale": 1, "unknown": 2}


def test_use_at_the_same_time_and_use_that_is_undated():
    rows = [ad("a0", DESK, day=0), ad("a1", DESK, day=9), ad("b0", DESK, day=5)]
    assert _tally(rows, ["a0 a1", "b0"], DESK).at_once == 1
    undated = _tally([ad("a0", DESK, day=0), ad("b0", DESK)], ["a0", "b0"], DESK)
    assert (undated.at_once, undated.in_turn, undated.undated) == (0, 0, 1)


def test_a_wallet_is_no_contact_and_doubtful_finds_are_counted():
    rows = [Row("a", (WALLET,), 0.0, read={WALLET: 0.5}), Row("b", (WALLET,), 3.0, read={WALLET: 0.5}), ad("c", WALLET)]
    found = _tally(rows, ["a", "b"], WALLET)
    assert "wallet" not in CONTACTS
    assert (found.at_once, found.in_turn, found.undated, found.wallets_outside) == (0, 0, 0, 1)
    found = _tally(rows[:2], ["a", "b"], WALLET)
    assert (found.unsure, found.outside, found.wallets_outside) == (1, 0, 0)


def test_the_order_of_posters_does_not_matter():
    rows = [ad("a0", A, DESK, day=0), ad("b0", B, DESK, day=5), ad("b1", B, DESK, day=20)]
    assert _tally(rows, ["a0", "b0 b1"], DESK) == _tally(rows, ["b1 b0", "a0"], DESK)
