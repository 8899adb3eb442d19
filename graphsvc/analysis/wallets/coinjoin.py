"""CoinJoins: transactions whose inputs belong to different people, by their shape.

People who mix take part with equal outputs, so that no one can tell whose is whose (Goldfeder, Kalodner, Reisman and
Narayanan 2018, 'When the cookie meets the blockchain'; Möser and Böhme 2017 for JoinMarket). One that is missed joins
strangers, one too many only leaves wallets apart: the guard is wide. What it cannot see is a PayJoin, which looks like
any payment.
"""

from __future__ import annotations

from collections import Counter

from graphsvc.analysis.wallets.payments import Transaction

MANY = 10  # inputs and outputs: from here, a payment by one owner to so many is rarer than a mix
EQUAL = 2  # equal outputs from which others than one owner may be paying
WASABI = 5  # equal outputs of a Wasabi or WabiSabi round, which has tens of them
POOL = 5  # Whirlpool: as many equal outputs as inputs, five or more, and nothing else


def shape(made: Transaction) -> str:
    """Which CoinJoin a transaction looks like, '' for none: `whirlpool`, `wasabi`, `joinmarket`, `many-to-many`, or
    `amounts-unknown`, where only amounts could rule one out."""
    inputs, outputs = len(made.inputs), len(made.outputs)
    if inputs < 2 or outputs < 2:
        return ""
    known = [amount for _, amount in made.outputs if amount is not None]
    if len(known) < outputs:
        return "amounts-unknown" if outputs > 2 or len(set(known)) < len(known) else ""
    equal = max(Counter(f"{amount:.8f}" for amount in known).values())
    if equal == outputs and equal >= POOL and inputs >= POOL:
        return "whirlpool"
    if equal >= WASABI and inputs >= WASABI:
        return "wasabi"
    if equal >= EQUAL and inputs >= equal:
        return "joinmarket"
    return "many-to-many" if inputs >= MANY and outputs >= MANY else ""
