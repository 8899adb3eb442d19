"""The two real samples through the whole line, on every store: the same graph and the same bytes in the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from graphsvc import clustering
from graphsvc.service import Case, open_case

REAL = Path(__file__).parents[1] / "data" / "real"
EXPECTED = json.loads((REAL / "emscad_sample_expected.json").read_text("utf-8"))
Clock = Callable[[], datetime]
STORES = ["sqlite", "memory", pytest.param("neo4j", marks=pytest.mark.neo4j)]


def _name(store: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if store == "neo4j":
        return str(request.getfixturevalue("neo4j_case"))
    return "memory:" if store == "memory" else str(tmp_path / "real.db")


def _load(case: Case) -> None:
    assert case.load(REAL / "emscad_sample.csv").records == 398
    tally = case.load(REAL / "ofac_wallets_sample.csv")
    assert (tally.records, tally.rejected) == (184, [])


@pytest.mark.parametrize("store", STORES)
def test_every_hashed_contact_is_found_and_components_are_exactly_those_listed(
    store: str, tmp_path: Path, clock: Clock, request: pytest.FixtureRequest
) -> None:
    with open_case(_name(store, tmp_path, request), clock=clock) as case:
        _load(case)
        found: dict[str, set[str]] = {}
        for item in case.view.statements():
            if item.record.source == "emscad_sample" and ":sha256:" in item.statement.object:
                kind, _, value = item.statement.object.split(":")
                found.setdefault(item.record.key, set()).add(f"{kind.upper()}_{value}")
        assert found == {key: set(tokens) for key, tokens in EXPECTED["tokens"].items()}
        networks = case.cluster("components").networks
    adverts = [[ref.key for ref in network.records if ref.source == "emscad_sample"] for network in networks]
    together = sorted(sorted(keys) for keys in adverts if len(keys) > 1)
    assert together == sorted(map(sorted, EXPECTED["shared_token_components"]))


@pytest.mark.neo4j
def test_every_store_gives_the_same_bytes(tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> None:
    documents: dict[str, list[str]] = {}
    digests = set()
    for store in ("sqlite", "memory", "neo4j"):
        with open_case(_name(store, tmp_path, request), clock=clock) as case:
            _load(case)
            digests.add(case.store.digest())
            documents[store] = [case.cluster(method, seed=7).to_json() for method in sorted(clustering.METHODS)]
    assert len(digests) == 1
    assert documents["sqlite"] == documents["neo4j"] == documents["memory"]
