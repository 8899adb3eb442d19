"""How often things happen in the planted world: the shares that a measurement may want to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphsvc.synth.spelling import DISGUISES

# Kind of poster -> share of the adverts. Independents take what is left.
MIXED: Mapping[str, float] = {
    "organisation": 0.42, "safety": 0.05, "duo": 0.02, "agency": 0.05, "farm": 0.05, "employer": 0.09, "landlord": 0.07,
}  # fmt: skip
BENIGN: Mapping[str, float] = {
    "safety": 0.08, "duo": 0.03, "agency": 0.08, "employer": 0.15, "landlord": 0.12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares in [0, 1]; of adverts unless said otherwise.

    number, handle, mail: adverts that show each of these, where the actor has one; without the other two, a number is
    always shown.
    hub: adverts that show one given hub, on average.
    desk, wallet, bridge: an organisation's adverts that show its common number or mailbox, its wallet, and what its
    recruiter and poster share.
    previous: first adverts under a new number that name the old one. recycled: new numbers, where one has lain silent
    for more than six months, that are such a one. rotation: adverts under one number, times this, for who rotates.
    obfuscated: shown numbers spelled to hide, in one of the `disguises` (DISGUISES of `spelling`); hidden_mail: the
    same for addresses in the text. paraphrased: adverts whose wording is made afresh and is not the poster's usual one.
    look_alikes: adverts with some Latin letters of the wording replaced by Cyrillic ones of the same shape.
    column: shown numbers and addresses that stand in a column and not in the text. masked: adverts with a masked
    number. silent: adverts without a contact of the poster's own.
    edited: adverts seen again with changed text. image: adverts of actors with pictures that show one.
    pictures: actors who have some. profile: handles with a profile row. shared_wording: members of an organisation
    who use its template.
    mixed, benign: kind of poster -> share of the adverts, for the two sorts of corpus.
    """

    number: float = 0.85
    handle: float = 0.55
    mail: float = 0.5
    hub: float = 0.025
    desk: float = 0.08
    wallet: float = 0.12
    bridge: float = 0.04
    previous: float = 0.5
    recycled: float = 0.02
    obfuscated: float = 0.06
    disguises: tuple[str, ...] = tuple(DISGUISES)
    hidden_mail: float = 0.03
    paraphrased: float = 0.1
    look_alikes: float = 0.0
    rotation: float = 1.0
    column: float = 0.12
    masked: float = 0.01
    silent: float = 0.005
    edited: float = 0.02
    image: float = 0.5
    profile: float = 0.35
    shared_wording: float = 0.6
    pictures: float = 0.6
    mixed: Mapping[str, float] = field(default_factory=lambda: dict(MIXED))
    benign: Mapping[str, float] = field(default_factory=lambda: dict(BENIGN))
