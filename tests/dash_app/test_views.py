from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_app.views import MAX_HELD, MAX_NODES, MAX_STEPS, Group, View, Window
from graphsvc.errors import InputError


def shown(view: View) -> list[str]:
    return list(view.nodes)


def test_undo_takes_exactly_what_came() -> None:
    view = View("v")
    view.add("Add a", ["a"])
    view.add("Expand a", ["b", "c", "a"])
    step = view.undo()
    assert step is not None
    assert step.name == "Expand a"
    assert shown(view) == ["a"]
    assert view.redo() == step
    assert shown(view) == ["a", "b", "c"]


def test_nothing_new_is_no_step() -> None:
    view = View("v")
    view.add("Add", ["a"])
    version = view.version
    assert view.add("Again", ["a"]) is None
    assert view.hide("Hide", ["x"]) is None
    assert view.version == version
    assert len(view.done) == 1


def test_hidden_nodes_come_back_to_their_places() -> None:
    view = View("v")
    view.add("Add", ["a", "b"], {"a": (1.0, 2.0), "b": (3.0, 4.0)})
    view.hide("Hide", ["b"])
    view.undo()
    assert shown(view) == ["a", "b"]
    assert view.places["b"] == (3.0, 4.0)


def test_tidying_up_can_be_undone() -> None:
    view = View("v")
    view.add("Add", ["a", "b"], {"a": (1.0, 2.0), "b": (3.0, 4.0)})
    view.rearrange("Tidy up", {"a": (9.0, 9.0), "b": (3.0, 4.0), "gone": (0.0, 0.0)})
    assert view.places["a"] == (9.0, 9.0)
    view.undo()
    assert view.places["a"] == (1.0, 2.0)


def test_undo_never_discards_later_work() -> None:
    """A new step after an undo keeps the undone one reachable by undoing further."""
    view = View("v")
    view.add("A", ["a"])
    view.add("B", ["b"])
    view.add("C", ["c"])
    view.undo()
    view.undo()
    view.add("D", ["d"])
    assert shown(view) == ["a", "d"]
    states = []
    while view.undo():
        states.append(sorted(view.nodes))
    assert ["a", "b", "c"] in states
    assert states[-1] == []


def test_a_full_canvas_refuses_with_numbers() -> None:
    view = View("v")
    view.add("Many", [str(number) for number in range(MAX_NODES - 1)])
    with pytest.raises(InputError, match="2,000 nodes; 1,999 are shown and 2 more"):
        view.add("Two", ["x", "y"])
    assert len(view.nodes) == MAX_NODES - 1


def test_pins_are_steps_and_come_back_with_what_was_hidden() -> None:
    view = View("v")
    view.add("Add", ["a", "b"])
    assert view.pin("Pin", ["a", "nowhere"])
    assert view.pin("Pin", ["a"]) is None
    view.pin("Pin", ["b"])
    view.hide("Hide", ["b"])
    assert view.pinned == {"a"}
    view.undo()
    assert view.pinned == {"a", "b"}
    view.undo()
    assert view.pinned == {"a"}
    view.unpin("Unpin", ["a", "b"])
    assert view.pinned == set()
    view.undo()
    assert view.pinned == {"a"}


def test_the_lock_is_a_step() -> None:
    view = View("v")
    assert view.lock("Lock", True)
    assert view.lock("Lock", True) is None
    view.undo()
    assert not view.locked
    view.redo()
    assert view.locked


def test_what_is_hidden_is_listed_and_restored() -> None:
    view = View("v")
    view.add("Add", ["a", "b", "c"])
    view.hide("Hide", ["a", "b", "nowhere"])
    assert list(view.hidden) == ["a", "b"]
    assert shown(view) == ["c"]
    view.restore("Restore", ["a"])
    assert list(view.hidden) == ["b"]
    assert shown(view) == ["c", "a"]
    view.add("Find b", ["b"])  # looked for, it is shown again
    assert not view.hidden
    view.undo()
    assert list(view.hidden) == ["b"]
    view.clear("Clear")
    assert not view.nodes
    assert not view.hidden
    view.undo()
    assert list(view.hidden) == ["b"]


def test_a_group_holds_its_members_until_they_are_taken_out() -> None:
    view = View("v")
    view.add("Add", ["a", "b", "c", "d"], {"a": (0.0, 0.0), "b": (10.0, 20.0)})
    view.group("Group", [Group("group:hand:1", "hand", "", ("a", "b", "c"))])
    assert shown(view) == ["d"]
    assert view.closed() == {"group:hand:1": ["a", "b", "c"]}
    assert view.places["group:hand:1"] == (5.0, 10.0)
    assert view.home("b") == "group:hand:1"
    view.add("Take b out", ["b"])
    assert view.closed() == {"group:hand:1": ["a", "c"]}
    assert view.opened(["b", "d"]) == ["group:hand:1"]
    assert view.home("b") == ""
    view.close("Collapse", ["group:hand:1"])
    assert view.closed() == {"group:hand:1": ["a", "b", "c"]}
    view.ungroup("Dissolve", ["group:hand:1"])
    assert sorted(shown(view)) == ["a", "b", "c", "d"]
    assert not view.groups
    view.undo()
    assert view.closed() == {"group:hand:1": ["a", "b", "c"]}
    for _ in range(3):
        view.undo()
    assert shown(view) == ["d", "a", "b", "c"]
    assert not view.groups


