"""How a stage grows: time ~ size^exponent, and time for each advert at the largest size over that at the smallest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Growth:
    """`exponent`: slope of log time over log size by least squares, 1 for linear. `ratio`: of time for each advert."""

    exponent: float
    ratio: float


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> Growth | None:
    """From two sizes on, in rising order; None from fewer."""
    if len(sizes) < 2:
        return None
    slope = float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
    return Growth(slope, (seconds[-1] / sizes[-1]) / (seconds[0] / sizes[0]))
