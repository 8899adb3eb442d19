"""What later records touch, and what is carried over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from graphsvc.linking import incremental
from graphsvc.linking.incremental import Base, Region, only, placed, region, rows_of, unit_numbers
from graphsvc.linking.templates import TemplateIndex, group_texts
from graphsvc.linking.units import Wording, units
from graphsvc.store import Projection
from tests.support.linked import wording
from tests.support.projections import Row, ad, make_projection

A, B, C, HUB = (f"phone:+44207946000{number}" for number in (1, 2, 3, 9))
NOTHING = Wording([], *(np.zeros(0, dtype=kind) for kind in (np.int64, np.int64, np.float64)))
BASE_ROWS = [ad("a1", A), ad("a2", A, HUB), ad("b1", B, HUB), ad("b2", B), ad("c1", C), ad("d1")]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental, "BALLAST", 0)
    monkeypatch.setattr(incremental, "DRIFT", 1.0)
    monkeypatch.setattr(incremental, "REGION", 1.0)


def base(rows: Sequence[Row] = BASE_ROWS, groups: Sequence[int] = (0, 0, 1, 1, -1, -1)) -> Base:
    """Actors and networks are the same where there are networks; others stand alone."""
    projection = make_projection(rows)
    network = np.array(groups, dtype=np.int64)
    actor = np.where(network >= 0, network, np.arange(len(rows)) + 10)
    return Base(projection.records, rows_of(projection), actor, network, frozenset({HUB}))


def touched(projection: Projection, found: Region | None) -> list[str]:
    assert found is not None
    return [record.split(":")[3][:2] for record in np.array(projection.records)[found.records].tolist()]


def keys(rows: Sequence[Row], known: Base | None = None) -> list[str]:
    projection = make_projection([*BASE_ROWS, *rows])
    return touched(projection, region(projection, known or base(), NOTHING))


def test_only_the_groups_that_share_something_with_the_new_are_linked() -> None:
    assert keys([ad("x1", A)]) == ["a1", "a2", "x1"]
    assert keys([ad("x1", C)]) == ["c1", "x1"]
    assert keys([ad("x1")]) == ["x1"]
    assert keys([ad("x1", A), ad("x2", A, B)]) == ["a1", "a2", "b1", "b2", "x1", "x2"]


def test_hubs_of_the_base_touch_nobody() -> None:
    assert keys([ad("x1", HUB)]) == ["x1"]


def test_directories_touch_nobody() -> None:
    many = [f"email:{number}%40example.org" for number in range(30)]
    assert keys([ad("x1", A, *many)]) == ["x1"]


def test_what_says_more_than_it_did_is_new() -> None:
    rows = [ad("a1", A, C), *BASE_ROWS[1:]]
    projection = make_projection(rows)
    assert touched(projection, region(projection, base(), NOTHING)) == ["a1", "a2", "c1"]


def test_another_version_of_a_record_touches_its_group() -> None:
    assert keys([Row("b1", (C,), version="1" * 12)]) == ["b1", "b1", "b2", "c1"]


def test_a_wording_touches_like_an_identifier() -> None:
    projection = make_projection([*BASE_ROWS, ad("x1")])
    worded = Wording(["template:1"], np.array([4, 6]), np.array([0, 0]), np.ones(2))
    assert touched(projection, region(projection, base(), worded)) == ["c1", "x1"]


def test_everything_is_linked_anew_where_something_is_gone_or_too_much_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    assert region(make_projection(BASE_ROWS[1:]), base(), NOTHING) is None
    more = make_projection([*BASE_ROWS, ad("x1", A)])
    monkeypatch.setattr(incremental, "DRIFT", 0.1)
    assert region(more, base(), NOTHING) is None
    monkeypatch.setattr(incremental, "DRIFT", 1.0)
    monkeypatch.setattr(incremental, "REGION", 0.2)
    assert region(more, base(), NOTHING) is None


def test_ballast_is_whole_groups_that_are_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental, "BALLAST", 4)
    projection = make_projection([*BASE_ROWS, ad("x1", B)])
    found = region(projection, base(), NOTHING)
    assert touched(projection, found) == ["a1", "a2", "b1", "b2", "x1"]
    assert found is not None
    assert found.touched.tolist() == [1]


def test_a_part_of_a_projection_is_the_projection_of_that_part() -> None:
    projection = make_projection(BASE_ROWS)
    worded = Wording(["template:1", "template:2"], np.array([0, 1, 4]), np.array([0, 1, 1]), np.array([1.0, 0.5, 0.7]))
    part, words = only(projection, worded, np.array([False, True, False, False, True, False]))
    whole = make_projection([BASE_ROWS[1], BASE_ROWS[4]])
    assert (part.nodes, part.records, part.record_category) == (whole.nodes, whole.records, whole.record_category)
    for name in ("record_node", "subject", "predicate", "object", "record", "confidence", "linkable"):
        assert getattr(part, name).tolist() == getattr(whole, name).tolist()
    assert (words.templates, words.record.tolist(), words.template.tolist()) == (["template:2"], [0, 1], [0, 0])
    assert words.similarity.tolist() == [0.5, 0.7]
    assert units(part, words).identifiers == units(whole, words).identifiers


def test_a_base_is_the_same_after_it_was_packed() -> None:
    before = base()
    after = Base.unpacked(before.packed())
    assert (after.records, after.hubs, after.group.tolist()) == (before.records, before.hubs, before.group.tolist())
    assert Base.unpacked(base([], []).packed()).records == []


def test_versions_have_one_number_and_gone_records_are_seen() -> None:
    records = make_projection([Row("a", version="1" * 12), Row("a", version="2" * 12), ad("b"), ad("b1")]).records
    assert unit_numbers(records).tolist() == [0, 0, 1, 2]
    assert unit_numbers([]).tolist() == []
    known = placed(records[1:], records)
    assert known is not None
    assert known.tolist() == [-1, 0, 1, 2]
    assert placed(records, records[1:]) is None


def test_a_later_advert_finds_its_wording_even_with_one_that_was_alone() -> None:
    texts = [wording(1), wording(1), wording(2), wording(3)]
    groups = group_texts(texts)
    rows = [ad(key) for key in "abcd"]
    projection = make_projection([*rows, ad("e"), ad("f"), ad("g")])
    last = incremental.Wordings(
        make_projection(rows).records, np.arange(4), groups.told(), np.ones(4), TemplateIndex.of(groups)
    )
    before = placed(last.records, projection.records)
    assert before is not None
    found = incremental.told(projection, last, before, np.array([4, 5, 6]), [wording(2), wording(9), wording(1)])
    pairs = sorted(zip(found.template.tolist(), found.record.tolist()))
    assert sorted([[record for one, record in pairs if one == number] for number in (0, 1)]) == [[0, 1, 6], [2, 4]]
    assert len(found.templates) == 2
