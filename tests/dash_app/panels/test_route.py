"""How two nodes are connected: ends, rules, what they hide, and what is said where nothing is found."""

from __future__ import annotations

from typing import Any

import pytest

from dash_app.desk import Desk
from dash_app.panels.explore import asked, inspector, route, route_calls
from dash_app.panels.explore.asked import Route
from graphsvc.errors import InputError
from tests.support.site import ids_in, plain, text_of

OFFICE = "phone:+442079460999"
FIRST, SECOND = "phone:+447700900100", "phone:+447700900101"


def asking(desk: Desk, view: str, **subject: Any) -> str:
    return text_of(inspector.content(desk, view, {"kind": "path", **subject}))


def test_paths_come_with_their_hops_and_doubts(desk: Desk) -> None:
    view = desk.shelf.fresh().id
    shown = inspector.content(desk, view, {"kind": "path", "a": desk.case.ref(FIRST), "b": desk.case.ref(SECOND)})
    said = text_of(shown)
    assert "How are they connected?" in said
    assert "Path 1" in said
    assert "+44 20 7946 0999" in said
    assert "one file; no second source" in said
    hops = [id_ for id_ in ids_in(shown) if isinstance(id_, dict) and id_["type"] == "hop"]
    assert len(hops) >= 4


def test_a_hop_may_hold_several_edges() -> None:
    """Wallets that pay each other, an account that registered with a number and mentions it: one hop of a path."""
    a, b = ({"ref": ref, "kind": "wallet", "label": ref} for ref in "ab")
    edges = [
        {"source_ref": "a", "target_ref": "b", "type": "PAID", "kind": "inference", "records": 2},
        {"source_ref": "b", "target_ref": "a", "type": "PAID", "kind": "fact", "records": 3},
        {"source_ref": "a", "target_ref": "b", "type": "FOLLOWS", "kind": "fact", "records": 1},
    ]
    edges = [{**edge, "first": "2025-01-01", "last": "2025-02-01"} for edge in edges]
    found = {"paths": [{"nodes": [a, b], "edges": edges, "doubts": []}], "hidden": 0, "hidden_more": False, "hubs": []}
    shown = route.told(found, Route())
    assert "follows, paid · 6 records · 2025-01-01 to 2025-02-01" in text_of(shown)
    assert "hop hop-fact" in repr(shown)


def test_hubs_are_left_out_and_it_is_said_through_what(desk: Desk) -> None:
    desk.case.decide("verdict", [OFFICE], value="agency", reason="An agency")
    view = desk.shelf.fresh().id
    said = asking(desk, view, a=desk.case.ref(FIRST), b=desk.case.ref(SECOND))
    assert "paths hidden: they run through a shared agency number (+44 20 7946 0999)." in said
    assert "At least" in said  # as many as were looked for
    assert "No path" in said
    assert "Nearest approach: through a hub" in said
    assert "Path 1" in asking(desk, view, hubs=True)
    assert "Paths through hubs are included" in asking(desk, view)  # the rule is kept with the view


def test_no_path_has_a_reason_and_says_how_far_each_end_reaches(desk: Desk) -> None:
    lone = next(node["id"] for node in desk.case.search("flat"))
    said = asking(desk, desk.shelf.fresh().id, a=desk.case.ref(lone), b=desk.case.ref(OFFICE))
    assert "Nothing that this case shows connects them" in said
    assert "From the first end 0 other nodes can be reached, from the second 12" in said


def test_what_is_left_out_is_the_reason(desk: Desk) -> None:
    ad = next(node["id"] for node in desk.case.search("kitchen") if node["label"].endswith(" 0"))
    far = desk.case.paths(FIRST, SECOND, without_kinds=["ad"])
    assert far["reason"] == "every path uses a kind of edge or node that is left out"
    assert far["nearest"]["needs"] == ["kinds"]
    short = desk.case.paths(FIRST, SECOND, hops=2)
    assert short["reason"] == "the shortest path has 4 steps, more than 2"
    assert short["nearest"]["path"]["nodes"][0]["id"] == FIRST
    assert desk.case.paths(ad, ad)["paths"]
    for wrong in ({"hops": 0}, {"hops": 99}, {"limit": 0}, {"without_types": ["HATES"]}, {"without_kinds": ["gang"]}):
        with pytest.raises(InputError):
            desk.case.paths(FIRST, SECOND, **wrong)


def test_ends_are_set_turned_and_kept_with_the_view(desk: Desk) -> None:
    view = desk.shelf.fresh().id
    assert "Choose two ends" in asking(desk, view)
    assert "Choose two ends" in asking(desk, view, a=desk.case.ref(FIRST))
    assert "Path 1" in asking(desk, view, b=desk.case.ref(SECOND))
    kept = asked.read(desk, view)
    assert (kept.route.a, kept.route.b, kept.open) == (FIRST, SECOND, "path")
    assert kept.route.reversed().a == SECOND
    assert kept.route.ended("a", SECOND) == Route(a=SECOND)  # one node is never both ends
    assert asked.read(desk, desk.shelf.fresh().id).route == Route()
    with desk.changing(view) as changed:
        changed.add("Add", [FIRST])
    share = desk.shelf.share(view)
    assert asked.read(desk, share).route.b == SECOND
    asking(desk, share, a=desk.case.ref(OFFICE))
    assert asked.read(desk, view).route.a == FIRST  # who only reads changes nothing


def test_rules_from_a_browser_are_checked() -> None:
    told = route_calls.ruled(Route(), 99, "x", True, ["PAID", "HATES"], None)
    assert told == Route(hops=12, limit=3, hubs=True, types=("PAID",))


def test_a_path_comes_onto_the_canvas_in_one_step_and_is_lit(desk: Desk) -> None:
    view = desk.shelf.fresh().id
    asking(desk, view, a=desk.case.ref(FIRST), b=desk.case.ref(SECOND))
    said, refs, lit = route_calls.bring(desk, view, 1)
    assert "Added 5 nodes" in said
    assert (len(refs), len(lit)) == (5, 9)
    assert [desk.told(step) for step in desk.shelf.get(view).done] == ["Path from +44 7700 900100 to +44 7700 900101"]
    assert "already" in route_calls.bring(desk, view, 1)[0]


def test_a_protected_end_is_never_named(desk: Desk) -> None:
    desk.case.decide("protect", [OFFICE], reason="A helper's number")
    desk.changed()
    view = desk.shelf.fresh().id
    asking(desk, view, a=desk.case.ref(FIRST), b=desk.case.ref(SECOND))
    shown = repr(plain(inspector.content(desk, view, {"kind": "path"})))
    assert "7946 0999" not in shown
    assert "protected number" in shown
