from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.money import Sum, read


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("120 EUR", 120, 120, "EUR"), ("£1,200", 1200, 1200, "GBP"), ("2.000,50 €", 2000.5, 2000.5, "EUR"),
        ("$1,234.50", 1234.5, 1234.5, "USD"), ("1400-1800 GBP", 1400, 1800, "GBP"), ("CA$ 90", 90, 90, "CAD"),
        ("1 500 RUB", 1500, 1500, "RUB"), ("0.0035 BTC", 0.0035, 0.0035, "BTC"), ("90", 90, 90, ""),
        ("2.000", 2000, 2000, ""), ("12,5", 12.5, 12.5, ""), ("0.005", 0.005, 0.005, ""),
        ("1,234,567", 1234567, 1234567, ""), ("20 EUR per hour", 20, 20, "EUR"), ("25 EUR/h", 25, 25, "EUR"),
    ],
)  # fmt: skip
def test_sums(text: str, low: float, high: float, currency: str) -> None:
    assert read(text) == Sum(low, high, currency)


@pytest.mark.parametrize("text", ["", "call me", "120 roses", "0", "EUR", "£5 USD", "12/03/2024", "1.2.3,4", "9" * 99])
def test_what_is_no_single_sum(text: str) -> None:
    assert read(text) is None


def test_a_currency_column_names_what_the_price_does_not() -> None:
    assert read("90", "eur") == Sum(90, 90, "EUR")
    assert read("90 GBP", "EUR") == Sum(90, 90, "GBP")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 .,'-$€EURusd/per", max_size=70))
def test_any_text_is_read_or_not(text: str) -> None:
    found = read(text)
    assert found is None or 0 < found.low <= found.high
