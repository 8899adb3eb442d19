"""Payments and transactions, as PAID statements tell them.

A file lists one row for each payer and payee, or one row for a whole transaction; either way the rows of one chain and
transaction id are one transaction. Rows without an id are one transaction for each record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, nan

from graphsvc.model import EdgeType, Statement, split_id
from graphsvc.store.common.arrays import day_of


@dataclass(frozen=True, slots=True, order=True)
class Payment:
    """One payer, one payee. `amount` in units of `asset`, None where it is not known for this pair. `day`: days since
    1970-01-01, NaN when undated. `fiat`: (amount, currency) as the source counted it, None where it did not."""

    payer: str
    payee: str
    chain: str
    tx: str
    at: str
    amount: float | None
    asset: str
    fiat: tuple[float, str] | None
    record: str

    @property
    def day(self) -> float:
        return day_of(self.at)


@dataclass(frozen=True, slots=True)
class Transaction:
    """`id`: the transaction's own, or the record's where it has none. inputs: payers, sorted. outputs: payee ->
    amount, None where it is not known. `at`: '' when undated."""

    id: str
    chain: str
    at: str
    inputs: tuple[str, ...]
    outputs: tuple[tuple[str, float | None], ...]


def payments(statements: Iterable[Statement]) -> list[Payment]:
    """Payments among wallets, each once, in canonical order. Statements of other kinds are passed over."""
    found = set()
    for statement in statements:
        if statement.predicate is not EdgeType.PAID:
            continue
        kind, parts = split_id(statement.subject)
        other, others = split_id(statement.object)
        # a pseudonymous wallet names no chain; a payment never crosses one
        if kind != "wallet" or other != "wallet" or parts[0] != others[0]:
            continue
        data = json.loads(statement.data)
        found.add(
            Payment(
                statement.subject, statement.object, parts[0], str(data.get("tx", "")).strip().lower(), statement.at,
                _number(data.get("amount")), str(data.get("asset", "")).upper(), _fiat(data.get("amount_fiat")),
                statement.record,
            )
        )  # fmt: skip
    return sorted(found, key=_order)


def _order(payment: Payment) -> tuple[str | float, ...]:
    return (payment.at, payment.tx, payment.payer, payment.payee, payment.record, payment.amount or 0.0, payment.asset)


def _number(text: object) -> float | None:
    try:
        value = float(str(text).replace(",", "")) if text is not None else nan
    except ValueError:
        return None
    return value if isfinite(value) and value >= 0.0 else None


def _fiat(text: object) -> tuple[float, str] | None:
    """A sum that the source counted in money; US dollars where it names none, as block explorers do."""
    from graphsvc.analysis import money

    found = money.read(str(text)) if text else None
    return (found.low, found.currency or "USD") if found else None


def transactions(found: Iterable[Payment]) -> list[Transaction]:
    """Transactions in order of chain and id. The rows of one output name it once for each input: equal amounts are
    one output, unlike ones are shares of it."""
    groups: dict[tuple[str, str], list[Payment]] = {}
    for payment in found:
        groups.setdefault((payment.chain, payment.tx or payment.record), []).append(payment)
    return [_transaction(*key, groups[key]) for key in sorted(groups)]


def _transaction(chain: str, name: str, rows: list[Payment]) -> Transaction:
    amounts: dict[str, dict[tuple[str, str], float | None]] = {}
    for row in rows:
        amounts.setdefault(row.payee, {})[row.payer, row.record] = row.amount
    outputs = tuple((payee, _output(list(amounts[payee].values()))) for payee in sorted(amounts))
    at = min((row.at for row in rows if row.at), default="")
    return Transaction(name, chain, at, tuple(sorted({row.payer for row in rows})), outputs)


def _output(amounts: list[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return None
    return known[0] if len(set(known)) == 1 else sum(sorted(known))
