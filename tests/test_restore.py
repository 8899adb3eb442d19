"""JSON back into dataclasses: exactly the type, or one sentence with the place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from graphsvc.errors import InputError
from graphsvc.restore import parse, restore


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[Leaf, ...]
    names: frozenset[str]
    counts: dict[str, int]
    best: Leaf | None
    sure: bool
    rest: dict[str, Any] = field(default_factory=dict)


WHOLE = {
    "leaves": [{"text": "a", "weight": 1}, {"text": "b"}],
    "names": ["y", "x"],
    "counts": {"n": 1},
    "best": None,
    "sure": True,
}


def test_it_comes_back_typed() -> None:
    found = restore(Tree, WHOLE, "a tree")
    assert found == Tree((Leaf("a", 1.0), Leaf("b")), frozenset("xy"), {"n": 1}, None, True)
    assert type(found.leaves[0].weight) is float


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"leaves": 3}, "leaves: expected a list"),
        ({"leaves": [{"text": "a"}, {"text": 1}]}, r"leaves\[1\]\.text: expected text"),
        ({"leaves": [{"text": "a", "weight": True}]}, r"leaves\[0\]\.weight: expected a number"),
        ({"leaves": [{}]}, r"leaves\[0\]: 'text' is missing"),
        ({"leaves": ["a"]}, r"leaves\[0\]: expected an object"),
        ({"counts": {"n": 1.5}}, r"counts\['n'\]: expected a whole number"),
        ({"counts": {"n": True}}, r"counts\['n'\]: expected a whole number"),
        ({"best": {"text": None}}, r"best\.text: expected text"),
        ({"sure": 1}, "sure: expected true or false"),
        ({"more": 1}, "the whole: 'more' is unknown"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(InputError, match=f"^not a tree: {reason}$"):
        restore(Tree, {**WHOLE, **change}, "a tree")


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_what_is_no_object(value: object) -> None:
    with pytest.raises(InputError, match="not a tree: the whole: expected an object"):
        restore(Tree, value, "a tree")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a":1,"a":1}', "occurs twice"),
        ("[NaN]", "NaN is no JSON number"),
        ("[-Infinity]", "is no JSON number"),
        ("[" * 200_000, "nested too deeply"),
        ("9" * 10_000, "digits"),
        ("", "Expecting value"),
        (b"\xff", "decode"),
    ],
)
def test_json_that_two_programs_would_read_differently_is_refused(text: str | bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^not a tree: .*{reason}"):
        parse(text, "a tree")
