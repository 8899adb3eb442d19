from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_app.views import MAX_NODES, MAX_STEPS, View
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
    assert view.remove("Hide", ["x"]) is None
    assert view.version == version
    assert len(view.done) == 1


def test_hidden_nodes_come_back_to_their_places() -> None:
    view = View("v")
    view.add("Add", ["a", "b"], {"a": (1.0, 2.0), "b": (3.0, 4.0)})
    view.remove("Hide", ["b"])
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


def test_pins_turn_on_and_off() -> None:
    view = View("v")
    view.add("Add", ["a", "b"])
    assert view.pin(["a", "nowhere"])
    assert view.pin(["a", "b"])
    assert view.pinned == {"a", "b"}
    assert not view.pin(["a"])
    assert view.pinned == {"b"}
    view.remove("Hide", ["b"])
    assert view.pinned == set()


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "undo", "redo", "pin", "tidy"]),
        st.lists(st.sampled_from("abcdef"), max_size=4),
    ),
    max_size=30,
)


def play(view: View, script: list[tuple[str, list[str]]]) -> None:
    for verb, nodes in script:
        if verb == "add":
            view.add("add {}", nodes, {node: (ord(node), 0.0) for node in nodes}, about=tuple(nodes[:1]))
        elif verb == "remove":
            view.remove("remove", nodes)
        elif verb == "undo":
            view.undo()
        elif verb == "redo":
            view.redo()
        elif verb == "pin":
            view.pin(nodes)
        else:
            view.rearrange("tidy", {node: (ord(node), 1.0) for node in nodes})


@settings(max_examples=200, deadline=None)
@given(steps)
def test_undoing_everything_leads_back_and_redoing_returns(script: list[tuple[str, list[str]]]) -> None:
    view = View("v")
    play(view, script)
    before = sorted(view.nodes)
    undone = 0
    while view.undo():
        undone += 1
    assert view.nodes == {}
    for _ in range(undone):
        view.redo()
    assert sorted(view.nodes) == before


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
