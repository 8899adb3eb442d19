"""A whole case as files for `neo4j-admin database import`: the first load of a large one, into an empty server.

The files hold what `cypher` describes, so that the server, once started, opens as `neo4j://HOST/CASE` with the digest
of the case they were made of; the schema is made at that first opening. Everything of the case is in them, what is
protected included: they are a copy, not an export. Node ids are held in memory, records and statements are streamed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from graphsvc import bulk
from graphsvc.errors import InputError
from graphsvc.files import Stage
from graphsvc.model import canonical_json, hash63, split_id
from graphsvc.rights.audit import GENESIS
from graphsvc.store import Store
from graphsvc.store.common import rows as tables
from graphsvc.store.neo4j import rows
from graphsvc.store.neo4j.driver import address

Row = dict[str, Any]  # a key with a colon is a column of the importer's, e.g. `:START_ID(Record)`
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}


def write(store: Store, case: str, folder: Path, stage: Stage) -> str:
    """Stage the files of a case that is to be `case`, an address, in `folder`; returns the command that loads them."""
    return _Files(store, address(case)[1], folder, stage).write()


class _Files:
    def __init__(self, store: Store, case: str, folder: Path, stage: Stage) -> None:
        self._store, self._case, self._folder, self._stage = store, case, folder, stage
        self._markings = [tables.to_marking(row) for row in store.rows("marking")]
        self._part = {marking.hash: part for part, marking in enumerate(self._markings, 1)}
        self._import = bulk.Import()
        self._posted: dict[int, str] = {}
        self._entities: set[str] = set()

    def write(self) -> str:
        for label, found in self._nodes():
            self._put(label, found, self._import.nodes)
        for type_, found in self._relationships():
            self._put(type_, found, self._import.relationships)
        self._put("Entity", self._drawn(), self._import.nodes)
        return self._import.command()

    def _put(self, name: str, found: Iterable[Row], names: list[str]) -> None:
        """Stages a file of rows, whose columns are those of the first; none where there are no rows."""
        rest = iter(found)
        first = next(rest, None)
        if first is None:
            return
        given = first | {"case": self._case}
        header = [key if ":" in key else f"{key}:{_TYPES[type(value)]}" for key, value in given.items()]
        path = self._folder / f"{name.lower()}{bulk.SUFFIX}"
        self._stage(path, self._import.lines(header, ([*row.values(), self._case] for row in chain([first], rest))))
        names.append(path.name)

    def _nodes(self) -> Iterator[tuple[str, Iterable[Row]]]:
        rows_of = self._store.rows
        head = {"chain": secrets.token_hex(8), "version": 1, "seq": 0, "head": GENESIS, "parts": len(self._part)}
        found: dict[str, Iterable[Row]] = {
            "Case": [head],
            "Marking": (
                {"hash": m.hash, "part": self._part[m.hash], "body": canonical_json(m.as_json())}
                for m in self._markings
            ),
            "Source": map(self._file, rows_of("source")),
            "Decision": (
                {"id": row["id"], "stands": not row["undone_by"], "body": canonical_json(row)}
                for row in rows_of("decision")
            ),
            "Setting": rows_of("setting"),
            "Run": (
                {"id": row["id"], "at": row["at"], "body": canonical_json({**row, "document": ""}),
                 "document": row["document"]}
                for row in rows_of("run")
            ),
            "Cursor": ({"job": row["job"], "body": canonical_json(row)} for row in rows_of("cursor")),
            "Audit": (
                {"chain": row["case"], "seq": row["seq"], "event": canonical_json(row)} for row in rows_of("audit")
            ),
            "Record": map(self._record, rows_of("record")),
        }  # fmt: skip
        for label, items in found.items():
            yield label, ({":LABEL": label, **row} for row in items)

    def _file(self, row: Row) -> Row:
        key = rows.file_key(row["source"], row["sha256"], row["marking"])
        return {
            "key:ID(Source)": key, "part": self._part[row["marking"]], "source": row["source"],
            "sha256": row["sha256"], "body": canonical_json(row),
        }  # fmt: skip

    def _record(self, row: Row) -> Row:
        record = tables.to_record(row)
        made = rows.record(record)
        self._posted[made["h"]] = record.posted
        self._entities.add(record.node)
        return {"id:ID(Record)": made.pop("id"), **made}

    def _relationships(self) -> Iterator[tuple[str, Iterable[Row]]]:
        yield (
            "ABOUT",
            (
                {":START_ID(Record)": row["id"], ":END_ID(Entity)": row["node"], ":TYPE": "ABOUT"}
                for row in self._store.rows("record")
            ),
        )
        yield "SEEN_IN", map(self._sighting, self._store.rows("sighting"))
        yield "statements", map(self._statement, self._store.rows("statement"))

    def _sighting(self, row: Row) -> Row:
        source = split_id(row["record"])[1][1]
        return {
            ":START_ID(Record)": row["record"], ":END_ID(Source)": rows.file_key(source, row["file"], row["marking"]),
            ":TYPE": "SEEN_IN", "line": row["line"], "part": self._part[row["marking"]], "captured": row["captured"],
        }  # fmt: skip

    def _statement(self, row: Row) -> Row:
        statement, marking = tables.to_statement(row)
        posted = self._posted.get(hash63(statement.record))
        if posted is None:
            raise InputError("the case changed while it was copied; copy it again")
        made = rows.statement(statement, self._part[marking], posted)
        self._entities |= {statement.subject, statement.object}
        return {
            ":START_ID(Entity)": made.pop("subject"), ":END_ID(Entity)": made.pop("object"),
            ":TYPE": statement.predicate.value, **made,
        }  # fmt: skip

    def _drawn(self) -> Iterator[Row]:
        for kind, found in rows.nodes(self._entities).items():
            for row in found:
                yield {
                    ":LABEL": f"Entity;{kind.label}", "id:ID(Entity)": row["id"], "kind": row["kind"], "h": row["h"],
                    "shelf": row["shelf"],
                }  # fmt: skip
