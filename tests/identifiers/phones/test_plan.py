"""Numbering plans against the library's own parser as oracle, over every region."""

from __future__ import annotations

import random

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from graphsvc.identifiers.phones import plan

REGIONS = sorted(plan.regions())
TYPES = [
    getattr(PhoneNumberType, name) for name in ("FIXED_LINE", "MOBILE", "TOLL_FREE", "PREMIUM_RATE", "VOIP", "UAN")
]


def library(number: str, region: str | None) -> str:
    """`+E.164` by the library, '' when it is no valid number."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) if phonenumbers.is_valid_number(parsed) else ""


def test_example_numbers_of_every_region_and_type() -> None:
    tried = 0
    for region in REGIONS:
        for kind in TYPES:
            example = phonenumbers.example_number_for_type(region, kind)
            if example is None:
                continue
            expected = phonenumbers.format_number(example, PhoneNumberFormat.E164)
            written = phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL)
            digits = "".join(char for char in written if char.isdigit())
            if len(expected) > plan.MIN_DIGITS:
                assert plan.international(expected[1:]) == expected
            assert plan.national(digits, region) == library(written, region), (region, written)
            tried += 1
    assert tried > 900


def test_random_digits_read_as_the_library_reads_them() -> None:
    """Differences allowed: more than the 15 digits of E.164, ranges set aside for fiction, a foreign exit code."""
    rng = random.Random(20)
    for region in REGIONS:
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
        code = str(metadata.country_code)
        for _ in range(40):
            size = rng.choice(metadata.general_desc.possible_length)
            digits = "".join(rng.choice("0123456789") for _ in range(size))
            if rng.random() < 0.3:
                digits = (metadata.national_prefix or "") + digits
            for ours, theirs in (
                (plan.international(code + digits), library(f"+{code}{digits}", None)),
                (plan.national(digits, region), "" if digits.startswith("00") else library(digits, region)),
            ):
                fiction = ours and not theirs and is_fiction(ours)
                assert ours == theirs or fiction or len(theirs) > plan.MAX_DIGITS + 1, (region, digits)


def is_fiction(number: str) -> bool:
    import re

    code, rest = plan.split_code(number[1:])
    return code in plan.FICTION and re.fullmatch(plan.FICTION[code], rest) is not None


@pytest.mark.parametrize(
    "number",
    [
        "+12025550143",
        "+18005550199",
        "+15555550123",
        "+442079460350",
        "+447700900546",
        "+441134960123",
        "+441632960123",
        "+448081570123",
        "+33199001234",
        "+33639981234",
        "+61491570156",
        "+61255501234",
        "+353209101234",
        "+46701740605",
        "+493023125000",
        "+4915228817386",
        "+491713920000",
    ],
)
def test_numbers_set_aside_for_fiction_are_accepted(number: str) -> None:
    assert plan.international(number[1:]) == number


@pytest.mark.parametrize(
    ("digits", "region", "expected"),
    [
        ("442079460000", "", "+442079460000"),
        ("4402079460000", "", "+442079460000"),  # the trunk zero kept by mistake
        ("39066982", "", "+39066982"),  # Italy's zero is part of the number
        ("2079460000", "GB", "+442079460000"),
        ("02079460000", "GB", "+442079460000"),
        ("02079460000", "XX", ""),
        ("0", "GB", ""),
        ("999123456789", "", ""),
        ("0442079460000", "", ""),
        ("1" * 40, "", ""),
        ("", "", ""),
    ],
)
def test_reading(digits: str, region: str, expected: str) -> None:
    assert (plan.national(digits, region) if region else plan.international(digits)) == expected


def test_what_a_mask_may_have_cut_off() -> None:
    assert plan.goes_on("+493023125", 3)
    assert not plan.goes_on("+442079460000", 4)
    assert not plan.goes_on("+493023125", 0)


def test_lenient_takes_any_possible_length() -> None:
    assert plan.international("441999123456") == ""
    assert plan.international("441999123456", lenient=True) == "+441999123456"
    assert plan.international("44199912", lenient=True) == ""
