"""The words everything else is written in: records, mentions, relations, statements, decisions, and typed ids.

Invariants
- A `Record` is one statement of a source and is frozen; a changed text is another *version* of the same key.
- A node, edge or attribute exists only through statements, and a statement only through its record.
- Ids are pure functions of content: typed, delimited, stable across stores, runs and machines.
- Nothing here imports a library outside the standard one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote


class RecordKind(StrEnum):
    AD = "ad"
    PHONE = "phone"
    WALLET = "wallet"
    ACCOUNT = "account"


class Category(StrEnum):
    """What an advert offers; never what a person is."""

    JOB = "job"
    SALE = "sale"
    SERVICE = "service"
    HOUSING = "housing"
    OTHER = "other"
    UNKNOWN = "unknown"


class NodeKind(StrEnum):
    """Closed list of drawn nodes; `label` is the word used in Neo4j and in exports."""

    AD = "ad"
    ACCOUNT = "account"
    PHONE = "phone"
    WALLET = "wallet"
    EMAIL = "email"
    URL = "url"
    IMAGE = "image"
    TEMPLATE = "template"
    ACTOR = "actor"
    NETWORK = "network"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class EdgeType(StrEnum):
    """Closed list of edges between nodes."""

    MENTIONS = "MENTIONS"
    USES_TEMPLATE = "USES_TEMPLATE"
    SHOWS_IMAGE = "SHOWS_IMAGE"
    REGISTERED_WITH = "REGISTERED_WITH"
    PAID = "PAID"
    FOLLOWS = "FOLLOWS"
    MEMBER_OF = "MEMBER_OF"


class StatementKind(StrEnum):
    FACT = "fact"  # seen in a record, with hash and locator
    ASSESSMENT = "assessment"  # a named person's
    INFERENCE = "inference"  # an algorithm's, with name, version, parameters


class Verb(StrEnum):
    """What a person can decide. One table serves them all."""

    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"
    VERDICT = "verdict"  # what a hub is: agency, platform, hotline, ...
    PROTECT = "protect"
    UNLINK = "unlink"
    CATEGORY = "category"
    NOTE = "note"
    TAG = "tag"


VERDICTS = (
    "agency", "platform", "forwarding", "hotline", "building", "exchange", "stock-text", "stock-picture", "poster",
)  # fmt: skip

# One spelling for one value: sorted keys, no spaces, UTF-8 kept.
CANONICAL: Mapping[str, Any] = {
    "sort_keys": True, "ensure_ascii": False, "separators": (",", ":"), "allow_nan": False,
}  # fmt: skip
_ENCODER = json.JSONEncoder(**CANONICAL)

# --- ids -------------------------------------------------------------------------------------------------------

# ':' and '@' delimit; what could be mistaken for them, or not be seen at all, is percent-encoded.
_SAFE = "+/.-_~!$'()*,;=&?"


@lru_cache(maxsize=65536)
def encode_part(text: str) -> str:
    return quote(text, safe=_SAFE, errors="surrogatepass")


def node_id(kind: str, *parts: str) -> str:
    """`kind:part:part`, each part percent-encoded, e.g. `account:telegram:name`, `ad:SOURCE:KEY`."""
    return ":".join((str(kind), *(encode_part(part) for part in parts)))


def split_id(identifier: str) -> tuple[str, tuple[str, ...]]:
    """`(kind, decoded parts)` of a node id."""
    kind, *parts = identifier.split(":")
    return kind, tuple(unquote(part, errors="surrogatepass") for part in parts)


def record_id(kind: str, source: str, key: str, version: str) -> str:
    return f"record:{kind}:{encode_part(source)}:{encode_part(key)}@{version}"


def hash63(text: str) -> int:
    """First 63 bits of SHA-256: the row key of an id, the same in every store and under every load order."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1


def canonical_json(value: object) -> str:
    """One spelling for one value: sorted keys, no spaces, UTF-8 kept."""
    return _ENCODER.encode(value)


