"""What people write beside an address: tickers and names of assets, and the chain each lives on.

A label never decides a chain against a checksum; it only chooses between readings that the checksum leaves open.
Tokens that live on several chains (USDT) name none.
"""

from __future__ import annotations

import re
from itertools import pairwise

_CHAIN_OF = {
    "BTC": "bitcoin", "BCH": "bitcoin-cash", "BTG": "bitcoin-gold", "LTC": "litecoin", "DOGE": "dogecoin",
    "DASH": "dash", "ZEC": "zcash", "ETH": "evm", "ETC": "evm", "BNB": "evm", "POL": "evm", "AVAX": "evm",
    "ARB": "evm", "TRX": "tron", "SOL": "solana", "XMR": "monero", "XRP": "xrp",
    "USDT": "", "USDC": "", "DAI": "", "BUSD": "", "TUSD": "",
}  # fmt: skip
# Other words for the same asset, in lower case.
_WORDS = {
    "xbt": "BTC", "bitcoin": "BTC", "биткоин": "BTC", "биткойн": "BTC", "比特币": "BTC", "bitcoin cash": "BCH",
    "bitcoincash": "BCH", "bitcoin-cash": "BCH", "bcc": "BCH", "bitcoin gold": "BTG", "bitcoin-gold": "BTG",
    "bitcoingold": "BTG", "litecoin": "LTC", "лайткоин": "LTC", "dogecoin": "DOGE", "zcash": "ZEC", "ethereum": "ETH",
    "ether": "ETH", "эфир": "ETH", "以太坊": "ETH", "ethereum classic": "ETC", "binance coin": "BNB", "bsc": "BNB",
    "matic": "POL", "polygon": "POL", "avalanche": "AVAX", "arbitrum": "ARB", "tron": "TRX", "solana": "SOL",
    "phantom": "SOL", "monero": "XMR", "монеро": "XMR", "ripple": "XRP", "xrpl": "XRP", "tether": "USDT",
    "тетер": "USDT", "泰达币": "USDT",
}  # fmt: skip
_ASSETS = {**{ticker.lower(): ticker for ticker in _CHAIN_OF}, **_WORDS}
_NETWORKS = {"evm": "evm", "erc20": "evm", "erc-20": "evm", "bep20": "evm", "bep-20": "evm", "trc20": "tron",
             "trc-20": "tron", "spl": "solana"}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_FEW = 6  # words of a label that are looked at
_NAMED = re.compile(
    r"(?:^|[\W_])(" + "|".join(sorted(map(re.escape, _ASSETS), key=len, reverse=True)) + r")(?=$|[\W_])"
)


def label(text: str) -> tuple[str, str]:
    """`(chain, asset)` that a label of a column or URI names, '' for what it leaves open: `USDT (TRC20)`, `XBT`."""
    lower = text.strip().lower()
    asset = _ASSETS.get(lower, "")
    chain = _CHAIN_OF.get(asset, "") or _NETWORKS.get(lower, "")
    if asset or chain:
        return chain, asset
    words = _WORD.findall(lower)[:_FEW]
    for name in [f"{one}{sign}{other}" for sign in " -" for one, other in pairwise(words)] + words:
        asset = asset or _ASSETS.get(name, "")
        chain = chain or _NETWORKS.get(name, "")
    return chain or _CHAIN_OF.get(asset, ""), asset


def named(text: str) -> str:
    """The asset named last in a lower-case text, '' for none."""
    found = _NAMED.findall(text)
    return _ASSETS[found[-1]] if found else ""


def chain_of(asset: str) -> str:
    return _CHAIN_OF.get(asset, "")
