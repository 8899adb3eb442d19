"""Bars beside what was measured."""

from __future__ import annotations

from graphsvc.bench.child import Cost
from graphsvc.bench.line.bars import bars, whole
from graphsvc.bench.line.stages import LINE, Stage

GB = 10**9


def _line(size: int, seconds: float, peak: int = GB) -> list[Stage]:
    return [Stage(name, size, Cost(seconds / len(LINE), 1.0, peak)) for name in LINE]


def test_the_whole_is_load_to_report() -> None:
    stages = [*_line(100, 70.0, 5), Stage("synth", 100, Cost(1e6, 1e6, 10**12)), *_line(200, 3.0)]
    assert round(whole(stages, 100).wall, 6) == 70.0
    assert whole(stages, 100).peak == 5


def test_a_million_is_judged_only_where_it_was_run() -> None:
    small = list(bars([10_000, 100_000], [*_line(10_000, 10.0), *_line(100_000, 100.0)], [], []))
    assert [bar.figure for bar in small] == ["time for each advert, 10,000 to 100,000"]
    new = Stage("new", 1_000_000, Cost(12.0, 1.0, 1), 1_000)
    million = [*_line(10_000, 5.0), *_line(1_000_000, 900.0, 5 * GB), new]
    found = {bar.figure: bar.met for bar in bars([10_000, 1_000_000], million, [], [])}
    assert found == {
        "1,000,000 adverts, load to report: floor": True, "1,000,000 adverts, load to report: target": False,
        "1,000,000 adverts, load to report: goal": False, "1,000 adverts more, into 1,000,000": False,
        "time for each advert, 10,000 to 1,000,000": False,
    }  # fmt: skip


def test_starts_and_peers_are_judged_and_a_missing_peer_is_not() -> None:
    peers = [
        {"stage": "linking", "peer": "Slow", "ratio": 1.2}, {"stage": "linking", "peer": "Fast", "ratio": 0.9},
        {"stage": "linking", "peer": "Gone", "missing": "pip install gone"},
    ]  # fmt: skip
    found = list(bars([100], _line(100, 1.0), [("help", 0.5, 0.3)], peers))
    assert [(bar.figure, bar.value, bar.met) for bar in found] == [
        ("help", "0.50 s", False),
        ("linking beside Slow", "1.2 x its speed", True),
        ("linking beside Fast", "0.9 x its speed", False),
    ]
