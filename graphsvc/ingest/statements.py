"""The statements of one record: from its columns, its texts, what is split between title and text, its relations."""

from __future__ import annotations

from functools import lru_cache

from graphsvc import identifiers
from graphsvc.identifiers import Candidate, Find, Identifier, Scan
from graphsvc.ingest.counts import Counts
from graphsvc.ingest.keys import MAX_ID
from graphsvc.ingest.texts import ACROSS, across
from graphsvc.model import EdgeType, Mention, NodeKind, Record, Relation, Statement, canonical_json

SPLIT = 80  # characters on either side of the seam in which a number split between title and text lies
SHORT = 2 * SPLIT + 1  # characters of a text worth remembering: whoever posts much repeats titles more than texts

_Found = tuple[str, EdgeType, str, str, int, int, str, str, float, str, str]


class Statements:
    """Collects the statements of one record; the record's id is known only afterwards."""

    def __init__(self, record: Record, node: str, region: str, counts: Counts) -> None:
        self.record, self.node, self.region, self.counts = record, node, region, counts
        self.candidates: list[list[str | int]] = []
        self._found: set[_Found] = set()
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
        subject, name = subject or self.node, object_.id
        if name == subject:
            return  # a profile that names itself states nothing
        if predicate is None:
            predicate = EdgeType.SHOWS_IMAGE if object_.kind is NodeKind.IMAGE else EdgeType.MENTIONS
        extra = canonical_json({**object_.data, **(data or {})}) if object_.data or data else "{}"
        self._found.add((subject, predicate, name, column, start, end, raw, method, confidence, at, extra))

    def _mention(self, mention: Mention) -> None:
        found = clean(mention, self.region)
        if found is not None and _is_helper(found):
            self.counts.suppressed["helper-number"] += 1
        elif found is not None:
            self._add(found, mention.field, 0, 0, mention.raw, "column", 1.0)
        elif not self._scan(mention.field, mention.raw, mention.kind.value):
            self.counts.miss(mention.field, self.record.locator.line)

    def _scan(self, column: str, text: str, kind: str = "") -> bool:
        """Statements of everything found in a text; whether there was anything. `kind`: what the column says it is."""
        kinds = frozenset((kind, "pseudonym")) if kind else None
        scan = _scanned(text, self.region, kinds, named=bool(kind))
        self.counts.suppressed.update(scan.suppressed)
        for find in scan.finds:
            if len(find.identifier.id) > MAX_ID:
                found = find.identifier
                self.candidates.append([found.kind.value, found.value, column, find.start, find.end, "too-long"])
            else:
                self._add_find(find, column, 0)
        self.candidates += [_candidate(column, candidate) for candidate in scan.candidates]
        return bool(scan.finds or scan.candidates or scan.suppressed)

    def _add_find(self, find: Find, column: str, first: int) -> None:
        """What was found in a text that begins at offset `first` of the column's."""
        self._add(
            find.identifier, column, find.start + first, find.end + first, find.raw, find.method, find.confidence,
            data=self._basis(find.method),
        )  # fmt: skip

    def _scan_across(self) -> None:
        """What begins in the title and goes on in the text, and is whole in neither. Offsets are into `across`."""
        title, text = self.record.title, self.record.text
        seam = len(title)
        if not title or not text:
            return
        first = max(0, seam - SPLIT)
        scan = _scanned(across(title, text)[first : seam + 1 + SPLIT], self.region, frozenset(("phone",)))
        for find in scan.finds:
            start, end = find.start + first, find.end + first
            if start < seam < end and not self._covered(start, end - seam - 1):
                self._add_find(find, ACROSS, first)

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
        found = clean(relation.object, self.region)
        subject = self.node
        if relation.subject is not None:
            other = clean(relation.subject, self.region)
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


def _scanned(text: str, region: str, kinds: frozenset[str] | None, named: bool = False) -> Scan:
    """Shared by all who ask: not to be changed."""
    if len(text) <= SHORT:
        return _scanned_before(text, region, kinds, named)
    return identifiers.scan(text, region=region, kinds=kinds, named=named)


@lru_cache(maxsize=1 << 14)
def _scanned_before(text: str, region: str, kinds: frozenset[str] | None, named: bool) -> Scan:
    return identifiers.scan(text, region=region, kinds=kinds, named=named)


def clean(mention: Mention, region: str) -> Identifier | None:
    """The identifier of a column's value; None where it is none, or too long for an id."""
    found = identifiers.clean(mention.kind, mention.raw, hint=mention.hint, region=region)
    return found if found and len(found.id) <= MAX_ID else None


def _is_helper(identifier: Identifier) -> bool:
    return identifier.kind is NodeKind.PHONE and bool(identifiers.get("phone").is_helper(identifier))


def _candidate(column: str, candidate: Candidate) -> list[str | int]:
    return [candidate.kind.value, candidate.value, column, candidate.start, candidate.end, candidate.reason]
