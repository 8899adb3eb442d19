from itertools import combinations

from graphsvc.analysis.agreement import measure
from graphsvc.bench.templates.peers import components
from graphsvc.bench.templates.planted import plant


def test_components_of_verified_candidates():
    texts, truth = plant(10, 4, 3, lengths=(60, 80))
    found = components(texts, lambda sets: combinations(range(len(sets)), 2))
    assert measure(truth, found).pairwise_f1 == 1
    assert len(set(components(texts, lambda sets: []))) == 40
    assert components(["", "", "one"], lambda sets: [(0, 1), (0, 2)]) == [0, 1, 2]
