"""Writes a corpus as a user would get it: CSV files by kind of record, later versions, and the truth beside them.

    ads.csv            adverts by time          later/ads.csv   some of them again, with changed text (same keys)
    accounts.csv       profiles                 follows.csv     who follows whom
    wallets.csv        tags                     payments.csv    transfers
    phones.csv         notes on numbers
    transactions.csv   transfers of several inputs, and of the price of an advert
    truth.jsonl        {"source", "key", "actor", "network"} for every advert and profile
    owners.jsonl       {"wallet", "owner"}: a network or a bystander, for every wallet whose owner is known
    manifest.json      counts, rates, and everything that was planted

Adverts are written one at a time in order of time; what stays in memory is the cast, about
half a kilobyte for each advert.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import numpy as np

from graphsvc.errors import InputError
from graphsvc.synth import profiles
from graphsvc.synth.actors import Actor
from graphsvc.synth.adverts import COLUMNS, AdvertWriter
from graphsvc.synth.cast import DAYS, Cast
from graphsvc.synth.hubs import plant_hubs
from graphsvc.synth.manifest import Manifest, describe
from graphsvc.synth.money import PAYMENT_COLUMNS, WALLET_COLUMNS, Ledger
from graphsvc.synth.organisations import Organisation
from graphsvc.synth.phrasebook import countries
from graphsvc.synth.population import populate, recycle
from graphsvc.synth.rates import Rates
from graphsvc.synth.spending import CHAIN, Spending
from graphsvc.synth.timeline import Timeline

TODAY = date(2026, 11, 1)  # fixed, so that the same call gives the same bytes on any day
ADS, LATER, ACCOUNTS, FOLLOWS = "ads.csv", "later/ads.csv", "accounts.csv", "follows.csv"
WALLETS, PAYMENTS, PHONES, TRANSACTIONS = "wallets.csv", "payments.csv", "phones.csv", "transactions.csv"
TRUTH, OWNERS, MANIFEST = "truth.jsonl", "owners.jsonl", "manifest.json"


def write(
    directory: Path,
    *,
    records: int,
    seed: int,
    hubs: int = 3,
    benign: bool = False,
    today: date = TODAY,
    rates: Rates | None = None,
) -> Manifest:
    """Write a corpus of `records` adverts into `directory` (made if absent, its files replaced).

    `hubs` values are shared by strangers; `benign` leaves organisations and spam farms out. The same arguments give
    the same bytes. Raises InputError when a count cannot be used or the folder cannot be written.
    """
    if records < 1 or hubs < 0:
        raise InputError("a corpus needs at least 1 advert and 0 hubs")
    cast = Cast(seed, countries(), rates or Rates())
    organisations = populate(cast, records, benign=benign)
    recycle(cast)
    plant_hubs(cast, hubs)
    return write_cast(
        Path(directory), cast, organisations, seed=seed, hubs=hubs, benign=benign, today=today, spending=True
    )  # fmt: skip


def write_cast(
    directory: Path,
    cast: Cast,
    organisations: list[Organisation],
    *,
    seed: int,
    hubs: int,
    benign: bool,
    today: date,
    spending: bool,
) -> Manifest:
    """Every file of a finished cast. `spending`: with TRANSACTIONS and OWNERS. Raises InputError when the folder cannot
    be written."""
    timeline = Timeline(today, DAYS)
    ledger = Ledger(cast, organisations)
    spent = Spending(cast, organisations, ledger.hot[CHAIN], seed) if spending else None
    rows: dict[str, int] = {}
    with _opened(directory / TRUTH) as truth:
        rows[ADS], rows[LATER] = _adverts(directory, cast, seed, timeline, truth, spent)
        found = profiles.profiles(cast, timeline)
        for profile in found:
            _tell(truth, "accounts", profile.key, profile.actor)
        rows[TRUTH] = rows[ADS] + len(found)
    for name, columns, lines in (
        (ACCOUNTS, profiles.ACCOUNT_COLUMNS, (profile.row for profile in found)),
        (FOLLOWS, profiles.FOLLOW_COLUMNS, profiles.follows(cast, found, timeline)),
        (PHONES, profiles.PHONE_COLUMNS, profiles.looked_up(cast, timeline, 5 + rows[ADS] // 500)),
        (WALLETS, WALLET_COLUMNS, ledger.wallets()),
        (PAYMENTS, PAYMENT_COLUMNS, ledger.payments(timeline)),
    ):
        rows[name] = _table(directory / name, columns, lines)
    if spent:
        rows[TRANSACTIONS] = _table(directory / TRANSACTIONS, PAYMENT_COLUMNS, spent.rows(timeline))
        owners = spent.owners()
        rows[OWNERS] = len(owners)
        with _opened(directory / OWNERS) as file:
            file.writelines(f'{{"wallet":"{wallet}","owner":"{owner}"}}\n' for wallet, owner in owners)
    made = describe(cast, rows, seed=seed, hubs=hubs, benign=benign, today=today)
    with _opened(directory / MANIFEST) as file:
        json.dump(made.as_json(), file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write("\n")
    return made


def _adverts(
    directory: Path, cast: Cast, seed: int, timeline: Timeline, truth: TextIO, spent: Spending | None
) -> tuple[int, int]:
    """All adverts by time, some of them a second time; returns how many of each."""
    counts = np.array([len(actor.times) for actor in cast.actors])
    who = np.repeat(np.arange(len(cast.actors)), counts)
    minutes = np.fromiter((minute for actor in cast.actors for minute in actor.times), dtype=np.int64, count=len(who))
    order = np.lexsort((who, minutes))
    next_ordinal = [0] * len(cast.actors)
    writer = AdvertWriter(seed, cast.rates, cast.phones.take("GB"))
    edited = 0
    with _opened(directory / ADS) as ads_file, _opened(directory / LATER) as later_file:
        ads, later = csv.writer(ads_file, lineterminator="\n"), csv.writer(later_file, lineterminator="\n")
        ads.writerow(COLUMNS)
        later.writerow(COLUMNS)
        for number, at in enumerate(order.tolist(), start=1):
            position = int(who[at])
            actor, ordinal = cast.actors[position], next_ordinal[position]
            next_ordinal[position] = ordinal + 1
            key, posted = f"ad-{number:07d}", timeline.minute(int(minutes[at]))
            row = writer.row(key, actor, ordinal, posted)
            ads.writerow(row)
            _tell(truth, "ads", key, actor)
            if spent:
                spent.advert(actor, int(minutes[at]), row[COLUMNS.index("price")])
            if cast.rng.random() < cast.rates.edited:
                again = writer.row(key, actor, ordinal, posted, title=row[1])
                if again != row:
                    later.writerow(again)
                    edited += 1
    return len(order), edited


def _tell(truth: TextIO, source: str, key: str, actor: Actor) -> None:
    truth.write(f'{{"source":"{source}","key":"{key}","actor":"{actor.id}","network":"{actor.network}"}}\n')


def _table(path: Path, columns: Iterable[str], lines: Iterable[Iterable[str]]) -> int:
    count = 0
    with _opened(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        for line in lines:
            table.writerow(line)
            count += 1
    return count


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """`path` open for writing, its folder made. Raises InputError in one sentence."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another folder") from error
