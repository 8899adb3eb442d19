import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.graph import LIST_LENGTH, evidence_graph, posters_only
from graphsvc.linking.units import units
from tests.support.projections import Row, ad, make_projection

IDS = [f"phone:+44207946000{i}" for i in range(6)]


def _graph(rows):
    found = units(make_projection(rows))
    return found, evidence_graph(found, np.zeros(len(found.unit), dtype=np.int64))


@given(rows=st.lists(st.sets(st.sampled_from(IDS), max_size=5), max_size=8))
@settings(deadline=None)
def test_company_is_every_other_edge_of_the_unit(rows):
    _, graph = _graph([ad(f"{i}", *ids) for i, ids in enumerate(rows)])
    found = sorted(zip(*(x.tolist() for x in graph.company())))
    edges = range(len(graph.unit))
    assert found == [(e, f) for e in edges for f in edges if e != f and graph.unit[e] == graph.unit[f]]


def test_one_edge_for_all_times_and_versions():
    rows = [Row("a", (IDS[0],), 5.0, version="1" * 12), Row("a", (IDS[0],), 9.0, version="2" * 12)]
    _, graph = _graph(rows)
    assert (graph.first.tolist(), graph.last.tolist(), graph.confidence.tolist()) == ([5.0], [9.0], [1.0])


def test_epochs_make_values_and_undated_uses_belong_to_none():
    found = units(make_projection([ad("a", IDS[0], day=0), ad("b", IDS[0], day=400), ad("c", IDS[0])]))
    graph = evidence_graph(found, np.array([1, 2, -1]))
    assert (graph.epoch, graph.identifier.tolist(), graph.undated) == (["E1", "E2"], [0, 0], 1)


def test_posters_only_leaves_out_directories_and_records_about_numbers():
    many = [f"phone:+1555{i:07d}" for i in range(LIST_LENGTH + 1)]
    found, graph = _graph([ad("list", *many), ad("most", *many[1:]), Row("x", kind="phone", about=many[0])])
    kept, directories = posters_only(graph, found.poster)
    assert directories == 1
    assert {found.refs[u].key for u in kept.unit.tolist()} == {"most"}