def version_of(content: str) -> str:
    """The version of a record: 12 hex digits of the SHA-256 of its content's canonical JSON."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def slug(text: str) -> str:
    """A source name from a file's stem: `Jan Ads (1)` -> `jan-ads-1`."""
    return re.sub(r"[^\w.]+", "-", text.strip().lower()).strip("-.") or "source"


# --- what loaders make -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in which file: SHA-256 of the file as received, 1-based line of the row's first line (0: no lines)."""

    file: str
    line: int
    end_line: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A raw value from a column that names its kind. `hint` narrows it (platform, chain or asset, calling region)."""

    kind: NodeKind
    raw: str
    field: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, timed edge between two raw values. `subject` None means the record's own subject."""

    type: EdgeType
    object: Mention
    subject: Mention | None = None
    at: str = ""  # UTC ISO 8601, or empty
    data: tuple[tuple[str, str], ...] = ()  # amount, asset, tx, ...


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in UTC (`2024-03-01T12:00:00Z`, or a bare date) beside what the source wrote."""

    utc: str
    raw: str
    zone: str = ""  # zone that was applied; '' when the text carried its own
    flag: str = ""  # 'naive', 'ambiguous' or ''


@dataclass(frozen=True, slots=True)
class Record:
    """One statement of a source. `subject` is None for adverts (the advert itself), else the value it is about.

    `passages` are further text columns (`(column, text)`), scanned like `text`; `attributes` are short kept values.
    """

    kind: RecordKind
    source: str
    key: str
    locator: Locator
    title: str = ""
    text: str = ""
    passages: tuple[tuple[str, str], ...] = ()
    url: str = ""
    category: Category = Category.UNKNOWN
    posted: Moment | None = None
    captured: Moment | None = None
    place: str = ""
    country: str = ""  # ISO 3166 alpha-2 where the place or the source gives it
    language: str = ""
    subject: Mention | None = None
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """`(field, raw text)` of everything to be scanned."""
        if self.title:
            yield "title", self.title
        if self.text:
            yield "text", self.text
        yield from self.passages

    def content(self) -> dict[str, object]:
        """Canonical content: everything the source said; not when we captured it, from which file, or its marking."""
        out: dict[str, object] = {
            "title": self.title, "text": self.text, "passages": [list(p) for p in self.passages], "url": self.url,
            "category": self.category.value, "place": self.place, "country": self.country, "language": self.language,
            "posted": [self.posted.utc, self.posted.raw, self.posted.zone, self.posted.flag] if self.posted else None,
            "subject": _mention(self.subject), "mentions": [_mention(m) for m in self.mentions],
            "relations": [[r.type.value, _mention(r.subject), _mention(r.object), r.at, [list(d) for d in r.data]]
                          for r in self.relations],
            "attributes": [list(a) for a in self.attributes],
        }  # fmt: skip
        return {name: value for name, value in out.items() if value not in ("", [], None)}

    def version(self) -> str:
        return version_of(canonical_json(self.content()))

    def id(self) -> str:
        return record_id(self.kind, self.source, self.key, self.version())


def _mention(mention: Mention | None) -> list[str] | None:
    return None if mention is None else [mention.kind.value, mention.raw, mention.field, mention.hint]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not become a record. `reason` names the column and the next step, never the whole row."""

    file: str
    line: int
    reason: str


