import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.merge_risk import SIZES, TOLERATED, merge_risk

NAMES = [f"phone:+44207946000{i}" for i in range(8)]


def _risk(members, edges, weights=None, **options):
    count = max((i for _, i in edges), default=-1) + 1
    return merge_risk(members, NAMES[:count], weights or [5.0] * count, edges, **options)


def test_one_record():
    risk = _risk(1, [(0, 0)])
    assert (risk.level, risk.held_by, risk.falls_into, risk.weakest) == ("single-record", (), 1, 0.0)


def test_one_identifier_that_holds_all():
    risk = _risk(4, [(i, 0) for i in range(4)])
    assert (risk.level, risk.held_by, risk.falls_into, risk.weakest) == ("single-identifier", (NAMES[0],), 4, 5.0)


def test_two_halves_joined_by_one_identifier():
    halves = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 2), (3, 3), (4, 3), (5, 3)]
    risk = _risk(6, [*halves, (0, 4), (3, 4)], [5.0, 5.0, 5.0, 5.0, 1.5])
    assert (risk.level, risk.held_by, risk.falls_into, risk.weakest) == ("fragile", (NAMES[4],), 2, 1.5)


def test_everything_tied_twice_is_firm_and_its_weakest_tie_is_known():
    risk = _risk(3, [(m, i) for m in range(3) for i in range(2)], [5.0, 2.0])
    assert (risk.level, risk.held_by, risk.falls_into, risk.weakest) == ("firm", (), 1, 7.0)


def test_a_straggler_does_not_make_many_fragile():
    edges = [(m, i) for m in range(20) for i in range(2)]
    assert _risk(21, [*edges, (0, 2), (20, 2)]).level == "firm"
    assert _risk(23, [*edges, *((m, 2) for m in (0, 20, 21, 22))]).held_by == (NAMES[2],)


def test_a_persons_decision_holds_too():
    assert _risk(4, [(0, 0), (1, 0), (2, 1), (3, 1)], ties=[(0, 2)]).falls_into == 2
    assert _risk(2, [], ties=[(0, 1)]).level == "firm"


def test_protected_identifiers_count_and_are_never_named():
    risk = _risk(3, [(i, 0) for i in range(3)], protected={NAMES[0]})
    assert (risk.level, risk.held_by, risk.falls_into) == ("single-identifier", (), 3)


def test_what_no_evidence_connects_is_said_to_be_in_pieces():
    assert _risk(3, [(0, 0), (1, 0)]).falls_into == 2


@given(edges=st.sets(st.tuples(st.integers(0, 9), st.integers(0, 7)), min_size=1, max_size=30))
@settings(deadline=None, max_examples=200)
def test_the_same_cut_vertices_as_networkx(edges):
    graph = nx.Graph([(("m", m), ("i", i)) for m, i in edges])
    part = max(nx.connected_components(graph), key=lambda c: (len(c), sorted(c)))
    graph = graph.subgraph(part)
    members = sorted(n for kind, n in part if kind == "m")
    values = sorted(n for kind, n in part if kind == "i")
    place, slot = {m: i for i, m in enumerate(members)}, {v: i for i, v in enumerate(values)}
    inside = sorted((place[m], slot[v]) for m, v in edges if m in place and v in slot)
    risk = merge_risk(len(members), [NAMES[v] for v in values], [1.0] * len(values), inside)
    if len(members) < 2:
        assert risk.level == "single-record"
        return
    expected, worst = set(), 1
    for kind, v in nx.articulation_points(graph):
        if kind == "i":
            rest = graph.subgraph(set(part) - {("i", v)})
            sizes = [sum(k == "m" for k, _ in c) for c in nx.connected_components(rest)]
            if len(members) - max(sizes) > TOLERATED * len(members):
                expected.add(NAMES[v])
                worst = max(worst, sum(size > 0 for size in sizes))
    assert (set(risk.held_by), risk.falls_into) == (expected, worst)


@pytest.mark.timeout(20)
def test_a_long_chain_needs_no_recursion():
    n = 20_000
    edges = [(i, i) for i in range(n)] + [(i + 1, i) for i in range(n - 1)]
    risk = merge_risk(n, [f"phone:{i}" for i in range(n)], [1.0] * n, edges)
    assert risk.level == "fragile"
    assert risk.falls_into == 2


@given(
    edges=st.sets(st.tuples(st.integers(0, 7), st.integers(0, 5)), min_size=1, max_size=24),
    order=st.permutations(range(8)),
)
@settings(deadline=None, max_examples=200)
def test_the_order_of_members_does_not_matter(edges, order):
    weights = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]  # sums of different identifiers differ
    first = merge_risk(8, NAMES[:6], weights, sorted(edges))
    again = merge_risk(8, NAMES[:6], weights, sorted((order[m], i) for m, i in edges))
    assert (again.level, again.held_by, again.falls_into, again.without) == (
        first.level, first.held_by, first.falls_into, first.without,
    )  # fmt: skip
    assert (again.weakest, again.cut, again.proven) == (first.weakest, first.cut, first.proven)


def test_the_pieces_that_each_of_the_worst_leaves_are_told():
    hands = [(0, 0), (0, 1), (0, 2), *((m, 0) for m in (1, 2, 3)), *((m, 1) for m in (4, 5)), (6, 2)]
    risk = _risk(7, hands)
    assert [(w.identifier, w.pieces, w.sizes) for w in risk.without] == [
        (NAMES[0], 4, (4, 1, 1, 1)), (NAMES[1], 3, (5, 1, 1)), (NAMES[2], 2, (6, 1)),
    ]  # fmt: skip
    assert risk.cut_off == 1


def test_many_pieces_are_counted_and_the_largest_told():
    risk = _risk(40, [(i, 0) for i in range(40)])
    assert [(w.pieces, w.sizes) for w in risk.without] == [(40, (1,) * SIZES)]


def test_it_may_be_called_one_only_if_nothing_speaks_against():
    twice = [(m, i) for m in range(3) for i in range(2)]
    assert _risk(3, twice).holds
    assert _risk(3, twice, stability=0.5, by_chance=0.05).holds
    assert not _risk(3, twice, stability=0.49).holds
    assert not _risk(3, twice, by_chance=0.06).holds
    assert not _risk(3, [(m, 0) for m in range(3)], stability=1.0, by_chance=0.0).holds


def test_joint_adverts_of_two_friends_make_no_firm_cluster():
    edges = [(m, 0) for m in range(5)] + [(m, 1) for m in range(3, 8)] + [(m, 2) for m in range(8)]
    ids = ["phone:a", "phone:b", "template:t0000001"]
    assert merge_risk(8, ids, [5.0] * 3, edges).level == "firm"
    assert merge_risk(8, ids, [5.0] * 3, edges, joint={3, 4}, copied={2}).level == "fragile"
    assert merge_risk(8, [*ids, "account:a"], [5.0] * 4, [*edges, *((m, 3) for m in range(8))], joint={3, 4},
                      copied={2}).level == "firm"  # fmt: skip
