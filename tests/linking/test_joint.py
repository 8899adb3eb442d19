"""Two numbers in one advert: a friend's, or one's own, and what tells the two apart."""

import numpy as np
import pytest

from graphsvc.linking.joint import beside_numbers
from tests.support.linked import actors_of, gathered, wording
from tests.support.projections import ad

A, B = "phone:+15550000001", "phone:+15550000002"
MAIL = "email:a%40example.org"
FAR = [ad("zzz1", "phone:+15550000901", day=-400.0), ad("zzz2", "phone:+15550000902", day=400.0)]


def _groups(rows, texts):
    return [group for group in actors_of([*rows, *FAR], texts=texts) if not group[0].startswith("zzz")]


def _friends(apart: float = 0.0):
    """Two who always advertise together, each with her own text; the second's adverts are so many days later."""
    rows = [ad(f"a{i}", A, B, MAIL, day=i * 2.0) for i in range(3)] + [ad("a3", A, MAIL, day=6.0)]
    rows += [ad(f"b{i}", A, B, day=apart + 1.0 + i * 2.0) for i in range(3)]
    return rows, {row.key: wording(1 if row.key[0] == "a" else 2) for row in rows}


@pytest.mark.parametrize("apart", [0.0, 90.0])
def test_friends_whose_adverts_show_both_numbers_are_told_apart_by_words_and_contacts(apart):
    rows, texts = _friends(apart)
    assert _groups(rows, texts) == [["a0", "a1", "a2", "a3"], ["b0", "b1", "b2"]]


def test_one_text_keeps_two_numbers_together():
    rows, texts = _friends()
    assert len(_groups(rows, dict.fromkeys(texts, wording(1)))) == 1


def test_a_number_that_either_text_shows_alone_keeps_them_together():
    rows, texts = _friends()
    rows += [ad("b3", A, day=9.0), ad("b4", A, day=11.0)]
    texts |= {"b3": wording(2), "b4": wording(2)}
    assert len(_groups(rows, texts)) == 1


def test_numbers_beside_another_posters_number_are_marked_and_no_others():
    graph = gathered([ad("x1", A, B, MAIL), ad("x2", A, MAIL), ad("x3", B)]).graph
    persona = np.arange(graph.values)
    marked = beside_numbers(graph, graph.unit, graph.value, persona)
    kinds = [(int(u), graph.kind[v]) for u, v in zip(graph.unit[marked].tolist(), graph.value[marked].tolist())]
    assert kinds == [(0, "phone"), (0, "phone")]
    assert not beside_numbers(graph, graph.unit, graph.value, np.zeros(graph.values, dtype=np.int64)).any()