# --- what the store holds --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """One edge as one record states it: `subject --predicate--> object`, with where it was read.

    `field`, `start`, `end`: column and offsets into its raw text (0, 0: the whole column). `raw`: the text itself.
    `method`: how it was found. `confidence`: in [0, 1]. `at`: the edge's own time (a payment), else ''.
    `data`: canonical JSON of edge attributes, '{}' for none. Attributes of the record's own subject are not
    statements of their own: they are the columns of its `StoredRecord`, visible exactly when that record is.
    """

    record: str
    subject: str
    predicate: EdgeType
    object: str
    field: str
    start: int
    end: int
    raw: str
    method: str
    confidence: float
    kind: StatementKind = StatementKind.FACT
    at: str = ""
    data: str = "{}"


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as stored: raw content beside its id. `node`: the node it is about."""

    id: str
    node: str
    kind: RecordKind
    source: str
    key: str
    version: str
    title: str
    text: str
    posted: str  # UTC ISO 8601, a date, or ''
    category: Category
    place: str
    content: str  # canonical JSON of Record.content(): raw is never lost
    keys_version: int  # version of the normalisers that made its statements
    candidates: str = "[]"  # canonical JSON: what was seen but is no node (a bare @name, the other chain of an address)

    def parsed(self) -> dict[str, object]:
        value: dict[str, object] = json.loads(self.content)
        return value


@dataclass(frozen=True, slots=True)
class Sighting:
    """That record was read from that file at that place, under that marking (hash)."""

    record: str
    file: str
    line: int
    captured: str
    marking: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as received. `marking`: hash of the marking it was loaded under."""

    sha256: str
    source: str
    name: str
    size: int
    loader: str
    loader_version: str
    collected_at: str
    collected_by: str
    marking: str
    mapping: str = "{}"  # canonical JSON of the column mapping used


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision, stored data like any other. `targets` are node or record ids; `value` per verb.

    `undone_by` is the id of the decision that took it back, '' while it stands.
    """

    id: str
    verb: Verb
    targets: tuple[str, ...]
    value: str
    author: str
    at: str
    reason: str
    expires: str = ""
    undone_by: str = ""
    undone_at: str = ""
    undone_reason: str = ""

    @property
    def stands(self) -> bool:
        return not self.undone_by

    @staticmethod
    def make(verb: Verb, targets: tuple[str, ...], value: str, author: str, at: str, reason: str,
             expires: str = "") -> Decision:  # fmt: skip
        body = canonical_json([verb.value, sorted(targets), value, author, at, reason, expires])
        return Decision(
            "decision:" + hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            verb, tuple(sorted(targets)), value, author, at, reason, expires,
        )  # fmt: skip

    def undo(self, author: str, at: str, reason: str) -> Decision:
        return replace(self, undone_by=author, undone_at=at, undone_reason=reason)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, for the audit trail. Locally the case's owner."""

    name: str = "local"
    role: str = "owner"
    session: str = ""
    purpose: str = ""
    justification: str = ""


@dataclass(slots=True)
class Tally:
    """What a load did, in numbers an investigator can defend."""

    records: int = 0
    new: int = 0
    seen: int = 0
    changed: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    dropped_columns: dict[str, int] = field(default_factory=dict)  # never-collect columns -> values dropped
    unmapped_columns: dict[str, int] = field(default_factory=dict)  # reported, not loaded -> values
    refused: dict[str, int] = field(default_factory=dict)  # e.g. private keys seen and not kept
    suppressed: dict[str, int] = field(default_factory=dict)  # e.g. helper-list numbers that become no node
    warnings: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    key: str = ""  # which column gave the key, and why
    resumed_at: int = 0  # rows skipped because an interrupted load had committed them

    def as_json(self) -> dict[str, object]:
        """The documented shape: records, new, seen, changed, rejected, dropped_columns first."""
        return {
            "records": self.records, "new": self.new, "seen": self.seen, "changed": self.changed,
            "rejected": [{"file": r.file, "line": r.line, "reason": r.reason} for r in self.rejected],
            "dropped_columns": dict(sorted(self.dropped_columns.items())),
            "unmapped_columns": dict(sorted(self.unmapped_columns.items())),
            "refused": dict(sorted(self.refused.items())), "suppressed": dict(sorted(self.suppressed.items())),
            "warnings": self.warnings, "mapping": self.mapping, "key": self.key, "resumed_at": self.resumed_at,
        }  # fmt: skip


def attributes(record: StoredRecord) -> Mapping[str, object]:
    """The literal statements a stored record makes about its node: name -> value, empty ones left out."""
    return record.parsed()
