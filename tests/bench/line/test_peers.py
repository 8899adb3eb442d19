"""Peers on the same data in the same run."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import pytest

from graphsvc.bench.line import peers as module
from graphsvc.bench.line.peers import PEERS, Peer, peers


def test_a_peer_that_is_not_installed_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Peer("linking", "Gone", "no_such_package", "linking", "pairs")
    monkeypatch.setattr(module, "PEERS", (gone,))
    assert list(peers(10, 1)) == [
        {
            "stage": "linking",
            "peer": "Gone",
            "about": "pairs",
            "records": 10,
            "missing": "pip install no_such_package",
        }
    ]


def test_a_peer_is_measured_beside_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PEERS", [peer for peer in PEERS if peer.make == "extraction"])
    (found,) = peers(20, 1)
    assert found["ratio"] == pytest.approx(found["theirs"]["wall"] / found["ours"]["wall"])
    assert found["cpu_ratio"] > 0
    assert found["version"]


@pytest.mark.parametrize("make", ["extraction", "communities"])  # the others need packages that are no dependency
def test_both_do_their_work(make: str) -> None:
    with ExitStack() as closing:
        ours, theirs = getattr(module, make)(150, 1, closing)
        results: list[Any] = [ours(), theirs()]
    assert all(results)


def test_every_peer_names_its_work() -> None:
    assert all(callable(getattr(module, peer.make)) for peer in PEERS)
    assert {peer.stage for peer in PEERS} == {"extraction", "wordings", "linking", "clustering", "one hop"}
