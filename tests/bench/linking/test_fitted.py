from __future__ import annotations

import numpy as np
import pytest

from graphsvc.analysis.evaluate import evaluate
from graphsvc.analysis.scored import ece, probability
from graphsvc.bench.linking.fitted import OTHERS, SEEDS, Links, fit, links
from graphsvc.bench.linking.run import FULL, QUICK, SMALLEST
from graphsvc.bench.linking.world import found
from graphsvc.linking.calibration import WEIGHTS


def test_no_seed_is_fitted_on_that_is_judged():
    judged = {seed for part in (*FULL, *QUICK) for seed in part[1]} | {SMALLEST["seed"]}
    assert not judged & {*SEEDS, *OTHERS}
    assert not {*SEEDS} & {*OTHERS}


def test_results_carry_what_the_shipped_weights_say(world):
    result, corpus = found(world.seen), links("small", world)
    likely = probability(corpus.traits @ np.array(list(WEIGHTS.values()))).tolist()
    known = [link.probability for link in result.links]
    assert len(known) == len(corpus.right) > 20
    assert sorted(known) == pytest.approx(sorted(likely), abs=1e-6)
    raw = probability(np.array([link.weight for link in result.links]))
    assert evaluate(result, world.rows()).links.ece < ece(raw, corpus.right)


def test_a_fit_finds_what_matters():
    rng = np.random.default_rng(0)
    traits = np.zeros((4000, len(WEIGHTS)))
    traits[:, 0] = 1.0
    traits[:, 1] = rng.integers(0, 2, size=len(traits))
    odds = 3.0 * traits[:, 1] - 1.0
    weights = fit([Links("made", traits, rng.random(len(traits)) < probability(odds))])
    assert weights["together"] == pytest.approx(3.0, abs=0.4)
    assert weights["intercept"] == pytest.approx(-1.0, abs=0.3)
    assert weights["phones"] == 0.0
