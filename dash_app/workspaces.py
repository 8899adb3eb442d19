"""The list of views that a case keeps: their names, which was used last, and the links by which others may read them.

Each view is a workspace of its own in the case, written after every change; the list is one more. A reading link has
an id of its own, from which that of the view cannot be told, and is gone once it is taken back.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

from dash_app.views import Step, View
from graphsvc.service import Case

MAX_NAME = 80
VIEW = re.compile(r"[0-9a-f]{32}")
SHARE = re.compile(r"s[0-9a-f]{32}")
_LIST = "views"


@dataclass(frozen=True, slots=True)
class Kept:
    """A view as the list shows it. `first`: its first step, for want of a name; `share`: its reading link or ''."""

    id: str
    name: str
    share: str
    at: str
    nodes: int
    first: Step | None


class Workspaces:
    """The views kept in one case. Callers hold the shelf's lock."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @property
    def last(self) -> str:
        return str(self._list()["last"])

    def remember(self, id_: str) -> None:
        """The view used last is the one that a page without an address opens."""
        found = self._list()
        if found["last"] != id_:
            self._save({**found, "last": id_})

    def load(self, id_: str) -> View | None:
        saved = self.case.workspace(_key(id_)) if VIEW.fullmatch(id_) else None
        return None if saved is None else View.from_json(id_, saved)

    def save(self, view: View) -> None:
        self.case.save_workspace(_key(view.id), {**view.to_json(), "at": self.case.now})
        if view.id not in self._list()["views"]:
            self._put(view.id, name="", share="")

    def rows(self) -> list[Kept]:
        """All views that hold something or have a name, the one changed last first."""
        found = []
        for id_, entry in self._list()["views"].items():
            saved = self.case.workspace(_key(id_)) or {}
            view = View.from_json(id_, saved) if saved else View(id_)
            first = next(iter(view.done), None)
            found.append(Kept(id_, entry["name"], entry["share"], saved.get("at", ""), len(view.nodes), first))
        return sorted((row for row in found if row.nodes or row.name or row.first), key=lambda row: row.at)[::-1]

    def name(self, id_: str) -> str:
        return str(self._list()["views"].get(id_, {}).get("name", ""))

    def rename(self, id_: str, name: str) -> None:
        self._put(id_, name=" ".join(name.split())[:MAX_NAME])

    def share(self, id_: str) -> str:
        """The id under which others read the view; the same until it is taken back."""
        found = self._list()["views"].get(id_, {}).get("share") or f"s{secrets.token_hex(16)}"
        self._put(id_, share=found)
        return str(found)

    def unshare(self, id_: str) -> None:
        self._put(id_, share="")

    def shared(self, share: str) -> str:
        """The view behind a reading link, or ''."""
        if not SHARE.fullmatch(share):
            return ""
        return next((id_ for id_, entry in self._list()["views"].items() if entry["share"] == share), "")

    def drop(self, id_: str) -> None:
        found = self._list()
        found["views"].pop(id_, None)
        self._save({**found, "last": "" if found["last"] == id_ else found["last"]})
        self.case.drop_workspace(_key(id_))
        self.case.drop_workspace(beside(id_))

    def _put(self, id_: str, **values: str) -> None:
        found = self._list()
        found["views"][id_] = {"name": "", "share": "", **found["views"].get(id_, {}), **values}
        self._save(found)

    def _list(self) -> dict[str, Any]:
        return {"last": "", "views": {}, **(self.case.workspace(_LIST) or {})}

    def _save(self, value: dict[str, Any]) -> None:
        self.case.save_workspace(_LIST, value)


def beside(id_: str) -> str:
    """The workspace of what is asked on a view; it goes with the view."""
    return f"asked:{id_}"


def _key(id_: str) -> str:
    return f"view:{id_}"
