"""Who is joined by time, wording and company, and who is not: rivals side by side."""

import random

import pytest

from tests.support.linked import actors_of, gathered, wording
from tests.support.projections import ad

MAILS = ("email:a%40example.org", "email:b%40example.org")


def _phone(number):
    return f"phone:+1555{number:07d}"


def _turning(name, numbers, start, each=6, step=2.0, *shared):
    """One poster whose numbers take turns."""
    return [
        ad(f"{name}{i:03d}", _phone(numbers[i // each]), *shared, day=start + i * step)
        for i in range(len(numbers) * each)
    ]


FAR = [ad("zzz1", _phone(901), day=-400.0), ad("zzz2", _phone(902), day=400.0)]  # a case that lasts for years


def _groups(rows, texts):
    return [group for group in actors_of([*rows, *FAR], texts=texts) if not group[0].startswith("zzz")]


def test_burner_numbers_under_one_own_text_are_one_poster():
    rows = _turning("a", range(6), 0.0)
    assert len(_groups(rows, {row.key: wording(1) for row in rows})) == 1
    assert len(_groups(rows, {})) == 6


def test_posters_with_lasting_contacts_who_use_one_text_at_once_are_not():
    rows = [*_turning("a", [1], 0.0, 12, 2.0, MAILS[0]), *_turning("b", [2], 1.0, 12, 2.0, MAILS[1])]
    assert len(_groups(rows, {row.key: wording(1) for row in rows})) == 2


def test_a_copied_text_with_another_number_months_later_is_no_rotation():
    rows = [*_turning("a", [1], 0.0), *_turning("b", [2], 150.0)]
    assert len(_groups(rows, {row.key: wording(1) for row in rows})) == 2


def test_friends_who_name_each_other_now_and_then_stay_apart_by_their_texts():
    rows = []
    for name, own, friend in (("a", 1, 2), ("b", 2, 1)):
        for i in range(9):
            rows.append(ad(f"{name}{i}", _phone(own), *([_phone(friend)] if i in (2, 6) else []), day=i * 3.0))
    texts = {row.key: wording(1 if row.key[0] == "a" else 2) for row in rows}
    assert _groups(rows, texts) == [[f"a{i}" for i in range(9)], [f"b{i}" for i in range(9)]]


def test_a_wallet_that_is_passed_round_joins_nobody():
    rows = [
        ad(f"{name}{i}", _phone(number), mail, *(["wallet:tron:T1"] if i % 3 == 0 else []), day=number * 40.0 + i)
        for number, (name, mail) in enumerate(zip("ab", MAILS))
        for i in range(9)
    ]
    assert len(_groups(rows, {})) == 2


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_nothing(seed):
    rows = [*_turning("a", range(4), 0.0), *_turning("b", range(10, 14), 3.0), *FAR]
    texts = {row.key: wording(1 if row.key[0] == "a" else 2) for row in rows if row not in FAR}
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert actors_of(rows, texts=texts) == actors_of(shuffled, texts=texts)


def test_the_share_of_one_posters_pairs_is_learnt_from_the_case():
    own = [ad(f"a{n}-{i}", _phone(n), f"email:m{n}%40example.org", day=i * 2.0) for n in range(80) for i in range(4)]
    desk = [
        ad(f"b{n}-{i}", _phone(n), *([_phone(500 + n // 4)] if i == 0 else []), day=i * 2.0)
        for n in range(80) for i in range(8)
    ]  # fmt: skip
    assert gathered(own).joined.share > 0.47 > 0.43 > gathered(desk).joined.share
