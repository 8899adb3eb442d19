"""Figures, each with the machine, the versions, the size and the seed it was taken with.

PARTS: name -> "module:function"; a part takes `quick` (and options of its own) and returns
{"name", "size", "rows": [{"figure", "value", "bar"}]}.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from graphsvc import __version__
from graphsvc.registry import resolve

PARTS: dict[str, str] = {
    "extraction": "graphsvc.bench.extraction:extraction",
    "line": "graphsvc.bench.line.run:line",
    "linking": "graphsvc.bench.linking.run:linking",
    "load": "graphsvc.bench.load:load",
    "neo4j": "graphsvc.bench.neo4j:neo4j",
    "store": "graphsvc.bench.store.run:store",
    "templates": "graphsvc.bench.templates.run:templates",
}
WHOLE = ("line", "store")  # what runs where no part is named
LIBRARIES = ("networkx", "numpy", "scipy", "phonenumbers", "neo4j", "datasketch", "splink", "duckdb")


def run(
    what: str = "", *, quick: bool = False, options: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Run WHOLE, one part by its name, or `all`. `options`: part -> what else it is told. Raises UnknownName."""
    names = list(PARTS) if what == "all" else [what] if what else list(WHOLE)
    parts = [resolve(PARTS, name, "benchmark", "graphsvc.bench") for name in names]
    told = options or {}
    return {
        "machine": machine(),
        "parts": [part(**{"quick": quick, **told.get(name, {})}) for name, part in zip(names, parts, strict=True)],
    }


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    found = {
        "graphsvc": __version__, "python": sys.version.split()[0], "sqlite": sqlite3.sqlite_version,
        "cores": cores, "system": platform.platform(), "processor": _processor(), "memory": _memory(),
        **{name: _version(name) for name in LIBRARIES},
    }  # fmt: skip
    found["summary"] = f"{found['processor']}, {cores} cores, Python {found['python']}, SQLite {found['sqlite']}"
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _memory() -> int:
    """Bytes of the machine, 0 where it does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            return next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "unknown")
    except OSError:
        return platform.processor() or "unknown"
