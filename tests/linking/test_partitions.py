from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.partitions import Union, canonical, kept_apart, numbered

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)
EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0.1, 9)), max_size=30)


@given(joins=PAIRS, apart=PAIRS)
@settings(deadline=None)
def test_what_must_stay_apart_stays_apart(joins, apart):
    union = Union(12, apart)
    for a, b in joins:
        assert union.join(a, b) == (union.find(a) == union.find(b))
    assert all(a == b or union.find(a) != union.find(b) for a, b in apart)


@given(joins=PAIRS)
@settings(deadline=None)
def test_without_such_pairs_it_is_plain_union_find(joins):
    union, sets = Union(12), [{i} for i in range(12)]
    for a, b in joins:
        assert union.join(a, b)
        merged = sets[a] | sets[b]
        for i in merged:
            sets[i] = merged
    assert all((union.find(a) == union.find(b)) == (b in sets[a]) for a in range(12) for b in range(12))
    assert union.labels() == numbered(min(sets[i]) for i in range(12))


def test_numbered_by_first_appearance():
    assert numbered([7, 7, 2, 7, 9]) == [0, 0, 1, 0, 2]


@given(edges=EDGES, seed=st.randoms())
@settings(deadline=None)
def test_canonical_forgets_order_and_direction(edges, seed):
    other = [(b, a, w) if seed.random() < 0.5 else (a, b, w) for a, b, w in edges]
    seed.shuffle(other)
    first, second = canonical(edges), canonical(other)
    assert [x.tolist() for x in first] == [x.tolist() for x in second]
    assert all(a < b for a, b in zip(first[0], first[1]))


@given(edges=EDGES, apart=PAIRS)
@settings(deadline=None)
def test_only_parts_that_hold_a_forbidden_pair_are_split(edges, apart):
    labels = [i // 6 for i in range(12)]
    found = kept_apart(labels, edges, apart)
    assert all(a == b or found[a] != found[b] for a, b in apart)
    assert all(found[i] != found[j] for i in range(6) for j in range(6, 12))
    broken = {labels[a] for a, b in apart if a != b and labels[a] == labels[b]}
    assert all(found[i] == found[j] for i in range(12) for j in range(12)
               if labels[i] == labels[j] and labels[i] not in broken)  # fmt: skip


def test_the_lightest_evidence_gives_way():
    edges = [(0, 1, 5.0), (1, 2, 1.0), (2, 3, 5.0)]
    assert kept_apart([0, 0, 0, 0], edges, [(0, 3)]) == [0, 0, 1, 1]
