"""What changed since the run before, in headed lists."""

from __future__ import annotations

from dataclasses import replace

from graphsvc.analysis.diff import diff
from graphsvc.brief.changes import changes
from tests.support import documents


def test_every_part_is_told_and_empty_ones_not_at_all() -> None:
    found = {
        "appeared": ["N-0003"],
        "gone": [],
        "grown": [{"name": "N-0001", "was": 1, "is": 1_200, "came": 1_199, "left": 0}],
        "shrunk": [{"name": "N-0002", "was": 3, "is": 2, "came": 0, "left": 1}],
        "split": [{"name": "N-0004", "into": ["N-0004", "N-0005"]}],
        "merged": [{"name": "N-0006", "from": ["N-0006", "N-0007", "N-0008"]}],
        "unchanged": 1,
    }
    assert [(heading, lines.items) for heading, lines in changes(found)] == [
        ("New", ("N-0003",)),
        ("Grown together", ("N-0006, from N-0006, N-0007 and N-0008.",)),
        ("Fallen apart", ("N-0004, into N-0004 and N-0005.",)),
        ("Grown", ("N-0001: 1 record before, 1,200 now; 1,199 came, 0 left.",)),
        ("Shrunk", ("N-0002: 3 records before, 2 now; 0 came, 1 left.",)),
        ("Unchanged", ("1 network of the same records as before.",)),
    ]


def test_the_diff_of_two_results_can_be_told() -> None:
    result = documents.result()
    fewer = replace(result, networks=result.networks[1:])
    told = changes(diff(fewer, result, {}))
    assert [(heading, lines.total) for heading, lines in told] == [("New", 1), ("Unchanged", 3)]


def test_long_lists_are_cut_and_counted() -> None:
    ((_, lines),) = changes({"appeared": [str(n) for n in range(100)]})
    assert (len(lines.items), lines.left_out) == (30, 70)


def test_nothing_changed() -> None:
    assert changes({}) == ()
