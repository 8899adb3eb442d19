"""Counted nouns for sentences."""

from __future__ import annotations

from collections.abc import Mapping

WORDS = {
    "phone": "phone number", "email": "e-mail address", "account": "account", "url": "page", "wallet": "wallet",
    "image": "picture", "template": "advert text",
}  # fmt: skip


def many(number: int, one: str) -> str:
    """`1 record`, `2,400 records`, `2 e-mail addresses`."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}{'es' if one.endswith('s') else 's'}"


def counted(kinds: Mapping[str, int]) -> str:
    """`1 account and 2 phone numbers`, by kind."""
    parts = [many(number, WORDS.get(kind, kind)) for kind, number in sorted(kinds.items()) if number]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
