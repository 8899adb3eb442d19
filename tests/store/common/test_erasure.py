"""Erased ids leave what was made of them."""

from __future__ import annotations

import pytest

from graphsvc.model import canonical_json
from graphsvc.store import Run
from graphsvc.store.common import erasure

GONE = {"phone:+1", "record:ad:s:1@a", "ad\ts\t1"}


@pytest.mark.parametrize(
    ("value", "left"),
    [
        (["phone:+1", "phone:+2"], ["phone:+2"]),
        ({"phone:+1": [0, 1], "phone:+2": [1, 1]}, {"phone:+2": [1, 1]}),
        ({"nodes": [{"id": "phone:+1", "x": 1}]}, {"nodes": [{"x": 1}]}),
        ([[["phone:+1"]], None, 7, True], [[[]], None, 7, True]),
    ],
)
def test_settings_are_pruned(value: object, left: object) -> None:
    assert erasure.without(canonical_json(value), GONE) == canonical_json(left)


def test_a_setting_that_names_nothing_erased_stays_to_the_byte() -> None:
    for text in ('{ "a" : [ "phone:+2" ] }', "not json", "", "phone:+1 is inside"):
        assert erasure.without(text, GONE) == text
    assert erasure.without('"phone:+1"', GONE) is None
    assert erasure.without("phone:+1", GONE) is None


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"identifiers": ["phone:+1"]}, True),
        ({"records": [{"kind": "ad", "source": "s", "key": "1"}]}, True),
        ({"records": [{"kind": "ad", "source": "s", "key": "2"}]}, False),
        ({"phone:+1": 1}, True),
        ({"text": "about phone:+1"}, False),
    ],
)
def test_runs_that_name_something_erased(document: object, named: bool) -> None:
    run = Run("r", "", "", "", 0, "{}", "[]", 0, canonical_json(document), "{}")
    assert erasure.run_names(run, [run.document], GONE) is named
