"""What a case file keeps beside it: the same answers as without, for each scope, and gone with the data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, EdgeType, NodeKind, Verb
from graphsvc.store import Projection, View
from graphsvc.store.common import near
from graphsvc.store.common.shelf import folder
from graphsvc.store.sqlite import SqliteStore, projecting, removal
from tests.support.records import CLOSED, EMAIL, NO_LINK, OPEN, PHONE, PHONE_2, advert, batch
from tests.support.stores import Clock

ME = Actor()
LATE = Marking(tlp="GREEN", originators=frozenset({"late"}), review_by="2026-06-10")
TRACES = (b"zebra", b"79460001")  # of what is erased: in keys, in numbers


def opened(path: Path, clock: Clock) -> SqliteStore:
    return SqliteStore(str(path), clock=clock)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[SqliteStore]:
    made = opened(path, clock)
    writer = made.writer(ME)
    writer.put(batch([advert(str(n), PHONE_2, EMAIL, source="kept") for n in range(40)], OPEN, source="kept"))
    writer.put(batch([advert(f"zebra{n}", PHONE, EMAIL, posted=f"2025-03-0{n}") for n in range(1, 6)], LATE))
    yield made
    made.close()


def files(path: Path) -> list[Path]:
    shelf = folder(str(path))
    return sorted(shelf.iterdir()) if shelf.exists() else []


def held(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in files(path)).lower()


def same(one: Projection, other: Projection) -> bool:
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(Projection))
    return all(a == b if isinstance(a, list) else np.array_equal(a, b, equal_nan=a.dtype == float) for a, b in pairs)


def fresh(store: SqliteStore, monkeypatch: pytest.MonkeyPatch, parts: list[int] | None = None) -> Projection:
    """The projection read from the tables, whatever is kept."""
    with monkeypatch.context() as patched:
        patched.setenv("GRAPHSVC_CACHE", "off")
        return store.view(parts).projection()


def test_what_is_kept_is_what_would_be_read(store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.view().projection()
    assert len(files(path)) == 1
    with monkeypatch.context() as patched:
        patched.setattr(projecting.Projecting, "_since", None)  # nothing is read again
        assert same(store.view().projection(), first)
    assert same(fresh(store, monkeypatch), first)


def test_later_rows_join_what_is_kept(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.view().projection()
    writer = store.writer(ME)
    later, dated = advert("a0", PHONE, "url:x.example.com", EMAIL, version="1" * 12), advert("zz", PHONE_2)
    writer.put(batch([later, dated], CLOSED))
    writer.put(batch([advert("1", PHONE_2, EMAIL, PHONE, source="kept")], CLOSED, source="kept"))  # stated once more
    assert same(store.view().projection(), fresh(store, monkeypatch))
    writer.decide(Decision.make(Verb.NOTE, (PHONE,), "x", "ada", "2026-01-01", "y"))
    assert same(store.view().projection(), fresh(store, monkeypatch))


def test_an_own_time_that_comes_later_counts_as_if_it_had_come_first(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    store.view().projection()
    made, statements = advert("zebra1", PHONE, posted="2025-03-01")
    store.writer(ME).put(batch([(made, [replace(statements[0], at="2025-06-01", method="again")])], CLOSED))
    found = store.view().projection()
    assert same(found, fresh(store, monkeypatch))
    row = (found.record == found.records.index(made.id)) & (found.object == found.nodes.index(PHONE))
    assert found.time[row].tolist() == [20240.0]


def test_each_scope_keeps_its_own(store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {marking.hash: part for part, marking in store.parts().items()}
    one, both = [parts[OPEN.hash]], None
    for scope in (one, both, one):
        assert same(store.view(scope).projection(), fresh(store, monkeypatch, scope))
    narrow, wide = (store.view(scope).digest for scope in (one, both))
    mine, whole = (b"".join(f.read_bytes() for f in files(path) if f.name.startswith(d)) for d in (narrow, wide))
    assert mine
    assert TRACES[0] not in mine
    assert TRACES[0] in whole


def test_markings_that_forbid_links_are_read_anew(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("no", PHONE)], NO_LINK))
    before = store.view().projection()
    writer.put(batch([advert("no", PHONE)], OPEN))  # sighted again where links may be made
    after = store.view().projection()
    assert same(after, fresh(store, monkeypatch))
    assert (before.record_linkable.sum() + 1, before.linkable.sum() + 1) == (
        after.record_linkable.sum(), after.linkable.sum(),
    )  # fmt: skip


def kept_by_all(store: SqliteStore) -> None:
    """Everything that a case may keep, of two scopes."""
    for parts in (None, sorted(store.parts())[1:]):
        view = store.view(parts)
        shelf = view.shelf()
        near.keep(view.projection(), shelf)
        shelf.put("other", {"ids": np.frombuffer(b"zebra", dtype=np.uint8)})


def test_unloading_leaves_nothing_of_it(store: SqliteStore, path: Path) -> None:
    kept_by_all(store)
    assert all(trace in held(path) for trace in TRACES)
    store.writer(ME).unload("ads")
    assert files(path) == []
    kept_by_all(store)
    assert b"79460001" not in held(path)


def test_expiring_leaves_nothing_of_it(store: SqliteStore, path: Path) -> None:
    kept_by_all(store)
    assert store.writer(ME).expire("2026-06-15") == 5
    assert files(path) == []


def test_what_a_cut_short_removal_left_goes_at_the_next_opening(
    store: SqliteStore, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(connection: object) -> bool:
        raise KeyboardInterrupt

    kept_by_all(store)
    with monkeypatch.context() as patched:
        patched.setattr(removal, "scrub", fails)
        with pytest.raises(KeyboardInterrupt):
            store.writer(ME).unload("ads")
    assert "ad:ads:zebra1" not in store.view().projection().nodes  # nor is it ever read
    store.close()
    opened(path, clock).close()
    assert files(path) == []


def test_one_who_read_before_a_removal_keeps_nothing_after_it(store: SqliteStore, path: Path) -> None:
    shelf = store.view().shelf()
    projection = store.view().projection()
    store.writer(ME).unload("ads")
    near.keep(projection, shelf)
    assert files(path) == []


def test_a_backup_that_went_another_way_does_not_take_over(
    store: SqliteStore, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    backup = path.with_suffix(".bak")
    shutil.copy(path, backup)
    first = opened(path, clock)
    first.writer(ME).put(batch([advert("one", PHONE)], CLOSED))
    first.view().projection()
    version = first.version()
    first.close()
    shutil.copy(backup, path)
    second = opened(path, clock)
    second.writer(ME).put(batch([advert("two", PHONE)], CLOSED))
    assert second.version() == version
    assert same(second.view().projection(), fresh(second, monkeypatch))
    second.close()


def test_another_case_under_the_same_name_finds_nothing(
    store: SqliteStore, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.view().projection()
    store.close()
    for left in path.parent.glob("case.db*"):
        if left.is_file():
            left.unlink()
    other = opened(path, clock)
    other.writer(ME).put(batch([advert("two", PHONE)], OPEN))
    other.writer(ME).put(batch([advert("three", PHONE)], CLOSED))
    assert same(other.view().projection(), fresh(other, monkeypatch))
    other.close()


def test_the_cache_can_be_off(store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHSVC_CACHE", "off")
    store.view().projection()
    near.keep(store.view().projection(), store.view().shelf())
    assert files(path) == []


def test_paths_are_the_same_with_and_without_arrays(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(view: View) -> list[object]:
        ends = [("ad:kept:1", "ad:ads:zebra1"), (PHONE, PHONE_2), ("ad:kept:1", "ad:kept:2"), (PHONE, "phone:no"),
                (PHONE, PHONE)]  # fmt: skip
        ways = [
            {}, {"without_nodes": [EMAIL]}, {"without_kinds": [NodeKind.EMAIL]}, {"max_degree": 5}, {"limit": 40},
            {"without_types": [EdgeType.MENTIONS]}, {"hops": 2},
        ]  # fmt: skip
        return [view.paths(*pair, **way) for pair in ends for way in ways]  # type: ignore[arg-type]

    view = store.view()
    plain = asked(view)
    near.keep(view.projection(), view.shelf())
    with monkeypatch.context() as patched:
        patched.setattr("graphsvc.store.common.view._Graph", None)
        assert asked(store.view()) == plain
    writer = store.writer(ME)
    writer.decide(Decision.make(Verb.NOTE, (PHONE,), "x", "ada", "2026-01-01", "y"))
    assert store.view().shelf().get(near.KEPT) is not None  # a decision moves no record
    writer.put(batch([advert("bridge", PHONE, PHONE_2)], OPEN))
    found = store.view().paths(PHONE, PHONE_2)
    assert found[0].nodes == (PHONE, "ad:ads:bridge", PHONE_2)
