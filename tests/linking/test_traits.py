import pytest

from graphsvc.linking.traits import BASE, FURTHEST, INTERCEPT, alike, company, intercept, log_odds, share


def test_company_that_is_all_one_persona_speaks_for_it_and_mixed_company_against():
    assert company(6, 0) > company(2, 0) > 0.0 > company(2, 6) > company(2, 30)


def test_profiles_alike_unlike_and_unseen():
    worth = [5.0, 5.0, 0.0]
    assert alike({}, 0, {1: 2}, 2, worth) == (0.0, 0.0)
    told, differ = alike({0: 9}, 9, {0: 9}, 9, worth)
    assert (told, differ) == (pytest.approx(0.9), 0.0)
    assert alike({0: 9}, 9, {1: 9}, 9, worth) == (0.0, pytest.approx(0.9))
    assert alike({2: 9}, 9, {2: 9}, 9, worth) == (0.0, 0.0)  # stock in common: neither


def test_few_adverts_say_less():
    assert alike({0: 1}, 1, {1: 1}, 1, [5.0, 5.0])[1] < alike({0: 9}, 9, {1: 9}, 9, [5.0, 5.0])[1]


def test_the_share_is_learnt_from_the_odds_and_held_by_the_prior():
    assert share([]) == pytest.approx(BASE)
    assert share([4.0] * 2000) > 0.8 > BASE > 0.2 > share([-4.0] * 2000)
    assert abs(share([4.0] * 5) - BASE) < 0.02


def test_the_case_moves_the_intercept_only_so_far():
    assert intercept(BASE) == INTERCEPT
    assert intercept(0.999) == INTERCEPT + FURTHEST
    assert intercept(0.001) == INTERCEPT - FURTHEST


def test_log_odds_are_a_weighted_sum():
    assert log_odds({"a": 2.0, "b": 1.0}, {"a": 0.5, "b": -3.0}) == -2.0
