"""A degree-preserving rewire: who uses which identifier is shuffled, how much each uses and is used is kept.

Within each kind the uses are dealt anew, which is the configuration model of the bipartite graph (Newman, Strogatz and
Watts 2001); a member that would get one identifier twice swaps with a random use until none does (Fosdick et al. 2018
on simple graphs). Every member keeps its number of identifiers of each kind, every identifier its number of members.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
REPAIRS = 50  # rounds of swaps; in a graph where one member uses nearly everything a few repeats may be left


def rewire(member: Ints, value: Ints, kind: Ints, generator: np.random.Generator) -> tuple[Ints, Ints]:
    """(member, value) of the shuffled uses. `kind`, per use; uses are distinct pairs in canonical order. Repeats that
    no swap could part are left out."""
    order = np.argsort(kind, kind="stable")
    member, kind = member[order], kind[order]
    dealt = value[order][np.lexsort((generator.random(len(order)), kind))]
    for _ in range(REPAIRS):
        repeated = _repeated(member, dealt)
        if not len(repeated):
            break
        for use in repeated.tolist():
            low, high = np.searchsorted(kind, [kind[use], kind[use] + 1])
            other = int(generator.integers(low, high))
            dealt[use], dealt[other] = dealt[other], dealt[use]
    kept = np.ones(len(member), dtype=bool)
    kept[_repeated(member, dealt)] = False
    return member[kept], dealt[kept]


def _repeated(member: Ints, value: Ints) -> Ints:
    """Uses whose member has the same value in a use before."""
    key = member * (int(value.max(initial=0)) + 1) + value
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    again: Ints = np.sort(order[1:][ordered[1:] == ordered[:-1]])
    return again
