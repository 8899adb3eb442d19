"""What changed in an advert between its versions: fields, wording, and the identifiers that came and went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graphsvc.linking.templates.alignment import LONGEST, common, read
from graphsvc.linking.units import IDENTIFIERS, IDENTITY, kind_of
from graphsvc.model import Statement, StoredRecord, canonical_json

_TEXTS = ("title", "text", "passages")
_TOLD = ("mentions", "relations")  # as identifiers that came and went


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text. what: 'same', 'removed' or 'added'."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of both versions as pieces in order of reading: all but the removed is the later text, all but the added
    the earlier one with the later one's white space. field: 'title', 'text' or a column's name."""

    field: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field as both versions give it, '' where one does not; what is no plain text is canonical JSON."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VersionChange:
    """From one version to the next. before, after: record ids. at: when the later one was posted, '' when undated.
    added, removed: identifiers by node id. withheld: how many of those that changed are protected."""

    before: str
    after: str
    at: str
    fields: tuple[FieldChange, ...]
    texts: tuple[TextChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    withheld: int


def versions(
    records: Iterable[StoredRecord], statements: Iterable[Statement], protected: Collection[str] = ()
) -> tuple[VersionChange, ...]:
    """The changes of one advert, earliest first. records: its versions in any order, ordered here by posted time, then
    id; undated ones first. statements: of those records; others are not counted."""
    ordered = sorted({record.id: record for record in records}.values(), key=lambda record: (record.posted, record.id))
    named: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.predicate in IDENTITY and kind_of(statement.object) in IDENTIFIERS:
            named[statement.record].add(statement.object)
    return tuple(_change(before, after, named, frozenset(protected)) for before, after in pairwise(ordered))


def _change(
    before: StoredRecord, after: StoredRecord, named: Mapping[str, set[str]], protected: frozenset[str]
) -> VersionChange:
    was, now = named.get(before.id, set()), named.get(after.id, set())
    old, new = before.parsed(), after.parsed()
    fields, texts = [], []
    old_fields, new_fields = _fields(old), _fields(new)
    for name in sorted(old_fields.keys() | new_fields.keys()):
        one, other = old_fields.get(name, ""), new_fields.get(name, "")
        if one != other:
            fields.append(FieldChange(name, one, other))
    old_texts, new_texts = _texts(old), _texts(new)
    for name in [*old_texts, *(name for name in new_texts if name not in old_texts)]:
        one, other = old_texts.get(name, ""), new_texts.get(name, "")
        if one != other:
            texts.append(TextChange(name, pieces(one, other)))
    return VersionChange(
        before.id, after.id, after.posted, tuple(fields), tuple(texts), tuple(sorted(now - was - protected)),
        tuple(sorted(was - now - protected)), len((was ^ now) & protected),
    )  # fmt: skip


def _fields(content: Mapping[str, object]) -> dict[str, str]:
    """Everything but texts, each attribute a field of its own."""
    found: dict[str, str] = {}
    for name, value in content.items():
        if name == "attributes":
            found |= {f"attributes.{column}": text for column, text in _columns(value)}
        elif name == "posted" and isinstance(value, list) and value:
            found[name] = str(value[0])  # beside it: as written, zone, flag
        elif name not in (*_TEXTS, *_TOLD):
            found[name] = value if isinstance(value, str) else canonical_json(value)
    return found


def _texts(content: Mapping[str, object]) -> dict[str, str]:
    found = {name: str(content[name]) for name in ("title", "text") if name in content}
    return found | dict(_columns(content.get("passages", [])))


def _columns(value: object) -> list[tuple[str, str]]:
    """(column, text) rows; the texts of a column that comes twice are joined."""
    joined: dict[str, list[str]] = {}
    for column, text in value if isinstance(value, list) else []:
        joined.setdefault(column, []).append(text)
    return [(column, "\n".join(texts)) for column, texts in joined.items()]


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The difference of two texts, word by word; beyond LONGEST tokens, what is left of each as a whole."""
    one, other = _stretches(before), _stretches(after)
    pairs = common([stretch.strip() for stretch in one], [stretch.strip() for stretch in other])
    found: list[Piece] = []
    left = right = 0
    for own, others in [*pairs, (len(one), len(other))]:
        found.append(Piece("removed", "".join(one[left:own])))
        found.append(Piece("added", "".join(other[right:others])))
        found.append(Piece("same", "".join(other[others : others + 1])))
        left, right = own + 1, others + 1
    joined: list[Piece] = []
    for piece in found:
        if joined and joined[-1].what == piece.what:
            joined[-1] = Piece(piece.what, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)


def _stretches(text: str) -> list[str]:
    """The whole text in stretches of one token each, with the white space around it."""
    starts = [0, *(token.start for token in read(text)[1:]), len(text)]
    stretches = [text[start:end] for start, end in pairwise(starts)]
    if len(stretches) == LONGEST:
        end = read(text)[-1].end
        stretches[-1:] = [text[starts[-2] : end], text[end:]]
    return [stretch for stretch in stretches if stretch]
