"""A view: what one canvas shows, where, and every named step that led there. Plain data, nothing of any screen.

Undo is linear and loses nothing: when a new step is taken after some were undone, the undone ones stay in the
history together with their reversal, so that going back far enough passes through them again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dash_app.language import _
from dash_app.steps import MORE, Group, Place, Step, Window
from graphsvc.errors import InputError

__all__ = ["MAX_HELD", "MAX_NODES", "WARN_NODES", "Group", "Place", "Step", "View", "Window"]

MAX_NODES = 2000  # SCREENS: above it a canvas no longer answers at once
WARN_NODES = 1000
MAX_HELD = 20_000  # nodes that a view holds in groups, drawn as one each
MAX_STEPS = 200


@dataclass(slots=True)
class View:
    """`nodes`: shown ids in the order they came. `places`: of nodes and groups, also of those that undo may bring back.
    `pinned`: ids that tidying leaves alone. `window`: the days shown. `groups`: by id, each node inside one at most.
    `hidden`: ids of nodes and groups that were put aside. `locked`: nothing is to be moved. `version` grows with every
    change."""

    id: str
    nodes: dict[str, None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    pinned: set[str] = field(default_factory=set)
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    version: int = 0
    window: Window = field(default_factory=Window)
    groups: dict[str, Group] = field(default_factory=dict)
    hidden: dict[str, None] = field(default_factory=dict)
    locked: bool = False
    numbered: int = 0

    @property
    def fresh(self) -> tuple[str, ...]:
        """What the last step brought."""
        return (*self.done[-1].added, *(one.id for one in self.done[-1].grouped)) if self.done else ()

    # --- what is inside groups --------------------------------------------------------------------------------
    def inside(self, group: Group) -> list[str]:
        """Members that are drawn by nothing but their group."""
        return [node for node in group.members if node not in self.nodes and node not in self.hidden]

    def closed(self) -> dict[str, list[str]]:
        """Group id -> members inside, of the groups that are drawn; those of what an expansion left out hold none."""
        held = {one.id: self.inside(one) for one in self.groups.values() if one.id not in self.hidden}
        return {id_: members for id_, members in held.items() if members or self.groups[id_].by == MORE}

    def home(self, node: str) -> str:
        """The group that a node is inside of, '' for none."""
        if node in self.nodes or node in self.hidden:
            return ""
        return next((one.id for one in self.groups.values() if node in one.members), "")

    def opened(self, nodes: Collection[str]) -> list[str]:
        """Groups of which some of these nodes were taken out, in the order they came."""
        chosen = self.nodes.keys() & set(nodes)
        return [one.id for one in self.groups.values() if not chosen.isdisjoint(one.members)]

    def next_id(self, by: str) -> str:
        """An id for another group; never given twice in this view."""
        self.numbered += 1
        return f"group:{by}:{self.numbered}"

    # --- steps; each is None when it would change nothing -----------------------------------------------------
    def add(
        self, name: str, nodes: Iterable[str], places: Mapping[str, Place] | None = None, about: tuple[str, ...] = (),
        groups: Sequence[Group] = (),
    ) -> Step | None:  # fmt: skip
        """Show more nodes, hidden ones and those inside groups among them, and more groups. Raises InputError when the
        canvas would be too full."""
        fresh = tuple(node for node in dict.fromkeys(nodes) if node not in self.nodes)
        new = tuple(one for one in groups if one.id not in self.groups)
        if not fresh and not new:
            return None
        self._fits(len(fresh) + len(new), new)
        self.places.update(places or {})
        back = tuple(node for node in fresh if node in self.hidden)
        return self._take(Step(name, added=fresh, about=about, grouped=new, restored=back))

    def hide(self, name: str, items: Iterable[str], about: tuple[str, ...] = ()) -> Step | None:
        """Put nodes and groups aside, to be restored."""
        gone = tuple(item for item in dict.fromkeys(items) if self.shows(item))
        if not gone:
            return None
        nodes = tuple(item for item in gone if item in self.nodes)
        return self._take(Step(name, removed=nodes, about=about, hid=gone, unpinned=self._pins(gone)))

    def restore(self, name: str, items: Iterable[str], about: tuple[str, ...] = ()) -> Step | None:
        """Show again what was hidden."""
        back = tuple(item for item in dict.fromkeys(items) if item in self.hidden)
        if not back:
            return None
        nodes = tuple(item for item in back if item not in self.groups)
        self._fits(len(back))
        return self._take(Step(name, added=nodes, about=about, restored=back))

    def clear(self, name: str) -> Step | None:
        """Take everything away, what is hidden and what groups hold as well."""
        if not (self.nodes or self.groups or self.hidden):
            return None
        gone, groups, back = tuple(self.nodes), tuple(self.groups.values()), tuple(self.hidden)
        return self._take(
            Step(name, removed=gone, ungrouped=groups, restored=back, unpinned=tuple(sorted(self.pinned)))
        )

    def group(self, name: str, groups: Sequence[Group], about: tuple[str, ...] = ()) -> Step | None:
        """Draw the members of each group as one; they leave the groups that they were members of."""
        if not groups:
            return None
        members = {node for one in groups for node in one.members}
        old = [one for one in self.groups.values() if not members.isdisjoint(one.members)]
        left = [replace(one, members=tuple(node for node in one.members if node not in members)) for one in old]
        gone = tuple(node for node in self.nodes if node in members)
        for one in groups:
            self._centre(one)
        new, pins = (*(one for one in left if one.members), *groups), self._pins(gone)
        return self._take(Step(name, removed=gone, about=about, grouped=new, ungrouped=tuple(old), unpinned=pins))

    def close(self, name: str, groups: Collection[str], about: tuple[str, ...] = ()) -> Step | None:
        """Put what was taken out of these groups back into them."""
        members = {node for id_ in groups if id_ in self.groups for node in self.groups[id_].members}
        gone = tuple(node for node in self.nodes if node in members)
        if not gone:
            return None
        for id_ in groups:
            if id_ in self.groups:
                self._centre(self.groups[id_])
        return self._take(Step(name, removed=gone, about=about, unpinned=self._pins(gone)))

    def ungroup(self, name: str, groups: Collection[str], about: tuple[str, ...] = ()) -> Step | None:
        """Dissolve groups: their members are drawn by themselves."""
        chosen = tuple(one for id_, one in self.groups.items() if id_ in groups)
        fresh = tuple(node for one in chosen for node in self.inside(one))
        if not chosen:
            return None
        self._fits(len(fresh))
        back = tuple(one.id for one in chosen if one.id in self.hidden)
        pins = self._pins([one.id for one in chosen])
        return self._take(Step(name, added=fresh, about=about, ungrouped=chosen, restored=back, unpinned=pins))

    def rearrange(self, name: str, places: Mapping[str, Place]) -> Step | None:
        """Move nodes in one step."""
        moved = [
            (node, self.places[node], place)
            for node, place in sorted(places.items())
            if self.shows(node) and self.places.get(node, place) != place
        ]
        return self._take(Step(name, moved=tuple(moved))) if moved else None

    def show_days(self, name: str, window: Window, *, slides: bool = False) -> Step | None:
        """Show other days; moves that follow each other (`slides`) are one step."""
        before = self.window
        if window == before:
            return None
        if slides and self.done and self.done[-1].slides and self.done[-1].window and not self.undone:
            before = self.done.pop().window[0]  # type: ignore[index]
        return self._take(Step(name, window=(before, window), slides=slides))

    def pin(self, name: str, items: Iterable[str], about: tuple[str, ...] = ()) -> Step | None:
        """Pin nodes and groups where they are."""
        fresh = tuple(item for item in dict.fromkeys(items) if self.shows(item) and item not in self.pinned)
        return self._take(Step(name, about=about, pinned=fresh)) if fresh else None

    def unpin(self, name: str, items: Collection[str], about: tuple[str, ...] = ()) -> Step | None:
        loose = self._pins(items)
        return self._take(Step(name, about=about, unpinned=loose)) if loose else None

    def lock(self, name: str, on: bool) -> Step | None:
        """Lock the layout, or unlock it."""
        return None if self.locked == on else self._take(Step(name, locked=on))

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

    def shows(self, item: str) -> bool:
        """Whether a node or group may be drawn by itself."""
        return item in self.nodes or (item in self.groups and item not in self.hidden)

    def place(self, places: Mapping[str, Place]) -> None:
        """Remember where nodes lie."""
        self.places.update({node: place for node, place in places.items() if self.shows(node)})
        self.version += 1

    def touch(self) -> None:
        """Something outside the view changed what its nodes look like."""
        self.version += 1

    def _fits(self, more: int, groups: Sequence[Group] = ()) -> None:
        """Raises InputError where so many more would be too many to draw, or these groups too many to hold."""
        shown = len(self.nodes) + len(self.closed())
        held = sum(len(one.members) for one in (*self.groups.values(), *groups)) if groups else 0
        if shown + more > MAX_NODES:
            text = _("the canvas holds {most:,} nodes; {shown:,} are shown and {more:,} more do not fit. Hide some, "
                     "group some, or add fewer")  # fmt: skip
            raise InputError(text.format(most=MAX_NODES, shown=shown, more=more))
        if held > MAX_HELD:
            text = _("a view holds {most:,} nodes in groups, not {held:,}; group fewer, or dissolve some groups")
            raise InputError(text.format(most=MAX_HELD, held=held))

    def _pins(self, items: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(self.pinned & set(items)))

    def _centre(self, group: Group) -> None:
        """A group stands where those of its members stood that were drawn."""
        stood = [self.places[node] for node in group.members if node in self.nodes and node in self.places]
        if stood and group.id not in self.places:
            x, y = zip(*stood)
            self.places[group.id] = (round(sum(x) / len(x), 2), round(sum(y) / len(y), 2))

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
        for node in step.added:
            self.nodes[node] = None
        for node, _from, place in step.moved:
            self.places[node] = place
        for group in step.ungrouped:
            self.groups.pop(group.id, None)
        for group in step.grouped:
            self.groups[group.id] = group
        for item in step.restored:
            self.hidden.pop(item, None)
        for item in step.hid:
            self.hidden[item] = None
        self.pinned = (self.pinned - set(step.unpinned)) | set(step.pinned)
        if step.locked is not None:
            self.locked = step.locked
        if step.window:
            self.window = step.window[1]
        self.version += 1

    # --- kept in the case -------------------------------------------------------------------------------------
    def to_json(self) -> dict[str, Any]:
        steps = (*self.done, *self.undone)
        listed = [*self.groups.values(), *(one for step in steps for one in (*step.grouped, *step.ungrouped))]
        place = {group: number for number, group in enumerate(dict.fromkeys(listed))}
        known = {*self.nodes, *self.hidden}.union(*(set(s.added) | set(s.removed) for s in steps))
        known.update(*((one.id, *one.members) for one in place))
        return {
            "nodes": list(self.nodes),
            "places": {node: list(spot) for node, spot in sorted(self.places.items()) if node in known},
            "pinned": sorted(self.pinned),
            "every_group": [group.to_json() for group in place],
            "groups": [place[group] for group in self.groups.values()],
            "hidden": list(self.hidden),
            "locked": self.locked,
            "numbered": self.numbered,
            "done": [step.to_json(place) for step in self.done],
            "undone": [step.to_json(place) for step in self.undone],
            "version": self.version,
            "window": self.window.to_json(),
        }

    @classmethod
    def from_json(cls, id_: str, value: Mapping[str, Any]) -> View:
        groups = [Group.from_json(one) for one in value.get("every_group", ())]
        return cls(
            id_, dict.fromkeys(value["nodes"]), {node: (x, y) for node, (x, y) in value["places"].items()},
            set(value["pinned"]), [Step.from_json(step, groups) for step in value["done"]],
            [Step.from_json(step, groups) for step in value["undone"]], value["version"],
            Window(**value.get("window", {})), {groups[one].id: groups[one] for one in value.get("groups", ())},
            dict.fromkeys(value.get("hidden", ())), bool(value.get("locked")), int(value.get("numbered", 0)),
        )  # fmt: skip
