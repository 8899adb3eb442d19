"""Numbering plans: which digits are a telephone number, and whose (ITU-T E.164; data of libphonenumber).

The metadata is the library's, read through its own classes. Its parser is not used here: the patterns of one calling
code joined into one answer five times as fast, on which the bar of a million adverts hangs. `tests/identifiers`
holds both against each other over every region.

A number set aside for fiction counts as valid: demonstrations and tests use no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    SUPPORTED_REGIONS,
    PhoneMetadata,
    PhoneNumberFormat,
    PhoneNumberType,
    example_number_for_type,
    format_number,
)

MAX_DIGITS, MIN_DIGITS = 15, 7
_SMALLEST = 2  # digits of a group behind the first
_PAIRS = 2  # groups of two digits in a national format
_WORLD = "001"  # the library's name for calling codes that belong to no country
_TYPES = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
          "voicemail")  # fmt: skip

# Ranges that regulators set aside for drama, where the library knows them as invalid: Ofcom, ARCEP, ComReg; the whole
# area code 555 of the North American plan is unassigned.
FICTION = {
    "1": r"555[0-9]{7}",
    "33": r"[67]3998[0-9]{4}",
    "44": r"7700900[0-9]{3}|1632960[0-9]{3}",
    "353": r"2091[0-9]{5}",
}


@dataclass(frozen=True)
class Plan:
    """The numbers of one calling code. `lengths`: of national numbers. `writes_zero`: whether people in its main
    region put the trunk zero before a mobile number; `writes_pairs`: whether numbers are grouped by
    two there; `mobile`: numbers of its mobile ranges; `formats`: how its numbers are grouped;
    `general`, `trunk`, `transform`: that region's patterns."""

    code: str
    writes_zero: bool
    valid: re.Pattern[str]
    writes_pairs: bool
    mobile: re.Pattern[str]
    lengths: frozenset[int]
    formats: tuple[re.Pattern[str], ...]
    general: re.Pattern[str]
    trunk: re.Pattern[str] | None
    transform: str | None

    def national(self, digits: str) -> str:
        """The national number without its trunk prefix. It stays where the number would not be one without it."""
        found = self.trunk.match(digits) if self.trunk else None
        if not found or not found.end():
            return digits
        rest = digits[found.end() :]
        if self.transform and found.re.groups and found[found.re.groups] is not None:
            rest = found.expand(self.transform) + rest
        return digits if self.general.fullmatch(digits) and not self.general.fullmatch(rest) else rest


def regions() -> frozenset[str]:
    """ISO 3166 alpha-2 codes of the regions that have a plan."""
    return frozenset(SUPPORTED_REGIONS)


@lru_cache(maxsize=512)
def plan_of(region: str) -> Plan | None:
    """The plan of a region's calling code, with the region's own trunk prefix; None for no such region."""
    found = PhoneMetadata.metadata_for_region(region) if region in SUPPORTED_REGIONS else None
    return None if found is None else _plan(str(found.country_code), found)


@lru_cache(maxsize=512)
def _plan_of_code(code: str) -> Plan:
    return _plan(code, _metadata(code)[0])


def _plan(code: str, main: Any) -> Plan:
    metadata = _metadata(code)
    kinds = [
        desc for one in metadata for name in _TYPES if (desc := getattr(one, name)) and desc.national_number_pattern
    ]
    patterns = sorted(
        {kind.national_number_pattern for kind in kinds} | ({FICTION[code]} if code in FICTION else set())
    )
    trunk = main.national_prefix_for_parsing
    return Plan(
        code=code,
        writes_zero=main.national_prefix == "0" and _writes_zero(main),
        valid=re.compile("|".join(f"(?:{pattern})" for pattern in patterns)),
        mobile=re.compile(
            "|".join(
                sorted(
                    {
                        f"(?:{one.mobile.national_number_pattern})"
                        for one in metadata
                        if one.mobile and one.mobile.national_number_pattern
                    }
                )
            )
            or "(?!)"
        ),
        writes_pairs=any(form.pattern.count(r"(\d{2})") >= _PAIRS for form in main.number_format),
        lengths=frozenset(length for one in metadata for length in one.general_desc.possible_length),
        formats=tuple(map(re.compile, sorted({form.pattern for form in main.number_format}))),
        general=re.compile(main.general_desc.national_number_pattern),
        trunk=re.compile(trunk) if trunk else None,
        transform=main.national_prefix_transform_rule,
    )


