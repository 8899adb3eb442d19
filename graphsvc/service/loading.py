"""Loading: preview, and the load itself in resumable batches.

A load is a *job*: the hash of file, mapping, source and marking choices. Its cursor is written in the transaction of
each batch, so after a kill the same command goes on where the last commit was, under the marking it began with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from graphsvc import __version__
from graphsvc.errors import InputError
from graphsvc.identifiers import redact
from graphsvc.ingest import Counts, Prepared, prepare, stored_key
from graphsvc.marking import Marking
from graphsvc.model import Actor, Record, Rejected, SourceFile, Tally, canonical_json
from graphsvc.registry import resolve
from graphsvc.service.checking import DEFAULTS, check_load, check_region, given, marking_of
from graphsvc.store import Batch, Clock, Cursor, Store
from graphsvc.textsafe import utf8_text

BATCH = 2000  # rows for each transaction: under the 5,000 of the store's contract, small enough for steady memory
MAX_REJECTED = 1000  # rejected rows listed one by one; beyond them they are counted
SAMPLE_TEXT = 200  # characters of a cell in a preview
READ_OPTIONS = ("source", "region", "mapping", "ignore", "timezone", "dayfirst", "sheet")
LOAD_OPTIONS = ("purpose", "basis", "originator", "tlp", "update", "max_bad")

Progress = Callable[[int, int], None]


def defaults(store: Store, actor: Actor, values: Mapping[str, str]) -> dict[str, str]:
    """Case defaults for markings; setting them checks them."""
    stored = json.loads(store.get("case.defaults") or "{}")
    if values:
        unknown = sorted(set(values) - set(DEFAULTS))
        if unknown:
            raise InputError(f"no such default: {', '.join(unknown)}; there are {', '.join(DEFAULTS)}")
        stored = {**stored, **values}
        marking_of({**DEFAULTS, **stored}, "2000-01-01")
        store.writer(actor).set("case.defaults", canonical_json(stored))
    return {**DEFAULTS, **stored}


def preview(store: Store, path: Path, kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    reader = _reader(store, path, kind, options)
    plan = reader.plan
    loader = resolve({}, plan.loader, "loader", "graphsvc.loaders")()
    return {
        "path": plan.path, "loader": plan.loader, "source": plan.source, "format": plan.format,
        "encoding": plan.encoding, "delimiter": plan.delimiter, "rows": plan.rows, "columns": dict(plan.columns),
        "fields": list(loader.FIELDS), "key": plan.key,
        "sample": sample(plan),
        "warnings": list(plan.warnings), "sha256": plan.sha256, "size": plan.size,
    }  # fmt: skip


def sample(plan: Any) -> list[dict[str, str]]:
    """The plan's first rows, private keys masked, then cut short."""
    return [{name: redact(text)[0][:SAMPLE_TEXT] for name, text in row.items()} for row in plan.sample]


def load(
    store: Store, actor: Actor, clock: Clock, path: Path, kind: str, options: Mapping[str, Any],
    progress: Progress | None,
) -> Tally:  # fmt: skip
    reader = _reader(store, path, kind, options)
    plan = reader.plan
    check_load(plan.source, plan.columns, options)
    now = clock()
    job = _job(plan, {name: options.get(name) for name in (*READ_OPTIONS, *LOAD_OPTIONS)}, defaults(store, actor, {}))
    cursor = store.cursor(job)
    if cursor is None:
        if not options.get("update"):
            _refuse_strangers(store, reader)
        marking = marking_of({**defaults(store, actor, {}), **given(options)}, now.date().isoformat())
        file = _file(plan, actor, now, marking)
        tally = Tally(mapping=dict(plan.columns), key=plan.key)
    else:
        state = json.loads(cursor.state)
        marking = Marking.from_json(state["marking"])
        file = SourceFile(**state["file"])
        tally = _tally({**state["tally"], "new": cursor.new, "seen": cursor.seen, "changed": cursor.changed})
        if cursor.done:
            return replace(tally, new=0, changed=0, seen=tally.records, resumed_at=cursor.rows)
        tally.resumed_at = cursor.rows
    counts = Counts()
    for name in ("refused", "suppressed"):
        getattr(counts, name).update(getattr(tally, name))
    if cursor is not None:
        counts.unread.update(json.loads(cursor.state)["unread"])
    writer = store.writer(actor)
    rows = cursor.rows if cursor else 0
    for chunk, last in _chunks(reader, rows):
        prepared: list[Prepared] = []
        for item in chunk:
            made = item if isinstance(item, Rejected) else prepare(item, marking.hash, counts, region=_region(options))
            if isinstance(made, Rejected):
                _reject(tally, replace(made, file=_name(plan.path)))
            else:
                prepared.append(made)
        rows += len(chunk)
        tally.records += len(prepared)
        _close_tally(tally, reader, counts, last)
        _stop_if_bad(tally, rows, options.get("max_bad"), path)
        state_text = _state(marking, file, tally, counts, plan.source)
        put = writer.put(
            Batch(
                marking, file,
                [row.record for row in prepared], [row.sighting for row in prepared],
                [statement for row in prepared for statement in row.statements],
                Cursor(job, rows, last, state_text, tally.new, tally.seen, tally.changed),
            )
        )  # fmt: skip
        tally.new, tally.seen, tally.changed = tally.new + put.new, tally.seen + put.seen, tally.changed + put.changed
        if progress:
            progress(rows, plan.rows)
    if options.get("mapping"):
        writer.set(f"mapping:{plan.source}", canonical_json(dict(options["mapping"])))
    return tally


