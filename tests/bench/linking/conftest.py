"""A small planted corpus, loaded once, and a hand-made one."""

from __future__ import annotations

import numpy as np
import pytest

from graphsvc.bench.linking.plain import Plain
from graphsvc.bench.linking.world import World, planted


@pytest.fixture(scope="session")
def world() -> World:
    return planted(500, 4, hubs=4)


def made(records: list[list[int]], posted: list[float] | None = None) -> Plain:
    """A plain view of records that show these values."""
    uses = sorted({(record, value) for record, shown in enumerate(records) for value in shown})
    values = max((value for _, value in uses), default=-1) + 1
    record, value = (np.array(column, dtype=np.int64) for column in zip(*uses))
    return Plain(
        [("ads", str(number)) for number in range(len(records))], ["phone"] * values, record, value,
        np.array(posted or range(len(records)), dtype=np.float64),
    )  # fmt: skip


@pytest.fixture
def two_posters_and_a_hub() -> Plain:
    """Records 0-3 show value 0 and the hub, records 4-7 value 1 and the hub, records 8-67 the hub alone."""
    return made([[0, 2]] * 4 + [[1, 2]] * 4 + [[2]] * 60)
