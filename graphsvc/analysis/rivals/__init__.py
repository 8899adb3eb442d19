"""Rival explanations: what else could explain the same evidence, with what speaks for and against each.

    rivals(tally) -> the explanations that the counts in `tally` bear on, each with three lists of sentences

People who work alone share a phone, a room or a screening text to stay safe; agencies, platforms and stock texts join
strangers; numbers change hands. A cluster is read beside these, never alone. Sentences give counts, name no identifier
and are no probability; what the records cannot tell is said to be not known.
"""

from __future__ import annotations

from graphsvc.analysis.rivals.explanations import EXPLANATIONS
from graphsvc.analysis.rivals.tally import Tally
from graphsvc.results import Rival


def rivals(tally: Tally) -> tuple[Rival, ...]:
    """Every explanation that the counts bear on, most general first."""
    found = (make(tally) for make in EXPLANATIONS)
    return tuple(rival for rival in found if rival is not None)
