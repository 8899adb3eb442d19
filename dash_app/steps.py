"""What a view is made of besides nodes: named steps that can be taken back, groups drawn as one node, ranges of days.

Everything here is plain data that goes into a workspace and comes back from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

BACK = "Back: "
MORE = "more"  # a group of what an expansion left out: counted anew whenever it is drawn, holding nothing

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a view shows, as `Case.draw` takes them: both included, '' for no end on that side."""

    first: str = ""
    last: str = ""
    undated: bool = False

    def __bool__(self) -> bool:
        return bool(self.first or self.last)

    def to_json(self) -> dict[str, Any]:
        return {"first": self.first, "last": self.last, "undated": self.undated}


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that may be drawn as one. Those of `members` that the view shows by themselves, or hides, stand outside;
    the group is drawn while any is left inside.

    `by`: what they share (a way of `Case.alike`), `hand` where a person chose them, `more` for what an expansion left
    out: `wish` then says of what, as (edge type, kind of node, order) of the one node in `about`.
    `name` says `{}` for each node of `about`, as that of a step does.
    """

    id: str
    by: str
    name: str
    members: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    wish: tuple[str, str, str] = ("", "", "")

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "by": self.by, "name": self.name, "members": list(self.members), "about": list(self.about),
            "wish": list(self.wish),
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Group:
        type_, kind, order = value["wish"]
        return cls(
            value["id"], value["by"], value["name"], tuple(value["members"]), tuple(value["about"]),
            (type_, kind, order),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A named action: the nodes it brought, those it took away, those it moved (node, from, to), the range of days
    before and after it, the groups that came and went, what it hid and restored, pinned and unpinned, and whether it
    locked or unlocked the layout. `slides`: one move of a range among many, which together are one step.

    `name` says `{}` for each node of `about`: what a node is called is looked up when the name is shown, so that one
    protected since does not live on in the history.
    """

    name: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, Place, Place], ...] = ()
    about: tuple[str, ...] = ()
    window: tuple[Window, Window] | None = None
    slides: bool = False
    grouped: tuple[Group, ...] = ()
    ungrouped: tuple[Group, ...] = ()
    hid: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    unpinned: tuple[str, ...] = ()
    locked: bool | None = None

    def reversed(self) -> Step:
        name = self.name.removeprefix(BACK) if self.name.startswith(BACK) else f"{BACK}{self.name}"
        return replace(
            self, name=name, added=self.removed, removed=self.added,
            moved=tuple((node, to, from_) for node, from_, to in self.moved),
            window=(self.window[1], self.window[0]) if self.window else None, slides=False,
            grouped=self.ungrouped, ungrouped=self.grouped, hid=self.restored, restored=self.hid,
            pinned=self.unpinned, unpinned=self.pinned, locked=None if self.locked is None else not self.locked,
        )  # fmt: skip

    def to_json(self, place: Mapping[Group, int]) -> dict[str, Any]:
        """`place`: where each group stands in the list that the view keeps beside its steps."""
        moved = [[node, list(from_), list(to)] for node, from_, to in self.moved]
        return {
            "name": self.name, "added": list(self.added), "removed": list(self.removed), "moved": moved,
            "about": list(self.about), "window": [window.to_json() for window in self.window or ()],
            "slides": self.slides, "grouped": [place[one] for one in self.grouped],
            "ungrouped": [place[one] for one in self.ungrouped], "hid": list(self.hid),
            "restored": list(self.restored), "pinned": list(self.pinned), "unpinned": list(self.unpinned),
            "locked": self.locked,
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Mapping[str, Any], groups: Sequence[Group]) -> Step:
        def listed(name: str) -> tuple[str, ...]:
            return tuple(value.get(name, ()))

        window = value.get("window")
        return cls(
            value["name"], listed("added"), listed("removed"),
            tuple((node, (a, b), (c, d)) for node, (a, b), (c, d) in value["moved"]), listed("about"),
            (Window(**window[0]), Window(**window[1])) if window else None, bool(value.get("slides")),
            tuple(groups[one] for one in value.get("grouped", ())),
            tuple(groups[one] for one in value.get("ungrouped", ())), listed("hid"), listed("restored"),
            listed("pinned"), listed("unpinned"), value.get("locked"),
        )  # fmt: skip
