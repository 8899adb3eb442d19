"""Money among wallets on a canvas, or around one of them: sums for each asset, never added across assets.

A wallet behind which many people stand (a service) is where money stops telling: it is marked, and nothing is looked
up beyond it. Wallets that one spender signs for are drawn as one where asked: that is an inference, and said to be.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graphsvc.errors import InputError
from graphsvc.model import EdgeType, NodeKind
from graphsvc.service import timing
from graphsvc.service.drawing import Pen, known_node

if TYPE_CHECKING:
    from graphsvc.analysis.wallets import Payment
    from graphsvc.service.case import Case

NEAR = 60  # wallets looked up around one
NOTES = (
    "Amounts of different assets are not added up.",
    "That wallets belong together is an inference. A payment says nothing of what it was for.",
)


def flows(
    case: Case, nodes: Collection[str], around: str, group: bool, first: str, last: str, undated: bool
) -> dict[str, Any]:
    from graphsvc.analysis.wallets import payments

    view = case.view
    pen = Pen(case, view)
    wallets, more = {node for node in nodes if _wallet(node)}, 0
    if around:
        if not _wallet(around):
            raise InputError("payments are looked up around a wallet; choose one")
        found = known_node(view, around)
        near = view.neighbours(around, predicate=EdgeType.PAID, kind=NodeKind.WALLET, limit=NEAR)
        wallets = {around, *(one.node.id for one in near)}
        every = sum(count.count for count in view.counts(found.id) if count.predicate is EdgeType.PAID)
        more = max(0, every - len(near))
    days = timing.day_range(first, last, undated)
    paid = [
        one for one in payments(item.statement for item in view.statements(wallets))
        if days is None or one.at[:10] in days
    ] if wallets else []  # fmt: skip
    if around:  # what the others pay each other is not about it
        paid = [one for one in paid if around in (one.payer, one.payee)]
    shown = [one for one in paid if not {one.payer, one.payee} & pen.protected]
    known = case.wallets() if shown else {"clusters": [], "services": []}
    services = {one["wallet"]: one["why"] for one in known["services"]}
    clusters = {wallet: one for one in known["clusters"] for wallet in one["wallets"]} if group else {}
    of = {wallet: clusters[wallet]["id"] if wallet in clusters else wallet for wallet in sorted(_ends(shown))}
    ends = {}
    for wallet, end in of.items():
        together = len(clusters[wallet]["wallets"]) if wallet in clusters else 1
        ends[end] = {
            "id": end, "ref": case.ref(wallet), "label": pen.label(wallet), "service": services.get(wallet, ""),
            "wallets": together,
        }  # fmt: skip
    rows = _rows(shown, of)
    return {
        "ends": list(ends.values()), "flows": rows, "assets": sorted({row["asset"] for row in rows}),
        "protected": len(paid) - len(shown), "more": more, "notes": list(NOTES),
    }  # fmt: skip


def _wallet(node: str) -> bool:
    return node.startswith(f"{NodeKind.WALLET}:")


def _ends(paid: Collection[Payment]) -> set[str]:
    return {end for one in paid for end in (one.payer, one.payee)}


def _rows(paid: Collection[Payment], of: dict[str, str]) -> list[dict[str, Any]]:
    """Sums by payer, payee and asset. The rows of one transaction's output name it once for each input: with equal
    amounts it is one sum, paid together, and divided evenly among those who paid it."""
    outputs: dict[tuple[str, str, str], list[Payment]] = {}
    for one in paid:
        outputs.setdefault((one.tx or one.record, one.payee, one.asset), []).append(one)
    sums: dict[tuple[str, str, str], dict[str, Any]] = {}
    for (_, payee, asset), parts in sorted(outputs.items()):
        payers = sorted({of[one.payer] for one in parts})
        joint = len({one.payer for one in parts}) > 1 and len({one.amount for one in parts}) == 1
        for payer in payers:
            row = sums.setdefault(
                (payer, of[payee], asset),
                {"payer": payer, "payee": of[payee], "asset": asset, "amount": None, "divided": 0, "unknown": 0,
                 "payments": 0, "days": []},
            )  # fmt: skip
            own = [one for one in parts if of[one.payer] == payer]
            known = [one.amount for one in own if one.amount is not None]
            total = (known[0] / len(payers) if joint else sum(sorted(known))) if known else None
            row["payments"] += 1 if joint else len(own)
            row["divided"] += joint and len(payers) > 1
            row["unknown"] += total is None
            row["days"] += [one.at[:10] for one in own if one.at]
            if total is not None:
                row["amount"] = (row["amount"] or 0.0) + total
    out = []
    for _, row in sorted(sums.items()):
        days = sorted(row.pop("days"))
        out.append({**row, "first": days[0] if days else "", "last": days[-1] if days else ""})
    return sorted(out, key=lambda row: (row["asset"], -(row["amount"] or 0.0), row["payer"], row["payee"]))
