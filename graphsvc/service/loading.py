"""Loading: preview, and the load itself in resumable batches.

A load is a *job*, whose cursor is written in the transaction of each batch (`service.resuming`). Rows are read ahead
and prepared in other processes while a batch is written (`ingest.pool`); only this process writes.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from graphsvc import __version__
from graphsvc.errors import InputError
from graphsvc.identifiers import redact
from graphsvc.ingest.keys import stored_key
from graphsvc.ingest.pool import preparing, processes
from graphsvc.ingest.preparing import Prepared, prepare_all
from graphsvc.marking import Marking
from graphsvc.model import Actor, Record, Rejected, SourceFile, Tally, canonical_json
from graphsvc.registry import resolve
from graphsvc.service.checking import DEFAULTS, check_load, check_region, given, marking_of
from graphsvc.service.resuming import Course, again, job_of, resumed
from graphsvc.store import Batch, Clock, Store, Writer
from graphsvc.textsafe import utf8_text

BATCH = 2000  # rows for each transaction: under the 5,000 of the store's contract, small enough for steady memory
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
    course = _course(store, actor, clock(), reader, options)
    if course.done:
        return again(course)
    _go_on(course, reader, store.writer(actor), path, options, progress)
    return course.tally


def _go_on(
    course: Course, reader: Any, writer: Writer, path: Path, options: Mapping[str, Any], progress: Progress | None
) -> None:
    """The rest of the load, batch by batch."""
    plan = reader.plan
    last: deque[bool] = deque()  # of the batches under way

    def batches() -> Iterator[list[Record | Rejected]]:
        for rows, is_last in _chunks(reader, course.rows):
            last.append(is_last)
            yield rows

    with preparing(course.marking.hash, _region(options), processes(plan.rows - course.rows)) as prepared:
        for made, counts in prepared(batches()):
            course.counts.add(counts)
            batch = _batch(course, reader, made, done=last.popleft())
            _stop_if_bad(course.rows, course.tally.records, options.get("max_bad"), path)
            course.add(writer.put(batch))
            if progress:
                progress(course.rows, plan.rows)
    if options.get("mapping"):
        writer.set(f"mapping:{plan.source}", canonical_json(dict(options["mapping"])))


def _course(store: Store, actor: Actor, now: datetime, reader: Any, options: Mapping[str, Any]) -> Course:
    """Where the load goes on, or begins."""
    plan, standing = reader.plan, defaults(store, actor, {})
    job = job_of(plan, {name: options.get(name) for name in (*READ_OPTIONS, *LOAD_OPTIONS)}, standing)
    cursor = store.cursor(job)
    if cursor is not None:
        return resumed(cursor)
    if not options.get("update"):
        _refuse_strangers(store, reader)
    marking = marking_of({**standing, **given(options)}, now.date().isoformat())
    tally = Tally(mapping=dict(plan.columns), key=plan.key)
    return Course(job, plan.source, marking, _file(plan, actor, now, marking), tally)


def _batch(course: Course, reader: Any, made: Iterable[Prepared | Rejected], *, done: bool) -> Batch:
    """The next batch of the course, with the cursor that leads past it."""
    good: list[Prepared] = []
    for row in made:
        course.rows += 1
        if isinstance(row, Rejected):
            course.reject(replace(row, file=course.file.name))
        else:
            good.append(row)
    tally = course.tally
    tally.records += len(good)
    course.left_out()
    course.done = done
    if done:
        tally.dropped_columns = dict(reader.dropped_columns)
        tally.unmapped_columns = dict(reader.unmapped_columns)
        tally.warnings = [*dict.fromkeys([*reader.plan.warnings, *reader.warnings, *course.counts.warnings()])]
    return Batch(
        course.marking, course.file, [row.record for row in good], [row.sighting for row in good],
        [statement for row in good for statement in row.statements], course.cursor(), [row.words for row in good],
    )  # fmt: skip


def check_first(path: Path, kind: str, options: Mapping[str, Any]) -> None:
    """Raises InputError where `max_bad` would stop the load at its first rows: before a case is made for them."""
    if options.get("max_bad") is None:
        return
    made, _ = prepare_all(islice(_open(path, kind, options), BATCH), "", _region(options))
    _stop_if_bad(len(made), sum(not isinstance(row, Rejected) for row in made), options["max_bad"], path)


def _reader(store: Store, path: Path, kind: str, options: Mapping[str, Any]) -> Any:
    """A reader, by the mapping saved for its source where none is given."""
    reader = _open(path, kind, options)
    saved = store.get(f"mapping:{reader.plan.source}")
    if saved and not options.get("mapping"):
        columns = {column: name for column, name in json.loads(saved).items() if column in reader.plan.columns}
        if columns:
            reader = _open(path, kind, {**options, "mapping": columns})
    return reader


def _open(path: Path, kind: str, options: Mapping[str, Any]) -> Any:
    """A reader through the registry: the core does not import its loaders."""
    unknown = sorted(set(options) - set(READ_OPTIONS) - set(LOAD_OPTIONS))
    if unknown:
        raise InputError(
            f"no such load option: {', '.join(unknown)}; there are {', '.join(READ_OPTIONS + LOAD_OPTIONS)}"
        )
    _region(options)
    reading = {name: value for name in READ_OPTIONS if (value := options.get(name)) is not None}
    return resolve({}, "files", "reader", "graphsvc.reader")(path, kind, **reading)


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


def _stop_if_bad(rows: int, good: int, max_bad: float | None, path: Path) -> None:
    bad = rows - good
    if max_bad is not None and rows and bad / rows > max_bad:
        raise InputError(
            f"{path}: {bad} of the first {rows} rows were rejected, more than --max-bad {max_bad:g} allows; "
            f"what was committed before stays (graphsvc unload takes it back)"
        )
