"""The store's benchmark, small."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.bench.store import run as module
from graphsvc.bench.store.case import HUB, batches
from graphsvc.bench.store.questions import Question, all_of, everyday, times
from graphsvc.bench.store.run import store
from graphsvc.bench.store.users import USERS, _asked, together
from graphsvc.errors import InputError
from graphsvc.model import Actor
from graphsvc.store import View, open_store

ADVERTS = 300


@pytest.fixture(scope="module")
def view() -> View:
    opened = open_store("memory:")
    writer = opened.writer(Actor())
    for batch in batches(ADVERTS):
        writer.put(batch)
    return opened.view()


def test_the_case_is_the_same_for_the_same_number() -> None:
    once, again = (next(iter(batches(50))) for _ in range(2))
    assert once == again
    assert once.cursor is not None
    assert once.cursor.done


def test_the_hub_stands_in_a_fifth_of_all(view: View) -> None:
    hub = view.node(HUB)
    assert hub is not None
    assert 0.1 < hub.degree / ADVERTS < 0.3


def test_every_question_has_an_answer(view: View) -> None:
    names = []
    for question in all_of(view, ADVERTS):
        names.append(question.name)
        question.ask(question.arguments[0])
    assert len(names) == len(set(names)) > 10


def test_the_everyday_questions_carry_the_bars(view: View) -> None:
    assert [(question.name, question.bar) for question in everyday(view, ADVERTS)] == [
        ("expand", 10), ("search", 50), ("path", 50),
    ]  # fmt: skip


def test_users_share_out_the_arguments_and_ask_at_once() -> None:
    asked: list[int] = []
    question = Question("x", asked.append, range(20), 10)
    assert len(_asked(question, USERS, 0)) == 20
    assert sorted(asked) == list(range(20))


def test_users_are_compared_with_one() -> None:
    question = Question("x", lambda number: sum(range(1000 + number)), range(16), 10)
    rows = list(together([question], pause=0.01))
    assert [row["figure"].split(",")[1].strip() for row in rows] == ["one user", "8 users", "8 users"]
    assert all(row["ratio"] == pytest.approx(row["p95"] / rows[0]["p95"]) for row in rows[1:])
    assert [row["bar"] for row in rows] == ["p95 < 10 ms", "", "p95 < 10 ms, <= 3 x"]
    assert rows[2]["met"] == (rows[2]["p95"] < 10 and rows[2]["ratio"] <= 3)
    assert "met" not in rows[1]


def test_percentiles() -> None:
    found = times(list(range(101)))
    assert (found.p50, found.p95, found.p99) == (50, 95, 99)


def test_a_case_is_made_and_kept_and_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUICK", ADVERTS)
    monkeypatch.setattr("graphsvc.bench.store.questions.QUERIES", 16)
    monkeypatch.setattr(module, "PAUSE", 0.0)
    case = tmp_path / "kept.db"
    first = store(quick=True, case=str(case))
    again = store(quick=True, case=str(case))
    assert first["adverts"] == again["adverts"] == ADVERTS
    assert "bulk load" in first["rows"][0]["figure"]
    assert len(again["rows"]) == len(first["rows"]) - 1


def test_another_case_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    open_store(str(other)).close()
    with pytest.raises(InputError, match="not made by this benchmark"):
        store(quick=True, case=str(other))
