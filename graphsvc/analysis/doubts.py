"""How a link could be wrong, in sentences: what everything hangs on, and the rival explanations that something speaks
for and nothing against."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.analysis.rivals.tally import Tally
from graphsvc.analysis.rivals.words import WORDS
from graphsvc.results import Rival


def doubts(tally: Tally, explanations: Sequence[Rival]) -> tuple[str, ...]:
    """Sentences on a link of which `tally` counts the evidence; `explanations`: its rival explanations."""
    out = []
    if tally.joins == 1:
        (kind,) = tally.kinds
        out.append(f"Everything hangs on one {WORDS[kind]}; without it nothing links them.")
    for rival in explanations:
        if rival.state == "for":
            out.append(f"It may be {rival.name[0].lower()}{rival.name[1:]}: {' '.join(rival.for_it)}")
    return tuple(out)
