"""One search: what it opens, what an answer teaches, and what it never does."""

from __future__ import annotations

import random

import numpy as np

from graphsvc.analysis.suggest import Ground, Search, Suggestion
from graphsvc.model import Decision, Verb
from tests.support.linked import decided, gathered
from tests.support.planted import mixed
from tests.support.projections import Row, ad

A, B, C = "phone:+442079460001", "phone:+442079460002", "phone:+442079460003"
MAIL, HANDLE = "email:a%40example.org", "account:telegram:one"


def search(rows: list[Row], *seeds: str, decisions: tuple[Decision, ...] = ()) -> Search:
    """Each record a poster of its own: what is asked is asked record by record."""
    evidence = gathered(rows, decisions)
    return Search(Ground(evidence, np.arange(evidence.graph.units)), seeds)


def nodes(found: list[Suggestion]) -> list[str]:
    return [one.node for one in found]


CHAIN = [ad("1", A, day=1.0), ad("2", A, B, day=2.0), ad("3", B, day=3.0), ad("4", C, day=4.0)]


def test_a_yes_opens_what_the_record_names_and_the_path_says_how() -> None:
    found = search(CHAIN, "ad:s:1")
    assert nodes(found.next()) == ["ad:s:2"]
    assert found.next()[0].path == ("ad:s:1", A, "ad:s:2")
    found.answer("ad:s:2", True)
    (one,) = found.next()
    assert one.path == ("ad:s:1", A, "ad:s:2", B, "ad:s:3")
    assert [(step.identifier, step.kind, step.yes, step.no) for step in one.evidence] == [(B, "phone", 1, 0)]
    assert one.score == one.evidence[0].weight > 0
    assert found.accepted == ["ad:s:1", "ad:s:2"]


def test_a_no_closes_the_record_and_opens_nothing() -> None:
    found = search(CHAIN, "ad:s:1")
    found.answer("ad:s:2", False)
    assert found.next() == []


def test_an_identifier_may_be_the_seed() -> None:
    found = search(CHAIN, A)
    assert nodes(found.next()) == ["ad:s:1", "ad:s:2"]
    assert found.next()[0].path == (A, "ad:s:1")


def test_more_shared_identifiers_count_for_more() -> None:
    rows = [ad("0", A, MAIL), ad("1", A), ad("2", A, MAIL)]
    assert nodes(search(rows, "ad:s:0").next()) == ["ad:s:2", "ad:s:1"]


def test_answers_teach_which_identifier_and_which_kind_to_follow() -> None:
    rows = [ad("0", A, MAIL), *(ad(f"p{i}", A) for i in range(4)), *(ad(f"m{i}", MAIL) for i in range(4))]
    rows += [ad("x", A, B), ad("y", MAIL, HANDLE)]
    found = search(rows, "ad:s:0")
    for key in ("p0", "p1", "p2"):
        found.answer(f"ad:s:{key}", False)
    for key in ("m0", "m1"):
        found.answer(f"ad:s:{key}", True)
    assert {node.rpartition(":")[2][0] for node in nodes(found.next(3))} <= {"m", "y"}
    phone = next(step for one in found.next(20) for step in one.evidence if step.identifier == A)
    assert (phone.yes, phone.no) == (1, 3)


def test_identifiers_that_lead_on_are_listed_too() -> None:
    rows = [ad("0", A, MAIL), ad("1", A), ad("2", A), ad("3", MAIL), ad("4", C)]
    found = search(rows, "ad:s:0")
    listed = {step.identifier: (step.yes, step.no, step.unasked) for step in found.identifiers()}
    assert listed == {A: (1, 0, 2), MAIL: (1, 0, 1)}
    found.answer("ad:s:3", False)
    assert [step.identifier for step in found.identifiers()] == [A]
    assert len(found.identifiers(0)) == 0


def test_an_answer_holds_for_the_poster() -> None:
    rows = [ad("0", A), ad("1", A, B), ad("2", B, HANDLE), ad("3", HANDLE), ad("4", HANDLE, MAIL), ad("5", MAIL)]
    poster = np.array([0, 1, 1, 2, 2, 3])
    found = Search(Ground(gathered(rows), poster), ["ad:s:0"])
    (one,) = found.next()
    assert (one.node, one.records) == ("ad:s:1", 2)
    found.answer(one.node, True)
    assert found.accepted == ["ad:s:0", "ad:s:1", "ad:s:2"]
    (two,) = found.next()
    assert two.records == 2
    assert two.path[-3:] == ("ad:s:2", HANDLE, two.node)
    found.answer(two.node, False)
    assert found.next() == []


def test_hubs_are_not_crossed() -> None:
    hub = (decided(Verb.VERDICT, A, value="agency"),)
    assert search(CHAIN, "ad:s:1", decisions=hub).next() == []
    assert search(CHAIN, A, decisions=hub).next() == []


def test_decisions_answer_before_anyone_is_asked() -> None:
    assert search(CHAIN, "ad:s:1", decisions=(decided(Verb.NOT_SAME, "ad:s:1", "ad:s:2"),)).next() == []
    assert search(CHAIN, "ad:s:1", decisions=(decided(Verb.UNLINK, "ad:s:1", A),)).next() == []
    assert nodes(search(CHAIN, "ad:s:1", decisions=(decided(Verb.SAME, "ad:s:1", "ad:s:3"),)).next()) == ["ad:s:2"]
    joined = search(CHAIN, A, decisions=(decided(Verb.SAME, A, C),))
    assert "ad:s:4" in nodes(joined.next())
    apart = search(CHAIN, A, decisions=(decided(Verb.NOT_SAME, A, "ad:s:2"),))
    assert nodes(apart.next()) == ["ad:s:1"]


def test_what_is_protected_is_never_suggested_nor_crossed() -> None:
    for target in ("ad:s:2", B):
        found = search(CHAIN, "ad:s:1", decisions=(decided(Verb.PROTECT, target),))
        assert found.next() == []
        found.answer("ad:s:2", True)
        assert found.next() == []
        assert "ad:s:2" not in found.accepted
    assert search(CHAIN, B, decisions=(decided(Verb.PROTECT, B),)).next() == []


def test_the_order_of_rows_and_seeds_does_not_show() -> None:
    rows = mixed(7, hubs=5).rows
    seeds = [rows[0].node, rows[40].node]
    first = Search(Ground(gathered(rows)), seeds)
    shuffled = list(rows)
    random.Random(3).shuffle(shuffled)
    second = Search(Ground(gathered(shuffled)), seeds[::-1])
    for _ in range(10):
        assert first.next(5) == second.next(5)
        asked = first.next(1)
        if not asked:
            break
        for one in (first, second):
            one.answer(asked[0].node, len(asked[0].path) % 2 == 1)


def test_unknown_seeds_open_nothing() -> None:
    assert search(CHAIN, "ad:s:99").next() == []
    assert search([]).next() == []
