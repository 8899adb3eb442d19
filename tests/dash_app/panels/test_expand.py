from __future__ import annotations

from typing import Any

import pytest

from dash_app.desk import Desk
from dash_app.panels.explore import expand
from graphsvc.errors import CaseNotFound, InputError
from tests.support.site import ids_in, text_of

OFFICE = "phone:+442079460999"


def wish(desk: Desk, node: str = OFFICE, **changes: Any) -> dict[str, Any]:
    return {"ref": desk.case.ref(node), "edge": "MENTIONS", "kind": "ad", "limit": 25, "order": "most", **changes}


def test_counts_are_rows_with_words() -> None:
    counts = [
        {"type": "PAID", "direction": "in", "kind": "wallet", "count": 3},
        {"type": "PAID", "direction": "out", "kind": "wallet", "count": 5},
        {"type": "MENTIONS", "direction": "in", "kind": "ad", "count": 40},
    ]
    rows = expand.choices(counts, {("MENTIONS", "ad"): 12})
    assert [(row["kind"], row["count"], row["shown"]) for row in rows] == [("ad", 40, 12), ("wallet", 8, 0)]
    assert rows[0]["words"] == "mention this"
    assert rows[1]["words"] == "3 paid this, 5 paid by this"
    said = text_of(expand.panel("r", rows))
    assert "40 adverts" in said
    assert "12 shown, 28 more" in said


def test_what_is_all_shown_offers_nothing() -> None:
    rows = expand.choices([{"type": "MENTIONS", "direction": "in", "kind": "ad", "count": 2}], {("MENTIONS", "ad"): 2})
    panel = expand.panel("r", rows)
    assert not [id_ for id_ in ids_in(panel) if isinstance(id_, dict) and id_["type"] == "expand"]
    assert "all shown" in text_of(panel)


def test_a_node_without_connections_says_so() -> None:
    assert "No record connects it" in text_of(expand.panel("r", []))


def test_expanding_brings_in_at_most_so_many(desk: Desk) -> None:
    view = desk.shelf.fresh()
    said, refs = expand.expand(desk, view.id, wish(desk, limit=3))
    assert len(refs) == 3
    assert said == "Added 3 adverts. 5 more are there."
    assert len(view.nodes) == 4
    assert desk.told(view.done[-1]) == "Expand +44 20 7946 0999: 3 adverts"
    said, _ = expand.expand(desk, view.id, wish(desk, limit=25))
    assert said == "Added 5 adverts."
    said, _ = expand.expand(desk, view.id, wish(desk))
    assert said == "Nothing new: 8 are shown already."
    view.undo()
    assert len(view.nodes) == 4


def test_near_counts_what_is_shown(desk: Desk) -> None:
    view = desk.shelf.fresh()
    expand.expand(desk, view.id, wish(desk, limit=3))
    frame = desk.picture(view)[1]
    assert expand.near(desk.case.ref(OFFICE), frame) == {("MENTIONS", "ad"): 3}


def test_what_would_come_is_known_before(desk: Desk) -> None:
    assert expand.waiting(desk, OFFICE, "ad", "MENTIONS", 500) == 8
    assert expand.waiting(desk, OFFICE, "ad", "MENTIONS", 5) == 5
    assert expand.waiting(desk, OFFICE, expand.EVERYTHING, expand.EVERYTHING, 500) == 8


@pytest.mark.parametrize("limit", [0, -1, 10**9, "25", None, 2.5, True])
def test_a_limit_from_outside_is_checked(desk: Desk, limit: Any) -> None:
    view = desk.shelf.fresh()
    if limit is True:
        assert len(expand.expand(desk, view.id, wish(desk, limit=limit))[1]) == 1
        return
    with pytest.raises(InputError):
        expand.expand(desk, view.id, wish(desk, limit=limit))
    assert view.nodes == {}


def test_refs_from_outside_are_checked(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with pytest.raises(CaseNotFound):
        expand.expand(desk, view.id, {**wish(desk), "ref": OFFICE})
    with pytest.raises(CaseNotFound):
        expand.expand(desk, "0" * 32, wish(desk))
