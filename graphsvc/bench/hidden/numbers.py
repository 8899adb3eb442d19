"""Numbers to hide: the library's own example of a region, its last three digits drawn anew, valid all the same."""

from __future__ import annotations

import random

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from graphsvc.synth.phones import Number

_DRAWN = 3  # digits


def take(region: str, rng: random.Random) -> Number:
    """A mobile number, or one time in five a fixed line."""
    kind = PhoneNumberType.FIXED_LINE if rng.random() < 0.2 else PhoneNumberType.MOBILE
    example = phonenumbers.example_number_for_type(region, kind)
    assert example is not None, f"the library has no example for {region}"
    e164 = phonenumbers.format_number(example, PhoneNumberFormat.E164)
    while True:
        number = phonenumbers.parse(f"{e164[:-_DRAWN]}{rng.randrange(10**_DRAWN):0{_DRAWN}d}")
        if phonenumbers.is_valid_number(number):
            break
    return Number(
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL),
        phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        region,
    )
