"""Where views are kept: in memory while the server runs, in the case's workspaces after every change.

A page names its view by a random id in its address. What a page shows is derived here again on every call from the
node ids of the view; nothing that a browser sends is taken for the state. Two pages may work on one view: what they
add or hide is merged, and what would take back or replace the other's work is refused until it was seen.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import RLock
from typing import Any

from dash_app.language import _
from dash_app.presence import asker
from dash_app.views import Step, View
from dash_app.workspaces import Kept, Workspaces
from graphsvc.errors import CaseNotFound, NotAllowed
from graphsvc.service import Case

FRAMES = 8  # frames kept for each view, so that a page a few versions behind gets a difference, not everything
STEPS = 50  # steps of each view of which it is remembered which page took them

Frame = tuple[dict[str, Any], dict[str, Any]]  # canvas nodes, canvas edges


class Shelf:
    """Views of one case. Methods may be called from any thread."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.kept = Workspaces(case)
        self._boot = secrets.token_hex(4)  # version numbers go on after a restart, pictures do not
        self._views: dict[str, View] = {}
        self._frames: dict[str, OrderedDict[str, Frame]] = {}
        self._steps: dict[str, deque[tuple[int, str]]] = {}  # version a step led to, and the page that took it
        self._lock = RLock()

    def enter(self, id_: str) -> View:
        """The view of a page address: the named one, else the last one used, else a new one."""
        with self._lock:
            view = self._find(id_) or self._find(self.kept.last)
            if view is None:
                return self.fresh()
            if not self.reading(id_):
                self.kept.remember(view.id)
            return view

    def fresh(self) -> View:
        """A new, empty view."""
        with self._lock:
            view = View(secrets.token_hex(16))
            self._views[view.id] = view
            self.kept.remember(view.id)
            return view

    def get(self, id_: str) -> View:
        """The view called `id_`, or the one that a reading link shows. Raises CaseNotFound."""
        with self._lock:
            view = self._find(id_)
            if view is None:
                raise CaseNotFound(_("that view is not in this case; open the app again from its first page"))
            return view

    def reading(self, id_: str) -> bool:
        """Whether an address only lets its reader look."""
        with self._lock:
            return bool(self.kept.shared(id_))

    @contextmanager
    def changing(self, id_: str, *, seen: bool = False) -> Iterator[View]:
        """The view, to be changed by one caller at a time; it is saved when the block ends well.

        `seen`: the change takes back or replaces what is there, so the page must have shown the latest of it. Raises
        NotAllowed for a reading link, and where another page took a step that this one has not shown yet.
        """
        with self._lock:
            view = self.get(id_)
            if self.reading(id_):
                raise NotAllowed(_("This view is shared for reading. Copy it to a view of your own to work on it."))
            if seen and self._unseen(view):
                raise NotAllowed(
                    _("This view was changed in another window just now. Look at what is new, then do it again.")
                )
            before = _history(view)
            yield view
            if _history(view) != before:
                self._steps.setdefault(view.id, deque(maxlen=STEPS)).append((view.version, asker().page))
            self.kept.save(view)

    def copy(self, id_: str, name: str) -> View:
        """A new view that shows the same, with the same history."""
        with self._lock:
            view = View.from_json(secrets.token_hex(16), self.get(id_).to_json())
            self._views[view.id] = view
            self.kept.save(view)
            self.kept.rename(view.id, name)
            self.kept.remember(view.id)
            return view

    def views(self) -> list[Kept]:
        """What the list of views shows."""
        with self._lock:
            return self.kept.rows()

    def rename(self, id_: str, name: str) -> None:
        """Name a view; the name of a reading link is its owner's to give. Raises CaseNotFound, NotAllowed."""
        with self.changing(id_) as view:
            self.kept.rename(view.id, name)

    def share(self, id_: str) -> str:
        """The id under which others may read a view, from now on."""
        with self.changing(id_) as view:
            return self.kept.share(view.id)

    def unshare(self, id_: str) -> None:
        with self.changing(id_) as view:
            self.kept.unshare(view.id)

    def drop(self, id_: str) -> None:
        """Delete a view. Raises CaseNotFound, and NotAllowed for a reading link."""
        with self.changing(id_) as view:
            pass
        with self._lock:
            self._views.pop(view.id, None)
            self._frames.pop(view.id, None)
            self._steps.pop(view.id, None)
            self.kept.drop(view.id)

    def touch(self) -> None:
        """Data or decisions changed: every view is to be drawn again."""
        with self._lock:
            for view in self._views.values():
                view.touch()

    def frame(self, view: View, draw: Callable[[View], Frame], style: str = "") -> tuple[str, Frame]:
        """A mark for the view as it is now, and its picture, made once for each version. `style`: what else decides
        how it looks."""
        with self._lock:
            frames = self._frames.setdefault(view.id, OrderedDict())
            mark = self.mark(view, style)
            if mark not in frames:
                frames[mark] = draw(view)
                while len(frames) > FRAMES:
                    frames.popitem(last=False)
            return mark, frames[mark]

    def mark(self, view: View, style: str = "") -> str:
        """What a page is told its picture is called; it does not tell the view's address."""
        return f"{self._boot}.{sha256(view.id.encode()).hexdigest()[:12]}.{view.version}.{style}"

    def shown(self, view: View, mark: str) -> Frame | None:
        """What a page that was given `mark` shows, or None when that is not known any more."""
        with self._lock:
            return self._frames.get(view.id, OrderedDict()).get(mark)

    def _unseen(self, view: View) -> bool:
        """Whether another page took a step that the asking one has not shown."""
        who = asker()
        boot, _tag, version, *_style = [*who.shown.split("."), "", "", ""]
        if not who.shown:
            return False
        known = int(version) if boot == self._boot and version.isdigit() else -1
        return any(at > known and page != who.page for at, page in self._steps.get(view.id, ()))

    def _find(self, id_: str) -> View | None:
        id_ = self.kept.shared(id_) or id_
        if id_ not in self._views:
            saved = self.kept.load(id_)
            if saved is None:
                return None
            self._views[id_] = saved
        return self._views[id_]


def _history(view: View) -> tuple[int, Step | None, int]:
    """Tells one state of a view's history from another."""
    return len(view.done), view.done[-1] if view.done else None, len(view.undone)
