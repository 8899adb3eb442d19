"""Names announced in words."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.platforms.labels import labels
from graphsvc.identifiers.reading.text import Text


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(label.platform.name, label.name, label.certain) for label in labels(Text(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("insta: lola_99", [("instagram", "lola_99", True)]),
        ("IG = lola.99", [("instagram", "lola.99", True)]),
        ("telegram channel: harbourjobs", [("telegram", "harbourjobs", True)]),
        ("my snap is lola_99", [("snapchat", "lola_99", True)]),
        ("username on telegram: lola_99", [("telegram", "lola_99", True)]),
        ("wechat ID lolarossi", [("wechat", "lolarossi", True)]),
        ("ваш вк: lola_99, инста lola99x", [("vk", "lola_99", True), ("instagram", "lola99x", True)]),
        ("加微信：lola_99", [("wechat", "lola_99", True)]),
        ("ไลน์: lola99", [("line", "lola99", True)]),
        ("سناب: lola_99", [("snapchat", "lola_99", True)]),
        ("카톡 lola99", [("kakaotalk", "lola99", True)]),
        ("Insta: Lola", [("instagram", "Lola", False)]),
        ("Telegram: Available", []),
        ("telegram: lola@example.com", []),
        ("insta: instagram.com/lola", []),
        ("insta: lola.com", []),
        ("facebook/instagram: lola_99", [("instagram", "lola_99", True)]),
        ("snap-on tools", []),
        ("snap on", []),
        ("line up: here", []),
        ("Line: lola99", []),
        ("LINE: lola99", [("line", "lola99", True)]),
        ("line id lola99", [("line", "lola99", True)]),
        ("instagram 10k followers", []),
        ("twitter 2024", []),
        ("tg: 12345", []),
        ("whatsapp: 07700 900123", []),
        ("instagram @lola", [("instagram", "lola", True)]),
        ("telegram@lola", []),
    ],
)
def test_labels(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text) == expected


def test_spans_quote_the_name_with_its_sign() -> None:
    text = "telegram: @lola_99, insta: lola_99."
    assert [text[label.start : label.end] for label in labels(Text(text))] == ["@lola_99", "lola_99"]
