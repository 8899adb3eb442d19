from __future__ import annotations

from typing import Any

from dash import Patch

from dash_app.elements import change, edge_elements, line_key, node_elements


def drawn(ref: str, kind: str = "phone", verdict: str = "") -> dict[str, Any]:
    return {
        "id": f"id-{ref}", "ref": ref, "kind": kind, "label": ref.upper(), "records": 3, "degree": 2, "first": "",
        "last": "", "protected": False, "verdict": verdict,
    }  # fmt: skip


def edge(a: str, b: str, type_: str = "MENTIONS", kind: str = "fact", records: int = 1) -> dict[str, Any]:
    return {"source_ref": a, "target_ref": b, "type": type_, "kind": kind, "records": records}


def test_nodes_go_by_ref_and_carry_no_id() -> None:
    made = node_elements(
        [drawn("a"), drawn("b", verdict="agency")], {"id-a": (1.26, 2.0), "id-b": (0.0, 0.0)}, hubs={"id-x"},
        fresh=("id-b",), pinned={"id-a"},
    )  # fmt: skip
    assert set(made) == {"a", "b"}
    assert made["a"]["position"] == {"x": 1.3, "y": 2.0}
    assert made["a"]["data"]["pinned"]
    assert not made["a"]["data"]["hub"]
    assert made["b"]["data"]["hub"]
    assert made["b"]["data"]["status"] == "new"
    assert "id-" not in repr(made)


def test_parallel_edges_become_one_line() -> None:
    made = edge_elements([edge("b", "a", kind="inference"), edge("a", "b", "SHOWS_IMAGE", records=4), edge("a", "c")])
    assert set(made) == {"a~b", "a~c"}
    line = made["a~b"]["data"]
    assert line["kind"] == "fact"
    assert line["count"] == 5
    assert line["type"] == "MENTIONS, SHOWS_IMAGE"
    assert line["arrows"] == ""


def test_payments_keep_their_direction() -> None:
    one = edge_elements([edge("z", "a", "PAID")])["a~z"]["data"]
    assert (one["source"], one["target"], one["arrows"]) == ("z", "a", "to")
    both = edge_elements([edge("z", "a", "PAID"), edge("a", "z", "PAID")])["a~z"]["data"]
    assert both["arrows"] == "both"


def test_a_line_has_one_key_from_either_end() -> None:
    assert line_key("b", "a") == line_key("a", "b") == "a~b"


def operations(patch: Any) -> list[tuple[str, str]]:
    return [(step["operation"], step["location"][0]) for step in patch.to_plotly_json()["operations"]]


def test_only_what_differs_travels() -> None:
    old = {"a": {"n": 1}, "b": {"n": 1}, "c": {"n": 1}}
    new = {"a": {"n": 1}, "b": {"n": 2}, "d": {"n": 1}}
    patch = change(old, new)
    assert isinstance(patch, Patch)
    assert sorted(operations(patch)) == [("Assign", "b"), ("Assign", "d"), ("Delete", "c")]


def test_another_picture_travels_whole() -> None:
    new = {"a": {"n": 1}}
    assert change(None, new) == new
    assert change({"z": {}}, new) == new
    assert change({}, {}) == {}
