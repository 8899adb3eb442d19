"""The rows that `graphsvc bench linking` prints, made of the committed figures."""

from __future__ import annotations

import copy

from graphsvc.bench import PARTS
from graphsvc.bench.linking.controls import CONTROLS
from graphsvc.bench.linking.readme import BLOCK
from graphsvc.bench.linking.run import NOTICE, failures, linking, rows
from graphsvc.registry import resolve


def test_it_is_a_part_of_the_benchmark():
    assert resolve(PARTS, "linking", "benchmark", "graphsvc.bench") is linking


def test_rows_are_short_enough_to_be_read_whole_and_end_with_the_limit():
    said = rows(BLOCK.figures())
    assert all({"figure", "value", "bar"} <= set(row) for row in said)
    assert [row["figure"] for row in said if len(row["figure"]) > 60 or len(row["value"]) > 60] == []
    assert said[-1]["value"] == NOTICE


def test_every_control_and_baseline_has_a_row():
    names = [row["figure"] for row in rows(BLOCK.figures())]
    for number, name in enumerate(CONTROLS, start=1):
        assert any(figure.startswith(f"{number} {name}: ") for figure in names)
    for name in BLOCK.figures()["methods"]:
        assert f"actors, B-cubed: {name}" in names
        assert f"networks, B-cubed: {name}" in names


def test_what_misses_its_bar_says_so_and_is_among_the_failures():
    changed = copy.deepcopy(BLOCK.figures())
    changed["bars"][0] |= {"met": False, "value": 0.5}
    said = {row["figure"]: row for row in rows(changed)}
    missed = said[f"bar: {changed['bars'][0]['figure']}"]
    assert missed["value"] == "0.5000 NOT MET"
    assert missed["met"] is False
    assert len(failures(changed)) == sum(not bar["met"] for bar in changed["bars"]) + sum(
        bool(f["bar"]) and not f["met"] for findings in changed["controls"].values() for f in findings
    )


def test_seeds_sizes_and_machine_are_told():
    told = BLOCK.figures()
    assert told["seeds"] == list(range(1, 11))
    assert told["records"] >= 5000
    assert told["hubs"] == 20
    assert "Python" in told["machine"]
    assert told["notice"] == NOTICE
