"""Posters who belong to no organisation, and what makes them look as if they did.

Every actor here is a network of its own in the truth: whatever they share (a safety phone, a screening text, an
agency's number, one firm's template) is shared by strangers, friends or branches, not by an organisation.
"""

from __future__ import annotations

from graphsvc.synth.actors import Actor, Role, Tie
from graphsvc.synth.cast import Cast, Home
from graphsvc.synth.phrasebook import compose

FEWEST = {"independent": 1, "safety": 9, "duo": 4, "agency": 24, "farm": 60, "employer": 8, "landlord": 1}


def independent(cast: Cast, budget: int, home: Home | None = None) -> list[Actor]:
    ads = min(budget, 1 + int(cast.rng.expovariate(1 / 4.5)), 40)
    return [cast.actor(Role.INDEPENDENT, ads, home=home)]


def landlord(cast: Cast, budget: int) -> list[Actor]:
    """Housing and services, by honest people."""
    return [cast.actor(Role.LANDLORD, min(budget, 1 + int(cast.rng.expovariate(1 / 3)), 20))]


def safety(cast: Cast, budget: int, home: Home | None = None) -> list[Actor]:
    """Three to five independents in one town: a friend's phone to check guests and one screening text; at times one
    building, or a template that one copied from another. Screening texts are stock: two groups may use the same."""
    home = home or cast.home()
    count = cast.rng.randint(3, 5)
    group = [cast.actor(Role.INDEPENDENT, size, home=home, section="sale") for size in _sizes(cast, count, 3, budget)]
    number = cast.number(home.country)
    phone = cast.plant("safety-phone", number.e164)
    phrase = cast.rng.choice(home.language.stock["screening"])
    text = compose(phrase, home.language, cast.rng, "")
    screening = cast.plant("screening-text", text)
    ties = [Tie(phone, "second", number, 0.35, (0,)), Tie(screening, "text", text, 0.7, (0,))]
    if cast.rng.random() < 0.5:
        building = f"{cast.names.brand()} Court"
        ties.append(Tie(cast.plant("shared-building", building), "place", building, 0.5, (0,)))
    for actor in group:
        actor.ties += ties
    if cast.rng.random() < 0.3:
        group[1].wording = group[0].wording
        cast.plant("copied-template", group[0].wording.title).owned_by(*group[:2])
    return group


def duo(cast: Cast, budget: int, home: Home | None = None) -> list[Actor]:
    """Two independents who now and then advertise together: the advert is one's, the second number the other's."""
    home = home or cast.home()
    pair = [
        cast.actor(Role.INDEPENDENT, size, home=home, section="sale", rotates=False)
        for size in _sizes(cast, 2, 2, budget)
    ]
    for actor, friend in zip(pair, reversed(pair), strict=True):
        number = friend.numbers[0]
        actor.ties.append(Tie(cast.plant("duo", number.e164), "friend", number, 0.12, (len(actor.times) // 2,)))
    return pair


def agency(cast: Cast, budget: int, home: Home | None = None) -> list[Actor]:
    """An agency and its clients: its number stands in the adverts of people who do not know each other."""
    home = home or cast.home()
    number = cast.number(home.country)
    planted = cast.plant("agency", number.e164)
    room = min(budget, 400)
    office = cast.actor(Role.AGENCY, max(1, room // 20), home=home)
    office.numbers = [number]
    clients = []
    room -= len(office.times)
    while room:
        client = independent(cast, room, Home(home.country, cast.rng.choice(home.country.cities), home.language))[0]
        client.ties.append(Tie(planted, "office", number, 0.6, (0,)))
        room -= len(client.times)
        clients.append(client)
    return [office, *clients]


def farm(cast: Cast, budget: int) -> list[Actor]:
    """One poster, hundreds of adverts, one template, numbers that change by the day."""
    return [cast.actor(Role.FARM, min(budget, cast.rng.randint(60, 400)))]


def employer(cast: Cast, budget: int, home: Home | None = None) -> list[Actor]:
    """An honest firm: one template, mail domain and website, a number and mailbox for each branch. One actor."""
    ads = min(budget, cast.rng.randint(8, 60))
    firm = cast.actor(Role.EMPLOYER, ads, home=home, branches=cast.rng.randint(2, 4))
    site = f"https://{firm.mailboxes[0].split('@')[1]}/jobs"
    firm.ties.append(Tie(cast.plant("website", site), "link", site, 0.4, (0,)))
    return [firm]


def _sizes(cast: Cast, count: int, fewest: int, budget: int) -> list[int]:
    """Up to `count` numbers of adverts, each `fewest` or more, that fit in `budget`."""
    count = min(count, budget // fewest)
    sizes = [fewest] * count
    left = budget - sum(sizes)
    for i in range(count):
        more = min(left, int(cast.rng.expovariate(1 / 4)))
        sizes[i] += more
        left -= more
    return sizes
