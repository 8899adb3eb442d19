"""Two numbers in one advert: a friend's, or one's own, and what tells the two apart."""

import numpy as np
import pytest

from graphsvc.linking.joint import own_words
from graphsvc.linking.units import TEMPLATE
from tests.support.linked import actors_of, gathered, wording
from tests.support.projections import ad

A, B, C = "phone:+15550000001", "phone:+15550000002", "phone:+15550000003"
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


@pytest.mark.parametrize(("beside", "words"), [((B,), 2), ((B, C), 0), ((), 0)])
def test_words_are_ones_own_beside_one_friend_and_not_beside_many(beside, words):
    rows = [ad(f"x{i}", A, *([beside[i % len(beside)]] if beside else [])) for i in range(2)]
    evidence = gathered(rows, texts={row.key: wording(1) for row in rows})
    graph = evidence.graph
    persona = np.arange(graph.values)
    persona[graph.of_kind(TEMPLATE)] = [v for v in range(graph.values) if evidence.units.identifiers[v] == A]
    own = own_words(graph, graph.unit, graph.value, persona, np.zeros(graph.values, dtype=bool))
    assert own.sum() == words
    assert all(graph.kind[v] == TEMPLATE for v in graph.value[own].tolist())


def test_a_desk_with_an_address_takes_no_advert_of_those_who_show_it():
    rows = []
    for name, own in (("a", A), ("b", B)):
        desk = ("phone:+15550000003", MAIL)
        rows += [ad(f"{name}{i:02d}", own, *(desk if i % 3 == 0 else ()), day=i * 7.0) for i in range(12)]
    assert [sorted({key[0] for key in group}) for group in _groups(rows, {})] == [["a"], ["b"]]