def _reader(store: Store, path: Path, kind: str, options: Mapping[str, Any]) -> Any:
    """A reader through the registry: the core does not import its loaders."""
    unknown = sorted(set(options) - set(READ_OPTIONS) - set(LOAD_OPTIONS))
    if unknown:
        raise InputError(
            f"no such load option: {', '.join(unknown)}; there are {', '.join(READ_OPTIONS + LOAD_OPTIONS)}"
        )
    check_region(str(options.get("region") or ""))
    reading = {name: value for name in READ_OPTIONS if (value := options.get(name)) is not None}
    open_reader = resolve({}, "files", "reader", "graphsvc.reader")
    reader = open_reader(path, kind, **reading)
    saved = store.get(f"mapping:{reader.plan.source}")
    if saved and not reading.get("mapping"):
        columns = {column: name for column, name in json.loads(saved).items() if column in reader.plan.columns}
        if columns:
            reader = open_reader(path, kind, **{**reading, "mapping": columns})
    return reader


def _job(plan: Any, options: Mapping[str, Any], defaults_: Mapping[str, str]) -> str:
    body = canonical_json(
        [plan.sha256, plan.loader, plan.source, dict(plan.columns), plan.key,
         {name: _plain(value) for name, value in options.items() if name != "update"}, dict(defaults_)]
    )  # fmt: skip
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): str(item) for name, item in value.items()}
    return sorted(map(str, value)) if isinstance(value, tuple | list | set | frozenset) else value


def _refuse_strangers(store: Store, reader: Any) -> None:
    """jan/ads.csv and feb/ads.csv must not turn strangers into versions of each other: where more than half of the
    keys that both hold change title and text, ask."""
    source = reader.plan.source
    shared = strangers = 0

    def compare(chunk: dict[str, tuple[str, str]]) -> None:
        nonlocal shared, strangers
        for key, (title, text) in store.known(source, list(chunk)).items():
            shared += 1
            strangers += chunk[key][0] != title and chunk[key][1] != text

    if not store.has_source(source):
        return
    chunk: dict[str, tuple[str, str]] = {}
    for item in reader:
        if isinstance(item, Record):
            chunk[stored_key(item.key)] = (item.title, item.text)
        if len(chunk) >= BATCH:
            compare(chunk)
            chunk = {}
    compare(chunk)
    if shared and strangers * 2 > shared:
        raise InputError(
            f"{reader.plan.path}: {strangers} of the {shared} keys it shares with source {source!r} carry another "
            f"title and text; they look like other records. Give it a name of its own with --source, or --update if "
            f"they really are new versions"
        )


def _file(plan: Any, actor: Actor, now: datetime, marking: Marking) -> SourceFile:
    return SourceFile(
        sha256=plan.sha256, source=plan.source, name=_name(plan.path), size=plan.size, loader=plan.loader,
        loader_version=__version__, collected_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"), collected_by=actor.name,
        marking=marking.hash, mapping=canonical_json(dict(plan.columns)),
    )  # fmt: skip


def _name(path: str) -> str:
    """A file's name as it may be kept: bytes that are no UTF-8 replaced, private keys masked."""
    return redact(utf8_text(Path(path).name))[0]


def _region(options: Mapping[str, Any]) -> str:
    return check_region(str(options.get("region") or ""))


def _chunks(reader: Any, skip: int) -> Iterator[tuple[list[Record | Rejected], bool]]:
    """`(rows, whether they are the last)`; the first `skip` rows are passed over. One empty chunk for an empty file,
    so that a load that found nothing is on record too."""
    chunk: list[Record | Rejected] = []
    for number, item in enumerate(reader):
        if number < skip:
            continue
        if len(chunk) == BATCH:
            yield chunk, False
            chunk = []
        chunk.append(item)
    yield chunk, True


def _reject(tally: Tally, rejected: Rejected) -> None:
    if len(tally.rejected) < MAX_REJECTED:
        tally.rejected.append(rejected)
    else:
        tally.suppressed["rejected-not-listed"] = tally.suppressed.get("rejected-not-listed", 0) + 1


def _close_tally(tally: Tally, reader: Any, counts: Counts, last: bool) -> None:
    tally.refused = dict(counts.refused)
    listed = tally.suppressed.get("rejected-not-listed")
    tally.suppressed = dict(counts.suppressed) | ({"rejected-not-listed": listed} if listed else {})
    if last:
        tally.dropped_columns = dict(reader.dropped_columns)
        tally.unmapped_columns = dict(reader.unmapped_columns)
        tally.warnings = [*dict.fromkeys([*reader.plan.warnings, *reader.warnings, *counts.warnings()])]


def _stop_if_bad(tally: Tally, rows: int, max_bad: float | None, path: Path) -> None:
    bad = rows - tally.records
    if max_bad is not None and rows and bad / rows > max_bad:
        raise InputError(
            f"{path}: {bad} of the first {rows} rows were rejected, more than --max-bad {max_bad:g} allows; "
            f"what was committed before stays (graphsvc unload takes it back)"
        )


def _state(marking: Marking, file: SourceFile, tally: Tally, counts: Counts, source: str) -> str:
    """Everything needed to go on after a kill, and to unload the job with its source."""
    from dataclasses import asdict

    return canonical_json(
        {"source": source, "marking": marking.as_json(), "file": asdict(file), "tally": tally.as_json(),
         "unread": counts.unread}
    )  # fmt: skip


def _tally(value: dict[str, Any]) -> Tally:
    return Tally(**{**value, "rejected": [Rejected(**row) for row in value["rejected"]]})
