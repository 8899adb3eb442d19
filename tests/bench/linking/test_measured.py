"""What is measured on one corpus, and how several become one."""

from __future__ import annotations

import json

import pytest

from graphsvc.bench.linking import summary
from graphsvc.bench.linking.baselines import BASELINES
from graphsvc.bench.linking.controls import Finding
from graphsvc.bench.linking.measured import CEILING, LEVELS, OURS, Measured, cell, measured
from graphsvc.bench.linking.peers import installed

SMALL = {"records": 500, "seed": 4, "hubs": 4}


@pytest.fixture(scope="module")
def one() -> Measured:
    return measured(SMALL["records"], SMALL["seed"], hubs=SMALL["hubs"])


def test_every_method_is_judged_at_both_levels(one):
    assert set(one.levels) == {OURS, CEILING, *BASELINES, *installed()}
    assert all(set(levels) == set(LEVELS) for levels in one.levels.values())
    assert all(0.0 < of.bcubed_f1 <= 1.0 for levels in one.levels.values() for of in levels.values())


def test_nobody_is_above_the_ceiling_and_it_makes_no_mistake(one):
    for level in LEVELS:
        ceiling = one.levels[CEILING][level]
        assert ceiling.bcubed_precision == 1.0
        assert ceiling.over_merge == 0.0
        assert one.levels["components"][level].bcubed_recall >= ceiling.bcubed_recall > 0.8


def test_ours_is_better_than_components_and_merges_less(one):
    for level in LEVELS:
        ours, plain = one.levels[OURS][level], one.levels["components"][level]
        assert ours.bcubed_f1 > plain.bcubed_f1
        assert ours.over_merge < plain.over_merge


def test_the_smallest_cell_is_a_part_of_the_whole(one):
    found = cell(**SMALL)
    assert found["networks B-cubed F1"] == pytest.approx(one.levels[OURS]["networks"].bcubed_f1, abs=1e-4)
    assert found["actors over-merge"] == pytest.approx(one.levels[OURS]["actors"].over_merge, abs=1e-4)


def test_figures_are_json_and_hold_every_measure(one):
    figures = {"methods": summary.methods([one]), "bars": summary.bars([one]), "others": summary.others([one])}
    assert json.loads(json.dumps(figures)) == figures
    said = {other["figure"] for other in figures["others"]}
    for words in ("pairwise f1", "ari", "fragmentation", "worst purity"):
        assert {f"actors, {words}", f"networks, {words}"} <= said
    assert {"links, average precision", "links, ece", "links, brier", "bridges, precision at 10"} <= said
    assert {bar["figure"] for bar in figures["bars"]} >= {"links, expected calibration error", "networks, over-merge"}


def test_a_bar_is_met_when_every_seed_meets_it():
    runs = [[Finding("f", 1.0, "0", False)], [Finding("f", 0.0, "0", True)]]
    assert summary.together(runs) == [
        {"figure": "f", "value": 0.5, "bar": "0", "held": 1, "seeds": 2, "met": False}
    ]  # fmt: skip
