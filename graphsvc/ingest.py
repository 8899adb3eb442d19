"""Record -> rows: identifiers found and cleaned, statements made, nothing lost. Pure; the writer comes after.

A private key is masked in every raw string before anything is kept, counted or hashed. A value that its column calls
a phone but that reads as none stays in the record's content and is counted; it is never dropped in silence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graphsvc import identifiers
from graphsvc.identifiers import KEYS_VERSION, Candidate, Identifier
from graphsvc.model import (
    EdgeType,
    Mention,
    Moment,
    NodeKind,
    Record,
    RecordKind,
    Rejected,
    Relation,
    Sighting,
    Statement,
    StoredRecord,
    canonical_json,
    encode_part,
    node_id,
)

# Neo4j indexes no string beyond some 8,000 bytes, and a record's id holds source and key both.
MAX_PART = 1000  # bytes of a source or key as it stands in an id
MAX_ID = 2000  # bytes of an identifier's id

ACROSS = "title+text"  # the field of what is split between the two
SPLIT = 80  # characters on either side of the seam in which such a number lies


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record as rows."""

    record: StoredRecord
    sighting: Sighting
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Counts:
    """What preparing left out, by name, over a whole load."""

    refused: Counter[str] = field(default_factory=Counter)
    suppressed: Counter[str] = field(default_factory=Counter)
    unread: dict[str, list[int]] = field(default_factory=dict)  # column -> [how many, first line]

    def miss(self, column: str, line: int) -> None:
        entry = self.unread.setdefault(column, [0, line])
        entry[0] += 1

    def warnings(self) -> list[str]:
        return [
            f"column {column}: {many} value{'s' if many > 1 else ''} could not be read as an identifier and "
            f"stay as text (first at line {line})"
            for column, (many, line) in sorted(self.unread.items())
        ]


def prepare(record: Record, marking: str, counts: Counts, *, region: str = "") -> Prepared | Rejected:
    """The rows of one record under a marking (hash), or why it has none. `region`: ISO country for national numbers."""
    record = _short_key(_clean_strings(record, counts))
    where = record.country or region
    node = _subject(record, where)
    if node is None:
        assert record.subject is not None
        return Rejected(
            "",
            record.locator.line,
            f"column {record.subject.field} holds no valid {record.subject.kind.value}; correct it, or map another one",
        )
    made = _Statements(record, node, where, counts)
    stored = StoredRecord(
        id=record.id(),
        node=node,
        kind=record.kind,
        source=record.source,
        key=record.key,
        version=record.version(),
        title=record.title,
        text=record.text,
        posted=record.posted.utc if record.posted else "",
        category=record.category,
        place=record.place,
        content=canonical_json(record.content()),
        keys_version=KEYS_VERSION,
        candidates=canonical_json(made.candidates),
    )
    sighting = Sighting(
        stored.id, record.locator.file, record.locator.line, record.captured.utc if record.captured else "", marking
    )
    return Prepared(stored, sighting, made.rows(stored.id))


