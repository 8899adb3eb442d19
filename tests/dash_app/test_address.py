from __future__ import annotations

import pytest

from dash_app.address import view_of, with_view


@pytest.mark.parametrize(
    ("search", "id_"),
    [
        ("?view=abc", "abc"),
        ("", ""),
        (None, ""),
        ("?other=1", ""),
        ("?view=", ""),
        ("view=x&view=y", "x"),
        ("?view=%2e%2e", ".."),
    ],
)
def test_the_view_of_an_address(search: str | None, id_: str) -> None:
    assert view_of(search) == id_


def test_there_and_back() -> None:
    assert view_of(with_view("0" * 32)) == "0" * 32
