"""Links taken apart."""

from __future__ import annotations

import pytest

from graphsvc.identifiers import scan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("t[.]me/lola_99", "telegram:lola_99"),
        ("instagram (dot) com / lola_99", "instagram:lola_99"),
        ("see instagram.com / lola_99 today", "instagram:lola_99"),
        ("wa(dot)me/447700900123", "+447700900123"),
        ("wa.me / 447700900123", "+447700900123"),
        ("wa.me/+44 7700 900123", "+447700900123"),
        ("wa.me/44 7700 900 123", "+447700900123"),
    ],
)
def test_joined(text: str, value: str) -> None:
    finds = scan(text, region="GB").finds
    assert [find.identifier.value for find in finds] == [value]
    assert all(text[find.start : find.end] == find.raw for find in finds)


@pytest.mark.parametrize("text", ["and / or", "tea.me/", "one [.] two / three", "shop.com / price 20", "t.me / "])
def test_other_slashes(text: str) -> None:
    assert [find for find in scan(text).finds if find.identifier.kind in ("account", "phone")] == []
