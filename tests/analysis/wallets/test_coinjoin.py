"""Shapes of mixes, built as the wallets that make them do; and payments that are none."""

from __future__ import annotations

import pytest

from graphsvc.analysis.wallets import transactions
from graphsvc.analysis.wallets.coinjoin import shape
from tests.support.money import transaction


def looks(inputs: int, outputs: list[float | None]) -> str:
    (made,) = transactions(
        transaction("t", [f"i{n}" for n in range(inputs)], {f"o{n}": amount for n, amount in enumerate(outputs)})
    )
    return shape(made)


@pytest.mark.parametrize(
    ("inputs", "outputs", "what"),
    [
        (5, [0.05] * 5, "whirlpool"),
        (8, [0.01] * 8, "whirlpool"),
        (40, [0.1] * 35 + [0.013 * n for n in range(1, 30)], "wasabi"),
        (60, [0.005] * 12 + [0.01] * 8 + [0.0131 + n / 1000 for n in range(30)], "wasabi"),
        (3, [0.7, 0.7, 0.7, 0.1, 0.02, 0.31], "joinmarket"),
        (2, [0.5, 0.5, 0.08], "joinmarket"),
        (12, [0.1 + n / 100 for n in range(11)], "many-to-many"),
        (3, [None, None, None], "amounts-unknown"),
    ],
)
def test_mixes(inputs: int, outputs: list[float | None], what: str) -> None:
    assert looks(inputs, outputs) == what


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [(1, [0.1] * 50), (3, [0.7]), (3, [0.7, 0.11]), (4, [0.7, 0.1, 0.2]), (2, [None]), (2, [None, None]), (40, [1.0])],
)
def test_payments_that_are_no_mix(inputs: int, outputs: list[float | None]) -> None:
    assert looks(inputs, outputs) == ""
