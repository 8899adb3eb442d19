"""The result document: canonical bytes, a round trip, and refusals; and the graph document's own conditions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.documents import GraphNode
from graphsvc.errors import InputError
from graphsvc.marking import Marking
from graphsvc.results import Hub, RecordRef, Result, cluster_id
from tests.support import documents


def test_a_result_comes_back_equal() -> None:
    result = documents.result()
    assert Result.from_json(result.to_json()) == result
    assert Result.from_json(result.to_json()).to_json() == result.to_json()


@given(st.text(st.characters(), max_size=30), st.floats(allow_nan=False, allow_infinity=False), st.integers())
@settings(max_examples=200, deadline=None)
def test_any_text_and_number_comes_back(text: str, number: float, whole: int) -> None:
    result = replace(
        documents.result(), hubs=(Hub(text, 1, round(number, 6) + 0.0, text),), notes=(text,), seed=whole,
        parameters={text: [text, None, True, {"x": whole}]},
    )  # fmt: skip
    assert Result.from_json(result.to_json()) == result


def test_the_bytes_do_not_depend_on_the_seventh_decimal_or_on_the_sign_of_zero() -> None:
    first, second = (replace(documents.result(), hubs=(Hub("x", 1, d, ""),)) for d in (0.1 + 0.2, 0.3))
    zero, negative = (replace(documents.result(), hubs=(Hub("x", 1, d, ""),)) for d in (0.0, -0.0))
    assert first.to_json() == second.to_json()
    assert first.digest == second.digest
    assert zero.to_json() == negative.to_json()


def test_no_clock_store_or_name_is_in_it() -> None:
    assert set(json.loads(documents.result().to_json())) == {
        "schema", "method", "method_version", "parameters", "seed", "keys_version", "marking", "counts", "coverage",
        "actors", "networks", "links", "hubs", "notes", "alerts",
    }  # fmt: skip


def _changed(change: Any) -> str:
    value = json.loads(documents.result().to_json())
    change(value)
    return json.dumps(value)


REFUSED = {
    "no JSON": "{",
    "nothing": "",
    "a list": "[]",
    "another schema": '{"schema":"graphsvc.result/2"}',
    "no schema": "{}",
    "deep": "[" * 100_000,
    "a name twice": '{"schema":"graphsvc.result/1","schema":"graphsvc.result/1"}',
    "a missing field": _changed(lambda value: value.pop("links")),
    "an unknown field": _changed(lambda value: value.update(score=1)),
    "a wrong type": _changed(lambda value: value["actors"][0].update(records="all")),
    "a wrong type inside": _changed(lambda value: value["links"][0]["evidence"][0].update(weight="heavy")),
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_result_is_refused_with_the_next_step(text: str) -> None:
    with pytest.raises(InputError, match=r"result document.*graphsvc cluster") as refused:
        Result.from_json(text)
    assert len(str(refused.value)) < 300


def test_a_wrong_type_is_named_with_its_place() -> None:
    with pytest.raises(InputError, match=r"links\[0\]\.evidence\[0\]\.weight: expected a number"):
        Result.from_json(REFUSED["a wrong type inside"])


def test_the_same_members_have_the_same_id_in_any_order() -> None:
    refs = [RecordRef("ad", "s", str(n)) for n in range(5)]
    assert cluster_id("actor", refs) == cluster_id("actor", refs[::-1])
    assert cluster_id("actor", refs) != cluster_id("actor", refs[:4])
    assert cluster_id("network", refs).startswith("network:")


def test_a_graph_puts_itself_in_order() -> None:
    graph = documents.graph()
    assert replace(graph, nodes=graph.nodes[::-1], edges=graph.edges[::-1]) == graph


BROKEN = {
    "a node twice": {"nodes": documents.graph().nodes + documents.graph().nodes[:1]},
    "an edge twice": {"edges": documents.graph().edges + documents.graph().edges[:1]},
    "an edge to nowhere": {"nodes": documents.graph().nodes[1:]},
    "a kind of its own": {"edges": (replace(documents.graph().edges[0], kind="certain"),)},
    "no kind": {"edges": (replace(documents.graph().edges[0], kind=""),)},
    "a fact without evidence": {"edges": (replace(documents.graph().edges[0], evidence=()),)},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=list(BROKEN))
def test_a_graph_that_no_reader_could_trust_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        replace(documents.graph(), **change)


def test_who_may_stand_behind_it_is_unknown_until_assessed() -> None:
    assert GraphNode("phone:+442079460101", "phone", "", {}).subject_category == "unknown"
    assert GraphNode("a", "actor", "", {}, subject_category="third_party").subject_category == "third_party"
    assert GraphNode("url:example.com", "url", "", {}).subject_category == ""


def test_the_manifest_speaks_for_the_graph() -> None:
    manifest = documents.graph().manifest()
    assert Marking.from_json(manifest["marking"]) == documents.graph().marking
    assert (manifest["nodes"], manifest["edges"], manifest["banner"]) == (5, 5, "TLP:AMBER+STRICT NOT-IMM")
