"""What every screen works with: the case, its views, the jobs, the files. One desk for each running app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from dash import no_update

from dash_app import texts
from dash_app.address import view_of, with_view
from dash_app.elements import edge_elements, node_elements
from dash_app.files import Files
from dash_app.jobs import Job, Jobs
from dash_app.shelf import Frame, Shelf
from dash_app.views import Place, Step, View
from graphsvc.service import Case

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
    _review: tuple[int, list[dict[str, Any]]] | None = None
    _counter: Iterator[int] = field(default_factory=lambda: count(1))
    _hubs: tuple[int, frozenset[str]] | None = None

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.case)
        self.jobs = Jobs(self.case.name, self.files.folder, self._ended)

    def changed(self) -> None:
        """Data, decisions or runs are not what they were."""
        self.news += 1
        self.bridges = None  # its sentences may name what was protected since
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

    def onto(self, address: str | None, name: str, nodes: Sequence[str], *, alone: bool) -> tuple[Any, ...]:
        """Put nodes on a canvas, of a view of its own if `alone`: (search, pathname, version) of the page then."""
        id_ = self.shelf.fresh().id if alone else view_of(address)
        with self.changing(id_) as view:
            view.add(f"Open {texts.visible(name, 60)}", nodes)
        return with_view(id_), "/explore", no_update if alone else self.redraw("fit")

    @contextmanager
    def changing(self, id_: str) -> Iterator[View]:
        """A view to be changed; new nodes get their places before it is saved."""
        with self.shelf.changing(id_) as view:
            yield view
            self.picture(view)

    def picture(self, view: View) -> tuple[str, Frame]:
        """The mark of the view as it is now and its canvas elements; nodes without a place get one."""
        return self.shelf.frame(view, self._draw)

    def _draw(self, view: View) -> Frame:
        drawn = self.case.draw(view.nodes)
        ids = [node["id"] for node in drawn["nodes"]]
        if any(node not in view.places for node in ids):
            links = [(edge["source"], edge["target"]) for edge in drawn["edges"]]
            placed = {node: view.places[node] for node in ids if node in view.places}
            view.places.update(self.case.layout(ids, links, placed))
        nodes = node_elements(drawn["nodes"], view.places, hubs=self.hubs(), fresh=view.fresh, pinned=view.pinned)
        return nodes, edge_elements(drawn["edges"])

    def tidied(self, view: View) -> dict[str, Place]:
        """A fresh layout of the view around what is pinned."""
        drawn = self.case.draw(view.nodes)
        links = [(edge["source"], edge["target"]) for edge in drawn["edges"]]
        pinned = {node: view.places[node] for node in sorted(view.pinned) if node in view.places}
        return self.case.layout([node["id"] for node in drawn["nodes"]], links, pinned)

    def told(self, step: Step) -> str:
        """The name of a step as it may be shown now."""
        labels = {node["id"]: texts.label(node) for node in self.case.draw(step.about)["nodes"]} if step.about else {}
        name = step.name
        for node in step.about:
            name = name.replace("{}", labels.get(node, "something no longer in the case"), 1)
        return texts.visible(name, 120)

    def hubs(self) -> frozenset[str]:
        """Identifiers that the newest run discounted as shared by many."""
        if self._hubs is None or self._hubs[0] != self.news:
            result = self.case.result()
            found = frozenset(hub.identifier for hub in result.hubs) if result is not None else frozenset()
            self._hubs = (self.news, found)
        return self._hubs[1]

    def review(self) -> list[dict[str, Any]]:
        """Links of the newest run that nobody has judged, as `Case.review` gives them."""
        if self._review is None or self._review[0] != self.news:
            self._review = self.news, self.case.review(limit=REVIEWED)["links"]
        return self._review[1]

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
