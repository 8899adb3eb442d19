import numpy as np

from graphsvc.linking.assign import assign


def _assign(units, persona, weight, days=None, words=()):
    """units: lists of values; days: when each is dated, none where not given; words: (unit, value), a wording in a
    joint advert. Returns ({unit: values at home}, own)."""
    unit = np.array([u for u, values in enumerate(units) for _ in values])
    value = np.array([v for values in units for v in values])
    at_home, own = assign(
        len(units),
        unit,
        value,
        np.array(persona),
        np.array(weight, dtype=np.float64),
        np.array(days or [np.nan] * len(units), dtype=np.float64),
        np.array([pair in words for pair in zip(unit.tolist(), value.tolist())], dtype=bool),
    )
    home = {
        u: [v for v, h in zip(value[unit == u].tolist(), at_home[unit == u].tolist()) if h] for u in range(len(units))
    }
    return home, own.tolist()


def test_a_unit_goes_where_its_identifiers_weigh_most():
    home, own = _assign([[0], [0], [1], [1], [1], [0, 1]], [0, 1], [6.0, 3.0])
    assert home[5] == [0]
    assert own == [True, True]


def test_two_about_equal_claims_are_left_undecided():
    home, own = _assign([[0], [0], [1], [1], [0, 1]], [0, 1], [6.0, 5.5])
    assert home[4] == []
    assert own == [True, True]


def test_of_about_equal_claims_the_one_who_posts_at_that_time_has_the_unit():
    units = [[0], [0], [1], [1], [0, 1]]
    assert _assign(units, [0, 1], [6.0, 5.5], [100, 104, 10, 14, 12])[0][4] == [1]
    assert _assign(units, [0, 1], [6.0, 5.5], [100, 104, 10, 14, 102])[0][4] == [0]
    assert _assign(units, [0, 1], [6.0, 5.5], [100, 104, 98, 102, 101])[0][4] == []


def test_what_is_undated_is_near_to_nobody_and_far_from_nobody():
    units = [[0], [0], [1], [1], [0, 1]]
    nowhere = float("nan")
    assert _assign(units, [0, 1], [6.0, 5.5], [100, 104, 10, 14, nowhere])[0][4] == []
    assert _assign(units, [0, 1], [6.0, 5.5], [nowhere] * 4 + [12])[0][4] == []


def test_who_alone_wrote_in_its_words_has_a_joint_advert_to_itself():
    units, persona = [[0], [0], [0, 1, 2], [0, 1, 2]], [0, 1, 1]
    assert _assign(units, persona, [6.0, 5.0, 3.0])[0][2] == [0]
    home, own = _assign(units, persona, [6.0, 5.0, 3.0], words={(2, 2), (3, 2)})
    assert (home[2], home[3]) == ([1, 2], [1, 2])
    assert own == [False, True, True]


def test_a_persona_without_a_unit_of_its_own_claims_nothing():
    home, own = _assign([[0], [0, 2], [1], [1, 2]], [0, 1, 2], [3.0, 3.0, 9.0])
    assert (home[1], home[3]) == ([0], [1])
    assert own == [True, True, False]


def test_what_turns_out_to_be_shared_claims_no_more():
    # value 2 is counted to persona 0 but stands as often in units of persona 1
    units = [[0, 2]] * 3 + [[1]] * 3 + [[1, 2]] * 3 + [[0]] * 3
    home, own = _assign(units, [0, 1, 0], [6.0, 6.5, 5.0])
    assert own == [True, True, False]
    assert all(home[u] == [1] for u in (6, 7, 8))


def test_one_stray_does_not_make_an_identifier_shared():
    units = [[0]] * 5 + [[0, 1]] + [[1]] * 5
    assert _assign(units, [0, 1], [4.0, 7.0])[1] == [True, True]


def test_a_value_used_once_goes_with_its_unit():
    home, own = _assign([[0, 1], [0]], [0, 1], [6.0, 6.0])
    assert home[0] == [0, 1]
    assert own == [True, True]
