"""Taking loads back and erasing what is overdue: sightings go, then whatever they alone supported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from graphsvc.results import RecordRef
from graphsvc.store.common import erasure
from graphsvc.store.common.rows import to_run
from graphsvc.store.neo4j import cypher
from graphsvc.store.neo4j.publishing import withdraw
from graphsvc.store.neo4j.turn import Turn


def unload(turn: Turn, source: str) -> list[str] | None:
    """Ids of the records that went; None when the case has no such source."""
    files = [row["key"] for row in turn.tx.run(cypher.FILES_OF_SOURCE, case=turn.case, source=source)]
    if not files:
        return None
    jobs = [job for job, state in _cursors(turn) if state.get("source") == source]
    return _erase(turn, files, jobs)


def expire(turn: Turn, today: str) -> list[str]:
    """Ids of the records that went. What they named also leaves decisions, runs and settings."""
    due = {part: marking.hash for part, marking in turn.parts().items() if marking.erasable(today)}
    files = [row["key"] for row in turn.tx.run(cypher.FILES_OF_PARTS, case=turn.case, parts=sorted(due))]
    jobs = [job for job, state in _cursors(turn) if _marking(state) in due.values()]
    before = _names(turn)
    gone = _erase(turn, files, jobs)
    _forget(turn, before - _names(turn))
    return gone


def _erase(turn: Turn, files: Sequence[str], jobs: Sequence[str]) -> list[str]:
    tx, case = turn.tx, turn.case
    if files:
        withdraw(turn)  # it may rest on what goes, and an edge to it would keep a node alive
    dropped = [(row["record"], row["h"], row["part"]) for row in tx.run(cypher.DROP_SIGHTINGS, case=case, files=files)]
    touched = sorted({record for record, _, _ in dropped})
    left = {(row["record"], row["part"]) for row in tx.run(cypher.SUPPORTED, case=case, records=touched)}
    lost = [{"record": record, "h": h} | {"part": part} for record, h, part in dropped if (record, part) not in left]
    turn.run(cypher.DROP_STATEMENTS, rows=lost)
    supported = {record for record, _ in left}
    gone = [record for record in touched if record not in supported]
    turn.run(cypher.DROP_RECORDS, records=gone)
    turn.run(cypher.DROP_FILES, files=list(files))
    turn.run(cypher.DROP_CURSORS, jobs=list(jobs))
    turn.run(cypher.DROP_MARKINGS)
    turn.run(cypher.DROP_NODES)
    turn.changed = True
    return gone


def _cursors(turn: Turn) -> list[tuple[str, dict[str, Any]]]:
    """`(job, state)` of every load."""
    bodies = [json.loads(row["body"]) for row in turn.tx.run(cypher.CURSORS, case=turn.case)]
    states = [(body["job"], json.loads(body["state"])) for body in bodies]
    return [(job, state if isinstance(state, dict) else {}) for job, state in states]


def _marking(state: dict[str, Any]) -> str:
    file = state.get("file")
    return str(file.get("marking", "")) if isinstance(file, dict) else ""


def _names(turn: Turn) -> set[str]:
    """Every id and record key in the case."""
    found = {row["id"] for row in turn.tx.run(cypher.NODE_IDS, case=turn.case)}
    for row in turn.tx.run(cypher.NAMES, case=turn.case):
        found |= {row["id"], row["node"], RecordRef(row["kind"], row["source"], row["key"]).text}
    return found


def _forget(turn: Turn, erased: set[str]) -> None:
    tx, case = turn.tx, turn.case
    for row in list(tx.run(cypher.DECISIONS, case=case)):
        body = json.loads(row["body"])
        if not erased.isdisjoint(body["targets"]):
            turn.run(cypher.DROP_DECISION, id=body["id"])
    for row in list(tx.run(cypher.FULL_RUNS, case=case)):
        run = to_run({**json.loads(row["body"]), "document": row["document"]})
        pieces = [run.document, *(text["body"] for text in tx.run(cypher.RUN_TEXT, case=case, id=run.id))]
        if erasure.run_names(run, pieces, erased):
            turn.run(cypher.DROP_RUN, id=run.id)
            turn.run(cypher.DROP_RUN_TEXT, id=run.id)
    for row in list(tx.run(cypher.SETTINGS, case=case)):
        kept = erasure.without(row["value"], erased)
        if kept is None:
            turn.run(cypher.DROP_SETTING, name=row["name"])
        elif kept != row["value"]:
            turn.run(cypher.SET_SETTING, name=row["name"], value=kept)
