"""Makes actors: everything random about one poster is decided here, before any advert is written."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from graphsvc.synth.actors import Actor, Planted, Role
from graphsvc.synth.names import Names
from graphsvc.synth.phones import Number, PhoneBook
from graphsvc.synth.phrasebook import City, Country, Language, languages, make_wording
from graphsvc.synth.rates import Rates

DAYS = 540  # the corpus spans a year and a half, so that numbers can be recycled within it
DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Habit:
    """How posters of a role behave. `sections`: drawn from; `gap`: mean days between adverts; `run`: fewest and most
    adverts per number; shares of actors that `rotate`, have a `handle`, have a `mail` address."""

    sections: tuple[str, ...]
    gap: float
    run: tuple[int, int]
    rotate: float
    handle: float
    mail: float


HABITS: dict[Role, Habit] = {
    Role.RECRUITER: Habit(("job",), 3.0, (5, 20), 0.7, 0.7, 0.4),
    Role.POSTER: Habit(("sale",), 2.5, (4, 20), 0.8, 0.65, 0.2),
    Role.INDEPENDENT: Habit(("sale", "sale", "sale", "service"), 6.0, (6, 15), 0.3, 0.5, 0.3),
    Role.FARM: Habit(("job", "sale"), 0.15, (8, 25), 1.0, 0.3, 1.0),
    Role.EMPLOYER: Habit(("staff",), 8.0, (0, 0), 0.0, 0.0, 1.0),
    Role.AGENCY: Habit(("service",), 10.0, (0, 0), 0.0, 0.2, 1.0),
    Role.LANDLORD: Habit(("housing", "service"), 9.0, (0, 0), 0.0, 0.1, 0.6),
}


@dataclass(frozen=True, slots=True)
class Home:
    """Where and in which language an actor posts."""

    country: Country
    city: City
    language: Language


class Cast:
    """All actors of a corpus and what was planted among them. Deterministic for a seed."""

    def __init__(self, seed: int, places: Sequence[Country], rates: Rates) -> None:
        self.rng = random.Random(f"{seed}/cast")
        self.rates = rates
        self.names = Names(seed)
        self.phones = PhoneBook(seed)
        self.actors: list[Actor] = []
        self.planted: list[Planted] = []
        self._places = places
        self._weights = list(accumulate(place.weight for place in places))
        self._networks = 0

    def network(self) -> str:
        self._networks += 1
        return f"N{self._networks:06d}"

    def plant(self, kind: str, value: str) -> Planted:
        planted = Planted(kind, value)
        self.planted.append(planted)
        return planted

    def home(self, country: Country | None = None) -> Home:
        chosen = country or self.rng.choices(self._places, cum_weights=self._weights)[0]
        return Home(chosen, self.rng.choice(chosen.cities), languages()[self.rng.choice(chosen.languages)])

    def image(self) -> str:
        """A picture's SHA-256, as a collector would have written it. No picture exists."""
        return self.rng.randbytes(32).hex()

    def number(self, country: Country) -> Number:
        return self.phones.take(country.code)

    def actor(
        self,
        role: Role,
        ads: int,
        *,
        network: str = "",
        home: Home | None = None,
        section: str = "",
        rotates: bool | None = None,
        branches: int = 1,
    ) -> Actor:
        """A new actor of `ads` adverts, in a network of its own unless one is named; what is not given is drawn from
        the role's habits. `branches`: numbers and cities that alternate."""
        rng, habit = self.rng, HABITS[role]
        home = home or self.home()
        section = section or rng.choice(habit.sections)
        brand = self.names.brand()
        run = 0
        if (rng.random() < habit.rotate if rotates is None else rotates) and habit.run[1]:
            run = max(2, round(rng.randint(*habit.run) * self.rates.rotation))
        lines = math.ceil(ads / run) if run else branches
        cities: tuple[City, ...] = (home.city,)
        if branches > 1 or (run and rng.random() < 0.3):  # several branches, or a tour
            cities = tuple(rng.sample(home.country.cities, min(len(home.country.cities), max(2, branches))))
        actor = Actor(
            id=f"A{len(self.actors) + 1:06d}",
            network=network or self.network(),
            role=role,
            section=section,
            country=home.country,
            cities=cities,
            language=home.language,
            wording=make_wording(home.language, section, rng, brand),
            brand=brand,
            times=self._times(ads, habit.gap),
            hand=rng.randrange(1 << 16),
            numbers=[self.number(home.country) for _ in range(lines)],
            run=run,
            handle=self.names.handle(home.language.code, rng) if rng.random() < habit.handle else None,
            mailboxes=self._mailboxes(role, cities, habit.mail),
            images=self._images(),
        )
        self.actors.append(actor)
        return actor

    def _times(self, ads: int, gap: float) -> list[int]:
        """Minutes of `ads` adverts: exponential gaps of `gap` days on average, squeezed to fit the corpus."""
        offsets = [0.0, *accumulate(self.rng.expovariate(1 / gap) for _ in range(ads - 1))]
        room = DAYS - 1.0
        squeeze = min(1.0, room / offsets[-1]) if offsets[-1] else 1.0
        start = self.rng.uniform(0, room - offsets[-1] * squeeze)
        return [int((start + offset * squeeze) * DAY) for offset in offsets]

    def _mailboxes(self, role: Role, cities: Sequence[City], share: float) -> tuple[str, ...]:
        if role is Role.EMPLOYER:
            domain = self.names.domain(self.rng)
            return tuple(f"jobs{i + 1}@{domain}" for i in range(len(cities)))
        return (self.names.mailbox(self.rng),) if self.rng.random() < share else ()

    def _images(self) -> tuple[str, ...]:
        if self.rng.random() >= self.rates.pictures:
            return ()
        return tuple(self.image() for _ in range(self.rng.randint(1, 4)))