def test_a_node_is_in_one_group_at_most() -> None:
    view = View("v")
    view.add("Add", ["a", "b", "c", "d"])
    view.group("Group", [Group("g1", "hand", "", ("a", "b", "c"))])
    view.group("Group", [Group("g2", "hand", "", ("c", "d"))])
    assert view.closed() == {"g1": ["a", "b"], "g2": ["c", "d"]}
    view.undo()
    assert view.closed() == {"g1": ["a", "b", "c"]}
    assert shown(view) == ["d"]


def test_a_hidden_group_is_not_drawn_and_comes_back_whole() -> None:
    view = View("v")
    view.add("Group", ["x"], groups=[Group("g1", "month", "2025-01", ("a", "b"))])
    assert view.shows("g1")
    view.hide("Hide", ["g1"])
    assert view.closed() == {}
    assert list(view.hidden) == ["g1"]
    view.restore("Restore", ["g1"])
    assert view.closed() == {"g1": ["a", "b"]}
    assert shown(view) == ["x"]


def test_groups_hold_so_many_and_no_more() -> None:
    view = View("v")
    many = tuple(str(number) for number in range(MAX_HELD + 1))
    with pytest.raises(InputError, match="20,001"):
        view.add("Too much", [], groups=[Group("g1", "month", "", many)])
    assert not view.groups
    view.add("Enough", [], groups=[Group("g1", "month", "", many[:-1])])
    with pytest.raises(InputError, match="2,000 nodes; 1 are shown"):
        view.ungroup("Dissolve", ["g1"])


def test_an_id_is_given_once() -> None:
    view = View("v")
    first = view.next_id("hand")
    again = View.from_json("v", json.loads(json.dumps(view.to_json())))
    assert again.next_id("hand") != first


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "undo", "redo", "pin", "tidy", "group", "close", "restore", "ungroup"]),
        st.lists(st.sampled_from("abcdef"), max_size=4),
    ),
    max_size=30,
)


def play(view: View, script: list[tuple[str, list[str]]]) -> None:
    for verb, nodes in script:
        if verb == "add":
            view.add("add {}", nodes, {node: (ord(node), 0.0) for node in nodes}, about=tuple(nodes[:1]))
        elif verb == "remove":
            view.hide("hide", nodes)
        elif verb == "undo":
            view.undo()
        elif verb == "redo":
            view.redo()
        elif verb == "pin":
            view.pin("pin", nodes)
        elif verb == "group":
            if nodes:
                view.group("group", [Group(view.next_id("hand"), "hand", "", tuple(dict.fromkeys(nodes)))])
        elif verb == "close":
            view.close("close", view.opened(nodes))
        elif verb == "restore":
            view.restore("restore", list(view.hidden))
        elif verb == "ungroup":
            view.ungroup("ungroup", list(view.groups)[:1])
        else:
            view.rearrange("tidy", {node: (ord(node), 1.0) for node in nodes})


def state(view: View) -> tuple[Any, ...]:
    """All that steps decide."""
    groups = sorted(view.groups.values(), key=lambda one: one.id)
    return sorted(view.nodes), sorted(view.hidden), view.pinned, groups, view.locked


@settings(max_examples=200, deadline=None)
@given(steps)
def test_undoing_everything_leads_back_and_redoing_returns(script: list[tuple[str, list[str]]]) -> None:
    view = View("v")
    play(view, script)
    before = state(view)
    undone = 0
    while view.undo():
        undone += 1
    assert state(view) == state(View("v"))
    for _ in range(undone):
        view.redo()
    assert state(view) == before


@settings(max_examples=200, deadline=None)
@given(steps)
def test_a_view_survives_being_kept(script: list[tuple[str, list[str]]]) -> None:
    view = View("v")
    play(view, script)
    kept: dict[str, Any] = json.loads(json.dumps(view.to_json()))
    again = View.from_json("v", kept)
    assert again.to_json() == kept
    assert shown(again) == shown(view)
    assert again.pinned == view.pinned
    assert again.undo() == view.undo()


def test_the_history_is_bounded() -> None:
    view = View("v")
    for number in range(MAX_STEPS + 20):
        view.add("Add", [str(number)])
    assert len(view.done) == MAX_STEPS


def test_a_range_of_days_is_a_step_of_the_view() -> None:
    view = View("v")
    view.add("Add", ["a"])
    assert view.show_days("Show", Window()) is None
    view.show_days("Show", Window("2025-03-01", "2025-05-31"))
    kept = View.from_json("v", json.loads(json.dumps(view.to_json())))
    assert kept.window == view.window == Window("2025-03-01", "2025-05-31")
    kept.undo()
    assert not kept.window
    kept.redo()
    assert kept.window.last == "2025-05-31"


def test_moves_of_a_range_that_follow_each_other_are_one_step() -> None:
    view = View("v")
    view.show_days("Show", Window("2025-03-01"))
    for month in (4, 5, 6):
        view.show_days("Move", Window(f"2025-0{month}-01"), slides=True)
    assert [step.name for step in view.done] == ["Show", "Move"]
    view.undo()
    assert view.window == Window("2025-03-01")
