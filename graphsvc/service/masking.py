"""What may not be said aloud: a protected node's value, wherever a text around it would repeat it; and, while somebody
may look over a shoulder, whatever records and people wrote.

A protected number is masked in its own label by `Pen`; here the spans where records name it are blocked out in titles,
texts and snippets, by blocks of the same length, so that offsets of other finds still hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cached_property
from typing import Any

from graphsvc import identifiers
from graphsvc.identifiers.phones.plan import split_code
from graphsvc.ingest.texts import ACROSS
from graphsvc.model import Decision, Verb
from graphsvc.store import Evidence, View

BLOCK = "█"
MOST = 1000  # records looked through for each protected node
HIDDEN = BLOCK * 5  # whatever its length was

_veiled: ContextVar[bool] = ContextVar("veiled", default=False)


@contextmanager
def veiled(on: bool = True) -> Iterator[None]:
    """Answer without any label until the block ends."""
    token = _veiled.set(on)
    try:
        yield
    finally:
        _veiled.reset(token)


def is_veiled() -> bool:
    return _veiled.get()


def covered(text: str) -> str:
    """What a person or a record wrote, as it may be shown now: nothing of it while labels are veiled."""
    return HIDDEN if text and _veiled.get() else text


NAMELESS = frozenset({  # fields of findings that hold ids for the server, words of ours, or numbers
    "actors", "at", "chance", "first", "id", "identifiers", "kind", "kinds", "last", "level", "merge_risk", "name",
    "network", "node", "nodes", "notes", "patterns", "ref", "state", "tier", "type",
})  # fmt: skip


def covered_finding(value: Any, field: str = "") -> Any:
    """What was found earlier, as it may be shown while labels are veiled: every text is blocked out, except in fields
    that are known to name nobody."""
    if not _veiled.get() or field in NAMELESS:
        return value
    if isinstance(value, str):
        return covered(value)
    if isinstance(value, dict):
        return {name: covered_finding(item, name) for name, item in value.items()}
    return [covered_finding(item, field) for item in value] if isinstance(value, list | tuple) else value


def covered_decision(decision: Decision) -> Decision:
    """A decision without the words of those who made it, while labels are veiled."""
    if not _veiled.get():
        return decision
    value = covered(decision.value) if decision.verb in (Verb.NOTE, Verb.TAG) else decision.value
    return replace(
        decision, value=value, reason=covered(decision.reason), undone_reason=covered(decision.undone_reason)
    )


def protected_nodes(decisions: Iterable[Decision]) -> set[str]:
    """What standing decisions protect."""
    return {target for one in decisions if one.verb is Verb.PROTECT for target in one.targets}


class Mask:
    """Spans to block out, by record and field; and every spelling of a protected value, for texts without offsets."""

    def __init__(self, view: View, protected: Collection[str]) -> None:
        self._view, self._protected = view, sorted(protected)

    @cached_property
    def _found(self) -> tuple[dict[tuple[str, str], list[tuple[int, int]]], list[str]]:
        spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
        spellings: set[str] = set()
        for node in self._protected:
            spellings |= {node, identifiers.caption(node), node.partition(":")[2]}
            for near in self._view.neighbours(node, limit=MOST):
                for item in self._view.evidence(node, near.node.id, limit=MOST):
                    named = node == item.statement.object
                    if named and item.statement.end > item.statement.start:
                        for name, *span in _places(item):
                            spans.setdefault((item.record.id, name), []).append((span[0], span[1]))
                    if named and item.statement.raw:
                        spellings.add(item.statement.raw)
        return spans, sorted((s for s in spellings if len(s) > 3), key=lambda s: (-len(s), s))

    def field(self, record: str, name: str, text: str) -> str:
        """A record's field with what names a protected node blocked out."""
        if is_veiled():
            return covered(text)
        if not self._protected or not text:
            return text
        for start, end in self._found[0].get((record, name), ()):
            text = text[:start] + BLOCK * (end - start) + text[end:]
        return self.text(text)

    def text(self, text: str) -> str:
        """Any text without offsets, each spelling of a protected value blocked out."""
        if is_veiled():
            return covered(text)
        if not self._protected or not text:
            return text
        return self._pattern.sub(lambda found: BLOCK * len(found.group()), text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Whole spellings only: a longer number that begins like a protected one is another number."""
        whole = "|".join(map(re.escape, self._found[1])) or r"(?!)"
        digits = "|".join(_dialled(node) for node in self._protected if node.startswith("phone:+")) or r"(?!)"
        return re.compile(rf"(?<![0-9A-Za-z])(?:{whole})(?![0-9A-Za-z])|(?<![0-9])(?:{digits})(?![0-9])")


def _places(item: Evidence) -> list[tuple[str, int, int]]:
    """(field, start, end) wherever a find stands; one split between title and text stands in both."""
    start, end = item.statement.start, item.statement.end
    found = [(item.statement.field, start, end)]
    if item.statement.field == ACROSS:
        seam = len(item.record.title)
        found += [("title", start, seam), ("text", 0, end - seam - 1)]
    return found


def _dialled(node: str) -> str:
    """A pattern of a number's digits as people group them, with or without its calling code: a link, a key."""
    code, number = split_code(node.removeprefix("phone:+"))
    gap = r"[\s()./_-]{0,3}"
    return rf"(?:\+|00)?(?:{gap.join(code)}{gap})?(?:0{gap})?{gap.join(number)}"
