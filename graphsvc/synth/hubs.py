"""Hubs: values that strangers share because they use one service. They link nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphsvc.synth.actors import Actor, Role, Tie
from graphsvc.synth.cast import Cast
from graphsvc.synth.phones import Number

KINDS = ("switchboard", "platform", "stock-text", "forwarding", "stock-picture", "building")
USE = 0.8  # a poster who uses a hub shows it in this share of the adverts
_FOOTER = (
    "Advert placed through {0}, the notice board for town and harbour. {0} does not take part in any agreement between "
    "readers and advertisers and answers for no offer."
)


def plant_hubs(cast: Cast, hubs: int) -> None:
    """Plant `hubs` hubs, kinds in turn; each is shown by `rates.hub` of all adverts, whoever posts them."""
    firms = (Role.EMPLOYER, Role.AGENCY)  # their desk is their own
    farms = [actor for actor in cast.actors if actor.role is Role.FARM]
    others = [actor for actor in cast.actors if actor.role not in (*firms, Role.FARM)]
    adverts = sum(len(actor.times) for actor in others)
    for i in range(hubs):
        tie = _hub(cast, KINDS[i % len(KINDS)])
        for actor in _users(cast, others, adverts * cast.rates.hub / USE):
            actor.ties.append(tie)
        for farm in farms:  # a farm posts through every service, a little
            farm.ties.append(replace(tie, rate=cast.rates.hub))


def _users(cast: Cast, posters: Sequence[Actor], adverts: float) -> list[Actor]:
    """Different posters at random who together have about so many adverts."""
    chosen: dict[int, Actor] = {}
    while adverts > 0 and len(chosen) < len(posters):
        position = cast.rng.randrange(len(posters))
        if position not in chosen:
            chosen[position] = posters[position]
            adverts -= len(posters[position].times)
    return list(chosen.values())


def _hub(cast: Cast, kind: str) -> Tie:
    how, value = _value(cast, kind)
    shown = value.e164 if isinstance(value, Number) else value
    return Tie(cast.plant(kind, shown), how, value, USE)


def _value(cast: Cast, kind: str) -> tuple[str, Number | str]:
    """How the hub is introduced, and what is shown."""
    name = cast.names.brand()
    match kind:
        case "switchboard" | "forwarding":
            return "office", cast.number(cast.home().country)
        case "platform":
            return "link", f"https://{name.lower()}.example.com/book"
        case "stock-text":
            return "text", _FOOTER.format(name)
        case "stock-picture":
            return "image", cast.image()
    return "place", f"{name} House"
