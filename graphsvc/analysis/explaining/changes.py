"""What would change a link: each identifier taken away in turn, a verdict, a decision, one thing more.

Answers are read from the evidence as it is judged now. Taking an identifier away, or calling it a hub, moves the weight
of others a little; `analysis.what_if` runs the whole again under a decision and tells exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graphsvc.analysis.explaining.scene import Scene
from graphsvc.analysis.rivals.words import WORDS, counted

SHOWN = 10  # identifiers taken away in turn, the heaviest first


@dataclass(frozen=True, slots=True)
class Change:
    """One single change. `what`: `without`, `verdict`, `decision`, `more`; `label`: the node id it is about, '' for the
    pair; `linked`: whether they are linked after it; `text` names no identifier."""

    what: str
    label: str
    linked: bool
    text: str


def unlinking(
    scene: Scene, mine: Collection[int], theirs: Collection[int], values: Sequence[int], actors: Collection[str],
    network: Collection[str] = (),
) -> tuple[Change, ...]:  # fmt: skip
    """What would part two linked sides. `values`: what links them; `actors`: those whose records a way may lead
    through; `network`: the same, where they are several that make a network."""
    allowed, idle = scene.members(actors), scene.shared_only(actors) if not network else frozenset()
    found = []
    for value in values[:SHOWN]:
        node, word = _named(scene, value)
        direct = [v for v in scene.between(mine, theirs) if not scene.hub[v] and v != value]
        holds = not network or scene.tied(network, node, mine, theirs)
        rest = direct or ([join.value for join in scene.way(mine, theirs, allowed, {value, *idle})] if holds else [])
        if rest:
            kept = counted(_kinds(scene, rest))
            text = f"without this {word}, or with a verdict that many use it, they stay linked by {kept}"
        else:
            text = f"without this {word}, or with a verdict that many use it, nothing links them"
        found.append(Change("without", node, bool(rest), text))
    said = "a decision that they are not the same unlinks them, whatever they share"
    return (*found, Change("decision", "", False, said))


def linking(scene: Scene, near: Sequence[int], *, apart: bool, handed_on: bool) -> tuple[Change, ...]:
    """What would link two sides that are not. `near`: values on both; `apart`: a decision keeps them apart;
    `handed_on`: they share a number in different periods of use."""
    if apart:
        counts = [value for value in near if not scene.hub[value]]
        said = (
            f"lets the {counted(_kinds(scene, counts))} on both sides count" if counts else "alone does not link them"
        )
        return (Change("decision", "", bool(counts), f"taking back the decision that keeps them apart {said}"),)
    found = [
        Change("verdict", node, True, f"a verdict that this {word} is one poster's would link them")
        for node, word in (_named(scene, value) for value in near[:SHOWN] if scene.hub[value])
    ]
    if handed_on:
        found.append(Change("more", "", True, "a dated use in the long silence would make both periods one, and link"))
    found.append(Change("more", "", True, "an identifier that few use, seen on both sides, would link them"))
    return (*found, Change("decision", "", True, "a decision that they are the same would link them"))


def joining(near: Sequence[int]) -> tuple[Change, ...]:
    """What would make one network of two posters who share a single identifier (`linking.links`)."""
    said = "one more identifier that neither has to itself would make them one network, if both have several records"
    return (Change("more", "", True, said),) if len(near) == 1 else ()


def _named(scene: Scene, value: int) -> tuple[str, str]:
    return scene.names[scene.graph.identifier[value]], WORDS[scene.graph.kind[value]]


def _kinds(scene: Scene, values: Collection[int]) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for value in values:
        kinds[scene.graph.kind[value]] = kinds.get(scene.graph.kind[value], 0) + 1
    return kinds
