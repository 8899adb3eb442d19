from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, UnknownName
from graphsvc.results import Result
from graphsvc.service import Case, copy_case, open_case


def test_a_run_is_kept_and_its_names_last(case: Case, two_posters: Path, adverts: Callable[..., Path]) -> None:
    ticks = count()
    case.clock = lambda: datetime(2026, 1, 15, 12, tzinfo=UTC) + timedelta(milliseconds=next(ticks))
    case.load(two_posters)
    first = case.cluster()
    assert Result.from_json(first.to_json()) == first
    names = {row["name"] for row in case.clusters()}
    case.load(
        adverts(
            [{"ad_id": "b1", "title": "Waiter wanted", "description": "Call +44 7700 900100", "posted": "2025-11-20"}],
            "more.csv",
        )
    )
    assert [run["stale"] for run in case.runs()] == [True]
    case.cluster()
    assert {row["name"] for row in case.clusters()} >= names
    old, new = (run["id"] for run in case.runs())
    assert case.diff(old, new)["grown"]


def test_components_holds_the_two_posters_apart(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    result = case.cluster("components")
    assert sorted(sorted(ref.key for ref in n.records) for n in result.networks) == [
        ["a0", "a1", "a2"],
        ["a3", "a4", "a5"],
    ]


def test_the_result_does_not_depend_on_load_order_or_store(
    tmp_path: Path, clock: object, adverts: Callable[..., Path]
) -> None:
    rows = [
        {"ad_id": str(n), "title": f"t{n}", "description": f"+44 7700 9001{n % 7:02d}", "posted": "2025-11-01"}
        for n in range(40)
    ]
    one, two = adverts(rows[:20], "one.csv"), adverts(rows[20:], "two.csv")
    documents = set()
    for name, order in (("a.db", (one, two)), ("b.db", (two, one)), ("memory:", (two, one))):
        with open_case(name if name == "memory:" else str(tmp_path / name), clock=clock) as case:  # type: ignore[arg-type]
            for file in order:
                case.load(file)
            documents.add(case.cluster().to_json())
    assert len(documents) == 1


def test_unknown_names_are_refused(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    with pytest.raises(UnknownName, match="components"):
        case.cluster("kmeans")
    with pytest.raises(CaseNotFound):
        case.result("run-nowhere")
    assert case.result() is None


def test_copy_loses_nothing(tmp_path: Path, case: Case, two_posters: Path, clock: object) -> None:
    case.load(two_posters)
    case.cluster()
    case.decide("note", ["phone:+447700900100"], value="seen before", reason="memory")
    done = copy_case(case.name, str(tmp_path / "copy.db"), clock=clock)  # type: ignore[arg-type]
    assert done["digest"] == case.store.digest()
    with open_case(str(tmp_path / "copy.db"), clock=clock) as other:  # type: ignore[arg-type]
        assert [run["id"] for run in other.runs()] == [run["id"] for run in case.runs()]
        assert other.card("phone:+447700900100")["notes"]


def test_what_is_said_of_actors_holds_in_the_next_run(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    first, second = [actor for actor in case.cluster().actors if len(actor.records) == 3]
    case.decide("same", [first.id, second.id], reason="met at the same desk")
    joined = case.cluster()
    assert sorted(len(actor.records) for actor in joined.actors) == [1, 6]


def test_what_is_said_of_actors_holds_wherever_evidence_is_weighed(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    first, second = [actor for actor in case.cluster().actors if len(actor.records) == 3]
    ends = [f"ad:{actor.records[0].source}:{actor.records[0].key}" for actor in (first, second)]
    case.decide("not-same", [first.id, second.id], reason="two people")
    found = case.explain(*ends)
    assert not found["linked"]
    assert "a person decided that they are not the same" in found["reason"]
