"""Who is in the corpus: kinds of posters by their share of the adverts, down to the last advert."""

from __future__ import annotations

import heapq
from collections.abc import Callable

from graphsvc.synth import strangers
from graphsvc.synth.actors import Actor, Role
from graphsvc.synth.cast import DAY, Cast
from graphsvc.synth.organisations import FEWEST_ADS, Organisation, organisation

RECYCLED_AFTER = 200 * DAY  # minutes of silence: more than the six months after which a number begins a new epoch
_REUSED = (Role.RECRUITER, Role.POSTER, Role.INDEPENDENT, Role.FARM)

_MAKERS: dict[str, Callable[[Cast, int], list[Actor]]] = {
    "safety": strangers.safety,
    "duo": strangers.duo,
    "agency": strangers.agency,
    "farm": strangers.farm,
    "employer": strangers.employer,
    "landlord": strangers.landlord,
    "independent": strangers.independent,
}


def populate(cast: Cast, records: int, *, benign: bool) -> list[Organisation]:
    """Fill `cast` with actors of exactly `records` adverts; returns the organisations, none when `benign`."""
    shares = cast.rates.benign if benign else cast.rates.mixed
    left = records
    organisations: list[Organisation] = []
    for kind in sorted(shares):
        budget = int(records * shares[kind])
        fewest = 2 * FEWEST_ADS if kind == "organisation" else strangers.FEWEST[kind]
        while budget >= fewest:
            if kind == "organisation":
                made = organisation(cast, budget)
                organisations.append(made)
                actors = list(made.members)
            else:
                actors = _MAKERS[kind](cast, budget)
            used = sum(len(actor.times) for actor in actors)
            budget -= used
            left -= used
    while left:
        left -= sum(len(actor.times) for actor in strangers.independent(cast, left))
    return organisations


def recycle(cast: Cast) -> None:
    """Give some numbers an earlier owner: another network's number of the same country, silent for RECYCLED_AFTER."""
    terms = sorted(
        (actor.times[first], actor.times[last], position, slot)
        for position, actor in enumerate(cast.actors)
        if actor.role in _REUSED and not any(tie.how == "friend" for tie in actor.ties)
        for slot, (first, last) in enumerate(actor.terms())
    )
    in_use: list[tuple[int, int, int]] = []  # heap of (last use, position, slot)
    silent: dict[str, list[tuple[Actor, int]]] = {}
    for begin, end, position, slot in terms:
        actor = cast.actors[position]
        while in_use and in_use[0][0] < begin - RECYCLED_AFTER:
            _, earlier, its_slot = heapq.heappop(in_use)
            owner = cast.actors[earlier]
            silent.setdefault(owner.country.code, []).append((owner, its_slot))
        owners = silent.get(actor.country.code)
        if owners and cast.rng.random() < cast.rates.recycled:
            former, its_slot = owners.pop(cast.rng.randrange(len(owners)))
            if former.network != actor.network:
                actor.numbers[slot] = former.numbers[its_slot]
                cast.plant("recycled", actor.numbers[slot].e164).owned_by(former, actor)
        else:
            heapq.heappush(in_use, (end, position, slot))
