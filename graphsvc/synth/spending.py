"""Transactions of several inputs or outputs, and payments of the price that an advert asks.

    sweep      an owner empties several of its wallets into a shop's, with change: whoever signs owns all inputs
    mix        strangers and owners take part in a CoinJoin (Whirlpool, Wasabi, JoinMarket by shape): inputs of many
    service    an exchange pays out from the deposit wallets of several customers and its own
    payjoin    a customer and the payee both put in money; it looks like a sweep, and no guard sees it
    price      customers pay some posters what the advert asks, within days

They have a random stream of their own, so that the rest of a corpus is the same with and without them. `owners` tells
whose every wallet is: a network's, or a bystander's; a deposit wallet is its customer's, whoever holds the key.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from graphsvc.synth.actors import Actor
from graphsvc.synth.cast import DAY, DAYS, Cast
from graphsvc.synth.money import in_coin
from graphsvc.synth.organisations import Organisation
from graphsvc.synth.timeline import Timeline
from graphsvc.synth.wallets import ASSETS, address

CHAIN = "bitcoin"  # of the generator's chains, the one whose transactions have inputs
PRICED = 0.5  # of the posters with a wallet and a price, those whose customers pay what they ask
FEWEST = 8  # adverts of such a poster: fewer show no rhythm
PAID, LATE = 0.8, 600.0  # adverts that are paid for; mean minutes after them
_SHAPES = (("joinmarket", 3, 6), ("whirlpool", 5, 5), ("wasabi", 8, 12))

Row = tuple[int, str, str, str, str, str]  # minute, from, to, amount, asset, transaction


class Spending:
    """Made before adverts are written, and told of each."""

    def __init__(self, cast: Cast, organisations: Sequence[Organisation], hot: str, seed: int) -> None:
        self._rng = random.Random(f"{seed}/spending")
        self._rows: list[Row] = []
        self._owner: dict[str, str] = {hot: "exchange"}
        held: dict[str, set[str]] = {}
        wallets = [(a.network, a.wallet) for a in cast.actors]
        wallets += [(made.members[0].network, made.wallet) for made in organisations]
        for network, wallet in wallets:
            if wallet:
                self._owner[wallet[1]] = network
                if wallet[0] == CHAIN:
                    held.setdefault(network, set()).add(wallet[1])
        self._held = {network: sorted(held[network]) for network in sorted(held)}
        records = sum(len(actor.times) for actor in cast.actors)
        for number in range(6 + records // 200):
            self._held[f"bystander {number + 1}"] = []
        for owner in self._held:
            self._sweeps(owner)
        for _ in range(3 + records // 400):
            self._mix(*self._rng.choice(_SHAPES))
        for _ in range(2 + records // 1000):
            self._service(hot)
        for _ in range(records // 2000):
            self._payjoin()
        self._priced = {
            actor.id: actor.wallet for actor in cast.actors
            if actor.wallet and actor.section in ("sale", "service") and len(actor.times) >= FEWEST
            and self._rng.random() < PRICED
        }  # fmt: skip
        for actor in cast.actors:
            if actor.id in self._priced:
                cast.plant("price", self._priced[actor.id][1]).owned_by(actor)

    def advert(self, actor: Actor, minute: int, price: str) -> None:
        """One more advert. `price`: amount and currency."""
        wallet = self._priced.get(actor.id)
        if wallet and self._rng.random() < PAID:
            asked = float(price.split()[0]) * self._rng.uniform(0.99, 1.01)  # rates move while it is paid
            at = min(minute + int(self._rng.expovariate(1 / LATE)), DAYS * DAY - 1)
            self._row(at, self._fresh(wallet[0]), wallet[1], in_coin(asked, wallet[0]), wallet[0], self._tx())

    def rows(self, timeline: Timeline) -> Iterator[tuple[str, ...]]:
        """Rows of PAYMENT_COLUMNS by time; a transaction has one for each input and output."""
        for minute, *row in sorted(self._rows):
            yield (*row, timeline.minute(minute))

    def owners(self) -> list[tuple[str, str]]:
        """(wallet, owner) of every wallet whose owner is known."""
        return sorted(self._owner.items())

    def _sweeps(self, owner: str) -> None:
        own = self._held[owner]
        own += [self._fresh(CHAIN, owner) for _ in range(self._rng.randint(2, 5))]
        for _ in range(self._rng.randint(1, 4)):
            inputs = self._rng.sample(own, self._rng.randint(2, min(4, len(own))))
            self._transaction(inputs, [self._fresh(CHAIN), self._fresh(CHAIN, owner)], self._unlike(2))

    def _mix(self, shape: str, fewest: int, most: int) -> None:
        many = min(self._rng.randint(fewest, most), len(self._held))
        who = self._rng.sample(list(self._held), many)
        outputs = [self._fresh(CHAIN, owner) for owner in who]
        amounts = [0.05 if shape == "whirlpool" else self._amount()] * many
        if shape != "whirlpool":
            outputs += [self._fresh(CHAIN, owner) for owner in who]
            amounts += self._unlike(many)
        self._transaction([self._rng.choice(self._held[owner]) for owner in who], outputs, amounts)

    def _service(self, hot: str) -> None:
        customers = self._rng.sample(list(self._held), min(self._rng.randint(3, 6), len(self._held)))
        deposits = [self._fresh(CHAIN, owner) for owner in customers]
        self._transaction([hot, *deposits], [self._fresh(CHAIN) for _ in range(3)], self._unlike(3))

    def _payjoin(self) -> None:
        payer, payee = self._rng.sample(list(self._held), 2)
        inputs = [self._rng.choice(self._held[payer]), self._rng.choice(self._held[payee])]
        self._transaction(inputs, [self._fresh(CHAIN, payee), self._fresh(CHAIN, payer)], self._unlike(2))

    def _transaction(self, inputs: Sequence[str], outputs: Sequence[str], amounts: Sequence[float]) -> None:
        minute, name = self._rng.randrange(DAYS * DAY), self._tx()
        for output, amount in zip(outputs, amounts, strict=True):
            for wallet in inputs:
                self._row(minute, wallet, output, f"{amount:.8f}", CHAIN, name)

    def _row(self, minute: int, sender: str, receiver: str, amount: str, chain: str, name: str) -> None:
        self._rows.append((minute, sender, receiver, amount, ASSETS[chain], name))

    def _unlike(self, count: int) -> list[float]:
        """Amounts of which no two are alike."""
        return [self._amount() + place * 1e-7 for place in range(count)]

    def _amount(self) -> float:
        return round(self._rng.uniform(0.001, 0.2), 6)

    def _fresh(self, chain: str, owner: str = "") -> str:
        """A new wallet, of the owner where one is named."""
        wallet = address(chain, self._rng)
        if owner:
            self._owner[wallet] = owner
        return wallet

    def _tx(self) -> str:
        return self._rng.randbytes(32).hex()
