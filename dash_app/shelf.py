"""Where views are kept: in memory while the server runs, in the case's workspaces after every change.

A page names its view by a random id in its address. What a page shows is derived here again on every call from the
node ids of the view; nothing that a browser sends is taken for the state.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from dash_app.views import View
from graphsvc.errors import CaseNotFound
from graphsvc.service import Case

_ID = re.compile(r"[0-9a-f]{32}")
FRAMES = 8  # frames kept for each view, so that a page a few versions behind gets a difference, not everything

Frame = tuple[dict[str, Any], dict[str, Any]]  # canvas nodes, canvas edges


class Shelf:
    """Views of one case. Methods may be called from any thread."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._boot = secrets.token_hex(4)  # version numbers go on after a restart, pictures do not
        self._views: dict[str, View] = {}
        self._frames: dict[str, OrderedDict[str, Frame]] = {}
        self._lock = RLock()

    def enter(self, id_: str) -> View:
        """The view of a page address: the named one, else the last one used, else a new one."""
        with self._lock:
            view = self._find(id_) or self._find(str((self.case.workspace("views") or {}).get("last", "")))
            if view is None:
                return self.fresh()
            self._remember(view)
            return view

    def fresh(self) -> View:
        """A new, empty view."""
        with self._lock:
            view = View(secrets.token_hex(16))
            self._views[view.id] = view
            self._remember(view)
            return view

    def get(self, id_: str) -> View:
        """The view called `id_`. Raises CaseNotFound."""
        with self._lock:
            view = self._find(id_)
            if view is None:
                raise CaseNotFound("that view is not in this case; open the app again from its first page")
            return view

    @contextmanager
    def changing(self, id_: str) -> Iterator[View]:
        """The view, to be changed by one caller at a time; it is saved when the block ends well."""
        with self._lock:
            view = self.get(id_)
            yield view
            self.case.save_workspace(f"view:{view.id}", view.to_json())

    def touch(self) -> None:
        """Data or decisions changed: every view is to be drawn again."""
        with self._lock:
            for view in self._views.values():
                view.touch()

    def frame(self, view: View, draw: Callable[[View], Frame]) -> tuple[str, Frame]:
        """A mark for the view as it is now, and its picture, made once for each version."""
        with self._lock:
            frames = self._frames.setdefault(view.id, OrderedDict())
            mark = f"{self._boot}.{view.id}.{view.version}"
            if mark not in frames:
                frames[mark] = draw(view)
                while len(frames) > FRAMES:
                    frames.popitem(last=False)
            return mark, frames[mark]

    def shown(self, view: View, mark: str) -> Frame | None:
        """What a page that was given `mark` shows, or None when that is not known any more."""
        with self._lock:
            return self._frames.get(view.id, OrderedDict()).get(mark)

    def _find(self, id_: str) -> View | None:
        if not _ID.fullmatch(id_):
            return None
        if id_ not in self._views:
            saved = self.case.workspace(f"view:{id_}")
            if saved is None:
                return None
            self._views[id_] = View.from_json(id_, saved)
        return self._views[id_]

    def _remember(self, view: View) -> None:
        if (self.case.workspace("views") or {}).get("last") != view.id:
            self.case.save_workspace("views", {"last": view.id})
