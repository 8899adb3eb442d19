from __future__ import annotations

import pytest

from graphsvc.bench.linking.graphs import GRAPHS, measured, nmi, others


def test_ours_is_as_good_as_the_libraries_own():
    bars, rows = measured()
    assert len(bars) == len(GRAPHS) * len(others())
    assert len(rows) == len(GRAPHS) * (2 + len(others()))
    assert [bar for bar in bars if not bar["met"]] == []
    mean = {row["figure"]: row["mean"] for row in rows}
    for method in ("louvain", "leiden"):
        assert mean[f"NMI on LFR, mixing 0.1, {method}"] > 0.9
        assert mean[f"NMI on cells, {method}"] > 0.8
        assert mean[f"NMI on karate, {method}"] > 0.5


@pytest.mark.parametrize("name", GRAPHS)
def test_graphs_are_the_same_for_a_seed(name):
    first, second = GRAPHS[name](1), GRAPHS[name](1)
    assert (list(first[0].edges), first[1]) == (list(second[0].edges), second[1])


def test_nmi_by_hand():
    assert nmi("aabb", [1, 1, 2, 2]) == pytest.approx(1.0)
    assert nmi("aabb", [1, 2, 1, 2]) == pytest.approx(0.0)
    assert nmi("aaaa", [1, 1, 1, 1]) == 1.0
    assert nmi("aabb", [1, 1, 1, 2]) == pytest.approx(0.3437110, abs=1e-6)