class _Statements:
    """Collects the statements of one record; the record's id is known only afterwards."""

    def __init__(self, record: Record, node: str, region: str, counts: Counts) -> None:
        self.record, self.node, self.region, self.counts = record, node, region, counts
        self.candidates: list[list[str | int]] = []
        self._found: set[tuple[str, EdgeType, str, str, int, int, str, str, float, str, str]] = set()
        for mention in record.mentions:
            self._mention(mention)
        for name, text in record.texts():
            self._scan(name, text)
        self._scan_across()
        for relation in record.relations:
            self._relation(relation)

    def rows(self, record: str) -> tuple[Statement, ...]:
        return tuple(
            Statement(record, subject, predicate, object_, name, start, end, raw, method, confidence, at=at, data=data)
            for subject, predicate, object_, name, start, end, raw, method, confidence, at, data in sorted(self._found)
        )

    def _add(
        self, object_: Identifier, column: str, start: int, end: int, raw: str, method: str, confidence: float,
        predicate: EdgeType | None = None, subject: str = "", at: str = "", data: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        subject = subject or self.node
        if object_.id == subject:
            return  # a profile that names itself states nothing
        if predicate is None:
            predicate = EdgeType.SHOWS_IMAGE if object_.kind is NodeKind.IMAGE else EdgeType.MENTIONS
        extra = canonical_json({**object_.data, **(data or {})})
        self._found.add((subject, predicate, object_.id, column, start, end, raw, method, confidence, at, extra))

    def _mention(self, mention: Mention) -> None:
        found = _clean(mention, self.region)
        if found is not None and _is_helper(found):
            self.counts.suppressed["helper-number"] += 1
        elif found is not None:
            self._add(found, mention.field, 0, 0, mention.raw, "column", 1.0)
        elif not self._scan(mention.field, mention.raw, mention.kind.value):
            self.counts.miss(mention.field, self.record.locator.line)

    def _scan(self, column: str, text: str, kind: str = "") -> bool:
        """Statements of everything found in a text; whether there was anything."""
        scan = identifiers.scan(text, region=self.region, kinds=[kind, "pseudonym"] if kind else None)
        self.counts.suppressed.update(scan.suppressed)
        for find in scan.finds:
            if len(find.identifier.id) > MAX_ID:
                found = find.identifier
                self.candidates.append([found.kind.value, found.value, column, find.start, find.end, "too-long"])
                continue
            self._add(
                find.identifier, column, find.start, find.end, find.raw, find.method, find.confidence,
                data=self._basis(find.method),
            )  # fmt: skip
        self.candidates += [_candidate(column, candidate) for candidate in scan.candidates]
        return bool(scan.finds or scan.candidates or scan.suppressed)

    def _scan_across(self) -> None:
        """What begins in the title and goes on in the text, and is whole in neither. Offsets are into `across`."""
        title, text = self.record.title, self.record.text
        seam = len(title)
        if not title or not text:
            return
        first = max(0, seam - SPLIT)
        scan = identifiers.scan(across(title, text)[first : seam + 1 + SPLIT], region=self.region, kinds=["phone"])
        for find in scan.finds:
            start, end = find.start + first, find.end + first
            if start < seam < end and not self._covered(start, end - seam - 1):
                self._add(
                    find.identifier, ACROSS, start, end, find.raw, find.method, find.confidence,
                    data=self._basis(find.method),
                )  # fmt: skip

    def _covered(self, start: int, end: int) -> bool:
        """Whether the title or the text alone gave something where a find across both begins or ends."""
        return any(
            (column == "title" and stop > start) or (column == "text" and begin < end)
            for _, _, _, column, begin, stop, *_ in self._found
        )

    def _basis(self, method: str) -> dict[str, str]:
        """What a national number was read by: the record's own place, or the region its source was loaded with."""
        return {"basis": "place" if self.record.country else "source"} if "national:" in method else {}

    def _relation(self, relation: Relation) -> None:
        found = _clean(relation.object, self.region)
        subject = self.node
        if relation.subject is not None:
            other = _clean(relation.subject, self.region)
            if other is None:
                self.counts.miss(relation.subject.field, self.record.locator.line)
                return
            subject = other.id
        if found is None:
            self.counts.miss(relation.object.field, self.record.locator.line)
        elif _is_helper(found):
            self.counts.suppressed["helper-number"] += 1
        else:
            self._add(
                found, relation.object.field, 0, 0, relation.object.raw, "column", 1.0, relation.type, subject,
                relation.at, dict(relation.data),
            )  # fmt: skip


def across(title: str, text: str) -> str:
    """Title and text as one, for what is split between them."""
    return f"{title}\n{text}"


def _subject(record: Record, region: str) -> str | None:
    if record.kind is RecordKind.AD or record.subject is None:
        return node_id(record.kind, record.source, record.key)
    found = _clean(record.subject, region)
    return found.id if found else None


def _clean(mention: Mention, region: str) -> Identifier | None:
    found = identifiers.clean(mention.kind, mention.raw, hint=mention.hint, region=region)
    return found if found and len(found.id) <= MAX_ID else None


def _is_helper(identifier: Identifier) -> bool:
    return identifier.kind is NodeKind.PHONE and bool(identifiers.get("phone").is_helper(identifier))


def _candidate(column: str, candidate: Candidate) -> list[str | int]:
    return [candidate.kind.value, candidate.value, column, candidate.start, candidate.end, candidate.reason]


def stored_key(key: str) -> str:
    """The key under which a record is kept: private keys masked, and the hash of one that is too long for an id."""
    key = _no_surrogates(identifiers.redact(key)[0])
    if len(encode_part(key)) <= MAX_PART:
        return key
    return f"long-{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def _short_key(record: Record) -> Record:
    """A key that is too long stays in the record's content, and its hash names it."""
    key = stored_key(record.key)
    return (
        record if key == record.key else replace(record, key=key, attributes=(*record.attributes, ("key", record.key)))
    )


def _clean_strings(record: Record, counts: Counts) -> Record:
    """The record with private keys masked and lone surrogates replaced, each by as many characters: offsets hold."""

    def clean(text: str) -> str:
        if not text:
            return text
        masked, many = identifiers.redact(text)
        if many:
            counts.refused["private-key"] += many
        return masked if masked.isascii() else _no_surrogates(masked)

    def mention(value: Mention) -> Mention:
        return replace(value, raw=clean(value.raw), hint=clean(value.hint))

    def moment(value: Moment | None) -> Moment | None:
        return None if value is None else replace(value, raw=clean(value.raw))

    def relation(value: Relation) -> Relation:
        subject = mention(value.subject) if value.subject else None
        data = tuple((name, clean(text)) for name, text in value.data)
        return replace(value, object=mention(value.object), subject=subject, data=data)

    return replace(
        record,
        key=clean(record.key),
        title=clean(record.title),
        text=clean(record.text),
        passages=tuple((name, clean(text)) for name, text in record.passages),
        url=clean(record.url),
        place=clean(record.place),
        posted=moment(record.posted),
        captured=moment(record.captured),
        subject=mention(record.subject) if record.subject else None,
        mentions=tuple(mention(m) for m in record.mentions),
        relations=tuple(relation(r) for r in record.relations),
        attributes=tuple((name, clean(text)) for name, text in record.attributes),
    )


def _no_surrogates(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def field_text(record: StoredRecord, name: str) -> str:
    """The text that a statement's offsets count in; '' where its field is no text."""
    return across(record.title, record.text) if name == ACROSS else dict(values(record)).get(name, "")


def values(record: StoredRecord) -> Iterator[tuple[str, str]]:
    """`(field, text)` of a stored record's scanned texts, as its statements' offsets count them."""
    content = record.parsed()
    yield "title", record.title
    yield "text", record.text
    passages = content.get("passages", [])
    assert isinstance(passages, list)
    yield from passages
