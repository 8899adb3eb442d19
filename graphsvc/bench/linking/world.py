"""A planted corpus, loaded as a user would load it, with its truth beside it: what every measurement starts from."""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.wallets import Payment, payments
from graphsvc.clustering import DEFAULT
from graphsvc.identifiers import clean
from graphsvc.ingest.counts import Counts
from graphsvc.ingest.preparing import Prepared, prepare
from graphsvc.linking.link import Evidence, gather
from graphsvc.linking.units import kind_of
from graphsvc.marking import Marking
from graphsvc.model import Actor, NodeKind, Rejected, SourceFile, StoredRecord
from graphsvc.registry import resolve
from graphsvc.results import Result
from graphsvc.store import Batch, Projection, Store, open_store
from graphsvc.synth import write
from graphsvc.synth.rates import Rates

FILES = ("ads.csv", "later/ads.csv", "accounts.csv", "phones.csv", "wallets.csv", "payments.csv", "transactions.csv")
BATCH = 2000
Key = tuple[str, str]  # source, key


@dataclass(frozen=True, slots=True)
class Truth:
    """Who is behind a record, and, for adverts, where and in which language it stands. `posted`: ISO 8601, UTC.
    `category`: job, sale, service or housing; honest firms' job adverts are jobs too."""

    actor: str
    network: str
    language: str = ""
    country: str = ""
    posted: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """All that a linker is shown: the projection, the records that stand in it, with their texts, and payments."""

    projection: Projection
    records: tuple[StoredRecord, ...]
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """What is seen of a loaded corpus, its truth, and what was planted (as the manifest lists it)."""

    seen: Seen
    truth: dict[Key, Truth]
    planted: tuple[dict[str, Any], ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)  # wallet's node -> true owner, where known
    seed: int = 0

    def rows(self) -> list[dict[str, str]]:
        """The truth as `evaluate` reads it."""
        return [
            {"source": source, "key": key, "actor": told.actor, "network": told.network}
            for (source, key), told in self.truth.items()
        ]

    @property
    def posters(self) -> int:
        return len({told.actor for told in self.truth.values()})


def planted(records: int, seed: int, *, hubs: int = 20, benign: bool = False, rates: Rates | None = None) -> World:
    """A corpus of so many adverts, written to a folder that is gone afterwards, and read through the loaders."""
    with tempfile.TemporaryDirectory() as name:
        made = write(Path(name), records=records, seed=seed, hubs=hubs, benign=benign, rates=rates)
        return replace(loaded(Path(name), FILES), planted=made.planted, seed=seed)


def loaded(folder: Path, files: Sequence[str]) -> World:
    """These files of a folder, with the truth that lies beside them in truth.jsonl."""
    store = open_store("memory:")
    try:
        for file in files:
            _load(store, folder / file)
        view = store.view()
        projection = view.projection()
        wallets = [node for node in projection.nodes if kind_of(node) == NodeKind.WALLET]
        paid = payments(item.statement for item in view.statements(wallets))
        records = tuple(sorted(view.every_record(), key=lambda record: record.id))
        return World(Seen(projection, records, tuple(paid)), _truth(folder), owners=_owners(folder))
    finally:
        store.close()


def found(seen: Seen, *, method: str = "", seed: int = 0, **parameters: Any) -> Result:
    """A method's result, the default's unless one is named."""
    return cluster(
        seen.projection, decisions=(), marking=Marking(), coverage=(), method=method or DEFAULT, seed=seed,
        parameters=parameters, texts=seen.records,
    )  # fmt: skip


def evidence(seen: Seen) -> Evidence:
    """The evidence that the default method weighs."""
    return gather(seen.projection, (), texts=seen.records)


def _load(store: Store, path: Path) -> None:
    """What the service does for a user's file, without job, audit and tally: the benchmark lies below the service."""
    reader = resolve({}, "files", "reader", "graphsvc.reader")(path)
    marking, counts = Marking(), Counts()
    file = SourceFile(
        hashlib.sha256(path.read_bytes()).hexdigest(), reader.plan.source, path.name, path.stat().st_size,
        reader.plan.loader, "1", "2026-01-01T00:00:00Z", "bench", marking.hash,
    )  # fmt: skip
    writer = store.writer(Actor())
    rows = _prepared(reader, marking, counts)
    while prepared := list(islice(rows, BATCH)):
        writer.put(
            Batch(
                marking, file, [row.record for row in prepared], [row.sighting for row in prepared],
                [statement for row in prepared for statement in row.statements],
            )
        )  # fmt: skip


def _prepared(reader: Any, marking: Marking, counts: Counts) -> Iterator[Prepared]:
    for item in reader:
        made = item if isinstance(item, Rejected) else prepare(item, marking.hash, counts)
        if isinstance(made, Rejected):
            raise AssertionError(f"the generator's own row {made.line} is refused: {made.reason}")
        yield made


def _truth(folder: Path) -> dict[Key, Truth]:
    with (folder / "ads.csv").open(encoding="utf-8", newline="") as file:
        ads: Mapping[str, dict[str, str]] = {row["ad_id"]: row for row in csv.DictReader(file)}
    told = {}
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        ad = ads[row["key"]] if row["source"] == "ads" else {}
        told[row["source"], row["key"]] = Truth(
            row["actor"],
            row["network"],
            ad.get("language", ""),
            ad.get("country", ""),
            ad.get("posted_at", ""),
            ad.get("category", ""),
        )
    return told


def _owners(folder: Path) -> dict[str, str]:
    """Wallet's node -> owner; empty where the folder tells of none."""
    path = folder / "owners.jsonl"
    told = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    cleaned = [(clean(NodeKind.WALLET, row["wallet"]), row["owner"]) for row in told]
    return {wallet.id: owner for wallet, owner in cleaned if wallet}
