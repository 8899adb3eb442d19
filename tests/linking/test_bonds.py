import numpy as np
import pytest

from graphsvc.linking.bonds import bonds, one_owner
from graphsvc.linking.graph import evidence_graph
from graphsvc.linking.units import units
from tests.support.projections import ad, make_projection

A, B, MAIL = "phone:+442079460001", "phone:+442079460002", "email:a%40example.org"


def _bonds(rows):
    found = units(make_projection(rows))
    graph = evidence_graph(found, np.zeros(len(found.unit), dtype=np.int64))
    strongest = bonds(graph)
    name = [found.identifiers[i] for i in graph.identifier.tolist()]
    return [(name[a], name[b], bool(h)) for a, b, h in zip(strongest.a, strongest.b, strongest.handover)]


def test_more_together_is_more_and_apart_is_less():
    assert one_owner(1, 1) < one_owner(2, 2) < one_owner(20, 20)
    assert one_owner(1, 1) > one_owner(1, 2) > one_owner(1, 10)


def test_once_in_ten_adverts_is_not_ones_own():
    assert one_owner(1, 10) < 2.0 < one_owner(5, 10)
    assert one_owner(10, 100) < 1.0


def test_the_strongest_bond_comes_first():
    rows = [ad(f"{i}", A, MAIL) for i in range(5)] + [ad("x", A, B), ad("y", B), ad("z", B)]
    assert _bonds(rows) == [(MAIL, A, False), (A, B, False)]


def test_a_value_used_once_has_no_bond():
    assert _bonds([ad("a", A, MAIL), ad("b", A)]) == []


def test_a_number_that_ends_where_the_next_begins_is_handed_over():
    rows = (
        [ad(f"a{i}", A, day=i) for i in range(8)]
        + [ad("x", A, B, day=8)]
        + [ad(f"b{i}", B, day=9 + i) for i in range(8)]
    )
    assert _bonds(rows) == [(A, B, True)]


@pytest.mark.parametrize("stray", [(A, 12), (B, 3), (A, 99)], ids=["old one lives on", "new one was there", "nested"])
def test_numbers_that_live_side_by_side_are_not(stray):
    rows = (
        [ad(f"a{i}", A, day=i) for i in range(8)]
        + [ad("x", A, B, day=8)]
        + [ad(f"b{i}", B, day=9 + i) for i in range(8)]
    )
    assert _bonds([*rows, ad("stray", stray[0], day=stray[1])]) == [(A, B, False)]


def test_undated_numbers_are_never_handed_over():
    assert _bonds([ad("a", A), ad("b", A, B), ad("c", B)]) == [(A, B, False)]
