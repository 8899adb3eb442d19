"""Who is told apart and who is joined: the cases that matter, at the smallest size that shows them."""

import pytest

from graphsvc.model import EdgeType, Verb
from tests.support.linked import actors_of, decided
from tests.support.planted import Planter
from tests.support.projections import Row, ad

A, B, C = "phone:+442079460001", "phone:+442079460002", "phone:+442079460003"
SAFETY = "phone:+442079460999"
HANDLE, MAIL = "account:telegram:ana", "email:a%40example.org"


def _ads(name, many, *ids, start=0.0, step=3.0):
    return [ad(f"{name}{i}", *ids, day=start + i * step) for i in range(many)]


def test_what_shares_an_exclusive_identifier_is_one_poster():
    assert actors_of([*_ads("a", 3, A), ad("b", B), ad("none")]) == [["a0", "a1", "a2"], ["b"], ["none"]]


def test_a_handle_holds_a_poster_together_while_numbers_rotate():
    rows = [*_ads("a", 5, A, HANDLE), *_ads("b", 5, B, HANDLE, start=20), *_ads("c", 5, C, HANDLE, start=40)]
    assert len(actors_of(rows)) == 1


def test_a_handover_holds_numbers_together_without_a_handle():
    rows = [*_ads("a", 6, A), ad("x", A, B, day=20), *_ads("b", 6, B, start=24)]
    assert len(actors_of(rows)) == 1


def test_independents_who_share_a_safety_phone_stay_apart():
    rows = []
    for name, own, handle in (
        ("a", A, "account:telegram:x1"),
        ("b", B, "account:telegram:x2"),
        ("c", C, "account:telegram:x3"),
    ):
        rows += [*_ads(name, 3, own, SAFETY), *_ads(name + "o", 4, own, handle, start=1)]
    assert [keys[0][0] for keys in actors_of(rows)] == ["a", "b", "c"]


def test_even_with_the_safety_phone_in_every_advert():
    rows = [*_ads("a", 6, A, SAFETY), *_ads("b", 6, B, SAFETY, start=1), *_ads("c", 6, C, SAFETY, start=2)]
    assert len(actors_of(rows)) == 3


def test_two_who_now_and_then_advertise_together_stay_two():
    rows = [*_ads("a", 8, A), *_ads("b", 8, B), ad("duo", A, B, day=9)]
    assert actors_of(rows) == [[f"a{i}" for i in range(8)], [f"b{i}" for i in range(8)], ["duo"]]


def test_an_agency_number_over_strangers_fuses_nobody():
    planter = Planter(3)
    planter.agency(25)
    world = planter.world
    groups = actors_of(world.rows)
    assert all(len({world.poster[key] for key in keys}) == 1 for keys in groups)
    assert sum(len(keys) > 1 for keys in groups) >= 20


def test_a_recycled_number_carries_no_link():
    rows = [*_ads("old", 4, A, "account:telegram:x1"), *_ads("new", 4, A, "account:telegram:x2", start=300)]
    assert len(actors_of(rows)) == 2


def test_a_directory_of_numbers_ties_nothing_together():
    numbers = [f"phone:+1555{i:07d}" for i in range(30)]
    rows = [row for i, number in enumerate(numbers) for row in _ads(f"p{i:02d}", 2, number)]
    assert len(actors_of([*rows, ad("list", *numbers)])) == 31


def test_records_about_a_phone_or_wallet_join_its_poster_and_hold_nobody():
    wallet = "wallet:tron:T1"
    rows = [
        *_ads("a", 3, A, wallet), *_ads("b", 3, B),
        Row("subscriber", (B,), kind="phone", about=A),
        Row("pay1", ("wallet:tron:T9",), kind="wallet", about=wallet, how={"wallet:tron:T9": EdgeType.PAID}),
        Row("pay2", (), kind="wallet", about="wallet:tron:T9"), Row("pay3", (), kind="wallet", about="wallet:tron:T9"),
    ]  # fmt: skip
    assert actors_of(rows) == [["a0", "a1", "a2", "pay1", "subscriber"], ["b0", "b1", "b2"], ["pay2", "pay3"]]


def test_same_joins_and_not_same_keeps_apart():
    rows = [*_ads("a", 3, A), *_ads("b", 3, B)]
    assert len(actors_of(rows, [decided(Verb.SAME, "ad:s:a0", "ad:s:b0")])) == 1
    assert len(actors_of(rows, [decided(Verb.SAME, A, B)])) == 1
    split = actors_of(rows, [decided(Verb.NOT_SAME, "ad:s:a0", "ad:s:a2")])
    assert not any({"a0", "a2"} <= set(keys) for keys in split)


@pytest.mark.parametrize("verb", [Verb.UNLINK, Verb.NOT_SAME])
def test_an_advert_unlinked_from_a_number_loses_it(verb):
    assert actors_of(_ads("a", 3, A), [decided(verb, "ad:s:a1", A)]) == [["a0", "a2"], ["a1"]]


def test_unsure_changes_nothing():
    rows = [*_ads("a", 3, A), *_ads("b", 3, B)]
    assert actors_of(rows, [decided(Verb.UNSURE, "ad:s:a0", "ad:s:a1")]) == actors_of(rows)


def test_an_undone_decision_changes_nothing():
    rows = [*_ads("a", 3, A), *_ads("b", 3, B)]
    undone = decided(Verb.SAME, A, B).undo("ana", "2026-01-16T00:00:00Z", "wrong")
    assert actors_of(rows, [undone]) == actors_of(rows)


def test_what_was_hardly_readable_joins_nobody():
    rows = [Row(f"a{i}", (A,), float(i)) for i in range(3)]
    assert len(actors_of(rows)) == 1
    doubtful = [*(Row(f"a{i}", (A, HANDLE), float(i), read={HANDLE: 0.01}) for i in range(2)),
                *(Row(f"b{i}", (B, HANDLE), 30.0 + i, read={HANDLE: 0.01}) for i in range(2))]  # fmt: skip
    sure = [Row(row.key, row.ids, row.day) for row in doubtful]
    assert len(actors_of(sure)) == 1
    assert len(actors_of(doubtful)) == 2
