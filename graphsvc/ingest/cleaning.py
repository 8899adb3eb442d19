"""What is changed in a record before anything of it is kept, counted or hashed: private keys are masked and lone
surrogates replaced, each by as many characters, so that offsets hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graphsvc import identifiers
from graphsvc.ingest.counts import Counts
from graphsvc.model import Mention, Moment, Record, Relation

_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def clean_strings(record: Record, counts: Counts) -> Record:
    """The record as it may be kept; the very same where nothing is to be changed, as in nearly all."""
    texts = [text for text in _strings(record) if text]
    keys = sum(identifiers.redact(text)[1] for text in texts)
    if keys:
        counts.refused["private-key"] += keys
    elif _is_whole("".join(texts)):
        return record
    return replace(
        record,
        key=_clean(record.key),
        title=_clean(record.title),
        text=_clean(record.text),
        passages=_clean_pairs(record.passages),
        url=_clean(record.url),
        place=_clean(record.place),
        posted=_clean_moment(record.posted),
        captured=_clean_moment(record.captured),
        subject=_clean_mention(record.subject) if record.subject else None,
        mentions=tuple(_clean_mention(mention) for mention in record.mentions),
        relations=tuple(_clean_relation(relation) for relation in record.relations),
        attributes=_clean_pairs(record.attributes),
    )


def _strings(record: Record) -> Iterator[str]:
    """Every string that a file can have put there."""
    yield from (record.key, record.title, record.text, record.url, record.place)
    for _, text in (*record.passages, *record.attributes):
        yield text
    for moment in (record.posted, record.captured):
        if moment is not None:
            yield moment.raw
    for mention in (*record.mentions, record.subject):
        if mention is not None:
            yield from (mention.raw, mention.hint)
    for relation in record.relations:
        for mention in (relation.object, relation.subject):
            if mention is not None:
                yield from (mention.raw, mention.hint)
        for _, text in relation.data:
            yield text


def _is_whole(text: str) -> bool:
    return text.isascii() or _SURROGATE.search(text) is None


def _clean(text: str) -> str:
    return without_surrogates(identifiers.redact(text)[0])


def _clean_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _clean(text)) for name, text in pairs)


def _clean_mention(mention: Mention) -> Mention:
    return replace(mention, raw=_clean(mention.raw), hint=_clean(mention.hint))


def _clean_moment(moment: Moment | None) -> Moment | None:
    return None if moment is None else replace(moment, raw=_clean(moment.raw))


def _clean_relation(relation: Relation) -> Relation:
    return replace(
        relation,
        object=_clean_mention(relation.object),
        subject=_clean_mention(relation.subject) if relation.subject else None,
        data=_clean_pairs(relation.data),
    )
