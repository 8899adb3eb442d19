from __future__ import annotations

import phonenumbers
import pytest

from graphsvc import identifiers
from graphsvc.synth.phones import AREA_CODES, RESERVED, PhoneBook
from graphsvc.synth.shuffling import Shuffle

REGIONS = sorted({**RESERVED, **AREA_CODES})


@pytest.mark.parametrize("region", REGIONS)
def test_the_three_notations_are_one_possible_number(region):
    book = PhoneBook(1)
    for _ in range(300):
        number = book.take(region)
        parsed = phonenumbers.parse(number.international)
        assert phonenumbers.is_possible_number(parsed)
        assert parsed == phonenumbers.parse(number.national, number.region) == phonenumbers.parse(number.e164)
        assert phonenumbers.region_code_for_number(parsed) in (number.region, None)


@pytest.mark.parametrize("region", REGIONS)
def test_graphsvc_reads_them_in_every_notation(region):
    book = PhoneBook(2)
    for _ in range(100):
        number = book.take(region)
        for raw in (number.e164, number.international, number.national):
            found = identifiers.clean("phone", raw, region=number.region)
            assert found is not None
            assert found.value == number.e164


def test_no_number_is_given_twice_and_a_used_up_country_borrows_unassigned_ones():
    book = PhoneBook(3)
    numbers = [book.take("DE") for _ in range(5400)]
    assert len({number.e164 for number in numbers}) == 5400
    own, borrowed = numbers[:5200], numbers[5200:]
    assert {number.region for number in own} == {"DE"}
    for number in borrowed:
        exchange, line = number.e164[5:8], number.e164[8:]
        assert (number.region, exchange) == ("US", "555")
        assert line not in ("1212", "4334")
        assert not line.startswith("01")


def test_the_seed_decides_the_order():
    first, again, other = ([PhoneBook(seed).take("US").e164 for _ in range(3)] for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("size", [1, 2, 3, 10, 97, 1000])
def test_a_shuffle_gives_every_value_once(size):
    shuffle = Shuffle(size, "salt")
    assert sorted(shuffle[i] for i in range(len(shuffle))) == list(range(size))
    with pytest.raises(IndexError, match=f"only {size}"):
        shuffle[size]
