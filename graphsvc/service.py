"""The only door to a case: screens, commands, notebooks and scripts all speak to `Case`.

    from graphsvc.service import open_case
    case = open_case("harbour.db")
    tally = case.load("ads.csv")
    result = case.cluster()
    case.export(result, "clusters.graphml")

Shapes used by screens and by `--json`
- drawn node: {"id", "ref", "kind", "label", "records", "degree", "first", "last", "protected", "verdict"}
- drawn edge: {"id", "ref", "source", "target", "source_ref", "target_ref", "type", "kind", "records", "first", "last"};
  `kind` is the strongest of its statements: fact, then assessment, then inference
- evidence row: {"record", "source", "key", "title", "posted", "field", "raw", "before", "after", "start", "end",
  "method", "confidence", "kind", "file", "file_sha256", "line", "marking", "tlp", "at", "data"};
  `before` and `after` are up to 60 characters of the raw text around the find
A `ref` stands for an id wherever it would leave the data (page element ids, URLs, logs, audit).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphsvc.model import Actor, Decision, Tally
from graphsvc.results import Result
from graphsvc.store import Clock

Progress = Callable[[int, int], None]  # rows done, rows in all (-1: unknown)


def open_case(name: str, *, actor: Actor | None = None, clock: Clock | None = None, create: bool = True) -> Case:
    """Open (or with `create`, make) a case: `harbour.db`, `neo4j://host:7687/NAME`, `memory:`."""
    raise NotImplementedError


class Case:
    """One open case, seen with one scope. Close it, or use it as a context manager."""

    name: str

    # --- in -------------------------------------------------------------------------------------------------
    def preview(self, path: str | Path, kind: str = "", **options: Any) -> dict[str, Any]:
        """What loading would do, nothing written: {"path", "loader", "source", "format", "encoding", "delimiter",
        "rows", "columns": {column: field}, "fields": [every field of the loader], "key", "sample": [{field: text}],
        "warnings": [...]}"""
        raise NotImplementedError

    def load(self, path: str | Path, kind: str = "", *, progress: Progress | None = None, **options: Any) -> Tally:
        """Load a file. Options: source, region, mapping {column: field}, ignore, timezone, dayfirst, sheet, purpose,
        basis, originator, tlp, update, max_bad. Raises FileRefused, StoreUnavailable; run again to resume."""
        raise NotImplementedError

    def unload(self, source: str) -> int: ...

    # --- look -----------------------------------------------------------------------------------------------
    def info(self) -> dict[str, Any]:
        """{"case", "store", "records", "nodes", "edges", "statements", "by_kind": {kind: n}, "sources": [{"source",
        "records", "files": [{"name", "sha256", "size", "collected_at", "tlp", "rows"}], "first", "last"}],
        "runs": [{"id", "at", "method", "seed", "actors", "networks"}], "banner", "overdue", "warnings": [...]}"""
        raise NotImplementedError

    def search(self, text: str, *, limit: int = 50) -> list[dict[str, Any]]:
        """Drawn nodes plus "rank" (exact, prefix, part, words) and "matched"."""
        raise NotImplementedError

    def paste(self, lines: Sequence[str]) -> dict[str, Any]:
        """{"known": [drawn node + "line"], "unknown": [{"line", "read_as"}], "ambiguous": [{"line", "nodes": [...]}]}"""
        raise NotImplementedError

    def card(self, node: str) -> dict[str, Any]:
        """Everything on one node: drawn node + {"counts": [{"type", "direction", "kind", "count"}], "banner",
        "attributes": {name: text}, "versions": [{"record", "title", "text", "posted", "file", "line"}],
        "candidates": [...], "notes": [...], "tags": [...], "decisions": [...], "actor", "network"}"""
        raise NotImplementedError

    def expand(
        self, node: str, *, kind: str = "", type: str = "", limit: int = 25, order: str = "most",
        shown: Collection[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """{"nodes": [new drawn nodes], "edges": [drawn edges among shown and new], "already": n, "more": n}"""
        raise NotImplementedError

    def draw(self, nodes: Collection[str]) -> dict[str, Any]:
        """{"nodes": [...], "edges": [every edge among them]}: reveal the links among what I have."""
        raise NotImplementedError

    def evidence(self, a: str, b: str, *, limit: int = 200) -> dict[str, Any]:
        """{"rows": [evidence row], "decisions": [...], "wrong": [sentences: how this link can be wrong]}"""
        raise NotImplementedError

    def paths(
        self, a: str, b: str, *, hops: int = 6, limit: int = 3, hubs: bool = False, without_types: Collection[str] = (),
        without_kinds: Collection[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """{"paths": [{"nodes": [drawn], "edges": [drawn]}], "hidden": n that run through hubs, "hubs": [drawn],
        "reason": why there is none, else ""}"""
        raise NotImplementedError

    def explain(self, a: str, b: str) -> dict[str, Any]:
        """{"a", "b", "linked": bool, "reason", "paths", "evidence": [rows], "waterfall": [{"label", "weight"}],
        "doubts": [sentences]}"""
        raise NotImplementedError

    def layout(
        self, nodes: Sequence[str], edges: Sequence[tuple[str, str]],
        placed: Mapping[str, tuple[float, float]] | None = None, seed: int = 0,
    ) -> dict[str, tuple[float, float]]:  # fmt: skip
        """Positions of every node; those `placed` keep theirs."""
        raise NotImplementedError

    # --- conclude -------------------------------------------------------------------------------------------
    def cluster(self, method: str = "", *, seed: int = 0, progress: Progress | None = None, **parameters: Any) -> Result:
        """Run, store the run, return the result."""
        raise NotImplementedError

    def runs(self) -> list[dict[str, Any]]: ...
    def result(self, run: str = "") -> Result | None:
        """The result of a run, the newest when none is named; None when there is none. CaseNotFound for a bad name."""
        raise NotImplementedError

    def clusters(self, run: str = "") -> list[dict[str, Any]]:
        """Rows for the clusters table, ranked for review by weakest link: {"id", "name" (lineage), "tier": "network",
        "wording", "actors", "records", "identifiers", "level", "held_by": [captions], "falls_into", "first", "last",
        "categories": {..}, "sources": [...], "bridges": [...], "nodes": [ids to draw]}"""
        raise NotImplementedError

    def diff(self, old: str, new: str) -> dict[str, Any]: ...

    # --- decide ---------------------------------------------------------------------------------------------
    def decide(self, verb: str, targets: Sequence[str], *, value: str = "", reason: str, expires: str = "") -> Decision: ...
    def undo(self, decision: str, *, reason: str) -> Decision: ...
    def decisions(self, *, standing: bool = True) -> list[Decision]: ...

    # --- out ------------------------------------------------------------------------------------------------
    def export(
        self, result: Result | None, path: str | Path, *, format: str = "", nodes: Collection[str] | None = None
    ) -> list[Path]:
        """Export the whole case or `nodes`; the format from the suffix unless named."""
        raise NotImplementedError

    def report(self, result: Result | None, path: str | Path, *, format: str = "") -> Path: ...

    # --- workspaces, refs -----------------------------------------------------------------------------------
    def ref(self, identifier: str) -> str: ...
    def resolve(self, ref: str) -> str:
        """The id behind a ref handed out by this process. Raises CaseNotFound."""
        raise NotImplementedError

    def save_workspace(self, name: str, value: Mapping[str, Any]) -> None: ...
    def workspace(self, name: str) -> dict[str, Any] | None: ...
    def close(self) -> None: ...
