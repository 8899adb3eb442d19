"""Figures, each with the machine, the versions, the size and the seed it was taken with.

PARTS: name -> "module:function"; a part takes `quick` and returns
{"name", "size", "rows": [{"figure", "value", "bar"}]}.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from importlib.metadata import version
from typing import Any

from graphsvc import __version__
from graphsvc.registry import resolve

PARTS: dict[str, str] = {
    "extraction": "graphsvc.bench.extraction:extraction",
    "linking": "graphsvc.bench.linking.run:linking",
    "load": "graphsvc.bench.load:load",
    "store": "graphsvc.bench.store:store",
    "templates": "graphsvc.bench.templates.run:templates",
}


def run(what: str = "all", *, quick: bool = False) -> dict[str, Any]:
    """Run one part or all of them. Raises UnknownName."""
    names = list(PARTS) if what == "all" else [what]
    parts = [resolve(PARTS, name, "benchmark", "graphsvc.bench") for name in names]
    return {"machine": machine(), "parts": [part(quick=quick) for part in parts]}


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    libraries = {name: version(name) for name in ("networkx", "numpy", "scipy", "phonenumbers", "neo4j")}
    found = {
        "graphsvc": __version__, "python": sys.version.split()[0], "sqlite": sqlite3.sqlite_version,
        "cores": cores, "system": platform.platform(), "processor": _processor(), **libraries,
    }  # fmt: skip
    found["summary"] = f"{found['processor']}, {cores} cores, Python {found['python']}, SQLite {found['sqlite']}"
    return found


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            return next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "unknown")
    except OSError:
        return platform.processor() or "unknown"
