from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.graph import evidence_graph
from graphsvc.linking.groups import HIDING, groups_behind
from graphsvc.linking.units import Wording, units
from tests.support.projections import ad, make_projection

IDS = (
    [f"phone:+44207946000{i}" for i in range(4)] + [f"email:m{i}%40example.org" for i in range(3)] + ["url:example.org"]
)
ROWS = st.lists(
    st.tuples(st.sets(st.sampled_from(IDS), min_size=1, max_size=4), st.integers(0, 9)), min_size=1, max_size=12
)


def _graph(rows):
    found = units(make_projection([ad(f"{i:02d}", *ids, day=day) for i, (ids, day) in enumerate(rows)]))
    return found, evidence_graph(found, np.zeros(len(found.unit), dtype=np.int64))


def _behind(graph, telling, lasting, own_text=(), persona=None):
    texts = np.isin(np.arange(graph.values), list(own_text))
    return groups_behind(graph, telling, lasting, texts, np.arange(graph.values) if persona is None else persona)


def _by_hand(rows, value):
    """Sizes of the groups behind one value, from the definition."""
    uses = [ids - {value} - {"url:example.org"} for ids, _ in rows if value in ids]
    uses = [others for others in uses if others]
    count = Counter(other for others in uses for other in others)
    ranked = sorted(count, key=lambda other: (-count[other], other))
    hiding = ranked[:HIDING]
    sets = [{i} for i in range(len(uses))]
    for other in ranked[HIDING:]:
        members = [i for i, others in enumerate(uses) if other in others]
        merged = set().union(*(sets[i] for i in members))
        for i in merged:
            sets[i] = merged
    only = {i: next(h for h in hiding if h in uses[i]) for i in range(len(uses)) if uses[i] <= set(hiding)}
    for i, first in only.items():
        sets[i] = {j for j, other in only.items() if other == first}
    return sorted(Counter(min(s) for s in sets).values())


@given(rows=ROWS)
@settings(deadline=None, max_examples=200)
def test_groups_are_those_of_the_definition(rows):
    found, graph = _graph(rows)
    behind = _behind(graph, graph.of_kind("phone", "email"), graph.of_kind("email"))
    for value, identifier in enumerate(graph.identifier.tolist()):
        sizes = sorted(behind.size[behind.value == value].astype(int).tolist())
        assert sizes == _by_hand(rows, found.identifiers[identifier])


def test_alive_at_once_shown_and_beside_its_own_kind():
    rows = [({IDS[0], IDS[1]}, 0), ({IDS[0], IDS[1]}, 4), ({IDS[0], IDS[2]}, 2), ({IDS[0], IDS[2]}, 6), ({IDS[2]}, 9)]
    _, graph = _graph(rows)
    behind = _behind(graph, graph.of_kind("phone"), graph.of_kind("email"))
    # uses every two days: each contact lives a day longer on either side; 0-4 and 2-9 become 6 and 9 days of 11
    assert behind.alive_at_once[0] == pytest.approx((6 + 9) / 11)
    assert behind.shown[0] == pytest.approx(4 / 5)
    assert behind.beside_own_kind[0] == 1.0
    assert not behind.lasting.any()


def test_contacts_that_posters_keep_are_marked():
    rows = [({IDS[0], mail}, i) for i, mail in enumerate(IDS[4:7])]
    _, graph = _graph(rows)
    behind = _behind(graph, graph.of_kind("phone", "email"), graph.of_kind("email"))
    phone = graph.kind.index("phone")
    assert behind.lasting[behind.value == phone].tolist() == [True, True, True]


def test_an_own_text_holds_the_adverts_behind_a_value_together():
    projection = make_projection([ad(f"{i:02d}", IDS[3], IDS[i], day=i) for i in range(3)])
    rows = np.arange(3)
    found = units(projection, Wording(["template:t"], rows, np.zeros(3, dtype=np.int64), np.ones(3)))
    graph = evidence_graph(found, np.zeros(len(found.unit), dtype=np.int64))
    value, text = graph.kind.index("phone") + 3, graph.kind.index("template")
    apart = _behind(graph, graph.of_kind("phone"), graph.of_kind("email"))
    together = _behind(graph, graph.of_kind("phone"), graph.of_kind("email"), own_text=[text])
    assert sorted(apart.size[apart.value == value].tolist()) == [1.0, 1.0, 1.0]
    assert together.size[together.value == value].tolist() == [3.0]


def test_contacts_of_one_poster_count_as_one():
    rows = [({IDS[3], IDS[i], IDS[4]}, 4 * i) for i in range(3)]
    _, graph = _graph(rows)
    value = graph.kind.index("phone") + 3
    persona = np.arange(graph.values)
    persona[graph.of_kind("phone")] = graph.kind.index("phone")
    persona[value] = value
    behind = _behind(graph, graph.of_kind("phone"), graph.of_kind("email"), persona=persona)
    assert behind.size[behind.value == value].tolist() == [3.0]
    assert behind.shown[value] == 1.0
