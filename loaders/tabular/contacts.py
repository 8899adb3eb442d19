"""Columns that name an identifier's kind, the same in every loader: phones, mail, links, accounts, wallets, hashes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from graphsvc.model import Mention, NodeKind
from loaders.tabular.names import joined, words
from loaders.tabular.sheet import Cells, Sheet
from loaders.tabular.values import split
from loaders.tabular.vocabulary import phrases, word_list

FIELDS: dict[str, tuple[str, ...]] = {name: phrases(text) for name, text in word_list("contacts")["fields"].items()}
_OTHERS = ("phone", "email", "website", "handle", "platform", "wallet", "image_hash")
PLATFORMS = tuple(name for name in FIELDS if name not in _OTHERS)
NUMBERED = ("whatsapp", "viber", "signal")  # accounts there are telephone numbers, wholly or mostly
_COINS = frozenset(
    ("btc", "xbt", "bitcoin", "eth", "ethereum", "xmr", "monero", "ltc", "litecoin", "trx", "tron", "usdt")
)
_HASHES = ("phash", "dhash", "ahash", "whash", "pdq", "sha256", "sha1", "md5")


def contact_mentions(sheet: Sheet, but: Collection[int] = ()) -> Callable[[Cells], list[Mention]]:
    """A getter of every contact a row's columns give. `but`: indexes of columns that are something else here."""
    taken: list[tuple[int, str, NodeKind, str]] = []
    for field, kind in (
        ("phone", NodeKind.PHONE), ("email", NodeKind.EMAIL), ("website", NodeKind.URL), ("wallet", NodeKind.WALLET),
        ("image_hash", NodeKind.IMAGE), *((name, NodeKind.ACCOUNT) for name in PLATFORMS),
    ):  # fmt: skip
        taken += [(index, name, kind, _hint(field, name)) for index, name in sheet.named(field) if index not in but]
    handles = [(index, name) for index, name in sheet.named("handle") if index not in but]
    platform = sheet.value("platform")

    def get(cells: Cells) -> list[Mention]:
        found = [
            Mention(_kind(kind, hint, raw), raw, name, hint)
            for index, name, kind, hint in taken
            if cells[index]
            for raw in split(kind, cells[index])
        ]
        if handles:
            hint = platform(cells)
            found += [
                Mention(NodeKind.ACCOUNT, raw, name, hint)
                for index, name in handles
                for raw in split("account", cells[index])
            ]
        return found

    return get


def _hint(field: str, column: str) -> str:
    """What the column's name adds: the platform, the coin, the kind of hash."""
    if field == "wallet":
        return next((word for word in words(column) if word in _COINS), "")
    if field == "image_hash":
        return next((name for name in _HASHES if name in joined(column)), "")
    return field if field in PLATFORMS else ""


def _kind(kind: NodeKind, platform: str, raw: str) -> NodeKind:
    """A number, or a link to one, in the column of an app whose accounts are numbers is a phone."""
    if kind is not NodeKind.ACCOUNT or platform not in NUMBERED:
        return kind
    named = any(char.isalpha() for char in raw) and "/" not in raw
    return NodeKind.ACCOUNT if named and platform != "whatsapp" else NodeKind.PHONE
