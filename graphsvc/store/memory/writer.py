"""The memory store's writer: everything is checked before anything changes, so a call is whole or nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import Actor, Decision
from graphsvc.results import RecordRef
from graphsvc.rights import audit
from graphsvc.store import Batch, Clock, PutCounts, Run
from graphsvc.store.common import erasure, events, loads, rows
from graphsvc.store.common.check import check_batch, check_table, check_text, counted
from graphsvc.store.common.events import CASE_KEY, Deed
from graphsvc.store.memory.content import Content, SightingKey


class MemoryWriter:
    def __init__(self, content: Content, lock: RLock, clock: Clock, actor: Actor) -> None:
        self._content, self._lock, self._clock, self._actor = content, lock, clock, actor

    @contextmanager
    def _deed(self, deed: Deed) -> Iterator[Content]:
        """The lock is held and the event is made before the change, and kept after it."""
        with self._lock:
            event = self._event(deed)
            yield self._content
            self._content.audit[event["case"], event["seq"]] = event

    def _event(self, deed: Deed) -> dict[str, Any]:
        content = self._content
        own = [seq for case, seq in content.audit if case == content.case]
        head = audit.Head(max(own), content.audit[content.case, max(own)]["hash"]) if own else audit.Head()
        key = bytes.fromhex(content.settings[CASE_KEY])
        event = events.event(deed, head, key=key, case=content.case, now=self._clock(), actor=self._actor)
        check_text(event.values())
        return event

    def put(self, batch: Batch) -> PutCounts:
        check_batch(batch)
        check_text(batch.marking.as_json().values())
        rows_: list[Any] = [batch.file, *batch.records, *batch.sightings, *batch.statements]
        for row in rows_ if batch.cursor is None else [*rows_, batch.cursor]:
            check_text(dataclasses.astuple(row))
        with self._deed(events.put(batch)) as content:
            before = (len(content.records), len(content.sightings), len(content.statements), len(content.sources))
            content.add_marking(batch.marking)
            marking = batch.marking.hash
            content.sources.setdefault((batch.file.source, batch.file.sha256, marking), batch.file)
            counts = _count(content, batch)
            for record in batch.records:
                content.records.setdefault(record.id, record)
            for sighting in batch.sightings:
                content.sightings.setdefault((sighting.record, marking, sighting.file, sighting.line), sighting)
            for statement in batch.statements:
                content.statements.setdefault((rows.statement_key(statement), marking), statement)
            if batch.cursor is not None:
                made = counted(batch.cursor, counts.new, counts.seen, counts.changed)
                content.cursors[made.job] = made
            after = (len(content.records), len(content.sightings), len(content.statements), len(content.sources))
            content.version += before != after
            return counts

    def decide(self, decision: Decision) -> None:
        check_text([*dataclasses.astuple(decision), *decision.targets])
        with self._deed(events.decide(decision)) as content:
            known = content.decisions.get(decision.id)
            if known is None or (known.stands and not decision.stands):
                content.decisions[decision.id] = decision
                content.version += 1

    def unload(self, source: str) -> int:
        with self._lock:
            content = self._content
            if not any(key[0] == source for key in content.sources):
                raise CaseNotFound(f"no source {source!r} in this case; `graphsvc info` lists the sources")
            files = {key for key in content.sources if key[0] == source}
            gone = {
                key for key in content.sightings
                if (content.records[key[0]].source, key[2], key[1]) in files
            }  # fmt: skip
            jobs = [job for job, cursor in content.cursors.items() if loads.source(cursor.state) == source]
            return len(self._erase(files, gone, jobs))

    def expire(self, today: str) -> int:
        with self._lock:
            content = self._content
            markings = {marking.hash for marking in content.parts.values() if marking.erasable(today)}
            files = {key for key in content.sources if key[2] in markings}
            gone = {key for key in content.sightings if key[1] in markings}
            jobs = [job for job, cursor in content.cursors.items() if loads.marking(cursor.state) in markings]
            before = _names(content)
            records = self._erase(files, gone, jobs)
            _forget(content, before - _names(content))
            return len(records)

    def _erase(self, files: set[tuple[str, str, str]], gone: set[SightingKey], jobs: list[str]) -> list[str]:
        """Sightings go, then what they alone supported. Returns the ids of the records that went."""
        content = self._content
        left = {(key[0], key[1]) for key in content.sightings.keys() - gone}  # record, marking
        supported = {record for record, _ in left}
        records = sorted(content.records.keys() - supported)
        with self._deed(events.erase(records)):
            for sighting in gone:
                del content.sightings[sighting]
            for key, statement in list(content.statements.items()):
                if (statement.record, key[1]) not in left:
                    del content.statements[key]
            for record in records:
                del content.records[record]
            for file in files:
                del content.sources[file]
            for job in jobs:
                del content.cursors[job]
            used = {key[2] for key in content.sources}
            content.parts = {part: marking for part, marking in content.parts.items() if marking.hash in used}
            content.version += 1
        return records

    def set(self, name: str, value: str | None) -> None:
        if name == CASE_KEY:
            raise InputError(f"the setting {CASE_KEY} is the store's own; choose another name")
        check_text([name, value])
        with self._deed(events.set_(name)) as content:
            if value is None:
                content.settings.pop(name, None)
            else:
                content.settings[name] = value

    def save_run(self, run: Run, document: Sequence[str] = ()) -> None:
        run = dataclasses.replace(run, document="".join([run.document, *document]))
        check_text(dataclasses.astuple(run))
        with self._deed(events.save_run(run)) as content:
            content.runs.setdefault(run.id, run)

    def note(self, verb: str, object_type: str, objects: Sequence[str], **fields: str) -> None:
        with self._deed(Deed(verb, object_type, objects, fields=fields)):
            pass

    def restore(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        check_table(table)
        given = list(rows)
        for row in given:
            check_text(row.values())
            if not _has_ground(self._content, table, row):
                raise InputError("a row of the dump names one that is not there; restore the tables in their order")
        with self._deed(events.restore(table, len(given))) as content:
            for row in given:
                _restore_row(content, table, row)
            content.version += 1


def _count(content: Content, batch: Batch) -> PutCounts:
    keys = {(record.kind, record.source, record.key) for record in content.records.values()}
    known = set(content.records)
    new = seen = changed = 0
    for record in batch.records:
        if record.id in known:
            seen += 1
        elif (record.kind, record.source, record.key) in keys:
            changed += 1
        else:
            new += 1
        known.add(record.id)
        keys.add((record.kind, record.source, record.key))
    return PutCounts(new, seen, changed)


def _names(content: Content) -> set[str]:
    """Every id and record key that the records and statements give."""
    found = set(content.records)
    for record in content.records.values():
        found |= {record.node, RecordRef(record.kind.value, record.source, record.key).text}
    for statement in content.statements.values():
        found |= {statement.subject, statement.object}
    return found


def _forget(content: Content, erased: set[str]) -> None:
    """Erased ids leave decisions, runs and settings as well."""
    content.decisions = {n: d for n, d in content.decisions.items() if erased.isdisjoint(d.targets)}
    content.runs = {
        name: run for name, run in content.runs.items() if not erasure.run_names(run, [run.document], erased)
    }
    kept = ((name, erasure.without(value, erased)) for name, value in content.settings.items())
    content.settings = {name: value for name, value in kept if value is not None}


def _has_ground(content: Content, table: str, row: Mapping[str, Any]) -> bool:
    """Whether the rows that this one refers to are there."""
    markings = {marking.hash for marking in content.parts.values()}
    if table == "source":
        return row["marking"] in markings
    if table in ("sighting", "statement"):
        record = content.records.get(row["record"])
        if record is None or row["marking"] not in markings:
            return False
        return table == "statement" or (record.source, row["file"], row["marking"]) in content.sources
    return True


def _restore_row(content: Content, table: str, row: Mapping[str, Any]) -> None:
    """Existing rows stay."""
    match table:
        case "marking":
            content.add_marking(rows.to_marking(row))
        case "source":
            file = rows.to_source(row)
            content.sources.setdefault((file.source, file.sha256, file.marking), file)
        case "record":
            record = rows.to_record(row)
            content.records.setdefault(record.id, record)
        case "sighting":
            sighting = rows.to_sighting(row)
            content.sightings.setdefault((sighting.record, sighting.marking, sighting.file, sighting.line), sighting)
        case "statement":
            statement, marking = rows.to_statement(row)
            content.statements.setdefault((rows.statement_key(statement), marking), statement)
        case "decision":
            content.decisions.setdefault(row["id"], rows.to_decision(row))
        case "setting":
            _restore_setting(content, row["name"], row["value"])
        case "run":
            content.runs.setdefault(row["id"], rows.to_run(row))
        case "cursor":
            content.cursors.setdefault(row["job"], rows.to_cursor(row))
        case "audit":
            content.audit.setdefault((row["case"], row["seq"]), dict(row))


def _restore_setting(content: Content, name: str, value: str) -> None:
    """The other store's key replaces this one's as long as no event refers to an object under it."""
    own = (event for (case, _), event in content.audit.items() if case == content.case)
    if name == CASE_KEY and not any(event["object_ids"] for event in own):
        content.settings[name] = value
    else:
        content.settings.setdefault(name, value)
