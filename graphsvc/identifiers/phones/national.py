"""Numbers as dialled at home: whose digits they are in a region, and whether their form allows that they are."""

from __future__ import annotations

from functools import lru_cache

from graphsvc.identifiers.phones import plan
from graphsvc.identifiers.phones.forms import Piece

_WITH_CODE = 11  # digits of a number with its calling code
_LONG = 9  # digits of a bare number that nothing announces


@lru_cache(maxsize=1 << 14)
def dialled(digits: str, region: str) -> tuple[str, str]:
    """`(+E.164, method)` of digits as dialled in a region."""
    if not plan.MIN_DIGITS <= len(digits) <= plan.MAX_DIGITS + 2:
        return "", ""
    here = plan.plan_of(region)
    exit_code = "011" if here and here.code == "1" and digits.startswith("011") else "00"
    if digits.startswith(exit_code) and (number := plan.international(digits[len(exit_code) :])):
        return number, "international"
    number = plan.national(digits, region)
    if not number and here and len(digits) >= _WITH_CODE and digits.startswith(here.code):
        number = plan.international(digits)  # the calling code of the place, its plus sign left out
        return number, f"code:{region}"
    return number, f"national:{region}"


def may_be(piece: Piece, number: str, called: bool, region: str) -> bool:
    """Whether the form of digits allows that they are a number to call; `called`: something near says that they are."""
    zero = piece.text.startswith(("0", "(0"))
    if piece.is_amount or ("/" in piece.text and not zero and not piece.has_area_code):
        return called and not piece.is_round
    if called:
        return True
    here = plan.plan_of(region)
    if (piece.is_of_draw and not plan.is_mobile(number)) or (
        piece.is_paired and here and not here.writes_pairs and not zero
    ):
        return False
    bare = len(piece.digits) >= _LONG and len(piece.groups) < 3
    if zero or piece.has_area_code:
        return piece.is_grouped or bare
    if here is None or here.writes_zero:
        return False
    return piece.is_grouped or (bare and not piece.is_round)
