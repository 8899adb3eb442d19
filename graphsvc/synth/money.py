"""Payments: customers pay collecting wallets, those pay the common wallet, and all of it ends at an exchange.

The exchange's hot wallet receives from everybody: it links nobody. Its tag stands in wallets.csv.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.synth.actors import Actor, Role
from graphsvc.synth.cast import DAY, DAYS, Cast
from graphsvc.synth.organisations import Organisation
from graphsvc.synth.timeline import Timeline
from graphsvc.synth.wallets import ASSETS, address

WALLET_COLUMNS = ("address", "asset", "tag", "category", "source", "confidence")
PAYMENT_COLUMNS = ("from", "to", "amount", "asset", "tx", "time")
RATE = {"bitcoin": 60_000.0, "evm": 2_500.0, "tron": 1.0}  # price of one coin in any currency, for plausible amounts
_DECIMALS = {"bitcoin": 8, "evm": 6, "tron": 2}
_COLLECT_EVERY = 12  # payments before a wallet is emptied
_LONE_SHARE = 0.02  # independents who take deposits

Payment = tuple[int, str, str, float, str]  # minute, from, to, price, chain


def in_coin(price: float, chain: str) -> str:
    """A price as an amount of a chain's coin."""
    return f"{price / RATE[chain]:.{_DECIMALS[chain]}f}"


class Ledger:
    """Plain payments of a corpus and the wallets worth a tag. Making one gives some independents a wallet. `hot`: chain
    -> the exchange's wallet."""

    def __init__(self, cast: Cast, organisations: Sequence[Organisation]) -> None:
        self._rng = cast.rng
        self.hot = {chain: address(chain, self._rng) for chain in sorted(ASSETS)}
        self._exchanges = {chain: cast.plant("exchange", self.hot[chain]) for chain in sorted(ASSETS)}
        self._payments: list[Payment] = []
        self._common = [made.wallet for made in organisations if made.wallet]
        for made in organisations:
            for member in made.members:
                if made.wallet:
                    self._earn(member, member.wallet or made.wallet, made.wallet)
        for actor in cast.actors:
            if actor.role is Role.INDEPENDENT and self._rng.random() < _LONE_SHARE:
                chain = self._rng.choice(sorted(ASSETS))
                actor.wallet = (chain, address(chain, self._rng))
                self._earn(actor, actor.wallet, actor.wallet)

    def _earn(self, actor: Actor, wallet: tuple[str, str], common: tuple[str, str]) -> None:
        """A customer pays soon after most adverts; now and then the sum moves on."""
        rng, (chain, own) = self._rng, wallet
        held, minute = 0.0, 0
        for i, posted in enumerate(actor.times):
            if rng.random() < 0.7:
                minute = min(posted + int(rng.expovariate(1 / 600)), DAYS * DAY - 120)
                price = rng.randrange(60, 260, 10)
                self._payments.append((minute, address(chain, rng), own, price, chain))
                held += price
            if held and (i % _COLLECT_EVERY == _COLLECT_EVERY - 1 or i == len(actor.times) - 1):
                if common != wallet:
                    self._payments.append((minute + 30, own, common[1], held * 0.97, chain))
                self._payments.append((minute + 60, common[1], self.hot[chain], held * 0.9, chain))
                self._exchanges[chain].owned_by(actor)
                held = 0.0

    def payments(self, timeline: Timeline) -> list[tuple[str, ...]]:
        """Rows of PAYMENT_COLUMNS by time."""
        return [
            (
                sender, receiver, in_coin(price, chain), ASSETS[chain], self._rng.randbytes(32).hex(),
                timeline.minute(minute),
            )
            for minute, sender, receiver, price, chain in sorted(self._payments)
        ]  # fmt: skip

    def wallets(self) -> list[tuple[str, ...]]:
        """Rows of WALLET_COLUMNS: the exchange's wallets, and some that complaints named."""
        rows: list[tuple[str, ...]] = [
            (self.hot[chain], ASSETS[chain], "Lantern Exchange hot wallet", "exchange", "exchange's own list", "0.95")
            for chain in sorted(ASSETS)
        ]
        for chain, common in self._common:
            if self._rng.random() < 0.3:
                rows.append((common, ASSETS[chain], "named in a complaint", "", "complaint", "0.5"))
        return rows
