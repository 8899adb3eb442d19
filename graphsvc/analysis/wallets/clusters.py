"""Multi-input clusters: whoever signs for all inputs of one transaction owns them (Meiklejohn et al. 2013, 'A fistful
of bitcoins'). An inference, with its name, version and parameters; never a fact.

Only chains whose transactions have several inputs are looked at, and chains are never merged. A transaction that looks
like a CoinJoin joins nothing, one with a service among its inputs neither. Protected wallets are in no cluster.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graphsvc.analysis.wallets.coinjoin import EQUAL, MANY, POOL, WASABI, shape
from graphsvc.analysis.wallets.payments import Payment, transactions
from graphsvc.analysis.wallets.services import BUSY, SPREAD
from graphsvc.linking.partitions import Union

NAME, VERSION = "multi-input", "1"
CHAINS = ("bitcoin", "bitcoin-cash", "bitcoin-gold", "dash", "dogecoin", "litecoin", "zcash")
PARAMETERS: dict[str, float] = {
    "busy": BUSY, "spread": SPREAD, "equal_outputs": EQUAL, "many": MANY, "pool": POOL, "wasabi": WASABI,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WalletCluster:
    """wallets: sorted node ids of one chain. joined_by: the transactions that joined them, and `decision` where a
    person did."""

    id: str
    chain: str
    wallets: tuple[str, ...]
    joined_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WalletClusters:
    """clusters of two wallets or more, by id. passed_over: why transactions of several inputs joined nothing (the shape
    of a CoinJoin, `service`, `kept-apart`) -> how many. services: wallet -> why nothing is followed through it."""

    method: str
    version: str
    parameters: Mapping[str, float]
    clusters: tuple[WalletCluster, ...]
    passed_over: Mapping[str, int]
    services: Mapping[str, str]


def wallet_clusters(
    found: Iterable[Payment], services: Mapping[str, str], *, protected: Collection[str] = (),
    same: Iterable[Sequence[str]] = (), apart: Iterable[Sequence[str]] = (),
) -> WalletClusters:  # fmt: skip
    """`same`, `apart`: pairs of wallets that people's decisions join or keep apart; the latter wins."""
    hidden = set(protected)
    made = [one for one in transactions(found) if one.chain in CHAINS]
    asked = [pair for pair in sorted(map(tuple, same)) if len(pair) == 2 and _chain(pair[0]) == _chain(pair[1])]
    names = sorted({w for one in made for w in one.inputs} | {w for pair in asked for w in pair} - hidden)
    place = {wallet: number for number, wallet in enumerate(names) if wallet not in hidden}
    kept_apart = [(place[a], place[b]) for a, b in sorted(map(tuple, apart)) if a in place and b in place]
    foes = {(min(pair), max(pair)) for pair in kept_apart}
    union, by, why = Union(len(names), kept_apart), dict[str, set[str]](), Counter[str]()
    for a, b in asked:
        if a in place and b in place and union.join(place[a], place[b]):
            by.setdefault(a, set()).add("decision")
    for one in made:
        inputs = [wallet for wallet in one.inputs if wallet in place]
        if len(inputs) < 2:
            continue
        stop = "service" if any(w in services for w in one.inputs) else shape(one)
        if not stop and foes.intersection(combinations(sorted(place[wallet] for wallet in inputs), 2)):
            stop = "kept-apart"
        if stop:
            why[stop] += 1
            continue
        joined = [union.join(place[inputs[0]], place[other]) for other in inputs[1:]]
        if any(joined):
            by.setdefault(inputs[0], set()).add(one.id)
        why["kept-apart"] += not all(joined)  # what a decision keeps apart elsewhere in the cluster
    members: dict[int, list[str]] = {}
    for wallet, number in place.items():
        members.setdefault(union.find(number), []).append(wallet)
    clusters = [_cluster(wallets, by) for wallets in members.values() if len(wallets) > 1]
    return WalletClusters(
        NAME, VERSION, PARAMETERS, tuple(sorted(clusters, key=lambda c: c.id)),
        {reason: why[reason] for reason in sorted(why) if why[reason]},
        {wallet: reason for wallet, reason in services.items() if wallet not in hidden},
    )  # fmt: skip


def _cluster(wallets: Sequence[str], by: Mapping[str, set[str]]) -> WalletCluster:
    own = sorted(wallets)
    digest = hashlib.sha256("\n".join(own).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    joined = sorted({tx for wallet in own for tx in by.get(wallet, ())})
    return WalletCluster(f"wallets:{digest}", _chain(own[0]), tuple(own), tuple(joined))


def _chain(wallet: str) -> str:
    return wallet.split(":")[1]
