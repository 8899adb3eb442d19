"""What may be asked, checked before anything is opened or written: a mistake leaves no case behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from graphsvc.errors import InputError
from graphsvc.identifiers import redact
from graphsvc.identifiers.phones.plan import regions
from graphsvc.ingest.keys import MAX_PART
from graphsvc.marking import Marking, default_review, parse_tlp
from graphsvc.model import encode_part

DEFAULTS = {"purpose": "investigation", "basis": "not stated", "originator": "local", "tlp": "AMBER+STRICT"}


def given(options: Mapping[str, Any]) -> dict[str, str]:
    """What a load's options say of its marking; the case's defaults fill in the rest."""
    return {name: str(value) for name in DEFAULTS if (value := options.get(name))}


def marking_of(values: Mapping[str, str], today: str) -> Marking:
    """The marking of a load on a day (ISO date). Raises InputError for a value that does not exist."""
    purposes = frozenset(part.strip() for part in values["purpose"].split(",") if part.strip())
    if not purposes:
        raise InputError("the purpose is empty; say what the records may be used for, or leave --purpose out")
    if any(redact(value)[1] for value in values.values()):
        raise InputError("a private key stands in --purpose, --basis or --originator; take it out")
    return Marking(
        tlp=parse_tlp(values["tlp"]),
        purpose=purposes,
        legal_basis=values["basis"],
        originators=frozenset({values["originator"]}),
        received_at=today,
        review_by=default_review(datetime.fromisoformat(today).date()),
    )


def check_region(region: str) -> str:
    """The region in capitals, '' for none. A wrong one would leave every national number unread, in silence."""
    found = region.strip().upper()
    if found and found not in regions():
        hint = "; the United Kingdom is GB" if found == "UK" else ""
        raise InputError(f"region {region!r} is not known; use an ISO 3166 code of two letters such as GB{hint}")
    return found


def check_load(source: str, columns: Mapping[str, str], options: Mapping[str, Any]) -> None:
    """Raises InputError for an option that no load may have, or a name that no case may keep."""
    check_region(options.get("region") or "")
    marking_of({**DEFAULTS, **given(options)}, "2000-01-01")
    if (max_bad := options.get("max_bad")) is not None and not 0 <= max_bad <= 1:
        raise InputError(f"--max-bad {max_bad:g} is no share of the rows; give one from 0 to 1")
    if len(encode_part(source)) > MAX_PART:
        raise InputError(f"the source's name has {len(source):,} characters; give it a shorter one with --source")
    if not _writable(source):
        raise InputError("the source's name holds half a character; give it another one with --source")
    if redact(source)[1]:
        raise InputError("the source's name is a private key; give it another one with --source")
    # The first line of a file without a header would be kept as its columns' names.
    for number, column in enumerate(columns, 1):
        if redact(column)[1]:
            raise InputError(f"the name of column {number} is a private key; put a header line above the rows")
        if not _writable(column) or "\0" in column:
            raise InputError(f"the name of column {number} holds a NUL or half a character; rename the column")


def check_words(what: str, *texts: str) -> None:
    """Raises InputError where a person's words hold a private key: none is kept."""
    if any(redact(text)[1] for text in texts):
        raise InputError(f"{what} holds a private key, and none is kept; say it without")


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
