"""Wallets. Node id `wallet:CHAIN:address`, one node for each wallet in whatever spelling (`chains.addresses`).

The checksum decides the chain; the label beside an address only chooses between readings that share version bytes,
and the other reading stays as a candidate. What is held there (USDT, BNB) is `data['asset']`: all EVM chains are one
node, an Omni-USDT address is a bitcoin wallet. A private key is no wallet and is never read as one.
Solana addresses have no checksum: in text one needs its chain's name near, or a word for payment and a point of the
curve. Methods: `checksum`, `case` (hex in one letter case), `length`, `point`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphsvc.identifiers import Candidate, Find, Identifier
from graphsvc.identifiers.chains import addresses, assets, curve
from graphsvc.identifiers.chains.addresses import Address
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text
from graphsvc.model import NodeKind

_RUN = r"[0-9A-Za-z]{25,}"
_FIND = pattern(_RUN)
_LONGEST = 106  # characters of the longest address
_BEFORE, _AFTER = 40, 16
_HEX_20 = re.compile(r"[0-9a-fA-F]{40}")
_HEX_32 = re.compile(r"[0-9a-fA-F]{64}")
_URI_END = re.compile(r"[?@&/;]")
_PAY = re.compile(r"wallet|address|adress|direcci|pay|send|donat|deposit|crypto|кошел|адрес|крипт|钱包|地址")
_TITLES = {"bitcoin-cash": "Bitcoin Cash", "bitcoin-gold": "Bitcoin Gold", "evm": "EVM", "xrp": "XRP"}
_CONFIDENCE = {"checksum": 0.99, "case": 0.9, "length": 0.8, "point": 0.6}


class Wallet:
    """A wallet address."""

    NAME = "wallet"
    SPECIFICITY = 7.0
    TRIGGER = _RUN

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """`hint`: the asset or chain its column names. Also reads payment URIs and `chain:address`."""
        text = fold(raw)[0].strip()
        chain, asset = assets.label(hint)
        head, colon, tail = text.partition(":")
        if colon:
            named = assets.label(head)
            if not any(named):
                return None
            text = _URI_END.split(tail.strip().lstrip("/"))[0].strip()
            # The chain of a canonical value says nothing about what is held there.
            chain, asset = named[0] or chain, asset or ("" if head == named[0] else named[1])
        if chain == "evm" and _HEX_20.fullmatch(text):
            text = f"0x{text}"
        address = _choose(addresses.read(text), chain)
        if address is None and chain == "monero" and _HEX_32.fullmatch(text):
            address = _monero_hex(text)
        if address is None or (address.proof == "length" and chain != "solana" and not addresses.is_wallet_point(text)):
            return None
        return _identifier(address, asset)

    def find(self, text: Text, region: str) -> Iterator[Find | Candidate]:
        for found in _FIND.finditer(text.data):
            start, end = found.span()
            if end - start > _LONGEST:
                continue
            start = max(start, text.folded.find("0x", start, end))  # glued to the word before it
            readings = addresses.read(text.folded[start:end])
            if readings:
                yield from _placed(text, start, end, readings)

    def caption(self, parts: tuple[str, ...]) -> str:
        chain, address = parts
        short = address if len(address) <= 16 else f"{address[:6]}…{address[-4:]}"
        return f"{short} ({_TITLES.get(chain, chain.capitalize())})"


def _identifier(address: Address, asset: str) -> Identifier:
    data = {**address.data, **({"asset": asset} if asset else {})}
    return Identifier(NodeKind.WALLET, (address.chain, address.canonical), data)


def _choose(readings: tuple[Address, ...], chain: str) -> Address | None:
    return next((address for address in readings if address.chain == chain), readings[0] if readings else None)


def _monero_hex(text: str) -> Address | None:
    """A public key or a payment id, as sanctions lists publish them; a private key is a scalar below the order."""
    return None if curve.may_be_scalar(bytes.fromhex(text)) else Address("monero", text.lower(), "order")


def _placed(text: Text, start: int, end: int, readings: tuple[Address, ...]) -> Iterator[Find | Candidate]:
    asset = assets.named(text.before(start, _BEFORE)) or assets.named(text.after(end, _AFTER))
    chosen = _choose(readings, assets.chain_of(asset))
    if chosen is None:
        return
    method = chosen.proof if chosen.chain != "solana" else _solana_method(text, start, end, asset)
    if not method:
        return
    yield text.find(_identifier(chosen, asset), start, end, method, _CONFIDENCE[method])
    for other in readings:
        if other is not chosen:
            reason = f"{chosen.chain} and {other.chain} share this spelling"
            yield text.candidate(NodeKind.WALLET, f"{other.chain}:{other.canonical}", start, end, reason)


def _solana_method(text: Text, start: int, end: int, asset: str) -> str:
    """`length` beside the chain's name, `point` beside a word for payment, '' for neither."""
    if assets.chain_of(asset) == "solana":
        return "length"
    paid = bool(asset) or _PAY.search(text.before(start, _BEFORE)) is not None
    return "point" if paid and addresses.is_wallet_point(text.folded[start:end]) else ""
