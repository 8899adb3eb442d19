"""How far a load has come: what its cursor keeps, so that after a kill the same command goes on where the last commit
was, under the marking it began with, and ends with the tally of the whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from graphsvc.ingest.counts import Counts
from graphsvc.marking import Marking
from graphsvc.model import Rejected, SourceFile, Tally, canonical_json
from graphsvc.store import Cursor, PutCounts

MAX_REJECTED = 1000  # rejected rows listed one by one; beyond them they are counted
NOT_LISTED = "rejected-not-listed"


@dataclass(slots=True)
class Course:
    """`job`: what is loaded and how, as a hash. `rows`: how many rows are behind it, rejected ones among them."""

    job: str
    source: str
    marking: Marking
    file: SourceFile
    tally: Tally
    counts: Counts = field(default_factory=Counts)
    rows: int = 0
    done: bool = False

    def reject(self, rejected: Rejected) -> None:
        tally = self.tally
        if len(tally.rejected) < MAX_REJECTED:
            tally.rejected.append(rejected)
        else:
            tally.suppressed[NOT_LISTED] = tally.suppressed.get(NOT_LISTED, 0) + 1

    def left_out(self) -> None:
        """What was left out so far, into the tally."""
        tally, listed = self.tally, self.tally.suppressed.get(NOT_LISTED)
        tally.refused = dict(self.counts.refused)
        tally.suppressed = dict(self.counts.suppressed) | ({NOT_LISTED: listed} if listed else {})

    def cursor(self) -> Cursor:
        """The cursor as it stands before its batch; the store adds what that batch was new, seen or changed."""
        state = canonical_json(
            {"source": self.source, "marking": self.marking.as_json(), "file": asdict(self.file),
             "tally": self.tally.as_json(), "unread": self.counts.unread}
        )  # fmt: skip
        return Cursor(self.job, self.rows, self.done, state, self.tally.new, self.tally.seen, self.tally.changed)

    def add(self, put: PutCounts) -> None:
        tally = self.tally
        tally.new, tally.seen, tally.changed = tally.new + put.new, tally.seen + put.seen, tally.changed + put.changed


def resumed(cursor: Cursor) -> Course:
    """A load as its cursor left it."""
    state = json.loads(cursor.state)
    kept = {**state["tally"], "new": cursor.new, "seen": cursor.seen, "changed": cursor.changed}
    tally = Tally(**{**kept, "rejected": [Rejected(**row) for row in kept["rejected"]]})
    counts = Counts()
    counts.refused.update(tally.refused)
    counts.suppressed.update(tally.suppressed)
    counts.unread.update(state["unread"])
    marking, file = Marking.from_json(state["marking"]), SourceFile(**state["file"])
    tally.resumed_at = cursor.rows
    return Course(cursor.job, state["source"], marking, file, tally, counts, cursor.rows, cursor.done)


def again(course: Course) -> Tally:
    """What loading the same bytes again comes to, once they are all there."""
    return replace(course.tally, new=0, changed=0, seen=course.tally.records)


def job_of(plan: Any, options: Mapping[str, Any], defaults: Mapping[str, str]) -> str:
    """The hash of file, mapping, source and marking choices."""
    body = canonical_json(
        [plan.sha256, plan.loader, plan.source, dict(plan.columns), plan.key,
         {name: _plain(value) for name, value in options.items() if name != "update"}, dict(defaults)]
    )  # fmt: skip
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): str(item) for name, item in value.items()}
    return sorted(map(str, value)) if isinstance(value, tuple | list | set | frozenset) else value
