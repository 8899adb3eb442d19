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
    """Plant `hubs` hubs, kinds in turn; each is shown by `rates.hub` of all adverts on average, by whoever posts."""
    ties = [_hub(cast, KINDS[i % len(KINDS)]) for i in range(hubs)]
    for actor in cast.actors:
        for tie in _used(cast, ties, actor):
            actor.ties.append(tie)


def _used(cast: Cast, ties: Sequence[Tie], actor: Actor) -> list[Tie]:
    """Each hub is used by the same share of posters; a spam farm uses all of them a little; a firm has its own desk."""
    if actor.role in (Role.EMPLOYER, Role.AGENCY):
        return []
    if actor.role is Role.FARM:
        return [replace(tie, rate=cast.rates.hub) for tie in ties]
    return [tie for tie in ties if cast.rng.random() < cast.rates.hub / USE]


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
