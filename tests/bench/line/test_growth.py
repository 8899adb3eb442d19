"""How a stage grows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.bench.line.growth import growth


@given(exponent=st.floats(0.2, 3), scale=st.floats(1e-6, 10))
@settings(deadline=None, max_examples=50)
def test_a_power_of_size_is_found(exponent: float, scale: float) -> None:
    sizes = [10_000, 100_000, 1_000_000]
    found = growth(sizes, [scale * size**exponent for size in sizes])
    assert found is not None
    assert found.exponent == pytest.approx(exponent, abs=1e-6)
    assert found.ratio == pytest.approx(100 ** (exponent - 1), rel=1e-6)


def test_one_size_has_no_growth() -> None:
    assert growth([10], [1.0]) is None
    assert growth([], []) is None
