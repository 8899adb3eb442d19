from __future__ import annotations

import pytest

from graphsvc.bench.linking.controls.parity import ALARM, compare, false_links
from graphsvc.bench.linking.world import Truth, World, found


def rates(wrong: dict[str, float], adverts: int = 40):
    """Groups of so many adverts, two in each network, with these false-link rates."""
    truth, rate, groups = {}, {}, {}
    for group, share in wrong.items():
        for number in range(adverts):
            key = ("ads", f"{group}{number}")
            truth[key] = Truth("a", f"{group}{number // 2}", language=group)
            rate[key], groups[key] = (1.0, 1.0 if number < share * adverts else 0.0), group
    return rate, groups, truth


def test_equal_rates_are_one():
    ratios = compare(*rates({"en": 0.2, "ru": 0.2}), seed=1)
    assert ratios["en"][0] == ratios["ru"][0] == pytest.approx(1.0)


def test_a_group_that_pays_more_alarms():
    ratios = compare(*rates({"en": 0.1, "ru": 0.6}), seed=1)
    assert ratios["ru"][0] == pytest.approx(0.6 / 0.35)
    assert ratios["ru"][0] > ALARM
    assert ratios["ru"][1] > 1.0 > ratios["en"][0]


def test_no_mistake_is_no_disparity():
    assert set(compare(*rates({"en": 0.0, "ru": 0.0}), seed=1).values()) == {(1.0, 1.0)}
    assert compare({}, {}, {}, seed=1) == {}


def test_the_truth_itself_has_no_false_link(world: World):
    measured = false_links(world, found(world.seen))
    assert measured
    assert all(0.0 <= rate <= 1.0 for _, rate in measured.values())
    assert all(world.truth[key].language for key in measured)
