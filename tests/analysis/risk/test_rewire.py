from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.risk.rewire import rewire

USES = st.sets(st.tuples(st.integers(0, 30), st.integers(0, 40)), min_size=1, max_size=120)


def _arrays(uses):
    member, value = np.array(sorted(uses)).T
    return member, value, value % 3


@given(uses=USES, seed=st.integers(0, 99))
@settings(deadline=None, max_examples=100)
def test_no_use_is_invented_and_none_stands_twice(uses, seed):
    member, value, kind = _arrays(uses)
    dealt = list(zip(*(a.tolist() for a in rewire(member, value, kind, np.random.default_rng(seed)))))
    assert len(set(dealt)) == len(dealt)
    before = Counter((m, v % 3) for m, v in uses)
    assert not Counter((m, v % 3) for m, v in dealt) - before
    assert not Counter(v for _, v in dealt) - Counter(v for _, v in uses)


def test_degrees_are_kept_in_a_graph_with_room():
    generator = np.random.default_rng(3)
    uses = {(int(m), int(v)) for m, v in zip(generator.integers(0, 400, 900), generator.integers(0, 200, 900))}
    member, value, kind = _arrays(uses)
    m, v = rewire(member, value, kind, generator)
    assert Counter(m.tolist()) == Counter(member.tolist())
    assert Counter(v.tolist()) == Counter(value.tolist())
    assert len(set(zip(m.tolist(), v.tolist())) & uses) < len(uses) / 10
