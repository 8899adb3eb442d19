"""What is asked on a view, beside what it shows: the ends and rules of a path, the seeds and answers of a search.

Kept in the case beside the view, so that a reload, a restart and the view's address bring it back. A reading link
shows it and keeps nothing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from dash_app.desk import Desk
from dash_app.workspaces import beside

HOPS = 6
ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Route:
    """How are `a` and `b` connected? Node ids, '' while an end is not chosen. `types`, `kinds`: left out."""

    a: str = ""
    b: str = ""
    hops: int = HOPS
    limit: int = ALTERNATIVES
    hubs: bool = False
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def end(self, name: str) -> str:
        """The node at one end: `b`, else `a`."""
        return self.b if name == "b" else self.a

    def ended(self, name: str, node: str) -> Route:
        """With another node at one end; the other stays unless it is the same."""
        a, b = (self.a, node) if name == "b" else (node, self.b)
        if node and a == b:
            a, b = ("", node) if name == "b" else (node, "")
        return replace(self, a=a, b=b)

    def reversed(self) -> Route:
        return replace(self, a=self.b, b=self.a)

    def rules(self) -> dict[str, Any]:
        """As `Case.paths` takes them."""
        return {
            "hops": self.hops, "limit": self.limit, "hubs": self.hubs, "without_types": self.types,
            "without_kinds": self.kinds,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trail:
    """What to look at next, from `seeds`, after what was answered. Node ids, in the order they came."""

    seeds: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def answered(self, node: str, answer: str) -> Trail:
        """With an answer (`yes`, `no`) about a node, or without one ('')."""
        yes, no = (tuple(one for one in given if one != node) for given in (self.yes, self.no))
        return replace(self, yes=(*yes, node) if answer == "yes" else yes, no=(*no, node) if answer == "no" else no)


@dataclass(frozen=True, slots=True)
class Asked:
    """`open`: which of the two the page shows: path, suggest or neither."""

    route: Route = field(default_factory=Route)
    trail: Trail = field(default_factory=Trail)
    open: str = ""


def read(desk: Desk, view_id: str) -> Asked:
    """What was asked on a view. Raises CaseNotFound for a view that is not there."""
    saved = desk.case.workspace(_name(desk, view_id)) or {}
    return Asked(_of(Route, saved.get("route")), _of(Trail, saved.get("trail")), str(saved.get("open", "")))


def keep(desk: Desk, view_id: str, asked: Asked) -> Asked:
    """Remember what is asked; returns it."""
    if not desk.shelf.reading(view_id) and asked != read(desk, view_id):
        desk.case.save_workspace(_name(desk, view_id), asdict(asked))
    return asked


def _name(desk: Desk, view_id: str) -> str:
    return beside(desk.shelf.get(view_id).id)


def _of(kind: Any, saved: Mapping[str, Any] | None) -> Any:
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in (saved or {}).items()})
