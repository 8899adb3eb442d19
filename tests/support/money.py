"""Payments and transactions in a line each."""

from __future__ import annotations

from graphsvc.analysis.wallets import Payment


def wallet(name: str, chain: str = "bitcoin") -> str:
    return f"wallet:{chain}:{name}"


def paid(
    by: str, to: str, tx: str = "", amount: float | None = None, *, at: str = "", chain: str = "bitcoin",
    asset: str = "BTC", fiat: tuple[float, str] | None = None, record: str = "r",
) -> Payment:  # fmt: skip
    return Payment(wallet(by, chain), wallet(to, chain), chain, tx, at, amount, asset, fiat, record)


def transaction(
    tx: str, inputs: list[str], outputs: dict[str, float | None], *, chain: str = "bitcoin", at: str = ""
) -> list[Payment]:
    """One row for each payer and payee, as files list them."""
    return [paid(by, to, tx, amount, at=at, chain=chain) for by in inputs for to, amount in outputs.items()]
