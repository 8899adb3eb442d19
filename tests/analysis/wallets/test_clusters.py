from __future__ import annotations

import random

from graphsvc.analysis.wallets import WalletClusters, wallet_clusters
from tests.support.money import transaction, wallet

SPEND = transaction("t1", ["a", "b"], {"shop": 1.0, "change": 0.2}) + transaction("t2", ["b", "c"], {"shop": 3.0})


def members(found: WalletClusters) -> list[tuple[str, ...]]:
    return sorted(tuple(w.rpartition(":")[2] for w in cluster.wallets) for cluster in found.clusters)


def test_inputs_of_one_transaction_have_one_owner() -> None:
    found = wallet_clusters(SPEND, {})
    assert members(found) == [("a", "b", "c")]
    assert found.clusters[0].joined_by == ("t1", "t2")
    assert (found.method, found.version, found.passed_over) == ("multi-input", "1", {})
    assert found.parameters["equal_outputs"] == 2


def test_a_coinjoin_joins_nobody() -> None:
    """Negative control: five owners mix; each also spends from two wallets of its own."""
    rows = [row for n in range(5) for row in transaction(f"own{n}", [f"m{n}", f"x{n}"], {f"s{n}": 1.0 + n})]
    rows += transaction("mix", [f"m{n}" for n in range(5)], {f"o{n}": 0.05 for n in range(5)})
    found = wallet_clusters(rows, {})
    assert members(found) == [(f"m{n}", f"x{n}") for n in range(5)]
    assert found.passed_over == {"whirlpool": 1}


def test_a_service_among_the_inputs_stops_it() -> None:
    """Negative control: an exchange pays out from customers' deposit wallets."""
    rows = SPEND + transaction("t3", ["c", "exchange"], {"y": 2.0}) + transaction("t4", ["exchange", "z"], {"y": 9.0})
    found = wallet_clusters(rows, {wallet("exchange"): "tag"})
    assert members(found) == [("a", "b", "c")]
    assert found.passed_over == {"service": 2}
    assert found.services == {wallet("exchange"): "tag"}


def test_chains_of_accounts_have_no_inputs() -> None:
    assert wallet_clusters(transaction("t", ["a", "b"], {"c": 1.0}, chain="evm"), {}).clusters == ()
    assert members(wallet_clusters(transaction("t", ["a", "b"], {"c": 1.0}, chain="litecoin"), {})) == [("a", "b")]


def test_decisions_are_kept() -> None:
    apart = wallet_clusters(SPEND, {}, apart=[(wallet("a"), wallet("b"))])
    assert members(apart) == [("b", "c")]
    assert apart.passed_over == {"kept-apart": 1}
    far = wallet_clusters(SPEND, {}, apart=[(wallet("a"), wallet("c"))])
    assert members(far) == [("a", "b")]
    assert far.passed_over == {"kept-apart": 1}
    same = wallet_clusters(SPEND, {}, same=[(wallet("a"), wallet("q")), (wallet("q"), wallet("q", "tron"))])
    assert members(same) == [("a", "b", "c", "q")]
    assert "decision" in same.clusters[0].joined_by


def test_protected_wallets_are_in_no_cluster() -> None:
    found = wallet_clusters(SPEND, {wallet("b"): "busy"}, protected={wallet("b")}, same=[(wallet("b"), wallet("a"))])
    assert "wallet:bitcoin:b" not in repr(found)
    assert found.clusters == ()


def test_the_order_of_rows_does_not_show() -> None:
    rows = SPEND + transaction("t5", ["x", "y"], {"shop": 1.5}) + transaction("t6", ["y", "c"], {"q": 2.0, "r": 1.0})
    first = wallet_clusters(rows, {}, apart=[(wallet("a"), wallet("x"))])
    random.Random(2).shuffle(rows)
    assert wallet_clusters(rows, {}, apart=[(wallet("x"), wallet("a"))]) == first
