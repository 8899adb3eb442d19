"""Typed cells of workbooks and Parquet files as text."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

_EXACT = 10**15  # beyond it a float no longer tells two neighbouring integers apart
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"))


def text(value: object) -> str:
    """'' for nothing and for a formula's error; dates as ISO 8601; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value in _ERRORS else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, datetime):
        bare = value.tzinfo is None and value.time() == time()
        return value.date().isoformat() if bare else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)
