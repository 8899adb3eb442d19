"""Payments beside adverts: found where planted, gone where the times are shifted."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from graphsvc.analysis.wallets import Advert, Payment, adverts_of, beside
from graphsvc.analysis.wallets.beside import _adjusted
from graphsvc.model import RecordKind, canonical_json
from tests.support import records
from tests.support.money import paid, wallet

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)


def at(day: float) -> str:
    return (BEGIN + timedelta(days=day)).strftime("%Y-%m-%dT%H:%M:%SZ")


def since_1970(day: float) -> float:
    return BEGIN.timestamp() / 86400.0 + day


def planted(
    seed: int, posters: int = 12, shift: bool = False
) -> tuple[dict[str, list[Advert]], dict[str, list[str]], list[Payment]]:
    """Posters who are paid their price within hours of most adverts; `shift`: payments are moved by weeks."""
    rng = random.Random(seed)
    adverts: dict[str, list[Advert]] = {}
    rows = []
    for p in range(posters):
        moved = rng.uniform(20, 100) if shift else 0.0
        for i in range(25):
            day, price = rng.uniform(0, 200), float(rng.randrange(60, 260, 10))
            adverts.setdefault(f"actor:{p}", []).append(Advert(since_1970(day), (price, price, "EUR")))
            if rng.random() < 0.7:
                later = day + rng.expovariate(2.0) + moved
                rows.append(paid(f"c{p}-{i}", f"w{p}", f"t{p}-{i}", price / 50_000, at=at(later)))
    return adverts, {actor: [wallet(f"w{actor[6:]}")] for actor in adverts}, rows


RATES = {("BTC", "EUR"): 50_000.0}


def test_planted_payments_hold_in_time_and_in_price() -> None:
    adverts, own, rows = planted(1)
    found = beside(adverts, own, rows, rates=RATES, draws=199)
    assert sum(one.holds for one in found if one.kind == "time") >= 10
    assert sum(one.holds for one in found if one.kind == "time and price") >= 11
    one = next(one for one in found if one.kind == "time and price")
    assert one.null_low <= one.null_mean <= one.null_high < one.matched
    assert one.sentence.endswith(f"as many in {one.reached} of 199 shifts.")
    assert "of their price" in one.sentence


def test_shifted_times_make_the_link_vanish() -> None:
    """Negative control 5."""
    for seed in (1, 2, 3):
        adverts, own, rows = planted(seed, shift=True)
        found = beside(adverts, own, rows, rates=RATES, draws=199)
        assert len(found) == 24
        assert sum(one.holds for one in found) <= 1


def test_without_a_rate_or_a_price_time_alone_is_compared() -> None:
    adverts, own, rows = planted(1, posters=2)
    assert {one.kind for one in beside(adverts, own, rows, draws=19)} == {"time"}
    plain = {actor: [replace(a, price=None) for a in those] for actor, those in adverts.items()}
    assert {one.kind for one in beside(plain, own, rows, rates=RATES, draws=19)} == {"time"}
    counted = [replace(row, fiat=((row.amount or 0) * 50_000, "EUR")) for row in rows]
    assert {one.kind for one in beside(adverts, own, counted, draws=19)} == {"time", "time and price"}
    dollars = {actor: [replace(a, price=(a.price[0], a.price[1], "USD")) for a in those if a.price]
               for actor, those in adverts.items()}  # fmt: skip
    stable = [replace(row, asset="USDT", amount=(row.amount or 0) * 50_000) for row in rows]
    assert {one.kind for one in beside(dollars, own, stable, draws=19)} == {"time", "time and price"}


def test_few_or_short_series_are_not_compared() -> None:
    adverts, own, rows = planted(1, posters=1)
    assert beside({"actor:0": adverts["actor:0"][:4]}, own, rows) == []
    assert beside(adverts, own, rows[:4]) == []
    assert beside(adverts, own, rows, window=30.0) == []
    assert beside({}, own, rows) == beside(adverts, {}, rows) == []


def test_payments_from_ones_own_wallets_are_none() -> None:
    adverts, own, rows = planted(1, posters=1)
    own["actor:0"] += sorted({row.payer for row in rows})
    assert beside(adverts, own, rows, draws=19) == []


def test_undated_payments_count_for_nothing_and_order_does_not_show() -> None:
    adverts, own, rows = planted(4, posters=3)
    first = beside(adverts, own, rows, rates=RATES, draws=49)
    mixed = [replace(row, at="") for row in rows[:20]] + rows
    random.Random(1).shuffle(mixed)
    again = {actor: those[::-1] for actor, those in sorted(adverts.items(), reverse=True)}
    assert beside(again, own, mixed, rates=RATES, draws=49) == first


def test_adverts_are_read_with_their_price() -> None:
    def stored(version, posted, price, kind=RecordKind.AD):
        made = records.record("1", version=version, posted=posted, kind=kind)
        return replace(made, content=canonical_json({"attributes": [["price", price], ["currency", "EUR"]]}))

    both = [stored("000000000000", "2025-01-02", "80-90"), stored("111111111111", "2025-01-01T12:00:00Z", "70")]
    for order in (both, both[::-1]):
        assert list(adverts_of(order).values()) == [Advert(since_1970(0.5), (70.0, 70.0, "EUR"))]
    assert list(adverts_of([both[0]]).values()) == [Advert(since_1970(1.0), (80.0, 90.0, "EUR"))]
    assert adverts_of([stored("000000000000", "", "80")]) == {}
    assert adverts_of([stored("000000000000", "2025-01-01", "80", RecordKind.ACCOUNT)]) == {}


def test_adjusted_shares() -> None:
    assert _adjusted(np.array([0.01, 0.04, 0.03, 0.5])).round(4).tolist() == [0.04, 0.0533, 0.0533, 0.5]
    assert _adjusted(np.array([])).tolist() == []
