"""A view: what one canvas shows, where, and every named step that led there. Plain data, nothing of any screen.

Undo is linear and loses nothing: when a new step is taken after some were undone, the undone ones stay in the
history together with their reversal, so that going back far enough passes through them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphsvc.errors import InputError

MAX_NODES = 2000  # SCREENS: above it a canvas no longer answers at once
WARN_NODES = 1000
MAX_STEPS = 200

BACK = "Back: "

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Step:
    """A named action: the nodes it brought, those it took away, and those it moved (node, from, to).

    `name` says `{}` for each node of `about`: what a node is called is looked up when the name is shown, so that one
    protected since does not live on in the history.
    """

    name: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, Place, Place], ...] = ()
    about: tuple[str, ...] = ()

    def reversed(self) -> Step:
        name = self.name.removeprefix(BACK) if self.name.startswith(BACK) else f"{BACK}{self.name}"
        moved = tuple((node, to, from_) for node, from_, to in self.moved)
        return Step(name, self.removed, self.added, moved, self.about)


@dataclass(slots=True)
class View:
    """`nodes`: shown ids in the order they came. `places`: also of nodes that undo may bring back. `pinned`: ids that
    tidying leaves alone. `version` grows with every change."""

    id: str
    nodes: dict[str, None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    pinned: set[str] = field(default_factory=set)
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    version: int = 0

    @property
    def fresh(self) -> tuple[str, ...]:
        """What the last step brought."""
        return self.done[-1].added if self.done else ()

    def add(
        self, name: str, nodes: Iterable[str], places: Mapping[str, Place] | None = None, about: tuple[str, ...] = ()
    ) -> Step | None:
        """Show more nodes; None when all were there already. Raises InputError when the canvas would be too full."""
        fresh = [node for node in dict.fromkeys(nodes) if node not in self.nodes]
        if not fresh:
            return None
        if len(self.nodes) + len(fresh) > MAX_NODES:
            raise InputError(
                f"the canvas holds {MAX_NODES:,} nodes; {len(self.nodes):,} are shown and {len(fresh):,} more do not "
                f"fit. Hide some, or add fewer"
            )
        self.places.update(places or {})
        return self._take(Step(name, added=tuple(fresh), about=about))

    def remove(self, name: str, nodes: Iterable[str]) -> Step | None:
        """Hide nodes; None when none of them was shown."""
        gone = [node for node in dict.fromkeys(nodes) if node in self.nodes]
        return self._take(Step(name, removed=tuple(gone))) if gone else None

    def rearrange(self, name: str, places: Mapping[str, Place]) -> Step | None:
        """Move nodes in one step; None when none of them moves."""
        moved = [
            (node, self.places[node], place)
            for node, place in sorted(places.items())
            if node in self.nodes and self.places.get(node, place) != place
        ]
        return self._take(Step(name, moved=tuple(moved))) if moved else None

    def undo(self) -> Step | None:
        """Take the last step back; returns it."""
        if not self.done:
            return None
        step = self.done.pop()
        self._apply(step.reversed())
        self.undone.append(step)
        return step

    def redo(self) -> Step | None:
        if not self.undone:
            return None
        step = self.undone.pop()
        self._apply(step)
        self.done.append(step)
        return step

    def place(self, places: Mapping[str, Place]) -> None:
        """Remember where nodes lie; not a step of its own."""
        self.places.update({node: place for node, place in places.items() if node in self.nodes})
        self.version += 1

    def pin(self, nodes: Iterable[str]) -> bool:
        """Pin nodes, or unpin them when all of them are pinned; returns whether they are pinned now."""
        chosen = {node for node in nodes if node in self.nodes}
        pinned = not chosen <= self.pinned
        self.pinned = self.pinned | chosen if pinned else self.pinned - chosen
        self.version += 1
        return pinned

    def touch(self) -> None:
        """Something outside the view changed what its nodes look like."""
        self.version += 1

    def _take(self, step: Step) -> Step:
        if self.undone:
            again = list(reversed(self.undone))
            self.done += [*again, *(old.reversed() for old in self.undone)]
            self.undone = []
        self.done.append(step)
        del self.done[:-MAX_STEPS]
        self._apply(step)
        return step

    def _apply(self, step: Step) -> None:
        for node in step.removed:
            self.nodes.pop(node, None)
            self.pinned.discard(node)
        for node in step.added:
            self.nodes[node] = None
        for node, _, place in step.moved:
            self.places[node] = place
        self.version += 1

    # --- kept in the case -------------------------------------------------------------------------------------
    def to_json(self) -> dict[str, Any]:
        known = set(self.nodes).union(*(set(s.added) | set(s.removed) for s in (*self.done, *self.undone)))
        return {
            "nodes": list(self.nodes),
            "places": {node: list(place) for node, place in sorted(self.places.items()) if node in known},
            "pinned": sorted(self.pinned),
            "done": [_row(step) for step in self.done],
            "undone": [_row(step) for step in self.undone],
            "version": self.version,
        }

    @classmethod
    def from_json(cls, id_: str, value: Mapping[str, Any]) -> View:
        def steps(rows: list[dict[str, Any]]) -> list[Step]:
            return [
                Step(
                    row["name"],
                    tuple(row["added"]),
                    tuple(row["removed"]),
                    tuple((node, (a, b), (c, d)) for node, (a, b), (c, d) in row["moved"]),
                    tuple(row["about"]),
                )
                for row in rows
            ]

        return cls(
            id_, dict.fromkeys(value["nodes"]), {node: (x, y) for node, (x, y) in value["places"].items()},
            set(value["pinned"]), steps(value["done"]), steps(value["undone"]), value["version"],
        )  # fmt: skip


def _row(step: Step) -> dict[str, Any]:
    moved = [[node, list(from_), list(to)] for node, from_, to in step.moved]
    return {
        "name": step.name, "added": list(step.added), "removed": list(step.removed), "moved": moved,
        "about": list(step.about),
    }  # fmt: skip
