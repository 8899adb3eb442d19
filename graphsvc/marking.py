"""Handling markings: who may use a record and for what. They sit on records and combine as a lattice.

Combining never loosens: TLP and PAP take the strictest, caveats and handling codes the union, purposes the
intersection. TLP 2.0 as in first.org/tlp; handling codes H0-H3 as in the Council's law-enforcement guidelines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import reduce

from graphsvc.errors import InputError
from graphsvc.model import canonical_json

TLP = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
PAP = ("CLEAR", "GREEN", "AMBER", "RED")
PURPOSES = ("investigation", "prosecution", "victim_assistance", "prevention", "statistics", "training")
CAVEATS = ("NOT-IMM", "ORCON", "NOT-JUD", "NO-THIRD-COUNTRY", "VICTIM-SAFE", "NO-ALGO")
HCODES = ("H0", "H1", "H2", "H3")
EVAL_SOURCE = ("A", "B", "C", "X", "")  # '' is "not evaluated": the strictest when combined, yet it bars no link
EVAL_INFO = ("1", "2", "3", "4", "")
REVIEW_DAYS = 180  # EDPS order to Europol of 3 January 2022: categorise within six months


@dataclass(frozen=True, slots=True)
class Marking:
    """One row of the marking table. Defaults are the safest values; they live here, in the schema, not in a screen."""

    tlp: str = "AMBER+STRICT"
    pap: str = "AMBER"
    hcodes: frozenset[str] = frozenset()
    hcode_text: str = ""
    purpose: frozenset[str] = frozenset({"investigation"})
    legal_basis: str = "not stated"
    originators: frozenset[str] = frozenset({"local"})
    originator_ref: str = ""
    collected_at: str = ""
    received_at: str = ""
    collected_by: str = ""
    review_by: str = ""  # date; overdue records are invisible at once
    hold_until: str = ""
    hold_reason: str = ""
    caveats: frozenset[str] = frozenset({"NOT-IMM"})
    eval_source: str = ""
    eval_info: str = ""

    def __post_init__(self) -> None:
        _one(self.tlp, TLP, "TLP")
        _one(self.pap, PAP, "PAP")
        _one(self.eval_source, EVAL_SOURCE, "source evaluation")
        _one(self.eval_info, EVAL_INFO, "information evaluation")
        _some(self.hcodes, HCODES, "handling code")
        _some(self.purpose, PURPOSES, "purpose")
        _some(self.caveats, CAVEATS, "caveat")

    def as_json(self) -> dict[str, object]:
        return {
            f.name: sorted(value) if isinstance(value := getattr(self, f.name), frozenset) else value
            for f in fields(self)
        }

    @classmethod
    def from_json(cls, value: dict[str, object]) -> Marking:
        return cls(**{k: frozenset(v) if isinstance(v, list) else v for k, v in value.items()})  # type: ignore[arg-type]

    @property
    def hash(self) -> str:
        """16 hex digits; the only form of a marking in ids, digests and exports."""
        return hashlib.sha256(canonical_json(self.as_json()).encode()).hexdigest()[:16]

    def overdue(self, today: str) -> bool:
        """True when the review date has passed: out of every view at once, held or not."""
        return bool(self.review_by) and self.review_by < today

    def erasable(self, today: str) -> bool:
        """True when overdue and no hold is alive."""
        return self.overdue(today) and not self.hold_until >= today

    @property
    def links(self) -> bool:
        """Whether facts under this marking may make a link: not under NO-ALGO, nor evaluated C4 or X4."""
        return "NO-ALGO" not in self.caveats and not (self.eval_source in ("C", "X") and self.eval_info == "4")

    def join(self, other: Marking) -> Marking:
        """The marking of something made from both: never less strict than either."""
        if self == other:
            return self
        return replace(
            self,
            tlp=max(self.tlp, other.tlp, key=TLP.index),
            pap=max(self.pap, other.pap, key=PAP.index),
            hcodes=self.hcodes | other.hcodes,
            hcode_text=_lines(self.hcode_text, other.hcode_text),
            purpose=self.purpose & other.purpose,
            legal_basis=_lines(self.legal_basis, other.legal_basis),
            originators=self.originators | other.originators,
            originator_ref=_lines(self.originator_ref, other.originator_ref),
            collected_at="", received_at="", collected_by="",
            review_by="", hold_until="", hold_reason="",  # dates belong to each record and are never combined
            caveats=self.caveats | other.caveats,
            eval_source=max(self.eval_source, other.eval_source, key=EVAL_SOURCE.index),
            eval_info=max(self.eval_info, other.eval_info, key=EVAL_INFO.index),
        )  # fmt: skip

    def banner(self) -> str:
        """One line for screens, reports and exports."""
        return f"TLP:{self.tlp} {' '.join(sorted(self.caveats))}".strip()


def combine(markings: Iterable[Marking]) -> Marking:
    """The join of all; of none, the default. Dates are dropped: each record keeps its own."""
    found = list(markings)
    if not found:
        return Marking()
    undated = [
        replace(m, collected_at="", received_at="", collected_by="", review_by="", hold_until="", hold_reason="")
        for m in found
    ]
    return reduce(Marking.join, undated)


def parse_tlp(text: str) -> str:
    """`TLP:AMBER+STRICT` or `AMBER+STRICT`. Raises InputError for anything else, spaces and WHITE included."""
    name = text.removeprefix("TLP:")
    _one(name, TLP, "TLP")
    return name


def default_review(received: date) -> str:
    return (received + timedelta(days=REVIEW_DAYS)).isoformat()


def _one(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise InputError(f"{what} {value!r} does not exist; choose one of {', '.join(known)}")


def _some(values: frozenset[str], known: tuple[str, ...], what: str) -> None:
    for value in sorted(values):
        _one(value, known, what)


def _lines(left: str, right: str) -> str:
    """Union of text lines, sorted: associative, commutative and idempotent."""
    return "\n".join(sorted({line for text in (left, right) for line in text.split("\n") if line}))
