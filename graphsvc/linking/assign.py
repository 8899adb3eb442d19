"""Assign, don't merge: each unit goes to one persona, and each identifier is that persona's own or shared.

A unit goes to the persona whose own identifiers in it weigh most, the less the longer that one had posted nothing of
its own before and after. An identifier is a persona's own when nearly all of its units went there. Either depends on
the other, so both are settled in turn: what turns out to be shared claims no unit any more.

An advert that shows two numbers may name a friend, or a desk, by one of them: who alone wrote in those words has it to
itself, whatever contacts stand in it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CLEAR = 1.0  # nats by which the best claim on a unit must lead the next
MOSTLY = 3.0  # units of an identifier that its persona holds, for each one elsewhere; a doubtful one is half elsewhere
STRAYS = 0.1  # share of an identifier's settled units that may be elsewhere; one may in any case
NEAR = 14.0  # days: an advert this far from what its claimant is known to have posted halves the claim's odds
ROUNDS = 3  # more changed nothing on any corpus tried


def assign(
    units: int, unit: NDArray[np.int64], value: NDArray[np.int64], persona: NDArray[np.int64],
    weight: NDArray[np.float64], time: NDArray[np.float64], words: NDArray[np.bool_],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:  # fmt: skip
    """(at home, own): for each edge (unit, value), whether the unit went to the value's persona; for each value,
    whether it is its persona's own. `persona`, `weight`: per value; `time`: days, per unit, NaN where undated;
    `words`: edges of wordings in adverts whose numbers may be a friend's."""
    values = len(persona)
    uses = np.bincount(value, minlength=values)
    at_home, own = np.zeros(len(unit), dtype=bool), np.ones(values, dtype=bool)
    for _ in range(ROUNDS):
        home = _home(units, values, unit, persona[value], np.where(own, weight, 0.0)[value], time, words)
        # a value used once goes where its unit goes
        at_home = (home[unit] == persona[value]) | (uses[value] == 1)
        kept = np.bincount(value[at_home], minlength=values)
        strays = np.bincount(value[~at_home & (home[unit] >= 0)], minlength=values)
        doubtful = np.bincount(value[~at_home & (home[unit] < 0)], minlength=values) / 2.0
        own = (kept > 0) & (kept >= MOSTLY * strays) & (strays <= np.maximum(1.0, STRAYS * (kept + strays)))
    return at_home, own & (kept >= MOSTLY * (strays + doubtful))


def _home(
    units: int, values: int, unit: NDArray[np.int64], persona: NDArray[np.int64], claim: NDArray[np.float64],
    time: NDArray[np.float64], words: NDArray[np.bool_],
) -> NDArray[np.int64]:  # fmt: skip
    """The persona of each unit, where its claims weigh most; -1 without any, and where two claim it about equally. A
    persona that shares most of its units with others is in doubt: its claim is lowered by the log of the share that it
    has to itself, and with none it claims nothing that another does. So it is by the days to the nearest of these.
    The only claimant with `words` of its own in a unit has that to itself too."""
    key, entry = np.unique(unit * values + persona, return_inverse=True)
    claimant, claimed = (key // values, key % values) if values else (key, key)
    total = np.round(np.bincount(entry, weights=claim, minlength=len(key)), 9)
    some = total > 0
    wrote = np.bincount(entry, weights=claim * words, minlength=len(key)) > 0
    only = some & (np.bincount(claimant[some], minlength=units)[claimant] == 1)
    only |= wrote & (np.bincount(claimant[wrote], minlength=units)[claimant] == 1)
    everything = np.bincount(claimed[some], minlength=values)
    alone = np.bincount(claimed[only], minlength=values) / np.maximum(everything, 1)
    rooted = alone[claimed] > 0
    far = _far(claimant, claimed, only, time, values)
    doubt = np.log(np.where(rooted, alone[claimed], 1.0)) - np.log1p(far / NEAR)
    total = np.where(some & rooted, np.round(total + doubt, 9), total)
    order = np.lexsort((claimed, -total, ~rooted, claimant))
    best = np.flatnonzero(np.diff(claimant[order], prepend=-1) != 0)
    second = np.minimum(best + 1, len(order) - 1)
    rival = (second > best) & (claimant[order[second]] == claimant[order[best]])
    rival &= rooted[order[second]] == rooted[order[best]]
    clear = ~rival | (total[order[best]] - total[order[second]] >= CLEAR)
    home = np.full(units, -1, dtype=np.int64)
    chosen = order[best[clear]]
    home[claimant[chosen]] = claimed[chosen]
    return home


def _far(
    unit: NDArray[np.int64], persona: NDArray[np.int64], its_own: NDArray[np.bool_], time: NDArray[np.float64],
    personas: int,
) -> NDArray[np.float64]:  # fmt: skip
    """Days from each claimed unit to the nearest that its claimant has to itself; 0 where either is undated."""
    when = time[unit]
    its_own = its_own & ~np.isnan(when)
    far = np.zeros(len(unit))
    if not its_own.any():
        return far
    low = float(when[its_own].min())
    width = 4.0 * (float(np.nanmax(when)) - min(low, float(np.nanmin(when))) + 1.0)
    axis = np.sort(persona[its_own] * width + when[its_own] - low)  # personas end to end, further apart than any gap
    dated = ~np.isnan(when) & (np.bincount(persona[its_own], minlength=personas)[persona] > 0)
    at = persona[dated] * width + when[dated] - low
    after = np.searchsorted(axis, at)
    left = at - axis[np.maximum(after - 1, 0)]
    right = axis[np.minimum(after, len(axis) - 1)] - at
    far[dated] = np.minimum(np.abs(left), np.abs(right))
    return far
