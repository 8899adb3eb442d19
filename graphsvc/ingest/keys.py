"""How long an id may be, and what stands for a key that would make it longer."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from graphsvc import identifiers
from graphsvc.ingest.cleaning import without_surrogates
from graphsvc.model import Record, encode_part

# Neo4j indexes no string beyond some 8,000 bytes, and a record's id holds source and key both.
MAX_PART = 1000  # bytes of a source or key as it stands in an id
MAX_ID = 2000  # bytes of an identifier's id


def stored_key(key: str) -> str:
    """The key under which a record is kept: private keys masked, and the hash of one that is too long for an id."""
    key = without_surrogates(identifiers.redact(key)[0])
    if len(encode_part(key)) <= MAX_PART:
        return key
    return f"long-{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def with_stored_key(record: Record) -> Record:
    """The record under its stored key; a key that is too long stays in its content."""
    key = stored_key(record.key)
    if key == record.key:
        return record
    return replace(record, key=key, attributes=(*record.attributes, ("key", record.key)))
