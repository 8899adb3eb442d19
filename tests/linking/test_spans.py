import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.spans import MARGIN, Spans

USES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6)).map(lambda t: (float(t[0]), float(sum(t)))), min_size=1, max_size=8
)


def _spans(uses):
    spans = Spans()
    for begin, end in uses:
        spans.add(begin, end)
    return spans


def _covered(uses):
    """Hours covered: begins and ends are whole days and the margin is an hour, so hours tell it all."""
    return {h for begin, end in uses for h in range(round((begin - MARGIN) * 24), round((end + MARGIN) * 24))}


@given(a=USES, b=USES)
@settings(deadline=None)
def test_share_of_the_shorter_in_the_other(a, b):
    mine, theirs = _covered(a), _covered(b)
    expected = len(mine & theirs) / min(len(mine), len(theirs))
    assert _spans(a).shared(_spans(b)) == pytest.approx(expected, abs=1e-6)
    assert _spans(b).shared(_spans(a)) == pytest.approx(expected, abs=1e-6)


@given(a=USES, b=USES, c=USES)
@settings(deadline=None)
def test_taking_in_another_is_as_adding_its_uses(a, b, c):
    joined = _spans(a)
    joined.update(_spans(b))
    assert joined.shared(_spans(c)) == pytest.approx(_spans(a + b).shared(_spans(c)), abs=1e-6)


def test_undated_may_have_been_at_any_time():
    undated = _spans([(float("inf"), float("-inf"))])
    assert undated.shared(_spans([(0.0, 1.0)])) == 1.0
    joined = _spans([(0.0, 1.0)])
    joined.update(undated)
    assert joined.shared(_spans([(50.0, 51.0)])) == 1.0
