"""The planted truth: actors with what is theirs alone, and ties, which are what their adverts share with others."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from graphsvc.synth.phones import Number
from graphsvc.synth.phrasebook import City, Country, Language, Wording


class Role(StrEnum):
    """What an actor was planted as. A linker never sees it."""

    RECRUITER = "recruiter"  # an organisation's job adverts
    POSTER = "poster"  # an organisation's sale adverts
    INDEPENDENT = "independent"
    FARM = "farm"  # hundreds of adverts, one template
    EMPLOYER = "employer"  # an honest firm with branches
    AGENCY = "agency"  # its number stands in its clients' adverts
    LANDLORD = "landlord"  # housing and services


@dataclass(slots=True)
class Planted:
    """Something planted on purpose. `value`: what adverts show. Counts fill while first versions are written."""

    kind: str
    value: str
    actors: set[str] = field(default_factory=set)
    networks: set[str] = field(default_factory=set)
    ads: int = 0

    def shown_by(self, actor: Actor) -> None:
        """One more advert shows it."""
        self.ads += 1
        self.owned_by(actor)

    def owned_by(self, *actors: Actor) -> None:
        """These actors share it, whatever their adverts show."""
        self.actors |= {actor.id for actor in actors}
        self.networks |= {actor.network for actor in actors}


@dataclass(frozen=True, slots=True)
class Tie:
    """What some of an actor's adverts show beside the actor's own contacts. `how`: the contact phrase that introduces
    it, or `text`, `image`. `rate`: share of adverts; `always`: ordinals of adverts that show it in any case.
    `value` is a Number, or text: a handle spelled with its platform, a wallet (then `asset` names the coin), a link,
    a building, a whole text, an image hash."""

    planted: Planted
    how: str
    value: Number | str
    rate: float
    always: tuple[int, ...] = ()
    asset: str = ""


@dataclass(slots=True)
class Actor:
    """One poster. `run`: adverts per number before it is rotated; 0 means numbers, cities and mailboxes alternate.
    `times`: minutes since the corpus begins, ascending, one per advert. `hand`: a number that fixes habits."""

    id: str
    network: str
    role: Role
    section: str
    country: Country
    cities: tuple[City, ...]
    language: Language
    wording: Wording
    brand: str
    times: list[int]
    hand: int
    numbers: list[Number]
    run: int = 0
    handle: tuple[str, str] | None = None
    mailboxes: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    wallet: tuple[str, str] | None = None  # chain, address
    ties: list[Tie] = field(default_factory=list)

    @property
    def category(self) -> str:
        return "job" if self.section == "staff" else self.section

    def place_in_turn(self, ordinal: int, count: int) -> int:
        """Which of `count` numbers, cities or mailboxes advert `ordinal` uses."""
        return (ordinal // self.run if self.run else ordinal) % count

    def number(self, ordinal: int) -> Number:
        return self.numbers[self.place_in_turn(ordinal, len(self.numbers))]

    def terms(self) -> list[tuple[int, int]]:
        """First and last advert that may show each number in turn; the last may name it as the old one."""
        length = self.run or len(self.times)
        return [(first, min(first + length, len(self.times) - 1)) for first in range(0, len(self.times), length)]

    def rotated_from(self, ordinal: int) -> Number | None:
        """The number before, when advert `ordinal` is the first under a new one."""
        if not self.run or not ordinal or ordinal % self.run:
            return None
        return self.number(ordinal - 1)
