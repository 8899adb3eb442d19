import numpy as np

from graphsvc.linking.succession import successions
from tests.support.linked import gathered, wording
from tests.support.projections import ad

MAIL = "email:a%40example.org"


def _phone(number):
    return f"phone:+1555{number:07d}"


def _odds(rows, texts=None):
    """(number, number) -> log-odds."""
    graph = (evidence := gathered(rows, texts=texts)).graph
    found = successions(graph)
    names = [evidence.units.identifiers[i] for i in graph.identifier.tolist()]
    return {(names[a], names[b]): odds for a, b, odds in zip(found.a, found.b, found.odds)}


def _turning(many, each=6, start=0.0, step=2.0, first=0, *shared):
    return [
        ad(f"{first + i // each:03d}-{i % each}", _phone(first + i // each), *shared, day=start + i * step)
        for i in range(many * each)
    ]


def test_numbers_that_take_turns_under_one_text_follow_each_other():
    rows = [*_turning(5), ad("early", _phone(900), day=-300.0), ad("late", _phone(901), day=300.0)]
    odds = _odds(rows, {row.key: wording(1) for row in rows if "-" in row.key})
    assert sorted(odds) == [(_phone(i), _phone(i + 1)) for i in range(4)]
    assert min(odds.values()) > 2.0


def test_numbers_in_use_at_once_do_not():
    rows = [ad(f"{i:03d}", _phone(i % 4), day=float(i)) for i in range(40)]
    assert max(_odds(rows, {row.key: wording(1) for row in rows}).values(), default=-9.0) < 0.0


def test_a_stock_text_with_many_numbers_says_little():
    rng = np.random.default_rng(3)
    rows = [
        ad(f"{n:03d}-{i}", _phone(n), day=start + i * 2.0)
        for n, start in enumerate(rng.uniform(0, 500, 200).tolist())
        for i in range(3)
    ]
    odds = np.array(list(_odds(rows, {row.key: wording(1) for row in rows}).values()))
    assert (odds > 1.0).mean() < 0.05


def test_a_long_silence_is_no_turn():
    rows = [*_turning(1), *_turning(1, start=200.0, first=1)]
    (odds,) = _odds(rows, {row.key: wording(1) for row in rows}).values()
    assert odds < -5.0


def test_undated_numbers_follow_nothing():
    rows = [ad(f"{i}", _phone(i // 3), MAIL) for i in range(6)]
    assert _odds(rows) == {}


def test_an_address_carries_a_succession_more_readily_than_a_picture():
    picture = "image:sha256:" + "0" * 64
    by_mail, by_picture = (
        _odds([*_turning(2, 6, 0.0, 2.0, 0, carrier), ad("far", _phone(9), day=400.0)]) for carrier in (MAIL, picture)
    )
    pair = (_phone(0), _phone(1))
    assert by_mail[pair] > by_picture[pair]
