"""Wallets behind which many people stand: exchanges, mixers, processors. Nothing is followed through one.

A wallet is a service by a person's verdict, by a tag that says so (of whatever confidence: a stop too many only leaves
wallets apart), by the many posters whose adverts show it (a hub), or by how many others it deals with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graphsvc.analysis.openly import usable
from graphsvc.analysis.wallets.payments import Payment
from graphsvc.linking.decisions import EXCLUSIVE
from graphsvc.linking.link import Evidence
from graphsvc.model import NodeKind, RecordKind, StoredRecord
from graphsvc.results import Result

BUSY = 1000  # wallets that one wallet deals with: no single trader has so many
SPREAD = 12.0  # effective number of posters who pay into one wallet; organisations seen so far have eight members
# Concepts of INTERPOL's dark web and virtual assets taxonomy that hold money of others, and other words for them.
SERVICES = frozenset(
    ("exchange", "service", "walletservice", "hostedwallet", "escrowwallet", "icowallet", "coldwallet", "hotwallet",
     "market", "marketplace", "mixingservice", "mixer", "tumbler", "coinjoin", "miner", "miningservice", "miningpool",
     "gambling", "casino", "faucet", "paymentprocessor", "atm", "defi", "defidex", "defilending", "defibridge", "dex",
     "bridge", "custodian", "broker", "otc", "vasp", "shop", "hosting", "vpn", "cex", "lending")
)  # fmt: skip
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """What a source says of a wallet. `confidence`: as it was written, an id of GraphSense's list or a number."""

    wallet: str
    label: str
    category: str
    abuse: str
    confidence: str
    reported_by: str
    record: str

    @property
    def service(self) -> bool:
        """Whether its category names a service, as one concept or word by word."""
        words = [word for part in re.split(r"[,;|]", self.category) for word in (part, *_WORDS.findall(part))]
        return any("".join(_WORDS.findall(word.casefold())) in SERVICES for word in words)


def read_tags(records: Iterable[StoredRecord]) -> list[Tag]:
    """Tags of wallet records, in canonical order; payments carry none."""
    found = set()
    for record in records:
        if record.kind is not RecordKind.WALLET or not record.node.startswith(f"{NodeKind.WALLET}:"):
            continue
        content = record.parsed()
        attributes = content.get("attributes", [])
        named: dict[str, str] = {}
        for name, text in attributes if isinstance(attributes, list) else []:
            named[name] = f"{named[name]}, {text}" if name in named else text
        if content.get("relations") or not named.keys() & {"label", "category", "concepts", "abuse", "list"}:
            continue
        category = ", ".join(filter(None, (named.get("category", ""), named.get("concepts", ""))))
        found.add(
            Tag(record.node, named.get("label", ""), category, named.get("abuse", ""), named.get("confidence", ""),
                named.get("reported_by", ""), record.id)
        )  # fmt: skip
    return sorted(found)


def shown(evidence: Evidence, result: Result) -> dict[str, list[str]]:
    """Actor -> wallets that its adverts or profiles show; no hubs, nothing protected."""
    home = {ref: actor.id for actor in result.actors for ref in actor.records}
    graph, units = evidence.graph, evidence.units
    found: dict[str, set[str]] = {}
    for edge in np.flatnonzero(usable(evidence) & graph.of_kind(NodeKind.WALLET)[graph.value]).tolist():
        actor = home.get(units.refs[graph.unit[edge]])
        if actor is not None:
            found.setdefault(actor, set()).add(units.identifiers[graph.identifier[graph.value[edge]]])
    return {actor: sorted(found[actor]) for actor in sorted(found)}


def services(
    found: Iterable[Payment], tags: Iterable[Tag], evidence: Evidence, wallets: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Wallet -> why it is a service: `verdict`, `tag`, `hub`, `busy` or `spread`. `wallets`: of each poster. A verdict
    that a wallet is one poster's own overrules everything else."""
    owner = {wallet: actor for actor in sorted(wallets, reverse=True) for wallet in wallets[actor]}
    why: dict[str, str] = {}
    partners: dict[str, set[str]] = {}
    payers: dict[str, dict[str, int]] = {}
    for payment in found:
        if payment.payer != payment.payee:
            partners.setdefault(payment.payer, set()).add(payment.payee)
            partners.setdefault(payment.payee, set()).add(payment.payer)
            if payment.payer in owner:
                whose = payers.setdefault(payment.payee, {})
                whose[owner[payment.payer]] = whose.get(owner[payment.payer], 0) + 1
    for wallet, counts in payers.items():
        share = np.array(sorted(counts.values()), dtype=np.float64) / sum(counts.values())
        if float(np.exp(-(share * np.log(share)).sum())) >= SPREAD:
            why[wallet] = "spread"
    why |= {wallet: "busy" for wallet, others in partners.items() if len(others) >= BUSY}
    graph = evidence.graph
    for value in np.flatnonzero(evidence.judged.hub).tolist():
        if graph.kind[value] == NodeKind.WALLET:
            why[evidence.units.identifiers[graph.identifier[value]]] = "hub"
    why |= {tag.wallet: "tag" for tag in tags if tag.service}
    for node, verdict in evidence.rules.verdicts.items():
        if verdict != EXCLUSIVE and node.startswith(f"{NodeKind.WALLET}:"):
            why[node] = "verdict"
        elif verdict == EXCLUSIVE:
            why.pop(node, None)
    return dict(sorted(why.items()))
