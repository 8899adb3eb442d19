"""What changed since the run before, in headed lists."""

from __future__ import annotations

from graphsvc.brief.changes import changes


def test_known_parts_come_first_and_empty_ones_not_at_all() -> None:
    diff = {"zeta_notes": ["z"], "grown": ["b"], "new": ["a", "c"], "gone": [], "before": "", "same": 0, "links": {}}
    found = [(heading, lines.items) for heading, lines in changes(diff, {"a": "Network A"})]
    assert found == [("New", ("Network A", "c")), ("Grown", ("b",)), ("Zeta notes", ("z",))]


def test_rows_are_read_out() -> None:
    diff = {"split": [{"from": "n:1", "into": ["n:2", "n:3"], "why": ""}], "same": 12}
    found = changes(diff, {"n:1": "Network 1"})
    assert found[0][1].items == ("from Network 1; into n:2, n:3",)
    assert found[1] == ("Unchanged", found[1][1])
    assert found[1][1].items == ("12",)


def test_long_lists_are_cut_and_counted() -> None:
    ((_, lines),) = changes({"new": [str(n) for n in range(100)]}, {})
    assert (len(lines.items), lines.left_out) == (30, 70)


def test_nothing_changed() -> None:
    assert changes({}, {}) == ()
