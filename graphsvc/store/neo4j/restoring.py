"""Rows of another store's dump written as they are; rows that exist already stay."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from graphsvc.errors import InputError
from graphsvc.model import canonical_json
from graphsvc.store.common import rows as tables
from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.neo4j import cypher, rows
from graphsvc.store.neo4j.turn import Turn

T = TypeVar("T")


def restore(turn: Turn, table: str, given: Sequence[Mapping[str, Any]]) -> None:
    """`table` is one of TABLES, in dump order: what a row rests on is there before it."""
    match table:
        case "marking":
            for row in given:
                turn.part(tables.to_marking(row))
        case "source":
            parts = _parts(turn)
            turn.put_sources([(tables.to_source(row), _there(parts, row["marking"])) for row in given])
        case "record":
            records = [tables.to_record(row) for row in given]
            turn.put_nodes(record.node for record in records)
            turn.put_records(records)
        case "sighting":
            _sightings(turn, given)
        case "statement":
            _statements(turn, given)
        case "decision":
            for row in given:
                decision = tables.to_decision(row)
                turn.run(
                    cypher.PUT_DECISION, id=decision.id, stands=decision.stands, undo=False,
                    body=canonical_json(tables.decision_row(decision)),
                )  # fmt: skip
        case "setting":
            for row in given:
                _setting(turn, row["name"], row["value"])
        case "run":
            for row in given:
                turn.put_run(tables.to_run(row))
        case "cursor":
            for row in given:
                turn.run(cypher.PUT_NEW_CURSOR, job=row["job"], body=canonical_json(dict(row)))
        case "audit":
            for row in given:
                turn.run(cypher.PUT_AUDIT, chain=row["case"], seq=row["seq"], event=canonical_json(dict(row)))


def _parts(turn: Turn) -> dict[str, int]:
    return {marking.hash: part for part, marking in turn.parts().items()}


def _sightings(turn: Turn, given: Sequence[Mapping[str, Any]]) -> None:
    parts = _parts(turn)
    ids = sorted({row["record"] for row in given})
    source = {row["r"]["id"]: row["r"]["source"] for row in turn.tx.run(cypher.BY_ID, case=turn.case, ids=ids)}
    made = [
        {"record": row["record"], "line": row["line"], "captured": row["captured"],
         "part": _there(parts, row["marking"]),
         "file": rows.file_key(_there(source, row["record"]), row["file"], row["marking"])}
        for row in given
    ]  # fmt: skip
    wanted = sorted({row["file"] for row in made})
    files = {row["key"]: row["key"] for row in turn.tx.run(cypher.KNOWN_FILES, case=turn.case, keys=wanted)}
    for key in wanted:
        _there(files, key)
    turn.put_sightings(made)


def _statements(turn: Turn, given: Sequence[Mapping[str, Any]]) -> None:
    parts = _parts(turn)
    made = [tables.to_statement(row) for row in given]
    ids = sorted({statement.record for statement, _ in made})
    posted = {row["r"]["id"]: row["r"]["posted"] for row in turn.tx.run(cypher.BY_ID, case=turn.case, ids=ids)}
    turn.put_nodes([*(s.subject for s, _ in made), *(s.object for s, _ in made)])
    turn.put_statements([(s, _there(parts, marking), _there(posted, s.record)) for s, marking in made])


def _there(known: Mapping[str, T], name: str) -> T:
    """What a row rests on. Raises InputError where it has not been restored yet."""
    if name not in known:
        raise InputError("a row of the dump names one that is not there; restore the tables in their order")
    return known[name]


def _setting(turn: Turn, name: str, value: str) -> None:
    """The other store's key replaces this one's as long as no event refers to an object under it."""
    if name == CASE_KEY:
        own = turn.tx.run(cypher.OWN_REFERENCES, case=turn.case, chain=turn.chain)
        if not any(json.loads(row["event"])["object_ids"] for row in own):
            turn.run(cypher.SET_SETTING, name=name, value=value)
            return
    turn.run(cypher.PUT_SETTING, name=name, value=value)
