from __future__ import annotations

from graphsvc.analysis.openly import unprotected, usable
from graphsvc.model import Verb
from tests.support.linked import decided, gathered
from tests.support.projections import ad

A, B = "phone:+442079460001", "phone:+442079460002"


def test_protection_closes_the_record_and_whatever_it_names() -> None:
    rows = [ad("1", A), ad("2", A, B), ad("3", B), ad("4", "email:a%40example.org")]
    evidence = gathered(rows, [decided(Verb.PROTECT, A), decided(Verb.PROTECT, "ad:s:4")])
    assert unprotected(evidence).tolist() == [False, False, True, False]
    kept = evidence.graph.unit[usable(evidence)]
    assert kept.tolist() == [2]


def test_hubs_and_directories_are_not_crossed() -> None:
    many = tuple(f"phone:+4420{i:08d}" for i in range(30))
    evidence = gathered([ad("1", A), ad("2", A, B), ad("list", *many)], [decided(Verb.VERDICT, A, value="agency")])
    names = [evidence.units.identifiers[evidence.graph.identifier[v]] for v in evidence.graph.value[usable(evidence)]]
    assert names == [B]
