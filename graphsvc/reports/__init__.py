"""PORT: cluster reports. A report is a function of one result document and its context, never of the store."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from graphsvc import registry
from graphsvc.documents import ReportContext
from graphsvc.results import Result

REPORTS: dict[str, str] = {
    "html": "graphsvc.reports.html:Html",
}
GROUP = "graphsvc.reports"


class Report(Protocol):
    NAME: str
    SUFFIX: str
    LABEL: str

    def write(self, result: Result, context: ReportContext, path: Path) -> Path:
        """Write one self-contained file; returns it. Raises InputError, StoreError."""
        ...


def get(name: str) -> Report:
    """The report called `name`. Raises UnknownName."""
    found: Report = registry.resolve(REPORTS, name, "report", GROUP)()
    return found


def by_suffix(path: Path) -> str:
    """The report whose suffix the file has, e.g. `html`. Raises UnknownName."""
    return registry.by_suffix(REPORTS, path, "report", GROUP)
