"""Wallets and payments of a case: clusters, services, tags, and payments beside adverts with their null."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphsvc.errors import InputError
from graphsvc.model import NodeKind, Verb
from graphsvc.service import gathering
from graphsvc.service.bridging import of_run
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.analysis.wallets import Payment, Tag
    from graphsvc.linking.link import Evidence
    from graphsvc.results import Result
    from graphsvc.service.case import Case
    from graphsvc.store import View

NOTES = (
    "That wallets belong together is an inference. A mix that looks like a payment (PayJoin) is not seen.",
    "Linked does not mean trafficking. Links are for review by a person.",
)
WARNING = "A payment that follows an advert is no proof that one was for the other."


class _Money:
    """What a view knows of wallets."""

    def __init__(self, view: View, evidence: Evidence, document: Result | None, protected: Collection[str]) -> None:
        from graphsvc.analysis.wallets import payments, read_tags, services, shown

        nodes = [node for node in evidence.units.identifiers if node.startswith(f"{NodeKind.WALLET}:")]
        self.payments: list[Payment] = payments(
            item.statement
            for item in view.statements(nodes)
            if any(marking.links for _, _, marking in item.sightings)
            and not {item.statement.subject, item.statement.object} & set(protected)
        )  # fmt: skip
        self.tags: list[Tag] = read_tags(view.every_record())
        self.wallets = shown(evidence, document) if document else {}
        self.services = services(self.payments, self.tags, evidence, self.wallets)


def wallets(case: Case) -> dict[str, Any]:
    from graphsvc.analysis.wallets import wallet_clusters
    from graphsvc.service.concluding import result

    view = case.view
    pen = Pen(case, view)
    standing = view.decisions()
    money = _Money(view, gathering.evidence(case, view), result(case), pen.protected)
    found = wallet_clusters(
        money.payments, money.services, protected=pen.protected,
        same=[d.targets for d in standing if d.verb is Verb.SAME and _wallets(d.targets)],
        apart=[d.targets for d in standing if d.verb in (Verb.NOT_SAME, Verb.UNLINK) and _wallets(d.targets)],
    )  # fmt: skip
    tags = [tag for tag in money.tags if tag.wallet not in pen.protected]
    return {
        "method": found.method, "version": found.version, "parameters": dict(found.parameters), "kind": "inference",
        "clusters": [
            {**asdict(cluster), "labels": [pen.label(wallet) for wallet in cluster.wallets],
             "tags": [asdict(tag) for tag in tags if tag.wallet in cluster.wallets]} for cluster in found.clusters
        ],
        "passed_over": dict(found.passed_over),
        "services": [
            {"wallet": wallet, "label": pen.label(wallet), "why": why} for wallet, why in found.services.items()
        ],
        "tags": [asdict(tag) for tag in tags], "payments": len(money.payments), "notes": list(NOTES),
    }  # fmt: skip


def _wallets(targets: tuple[str, ...]) -> bool:
    return len(targets) == 2 and all(target.startswith(f"{NodeKind.WALLET}:") for target in targets)


def payments(
    case: Case, run: str, rates: Mapping[str, float], window: float, tolerance: float, seed: int
) -> dict[str, Any]:
    from graphsvc.analysis.openly import unprotected
    from graphsvc.analysis.wallets import adverts_of, beside

    if not 0 < window <= 60 or not 0 <= tolerance < 1:
        raise InputError("the window is between 0 and 60 days, the tolerance a share of the price from 0 to below 1")
    document = of_run(case, run)
    view = case.view
    pen = Pen(case, view)
    evidence = gathering.evidence(case, view)
    money = _Money(view, evidence, document, pen.protected)
    open_ = {evidence.units.refs[unit] for unit in unprotected(evidence).nonzero()[0].tolist()}
    dated = adverts_of(view.every_record())
    adverts = {
        actor.id: [dated[ref] for ref in actor.records if ref in dated and ref in open_]
        for actor in document.actors if actor.id in money.wallets
    }  # fmt: skip
    own = {actor: [w for w in shown if w not in money.services] for actor, shown in money.wallets.items()}
    found = beside(
        adverts, own, money.payments, rates=_rates(rates), window=window, tolerance=tolerance, seed=seed
    )  # fmt: skip
    return {
        "window_days": window, "tolerance": tolerance, "compared": len(found),
        "payments": [{**asdict(one), "label": pen.label(one.wallet)} for one in found],
        "notes": [WARNING, NOTES[-1]],
    }  # fmt: skip


def _rates(given: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """`BTC:EUR` -> price of one BTC in EUR. Raises InputError for another form or no positive number."""
    out = {}
    for name, rate in given.items():
        asset, colon, currency = name.upper().partition(":")
        if not (asset and colon and currency) or not rate > 0:
            raise InputError(f"{name!r} is no rate; write ASSET:CURRENCY=PRICE, e.g. BTC:EUR=60000")
        out[asset, currency] = rate
    return out
