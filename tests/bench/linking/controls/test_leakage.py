from __future__ import annotations

import pytest

from graphsvc.bench.linking.controls.leakage import SPLITS, leaks, split


@pytest.mark.parametrize("by", SPLITS)
def test_no_network_stands_on_both_sides(world, by):
    halves = split(world.truth, by)
    networks = [{world.truth[key].network for key in half} for half in halves]
    assert not networks[0] & networks[1]
    assert halves[0] | halves[1] == set(world.truth)
    assert not halves[0] & halves[1]
    assert all(halves)
    assert leaks(world.truth, halves) == 0.0


def test_splitting_by_advert_leaks(world):
    assert leaks(world.truth, split(world.truth, "advert")) > 0.5


def test_what_is_held_out_by_time_begins_later(world):
    first, held = split(world.truth, "time")
    begins = {}
    for told in world.truth.values():
        if told.posted:
            begins[told.network] = min(begins.get(told.network, told.posted), told.posted)
    early = [begins[world.truth[key].network] for key in first if world.truth[key].network in begins]
    late = [begins[world.truth[key].network] for key in held if world.truth[key].network in begins]
    assert max(early) <= min(late)
