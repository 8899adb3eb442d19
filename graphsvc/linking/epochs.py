"""Identifier epochs: a number that fell silent and was then used by others is not the same number any more.

215 of 259 numbers on offer at two US carriers had an earlier owner who could still be reached through them (Lee and
Narayanan, 'Security and privacy risks of number recycling', 2021). So a phone or an account that is silent for more
than six months begins a new epoch when nothing but itself ties its users before and after. Ids do not change; links
are made on (identifier, epoch). Undated uses of an identifier with several epochs belong to none of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.units import Units, kind_of
from graphsvc.model import NodeKind

SILENCE = 183.0  # days
RECYCLED = (NodeKind.PHONE, NodeKind.ACCOUNT)


def epochs(units: Units, ignored: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Epoch of each row: 0 where its identifier has one epoch, 1, 2, ... where it has several, -1 for undated rows of
    those. `ignored`, per identifier: hubs, which prove nothing about who is behind them."""
    out = np.zeros(len(units.unit), dtype=np.int64)
    recycled = np.array([kind_of(node) in RECYCLED for node in units.identifiers], dtype=bool)
    order = np.lexsort((units.unit, units.time, units.identifier))  # undated rows last within their identifier
    order = order[recycled[units.identifier[order]]]
    # a profile is no use of the account by anyone: the day it was opened is not silence before its first advert
    used = order[(units.about[units.unit[order]] != units.identifier[order]) & ~np.isnan(units.time[order])]
    identifier, time = units.identifier[used], units.time[used]
    silent = (identifier[1:] == identifier[:-1]) & (np.diff(time) > SILENCE)
    starts = np.searchsorted(units.unit, np.arange(len(units.refs) + 1))
    for candidate in np.unique(identifier[1:][silent]).tolist():
        rows = used[np.searchsorted(identifier, candidate) : np.searchsorted(identifier, candidate, side="right")]
        labels = _labels(units, rows, candidate, ignored, starts)
        if labels[-1] > 1:
            span = np.searchsorted(units.identifier[order], [candidate, candidate + 1])
            every = order[span[0] : span[1]]
            begins = [float(units.time[rows[labels.index(epoch)]]) for epoch in range(1, labels[-1] + 1)]
            known = np.maximum(1, np.searchsorted(begins, units.time[every], side="right"))
            out[every] = np.where(np.isnan(units.time[every]), -1, known)
    return out


def _labels(
    units: Units, rows: NDArray[np.int64], identifier: int, ignored: NDArray[np.bool_], starts: NDArray[np.int64]
) -> list[int]:
    """Epoch number of each of one identifier's dated rows, in order of time."""
    labels: list[int] = []
    epoch, users, before = 1, set[int](), set[int]()
    previous = -np.inf
    breaks = np.flatnonzero(np.diff(units.time[rows]) > SILENCE) + 1
    for segment in np.split(rows, breaks):
        segment_users = set(units.unit[segment].tolist())
        company = _company(units, segment_users, identifier, ignored, starts)
        if previous > -np.inf and not (segment_users & users or company & before):
            epoch, users, before = epoch + 1, set(), set()
        users |= segment_users
        before |= company
        previous = float(units.time[segment[-1]])
        labels += [epoch] * len(segment)
    return labels


def _company(
    units: Units, users: set[int], identifier: int, ignored: NDArray[np.bool_], starts: NDArray[np.int64]
) -> set[int]:
    """Other identifiers of these units that may tell who is behind them."""
    found = {
        other for user in users for other in units.identifier[starts[user] : starts[user + 1]].tolist()
    }  # fmt: skip
    return {other for other in found if other != identifier and not ignored[other]}
