"""What every screen works with: the case, its views, the jobs, the files. One desk for each running app."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from dash import no_update

from dash_app import bundles, exposure, language, texts
from dash_app.address import view_of, with_view
from dash_app.elements import edge_elements, node_elements
from dash_app.files import Files
from dash_app.jobs import Job, Jobs
from dash_app.language import _
from dash_app.shelf import Frame, Shelf
from dash_app.views import Place, Step, View
from graphsvc.service import Case, covered_finding

WIDE = 1.8  # groups are larger than nodes, so that beside them everything needs more room
DRAWN = 4  # what views show, kept so that moving or pinning something reads nothing again
REVIEWED = 500  # links that wait for a judgement, listed at a time


@dataclass(slots=True)
class Desk:
    """`news` grows whenever data, decisions or runs changed; pages compare it to know what to fetch again."""

    case: Case
    files: Files
    shelf: Shelf = field(init=False)
    jobs: Jobs = field(init=False)
    news: int = 0
    bridges: dict[str, Any] | None = None  # of the last comparison; gone once data, decisions or runs change
    wordings: dict[str, Any] | None = None  # of the last look for them; gone in the same way
    _clusters: tuple[int, str, list[dict[str, Any]]] | None = None
    _review: tuple[tuple[int, bool], list[dict[str, Any]]] | None = None
    _counter: Iterator[int] = field(default_factory=lambda: count(1))
    _drawn: dict[Any, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.case)
        self.jobs = Jobs(self.case.name, self.files.folder, self._ended)

    def changed(self) -> None:
        """Data, decisions or runs are not what they were."""
        self.news += 1
        self.bridges = self.wordings = None  # their sentences may name what was protected since
        self.shelf.touch()

    def _ended(self, job: Job) -> None:
        """What a finished job leaves: news, files to download, and uploads that are not needed any more."""
        if job.task == "load" and job.state == "done":
            self.files.drop(job.arguments["upload"])
            if job.result["listing"]:
                name = f"{job.arguments['options']['source']}-rejected"
                job.result["download"] = self.files.offer([Path(job.result["listing"])], name).id
        if job.task in ("export", "report") and job.state == "done":
            made = [Path(path) for path in job.result["files"]]
            job.result["download"] = self.files.offer(made, Path(job.arguments["name"]).stem).id
        if job.task in ("load", "unload", "cluster"):
            self.changed()
        if job.task == "bridges" and job.state == "done":
            self.bridges = job.result
            self.news += 1
        if job.task == "wordings" and job.state == "done":
            self.wordings = job.result
            self.news += 1

    def onto(self, address: str | None, name: str, nodes: Sequence[str], *, alone: bool) -> tuple[Any, ...]:
        """Put nodes on a canvas, of a view of its own if `alone`: (search, pathname, version) of the page then."""
        id_ = self.shelf.fresh().id if alone else view_of(address)
        with self.changing(id_) as view:
            view.add(_("Open {name}").format(name=texts.visible(name, 60)), nodes)
        return with_view(id_), "/explore", no_update if alone else self.redraw("fit")

    @contextmanager
    def changing(self, id_: str, *, seen: bool = False) -> Iterator[View]:
        """A view to be changed, as `Shelf.changing` has it; new nodes get their places before it is saved."""
        with self.shelf.changing(id_, seen=seen) as view:
            yield view
            self.picture(view)

    def picture(self, view: View) -> tuple[str, Frame]:
        """The mark of the view as it is now and its canvas elements; nodes without a place get one."""
        return self.shelf.frame(view, self._draw, self._style())

    def mark(self, view: View) -> str:
        """What the picture of the view as it is now is called."""
        return self.shelf.mark(view, self._style())

    @staticmethod
    def _style() -> str:
        """What of a page's own choices is in a picture."""
        return f"{language.current()}{'-masked' if exposure.masked() else ''}"

    def drawn(self, view: View) -> dict[str, Any]:
        """What a view shows, within its days: as `Case.draw_groups` gives it; kept until the view shows something else
        or the case changes."""
        now = (
            view.id, tuple(view.nodes), tuple(view.groups.values()), tuple(view.hidden), view.window, self.news,
            self.case.store.version(), self._style(),
        )  # fmt: skip
        if now not in self._drawn:
            while len(self._drawn) >= DRAWN:
                self._drawn.pop(next(iter(self._drawn)), None)
            self._drawn[now] = bundles.drawn(self, view)
        return self._drawn[now]

    def _draw(self, view: View) -> Frame:
        if any(item not in view.places for item in (*view.nodes, *view.closed())):
            # What the days shown leave out keeps its place too.
            view.places.update(self._laid_out(view, view.places.keys()))
        drawn = self.drawn(view)
        nodes = node_elements(drawn["nodes"], view.places, hubs=self.hubs(), fresh=view.fresh, pinned=view.pinned)
        return {**nodes, **bundles.elements(self, view, drawn)}, edge_elements(drawn["edges"])

    def tidied(self, view: View) -> dict[str, Place]:
        """A fresh layout of the view around what is pinned."""
        return self._laid_out(view, view.pinned)

    def _laid_out(self, view: View, fixed: Collection[str]) -> dict[str, Place]:
        """Places of all that a view shows; what is `fixed` keeps its own."""
        whole = bundles.drawn(self, view, whole=True) if view.window else self.drawn(view)
        groups = view.closed()
        items = [*(node["id"] for node in whole["nodes"]), *groups]
        links = [(edge["source"], edge["target"]) for edge in whole["edges"]]
        wide = WIDE if groups else 1.0
        placed = {
            item: (view.places[item][0] / wide, view.places[item][1] / wide)
            for item in items
            if item in fixed and item in view.places
        }
        found = self.case.layout(items, links, placed)
        return {
            item: view.places[item] if item in placed else (round(x * wide, 2), round(y * wide, 2))
            for item, (x, y) in found.items()
        }

    def told(self, step: Step) -> str:
        """The name of a step as it may be shown now."""
        labels = {node["id"]: texts.label(node) for node in self.case.draw(step.about)["nodes"]} if step.about else {}
        name = step.name
        for node in step.about:
            name = name.replace("{}", labels.get(node, _("something no longer in the case")), 1)
        return texts.visible(name, 120)

    def hubs(self) -> frozenset[str]:
        """Identifiers that the newest run discounted as shared by many."""
        return self.case.discounted()

    def clusters(self, run: str = "") -> list[dict[str, Any]]:
        """Networks of a run, the newest when none is named, as `Case.clusters` gives them."""
        now = (self.news, f"{run} {self._style()}")
        if self._clusters is None or self._clusters[:2] != now:
            self._clusters = (*now, self.case.clusters(run))
        return self._clusters[2]

    def review(self) -> list[dict[str, Any]]:
        """Links of the newest run that nobody has judged, as `Case.review` gives them."""
        now = self.news, exposure.masked()
        if self._review is None or self._review[0] != now:
            self._review = now, self.case.review(limit=REVIEWED)["links"]
        return self._review[1]

    @staticmethod
    def shown(found: dict[str, Any] | None) -> dict[str, Any] | None:
        """What a job found, as it may be shown now: jobs know of no page and mask protected nodes only."""
        covered: dict[str, Any] | None = covered_finding(found)
        return covered

    def command(self, op: str, **values: Any) -> dict[str, Any]:
        """A one-shot order to a canvas; the counter makes the same order twice two orders."""
        return {"op": op, **values, "n": next(self._counter)}

    def redraw(self, op: str = "", **values: Any) -> dict[str, Any]:
        """Value of the version store: draw the view again, and when it is drawn give the canvas that order."""
        return {"n": next(self._counter), "then": self.command(op, **values) if op else None}

    def close(self) -> None:
        """Stop the jobs and remove the private files; the case stays open for whoever opened it."""
        self.jobs.close()
        self.files.close()
