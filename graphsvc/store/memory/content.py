"""What the memory store holds: the logical tables as dicts."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphsvc.marking import Marking
from graphsvc.model import Decision, Sighting, SourceFile, Statement, StoredRecord, hash63
from graphsvc.store import Cursor, Run
from graphsvc.store.common import rows
from graphsvc.store.common.events import CASE_KEY

SightingKey = tuple[str, str, str, int]  # record, marking, file, line


@dataclass(slots=True)
class Content:
    parts: dict[int, Marking] = field(default_factory=dict)
    sources: dict[tuple[str, str, str], SourceFile] = field(default_factory=dict)  # source, sha256, marking
    records: dict[str, StoredRecord] = field(default_factory=dict)
    sightings: dict[SightingKey, Sighting] = field(default_factory=dict)
    statements: dict[tuple[int, str], Statement] = field(default_factory=dict)  # key, marking
    decisions: dict[str, Decision] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=lambda: {CASE_KEY: secrets.token_hex(32)})
    runs: dict[str, Run] = field(default_factory=dict)
    cursors: dict[str, Cursor] = field(default_factory=dict)
    audit: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)  # case, seq
    version: int = 0
    case: str = field(default_factory=lambda: secrets.token_hex(8))

    last_part: int = 0  # a number is never given twice: a scope opened earlier must not come to mean another marking

    def add_marking(self, marking: Marking) -> None:
        if marking not in self.parts.values():
            self.last_part += 1
            self.parts[self.last_part] = marking

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """Rows of a logical table in canonical order."""
        made: dict[str, list[dict[str, Any]]] = {
            "marking": [rows.marking_row(m) for m in sorted(self.parts.values(), key=lambda m: m.hash)],
            "source": [rows.source_row(file) for _, file in sorted(self.sources.items())],
            "record": [rows.record_row(self.records[name]) for name in sorted(self.records, key=_by_hash)],
            "sighting": [
                rows.sighting_row(self.sightings[key])
                for key in sorted(self.sightings, key=lambda k: (_by_hash(k[0]), k))
            ],
            "statement": [
                rows.statement_row(self.statements[key], key[1])
                for key in sorted(self.statements, key=lambda k: (_by_hash(self.statements[k].record), k))
            ],
            "decision": [rows.decision_row(decision) for _, decision in sorted(self.decisions.items())],
            "setting": [rows.setting_row(name, value) for name, value in sorted(self.settings.items())],
            "run": [rows.run_row(run) for run in sorted(self.runs.values(), key=lambda run: (run.at, run.id))],
            "cursor": [rows.cursor_row(cursor) for _, cursor in sorted(self.cursors.items())],
            "audit": [event for _, event in sorted(self.audit.items())],
        }
        return iter(made[name])


def _by_hash(identifier: str) -> tuple[int, str]:
    return hash63(identifier), identifier
