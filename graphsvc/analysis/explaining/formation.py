"""How a link formed: the order in which evidence joined the two sides, by the day each piece stood on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graphsvc.analysis.explaining.scene import Join, Scene
from graphsvc.analysis.rivals.words import WORDS

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """`day`: ISO date, '' where it is not known; `label` begins with a node id; `text` names no identifier."""

    day: str
    label: str
    text: str


def formation(scene: Scene, joins: Sequence[Join], *, chain: bool) -> tuple[Event, ...]:
    """Events in order of time, undated ones last. `chain`: the joins are steps of one way, all of them needed; else
    each joins the two sides by itself."""
    dated = sorted(((_day(scene, join), at, join) for at, join in enumerate(joins)), key=lambda row: row[:2])
    events = []
    for number, (day, _, join) in enumerate(dated):
        word = WORDS[scene.graph.kind[join.value]]
        one = f"an {word}" if word[0] in "ae" else f"a {word}"
        if day == float("inf"):
            text = f"a shared {word}, at a time that is not known"
        elif chain and len(dated) > 1:
            last = number == len(dated) - 1
            text = f"{one} completed the way between them" if last else f"{one} joined a part of the way"
        else:
            text = f"a further shared {word}" if number else f"a shared {word} joined them"
        shown = "" if day == float("inf") else (EPOCH + timedelta(days=int(day // 1))).isoformat()
        events.append(Event(shown, scene.names[scene.graph.identifier[join.value]], text))
    return tuple(events)


def _day(scene: Scene, join: Join) -> float:
    """When a value had been seen on both sides; infinite where a side is undated."""
    sides = []
    for side in (join.left, join.right):
        days = [scene.day(unit, join.value) for unit in side if join.value in scene.values(unit)]
        sides.append(min((day for day in days if day == day), default=float("inf")))
    return max(sides)
