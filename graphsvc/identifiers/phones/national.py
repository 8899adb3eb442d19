"""Numbers as dialled at home: whose digits they are in a region, and whether their form says that they are a number."""

from __future__ import annotations

from graphsvc.identifiers.phones import plan
from graphsvc.identifiers.phones.forms import Piece

_LONG = 9  # digits of a bare number that nothing announces


def dialled(digits: str, region: str) -> tuple[str, str]:
    """`(+E.164, method)` of digits as dialled in a region."""
    if not plan.MIN_DIGITS <= len(digits) <= plan.MAX_DIGITS + 2:
        return "", ""
    here = plan.plan_of(region)
    exit_code = "011" if here and here.code == "1" and digits.startswith("011") else "00"
    if digits.startswith(exit_code) and (number := plan.international(digits[len(exit_code) :])):
        return number, "international"
    return plan.national(digits, region), f"national:{region}"


def confidence(piece: Piece, number: str, called: bool, region: str) -> float:
    """In (0, 1); 0 when neither its form nor its surroundings say that it is a number to call."""
    zero = piece.text.startswith(("0", "(0"))
    if piece.is_amount or ("/" in piece.text and not zero and not piece.has_area_code):
        return 0.85 if called and not piece.is_round else 0.0
    if called:
        return 0.95
    here = plan.plan_of(region)
    if (piece.is_of_draw and not plan.is_mobile(number)) or (
        piece.is_paired and here and not here.writes_pairs and not zero
    ):
        return 0.0
    bare = len(piece.digits) >= _LONG and len(piece.groups) < 3
    if zero or piece.has_area_code:
        return 0.9 if piece.is_grouped else 0.75 if bare else 0.0
    if here is None or here.writes_zero:
        return 0.0
    return 0.9 if piece.is_grouped else 0.6 if bare and not piece.is_round else 0.0
