"""The texts of a record that are scanned, and what its statements' offsets count in."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.model import StoredRecord

ACROSS = "title+text"  # the field of what is split between the two


def across(title: str, text: str) -> str:
    """Title and text as one, for what is split between them."""
    return f"{title}\n{text}"


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
