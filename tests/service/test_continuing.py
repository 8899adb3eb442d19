"""Carrying on from a full run: nearly what a full run gives, whatever the order, and a full run where it must be."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from graphsvc.analysis.agreement import measure
from graphsvc.analysis.diff import diff
from graphsvc.analysis.incremental import FROM
from graphsvc.linking import incremental
from graphsvc.results import Result
from graphsvc.service import Case, open_case
from graphsvc.synth import corpus

ADVERTS, LATER = 900, 12
Rows = list[dict[str, str]]
Clock = Callable[[], datetime]


@pytest.fixture
def clock() -> Clock:
    """A second for each look: the order of runs is that of their times."""
    moments = (datetime(2026, 1, 15, 12, tzinfo=UTC) + timedelta(seconds=second) for second in count())
    return lambda: next(moments)


@pytest.fixture(autouse=True)
def _little_ballast(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a small case is not linked whole."""
    monkeypatch.setattr(incremental, "BALLAST", 300)


def adverts(folder: Path, seed: int) -> Rows:
    corpus.write(folder, records=ADVERTS, seed=seed)
    with (folder / "ads.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def loaded(folder: Path, clock: Clock, name: str, rows: Rows) -> Case:
    case = open_case(str(folder / f"{name}.db"), clock=clock)
    case.load(written(folder / f"{name}.csv", rows), source="ads")
    return case


def split(rows: Rows, seed: int) -> tuple[Rows, Rows]:
    later = set(random.Random(seed).sample(range(len(rows)), LATER))
    return [r for i, r in enumerate(rows) if i not in later], [r for i, r in enumerate(rows) if i in later]


def labels(result: Result, tier: str) -> dict[Hashable, str]:
    return {ref: cluster.id for cluster in getattr(result, tier) for ref in cluster.records}


def rand(one: Result, other: Result, tier: str) -> float:
    a, b = labels(one, tier), labels(other, tier)
    records: Sequence[Hashable] = sorted(labels(one, "actors").keys() | labels(other, "actors").keys(), key=str)
    return measure([a.get(r, r) for r in records], [b.get(r, r) for r in records]).ari


@pytest.mark.parametrize("seed", [3, 17, 40])
def test_it_agrees_with_a_full_run(tmp_path: Path, clock: Clock, seed: int) -> None:
    before, later = split(adverts(tmp_path / "synth", seed), seed)
    with loaded(tmp_path, clock, "case", before) as case:
        base = case.cluster()
        case.load(written(tmp_path / "later.csv", later), source="ads")
        found = case.cluster(incremental=True)
        assert found.parameters[FROM] == base.digest[:16]
        assert found.notes[-1].startswith(f"Carried on from an earlier full run: {LATER} new record(s) were linked")
        whole = case.cluster()
        assert FROM not in whole.parameters
    assert found.counts["records"] == whole.counts["records"] == ADVERTS
    assert rand(found, whole, "actors") >= 0.98
    assert rand(found, whole, "networks") >= 0.98
    assert sorted(labels(found, "actors")) == sorted(labels(whole, "actors"))
    known = {actor.id for actor in found.actors}
    assert all({link.a, link.b} <= known for link in found.links)
    assert {actor for network in found.networks for actor in network.actors} <= known
    carried = {actor.id: actor for actor in base.actors}
    assert sum(carried.get(actor.id) == actor for actor in found.actors) > len(base.actors) / 2


def test_the_order_in_which_the_new_came_says_nothing(tmp_path: Path, clock: Clock) -> None:
    before, later = split(adverts(tmp_path / "synth", 8), 8)
    found = []
    for name, parts in (("one", [later]), ("two", [later[6:][::-1], later[:6]])):
        with loaded(tmp_path, clock, name, before) as case:
            case.cluster()
            for number, part in enumerate(parts):
                case.load(written(tmp_path / f"{name}{number}.csv", part), source="ads")
                last = case.cluster(incremental=True)
            found.append((last.actors, last.networks, last.links, last.hubs, last.counts, last.parameters, last.notes))
    assert found[0] == found[1]


def test_names_last_and_differences_are_those_of_whole_results(tmp_path: Path, clock: Clock) -> None:
    before, later = split(adverts(tmp_path / "synth", 5), 5)
    with loaded(tmp_path, clock, "case", before) as case:
        base = case.cluster()
        case.load(written(tmp_path / "later.csv", later), source="ads")
        found = case.cluster(incremental=True)
        runs = [run["id"] for run in case.runs()]
        old, new = ({row["id"]: row["name"] for row in case.clusters(run)} for run in runs)
        stayed = {network.id for network in base.networks} & {network.id for network in found.networks}
        assert stayed
        assert all(old[one] == new[one] for one in stayed)
        changes = case.diff(*runs)
    assert changes == diff(base, found, {**old, **new})


def test_it_is_a_full_run_without_a_base_after_a_decision_and_after_an_unload(tmp_path: Path, clock: Clock) -> None:
    before, later = split(adverts(tmp_path / "synth", 6), 6)
    with loaded(tmp_path, clock, "case", before) as case:
        assert FROM not in case.cluster(incremental=True).parameters
        case.load(written(tmp_path / "later.csv", later), source="later")
        assert FROM not in case.cluster(incremental=True, threshold=6.0).parameters
        assert FROM in case.cluster(incremental=True).parameters
        case.unload("later")
        assert FROM not in case.cluster(incremental=True).parameters
        case.load(tmp_path / "later.csv", source="later")
        case.decide("note", [f"ad:ads:{before[0]['ad_id']}"], value="x", reason="seen")
        assert FROM not in case.cluster(incremental=True).parameters
        assert FROM not in case.cluster("components", incremental=True).parameters


def test_a_run_that_carried_on_can_be_asked_what_if(tmp_path: Path, clock: Clock) -> None:
    before, later = split(adverts(tmp_path / "synth", 7), 7)
    with loaded(tmp_path, clock, "case", before) as case:
        case.cluster()
        case.load(written(tmp_path / "later.csv", later), source="ads")
        assert FROM in case.cluster(incremental=True).parameters
        pair = [f"ad:ads:{row['ad_id']}" for row in before[:2]]
        assert "nothing" in case.what_if("unsure", pair)
