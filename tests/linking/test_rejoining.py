"""What only a wording ties, and what is asked once more when its company is known."""

import pytest

from graphsvc.linking.traits import BASE, moved, share
from tests.support.linked import actors_of, wording
from tests.support.projections import ad


def _phone(number):
    return f"phone:+1555{number:07d}"


def _rotating(name, text, many=3, each=4, start=0.0):
    """(rows, texts): one poster who shows one of several numbers at a time, in no order of time."""
    rows = [
        ad(f"{name}{i:02d}", _phone(100 * text + i % many), day=start + i * 3.0) for i in range(many * each)
    ]  # fmt: skip
    return rows, {row.key: wording(text) for row in rows}


def _case(*parts):
    return [row for rows, _ in parts for row in rows], {key: text for _, texts in parts for key, text in texts.items()}


def test_where_posters_have_texts_of_their_own_one_text_makes_numbers_one_poster():
    rows, texts = _case(*(_rotating(f"p{n:03d}-", n) for n in range(1, 60)))
    groups = actors_of(rows, texts=texts)
    assert len(groups) == 59
    assert all(len({key[:4] for key in group}) == 1 for group in groups)


def test_complete_posters_who_copy_a_text_stay_apart():
    rows, texts = [], {}
    for n in range(60):
        for side in range(2):
            own = _phone(10 * n + side), f"account:telegram:u{n}-{side}"
            some = [ad(f"p{n:03d}-{side}{i}", *own, day=i * 3.0 + side) for i in range(5)]
            rows += some
            texts |= {row.key: wording(n + 1) for row in some}
    assert len(actors_of(rows, texts=texts)) == 120


def test_the_share_moves_the_odds_both_ways_and_not_without_end():
    assert moved(BASE) == 0.0
    assert moved(share([5.0] * 2000)) == pytest.approx(1.5)
    assert -2.0 < moved(share([-5.0] * 100)) < 0.0
    assert moved(share([-5.0] * 20000)) == -2.0
