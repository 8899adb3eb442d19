from __future__ import annotations

import pytest

from loaders.tabular.places import CODES, country, country_of


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("US, AZ, Phoenix", "US"),
        ("GB, , ", "GB"),
        ("NZ, , Auckland", "NZ"),
        ("CA, ON, Toronto", "CA"),
        ("US", "US"),
        ("London, UK", "GB"),
        ("Madrid, España", "ES"),
        ("Bucharest, Romania", "RO"),
        ("Paris, FR", "FR"),
        ("Россия", "RU"),
        ("München, Deutschland", "DE"),
        ("Spain", "ES"),
    ],
)
def test_a_place_that_names_its_country(place: str, code: str) -> None:
    assert country_of(place) == code


@pytest.mark.parametrize(
    "place",
    [
        "Phoenix, AZ",
        "CA, Los Angeles",
        "Berlin, DE",
        "Mexico, MO",
        "Holland, MI",
        "Atlanta, Georgia",
        "in",
        "London",
        "",
        ", ,",
        "DE",
    ],
)
def test_two_readings_are_none(place: str) -> None:
    assert country_of(place) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("gb", "GB"), ("Deutschland", "DE"), ("USA", "US"), ("esp", "ES"), ("Georgia", "GE"), ("Narnia", ""), ("", "")],
)
def test_a_country_column(text: str, code: str) -> None:
    assert country(text) == code


def test_codes_are_two_capitals() -> None:
    assert len(CODES) == 242
    assert all(len(code) == 2 and code.isupper() for code in CODES)
