"""Sums in columns that hold a price or a wage: `120 EUR`, `£1,200`, `2.000,50 €`, `1400-1800 GBP`.

Only such columns are read, never running text. What can be read in two ways is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "US$": "USD", "CA$": "CAD", "A$": "AUD", "C$": "CAD", "¥": "JPY",
          "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₿": "BTC", "zł": "PLN", "lei": "RON"}  # fmt: skip
_CODES = frozenset(
    ("AED", "AUD", "BRL", "CAD", "CHF", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "HUF", "IDR", "INR", "JPY", "KRW",
     "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "UAH", "USD", "VND",
     "ZAR", "BTC", "BCH", "LTC", "DOGE", "DASH", "ZEC", "ETH", "TRX", "SOL", "XMR", "XRP", "USDT", "USDC", "DAI")
)  # fmt: skip
_NUMBER = r"\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})*(?:[.,]\d{1,8})?|\d{1,15}(?:[.,]\d{1,8})?"
_TEXT = re.compile(
    rf"\s*([^\W\d]{{0,4}}[$£€¥₹₽₺₴₿]?)\s*({_NUMBER})(?:\s*[-–—]\s*({_NUMBER}))?\s*([$£€¥₹₽₺₴₿]|[^\W\d]{{2,4}})?"
    r"(?:\s*(?:/|per|an?)\s*[^\W\d]{1,8})?\s*"
)
_LONGEST = 60  # characters of a price


@dataclass(frozen=True, slots=True)
class Sum:
    """From `low` to `high` (equal where one amount is named) in a currency code, '' where none is named."""

    low: float
    high: float
    currency: str


def read(text: str, currency: str = "") -> Sum | None:
    """The sum that a price or wage column holds, or None. `currency`: what a column beside it names."""
    found = _TEXT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    before, low, high, after = found.groups()
    named = {code for part in (before, after) if part and (code := _code(part))}
    if len(named) > 1 or any(part and not _code(part) for part in (before, after)):
        return None
    amounts = [_amount(part) for part in (low, high) if part]
    if any(amount is None or amount <= 0 for amount in amounts):
        return None
    sure = sorted(amount for amount in amounts if amount is not None)
    return Sum(sure[0], sure[-1], next(iter(named), _code(currency)))


def _code(text: str) -> str:
    plain = text.strip()
    return _SIGNS.get(plain, _SIGNS.get(plain.lower(), plain.upper() if plain.upper() in _CODES else ""))


def _amount(text: str) -> float | None:
    """A number in either notation. A single separator before three digits groups thousands; before others it is the
    decimal point; `1,234.567` with both is the later one's."""
    plain = re.sub(r"[ '\u00a0\u202f]", "", text)
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return float(plain)
    last = plain.rindex(marks[-1])
    decimals = len(plain) - last - 1
    if len(set(marks)) == 2:
        whole, part = plain[:last], plain[last + 1 :]
        if marks[-1] in whole:
            return None
    elif len(marks) > 1 or (decimals == 3 and not plain.startswith("0")):
        whole, part = plain, ""
    else:
        whole, part = plain[:last], plain[last + 1 :]
    return float(f"{re.sub('[.,]', '', whole)}.{part or 0}")
