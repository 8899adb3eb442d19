"""Payments beside adverts: does money reach a poster's wallet soon after the poster's adverts appear?

Never shown without its null. Busy posters and busy wallets meet by chance all the time, so the same adverts and the
same payments are compared again with the payments moved by whole days around the poster's own span of time (a circular
shift: the rhythm of each series and the hours of the day stay, only their alignment goes). What the shifts reach as
often is no link. Over all pairs looked at, the share of false ones is held at 5 % (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis import money
from graphsvc.analysis.bridges.sentences import many
from graphsvc.analysis.wallets.payments import Payment
from graphsvc.linking.units import record_ref
from graphsvc.model import RecordKind, StoredRecord
from graphsvc.results import RecordRef
from graphsvc.store.common.arrays import day_of

WINDOW = 2.0  # days after an advert
TOLERANCE = 0.05  # of the price
DRAWS = 499
FEWEST = 5  # adverts and payments; fewer show no rhythm
SPANS = 10.0  # windows that the series must last: in less, any shift meets itself
FALSE = 0.05
STABLE = {"USDT": "USD", "USDC": "USD", "DAI": "USD", "BUSD": "USD", "TUSD": "USD"}
_CELLS = 4_000_000  # adverts x payments x draws held at once


@dataclass(frozen=True, slots=True)
class Advert:
    """`day`: days since 1970-01-01. `price`: (lowest, highest, currency), None where no price column told one."""

    day: float
    price: tuple[float, float, str] | None


@dataclass(frozen=True, slots=True)
class Beside:
    """kind: `time`, or `time and price`. matched: adverts followed by a payment within the window (and of their
    price). null_mean, null_low, null_high: of the shifts, the latter two their 95 % interval. reached: how many of
    `draws` shifts matched as many. q: reached share after Benjamini and Hochberg. holds: q at most 5 %."""

    kind: str
    actor: str
    wallet: str
    adverts: int
    payments: int
    matched: int
    null_mean: float
    null_low: float
    null_high: float
    reached: int
    draws: int
    q: float
    holds: bool
    sentence: str


def adverts_of(records: Iterable[StoredRecord]) -> dict[RecordRef, Advert]:
    """Dated adverts and their prices; of several versions the first posted, then the least id, counts."""
    first: dict[RecordRef, tuple[tuple[float, str], StoredRecord]] = {}
    for record in records:
        day = day_of(record.posted)
        if record.kind is RecordKind.AD and not np.isnan(day):
            ref = record_ref(record.id)
            if ref not in first or (day, record.id) < first[ref][0]:
                first[ref] = (day, record.id), record
    return {ref: Advert(order[0], _price(record)) for ref, (order, record) in first.items()}


def _price(record: StoredRecord) -> tuple[float, float, str] | None:
    attributes = record.parsed().get("attributes", [])
    named: dict[str, str] = {}
    for name, text in attributes if isinstance(attributes, list) else []:
        named.setdefault(name, text)
    found = money.read(named.get("price", ""), named.get("currency", ""))
    return (found.low, found.high, found.currency) if found and found.currency else None


def beside(
    adverts: Mapping[str, Sequence[Advert]], wallets: Mapping[str, Iterable[str]], found: Iterable[Payment], *,
    rates: Mapping[tuple[str, str], float] | None = None, window: float = WINDOW, tolerance: float = TOLERANCE,
    draws: int = DRAWS, seed: int = 0,
) -> list[Beside]:  # fmt: skip
    """Every poster's adverts beside the payments into each of its wallets, those that hold first.

    adverts: actor -> adverts. wallets: actor -> wallets that its adverts show. rates: (asset, currency) -> price of
    one unit; payments without one are compared by time alone. The seed and the names decide the shifts.
    """
    own = {actor: set(w) for actor, w in wallets.items()}
    into: dict[str, list[Payment]] = {}
    for payment in sorted(found, key=lambda p: (p.day, p.payer, p.tx, p.record)):
        if not np.isnan(payment.day):
            into.setdefault(payment.payee, []).append(payment)
    tested = []
    for actor in sorted(own):
        for wallet in sorted(own[actor]):
            paid = [p for p in into.get(wallet, []) if p.payer not in own[actor]]
            told = sorted(adverts.get(actor, ()), key=lambda a: (a.day, a.price or (0.0, 0.0, "")))
            for priced in (False, True):
                test = _Test(told, paid, rates or {}, window, tolerance if priced else None)
                if test.fits:
                    tested.append(("time and price" if priced else "time", actor, wallet, test, test.run(draws, seed)))
    q: dict[int, float] = {}
    for kind in ("time", "time and price"):
        rows = [i for i, row in enumerate(tested) if row[0] == kind]
        share = np.array([(1 + (tested[i][4][1] >= tested[i][4][0]).sum()) / (1 + draws) for i in rows])
        q |= dict(zip(rows, _adjusted(share).tolist()))
    made = [_made(*row, q[i], window, draws) for i, row in enumerate(tested)]
    return sorted(made, key=lambda b: (not b.holds, b.q, -b.matched, b.kind, b.actor, b.wallet))


class _Test:
    """One series of adverts against one of payments."""

    def __init__(
        self, adverts: Sequence[Advert], paid: Sequence[Payment], rates: Mapping[tuple[str, str], float], window: float,
        tolerance: float | None,
    ) -> None:  # fmt: skip
        if tolerance is not None:
            adverts = [advert for advert in adverts if advert.price]
            coins = sorted({advert.price[2] for advert in adverts if advert.price})
            paid = [p for p in paid if any(_worth(p, coin, rates) is not None for coin in coins)]
        self.adverts = np.array([advert.day for advert in adverts], dtype=np.float64)
        self.paid = np.array([payment.day for payment in paid], dtype=np.float64)
        self._window = window
        self._fits_price = np.ones((len(adverts), len(paid)), dtype=bool)
        if tolerance is not None:
            for i, advert in enumerate(adverts):
                assert advert.price is not None
                low, high, coin = advert.price
                worth = np.array([_worth(p, coin, rates) or 0.0 for p in paid])
                self._fits_price[i] = (worth >= low * (1 - tolerance)) & (worth <= high * (1 + tolerance))
        both = np.concatenate([self.adverts, self.paid])
        self._span = float(np.ceil(both.max() - both.min() + window)) if len(both) else 0.0
        self.fits = min(len(adverts), len(paid)) >= FEWEST and self._span >= SPANS * window

    def run(self, draws: int, seed: int) -> tuple[int, NDArray[np.int64]]:
        """(matched, matched in each shift). Shifts are whole days, none so small that a match could stay one."""
        least = int(np.ceil(self._window)) + 1
        rng = np.random.default_rng(seed)
        shifts = rng.integers(least, max(int(self._span) - least, least) + 1, size=draws)
        step = max(1, _CELLS // max(1, self._fits_price.size))
        drawn = [self._matched(shifts[i : i + step].astype(np.float64)) for i in range(0, draws, step)]
        return int(self._matched(np.zeros(1))[0]), np.concatenate(drawn)

    def _matched(self, shifts: NDArray[np.float64]) -> NDArray[np.int64]:
        lag = (self.paid[None, None, :] + shifts[:, None, None] - self.adverts[None, :, None]) % self._span
        return np.asarray(((lag <= self._window) & self._fits_price[None]).any(axis=2).sum(axis=1), dtype=np.int64)


def _worth(payment: Payment, coin: str, rates: Mapping[tuple[str, str], float]) -> float | None:
    """A payment in a currency, None where that is not known."""
    if payment.fiat and payment.fiat[1] == coin:
        return payment.fiat[0]
    if payment.amount is None:
        return None
    rate = rates.get((payment.asset, coin), 1.0 if coin in (payment.asset, STABLE.get(payment.asset)) else None)
    return None if rate is None else payment.amount * rate


def _adjusted(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Benjamini and Hochberg's adjusted shares."""
    order = np.argsort(share, kind="stable")
    ranked = share[order] * len(share) / np.arange(1, len(share) + 1)
    out = np.empty(len(share))
    out[order] = np.minimum.accumulate(ranked[::-1])[::-1]
    return np.minimum(out, 1.0)


def _made(
    kind: str, actor: str, wallet: str, test: _Test, counts: tuple[int, NDArray[np.int64]], q: float, window: float,
    draws: int,
) -> Beside:  # fmt: skip
    matched, drawn = counts
    low, high = (float(x) for x in np.quantile(drawn, (0.025, 0.975)))
    reached = int((drawn >= matched).sum())
    what = " of their price" if kind == "time and price" else ""
    sentence = (
        f"{matched} of {many(len(test.adverts), 'advert')} were followed within {window:g} days by a payment{what}; "
        f"with the payments shifted in time it was {drawn.mean():.1f} on average, and as many in {reached} of {draws} "
        f"shifts."
    )
    return Beside(
        kind, actor, wallet, len(test.adverts), len(test.paid), matched, round(float(drawn.mean()), 6), low, high,
        reached, draws, round(q, 6), q <= FALSE, sentence,
    )  # fmt: skip
