"""Work timed in a process of its own."""

from __future__ import annotations

import pytest

from graphsvc.bench.child import Cost, measured, place
from graphsvc.errors import InputError

HERE = "tests.bench.timed"


def test_what_was_printed_and_what_it_cost_come_back() -> None:
    found = measured(f"{HERE}:work", ["60", "0.2"])
    assert found.out == "did 60 0.2\n"
    assert found.cost.wall >= 0.2
    assert found.cost.cpu > 0
    assert found.cost.peak > 60 << 20


def test_a_watched_function_has_its_own_share() -> None:
    found = measured(f"{HERE}:work", ["0", "0.1"], {"outer": [f"{HERE}:outer"], "inner": [f"{HERE}:Inner.rest"]})
    outer, inner = found.spans["outer"], found.spans["inner"]
    assert inner.wall >= 0.2  # twice called
    assert outer.wall >= 0.1
    assert outer.wall + inner.wall <= found.cost.wall
    assert outer.wall < inner.wall + 0.1  # what outer spent in inner is inner's


def test_each_span_has_a_peak_of_its_own() -> None:
    found = measured(f"{HERE}:work", ["80", "0"], {"large": [f"{HERE}:take"], "later": [f"{HERE}:outer"]})
    assert found.spans["large"].peak > found.spans["later"].peak + (50 << 20)
    assert found.cost.peak >= found.spans["large"].peak


def test_memory_of_processes_it_starts_is_added() -> None:
    alone = measured(f"{HERE}:work", ["0", "0"]).cost.peak
    both = measured(f"{HERE}:with_child", ["90"]).cost.peak
    assert both > alone + (80 << 20)


def test_work_that_fails_says_its_last_line() -> None:
    with pytest.raises(InputError, match=r"fails ended with 1: ValueError: no such thing"):
        measured(f"{HERE}:fails", [])


def test_a_function_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError):
        place(f"{HERE}:nothing")
    owner, name = place(f"{HERE}:Inner.rest")
    assert callable(getattr(owner, name))


def test_costs_add_up_but_peaks_do_not() -> None:
    assert Cost(1, 2, 3) + Cost(10, 20, 1) == Cost(11, 22, 3)
