"""The line taken apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.bench.child import Cost, Measured, place
from graphsvc.bench.line.stages import LINE, MEANING, NEW, PARTS, counted, later, parted, stages


@pytest.mark.parametrize("path", [path for paths in PARTS.values() for path in paths])
def test_every_part_is_where_it_is_looked_for(path: str) -> None:
    owner, name = place(path)
    assert callable(getattr(owner, name))


def test_every_stage_is_measured_in_order(tmp_path: Path) -> None:
    found = [*stages(tmp_path, 150, seed=1), later(tmp_path, 150, seed=1)]
    records, statements = counted(tmp_path)
    assert records == 150 + NEW < statements
    assert [stage.name for stage in found] == list(MEANING)
    assert {stage.size for stage in found} == {150}
    assert all(stage.cost.peak > 1 << 20 and stage.cost.wall > 0 for stage in found)
    assert all(stage.rows_per_second == pytest.approx(150 / stage.cost.wall) for stage in found[:-1])
    assert found[-1].rows_per_second == pytest.approx(NEW / found[-1].cost.wall)
    assert set(LINE) < set(MEANING)


def test_what_no_part_took_is_kept_apart() -> None:
    spans = {name: Cost(2.0, 1.0, 10) for name in PARTS}
    parts = parted(Measured(Cost(2.0 * len(PARTS) + 3, len(PARTS) + 2.0, 99), spans))
    assert list(parts) == [*PARTS, "keep"]
    assert parts["keep"] == Cost(3.0, 2.0, 99)
