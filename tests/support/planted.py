"""Planted truth in rows: posters, organisations, friends with a safety phone, and hubs over strangers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.support.projections import Row


@dataclass(slots=True)
class World:
    """`rows` and, for each key, its true poster and network."""

    rows: list[Row] = field(default_factory=list)
    poster: dict[str, str] = field(default_factory=dict)
    network: dict[str, str] = field(default_factory=dict)


class Planter:
    """Adds posters to a world; everything depends on the seed alone."""

    def __init__(self, seed: int, hubs: int = 0) -> None:
        self.rng = random.Random(seed)
        self.world = World()
        self._numbers = 0
        self._posters = 0
        self.hubs = [self.phone() if i % 2 else self.page(i) for i in range(hubs)]

    def phone(self) -> str:
        self._numbers += 1
        return f"phone:+1555{self._numbers:07d}"

    @staticmethod
    def page(number: int) -> str:
        return f"url:board{number}.example.com"

    def poster(
        self, ads: int, *, network: str = "", category: str = "sale", shared: tuple[tuple[str, float], ...] = (),
        rotate: int = 0,
    ) -> None:  # fmt: skip
        """One poster with numbers (a new one every `rotate` adverts), a handle in half of the adverts, pictures;
        `shared`: (identifier, share of adverts), certain in the first advert."""
        rng, number = self.rng, self._posters
        self._posters += 1
        name, day, phone = f"P{number:05d}", rng.uniform(0, 300), self.phone()
        pictures = [f"image:sha256:{number:032x}{i:032x}" for i in range(rng.randint(0, 2))]
        uses = [hub for hub in self.hubs if rng.random() < 0.05]
        for ordinal in range(ads):
            if rotate and ordinal and ordinal % rotate == 0:
                phone = self.phone()
            ids = {phone}
            if rng.random() < 0.6:
                ids.add(f"account:telegram:{name.lower()}")
            if pictures and rng.random() < 0.5:
                ids.add(rng.choice(pictures))
            ids |= {hub for hub in uses if rng.random() < 0.8}
            ids |= {value for value, share in shared if ordinal == 0 or rng.random() < share}
            key = f"{name}-{ordinal:04d}"
            day += rng.expovariate(1 / 3)
            self.world.rows.append(Row(key, tuple(sorted(ids)), day, category))
            self.world.poster[key] = name
            self.world.network[key] = network or name

    def organisation(self, name: str, members: int) -> None:
        """Members who show the same desk number and the same wallet now and then."""
        shared = ((self.phone(), 0.3), (f"wallet:tron:T{name}", 0.3))
        for i in range(members):
            self.poster(self.rng.randint(8, 20), network=name, category="job" if i % 2 else "sale", shared=shared,
                        rotate=7)  # fmt: skip

    def friends(self, count: int) -> None:
        """Independents who share a safety phone."""
        number = self.phone()
        for _ in range(count):
            self.poster(self.rng.randint(4, 10), shared=((number, 0.4),))

    def agency(self, clients: int) -> None:
        """Strangers whose adverts show one agency's number and address."""
        shared = ((self.phone(), 0.7), (f"email:desk{self._posters}@example.com", 0.4))
        for _ in range(clients):
            self.poster(self.rng.randint(3, 9), shared=shared)


def mixed(seed: int, hubs: int = 0) -> World:
    planter = Planter(seed, hubs)
    for i in range(6):
        planter.organisation(f"ORG{i}", planter.rng.randint(2, 5))
    for _ in range(6):
        planter.friends(planter.rng.randint(3, 5))
    planter.agency(25)
    for _ in range(40):
        planter.poster(planter.rng.randint(1, 12), rotate=planter.rng.choice((0, 0, 5)))
    return planter.world


def benign(seed: int) -> World:
    planter = Planter(seed, hubs=6)
    for _ in range(8):
        planter.friends(planter.rng.randint(3, 5))
    planter.agency(30)
    for _ in range(60):
        planter.poster(planter.rng.randint(1, 12), category=planter.rng.choice(("sale", "housing", "job")))
    return planter.world
