"""Columns that every tabular export shares."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc import tables
from graphsvc.documents import GraphNode


def _node(**attributes: str) -> GraphNode:
    return GraphNode("n", "ad", "", attributes)


def test_a_taken_name_moves_aside() -> None:
    node = _node(kind="a", Kind="b", LABEL="c", title="d", Title="e", **{"attribute.kind": "f", "": "g"})
    columns = tables.attribute_columns([node], tables.NODE)
    assert columns == {
        "": "attribute.",
        "Kind": "attribute.Kind",
        "LABEL": "attribute.LABEL",
        "Title": "Title",
        "attribute.kind": "attribute.attribute.kind",
        "kind": "attribute.attribute.attribute.kind",
        "title": "attribute.title",
    }


@given(st.lists(st.text(st.sampled_from("aAk\x0b\u202e."), max_size=4), max_size=8))
@settings(max_examples=200, deadline=None)
def test_no_two_names_share_a_column(names: list[str]) -> None:
    columns = tables.attribute_columns([_node(**dict.fromkeys(names, "x"))], tables.NODE)
    assert columns.keys() == set(names)
    folded = [column.casefold() for column in columns.values()]
    assert len(set(folded)) == len(folded)
    assert not set(folded) & set(tables.NODE)


def test_empty_attributes_have_no_column() -> None:
    assert tables.attribute_columns([_node(a=""), _node(b="x")], ()) == {"b": "b"}
    assert tables.attribute_cells({"a": "", "b": "x"}, {"a": "a", "b": "c", "d": "d"}) == {"c": "x"}


def test_rows_have_every_column() -> None:
    assert set(tables.node_row(_node())) == set(tables.NODE)