def _writes_zero(main: Any) -> bool:
    """Whether the usual national form of a mobile number has the zero, and no form leaves it to the writer."""
    example = example_number_for_type(main.id, PhoneNumberType.MOBILE)
    if example is None or any(form.national_prefix_optional_when_formatting for form in main.number_format):
        return False
    return format_number(example, PhoneNumberFormat.NATIONAL).lstrip("(").startswith("0")


def _metadata(code: str) -> list[Any]:
    """Metadata of the regions of a calling code, its main region first."""
    names = COUNTRY_CODE_TO_REGION_CODE[int(code)]
    if names == (_WORLD,):
        return [PhoneMetadata.metadata_for_nongeo_region(int(code))]
    return [PhoneMetadata.metadata_for_region(name) for name in names]


def split_code(digits: str) -> tuple[str, str]:
    """`(calling code, rest)` of international digits; ('', digits) where no code begins so."""
    for size in (1, 2, 3):
        if digits[:size].isdigit() and int(digits[:size]) in COUNTRY_CODE_TO_REGION_CODE:
            return digits[:size], digits[size:]
    return "", digits


def international(digits: str, *, lenient: bool = False) -> str:
    """`+E.164` of digits that begin with a calling code, '' when they are no number.

    A trunk prefix kept by mistake (+44 020 ...) is dropped. `lenient`: a possible length is enough.
    """
    if not MIN_DIGITS <= len(digits) <= MAX_DIGITS + 1 or digits[0] == "0":
        return ""
    code, rest = split_code(digits)
    return _number(_plan_of_code(code), rest, lenient) if code else ""


def national(digits: str, region: str, *, lenient: bool = False) -> str:
    """`+E.164` of digits as dialled inside `region`, '' when they are no number there."""
    plan = plan_of(region)
    return _number(plan, digits, lenient) if plan and len(digits) <= MAX_DIGITS + 2 else ""


def is_mobile(number: str) -> bool:
    """Whether `+E.164` is in a range of mobile numbers."""
    code, rest = split_code(number[1:])
    return _plan_of_code(code).mobile.fullmatch(rest) is not None


def is_formatted(number: str, groups: list[str]) -> bool:
    """Whether the groups of digits in which `+E.164` was written are those of a format of its country, or parts of
    them, whatever its trunk prefix."""
    code, rest = split_code(number[1:])
    if min(map(len, groups[1:])) < _SMALLEST:
        return False
    written = _borders(map(len, groups))
    return any(
        len(found.groups()) > 1 and _borders(map(len, found.groups())) <= written
        for form in _plan_of_code(code).formats
        if (found := form.fullmatch(rest))
    )


def _borders(sizes: Iterable[int]) -> set[int]:
    """Where groups meet, counted from the last digit."""
    return set(accumulate(reversed(list(sizes)[1:])))


def goes_on(number: str, digits: int) -> bool:
    """Whether `+E.164` with up to so many further digits still has a possible length: then it may be the rest of a
    masked number, however valid it looks."""
    if not digits:
        return False
    code, rest = split_code(number[1:])
    return any(len(rest) + more in _plan_of_code(code).lengths for more in range(1, digits + 1))


def _number(plan: Plan, digits: str, lenient: bool) -> str:
    number = plan.national(digits)
    if len(plan.code) + len(number) > MAX_DIGITS:
        return ""
    possible = len(number) in plan.lengths
    return f"+{plan.code}{number}" if (possible and lenient) or plan.valid.fullmatch(number) else ""
