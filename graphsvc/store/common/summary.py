"""`View.stats()`: its shape, made from counted rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphsvc.marking import Marking
from graphsvc.model import SourceFile


def stats(
    *, records: int, nodes: Mapping[str, int], edges: int, statements: int, sources: list[dict[str, Any]]
) -> dict[str, Any]:
    """`nodes`: how many of each kind; `sources` as `source_entry` makes them."""
    return {
        "records": records, "nodes": sum(nodes.values()), "edges": edges, "statements": statements,
        "by_kind": dict(sorted(nodes.items())), "sources": sorted(sources, key=lambda source: str(source["source"])),
    }  # fmt: skip


def source_entry(
    source: str, records: int, first: str, last: str, files: Iterable[tuple[SourceFile, Marking, int]]
) -> dict[str, Any]:
    """`records`: distinct visible ones; `first`, `last`: their posted times, or ''; `rows` of a file: its sightings."""
    return {
        "source": source, "records": records, "first": first, "last": last,
        "files": [
            {"name": file.name, "sha256": file.sha256, "size": file.size, "collected_at": file.collected_at,
             "loader": file.loader, "marking": marking.hash, "tlp": marking.tlp, "rows": rows}
            for file, marking, rows in sorted(files, key=lambda item: (item[0].name, item[0].sha256, item[1].hash))
        ],
    }  # fmt: skip
