"""Organisations: several actors who work together, and the little that shows it.

Each member has numbers, handles and pictures of its own; a few of its adverts show what the organisation has in common:
a desk number, a wallet, a mailbox, at least two of these, so that the truth can be found and told from friends who
share one phone. Some members use its template or draw from its pictures. In a mixed organisation a recruiter's job
adverts and a poster's sale adverts share a number or handle at a low rate: the bridge from recruitment to sale.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphsvc.synth.actors import Actor, Planted, Role, Tie
from graphsvc.synth.cast import Cast, Home
from graphsvc.synth.names import spell
from graphsvc.synth.phones import Number
from graphsvc.synth.phrasebook import Wording
from graphsvc.synth.wallets import ASSETS, address

FEWEST_ADS = 4  # per member: fewer could not show what ties it
_MEMBERS, _MEMBER_WEIGHTS = (2, 3, 4, 5, 6, 8), (2, 4, 3, 2, 1, 1)
IN_COMMON = ("desk", "mailbox", "purse")
_PURPOSES, _PURPOSE_WEIGHTS = ("mixed", "sale", "labour"), (9, 7, 4)


@dataclass(frozen=True, slots=True)
class Organisation:
    """What money and profiles need to know of one organisation. `wallet`: (chain, address)."""

    members: tuple[Actor, ...]
    wallet: tuple[str, str] | None


def organisation(cast: Cast, budget: int) -> Organisation:
    """An organisation of random make with at most `budget` adverts (at least 2 * FEWEST_ADS)."""
    rng = cast.rng
    count = min(rng.choices(_MEMBERS, _MEMBER_WEIGHTS)[0], budget // FEWEST_ADS)
    purpose = rng.choices(_PURPOSES, _PURPOSE_WEIGHTS)[0]
    recruiters = {"mixed": max(1, count // 3), "sale": 0, "labour": count}[purpose]
    sizes: list[int] = []
    for _ in range(count):
        room = budget - sum(sizes) - FEWEST_ADS * (count - len(sizes) - 1)
        sizes.append(min(room, FEWEST_ADS + int(rng.expovariate(1 / 10)), 80))
    roles = [Role.RECRUITER] * recruiters + [Role.POSTER] * (count - recruiters)
    return assemble(cast, roles, sizes, cast.home())


def assemble(
    cast: Cast, roles: list[Role], sizes: list[int], base: Home, in_common: Collection[str] = ()
) -> Organisation:
    """An organisation of these roles and numbers of adverts around `base`. `in_common`: which of IN_COMMON it has; two
    or three at random when none is named."""
    rng, rates = cast.rng, cast.rates
    network = cast.network()
    shared: dict[tuple[str, str], Wording] = {}
    members = []
    for role, size in zip(roles, sizes, strict=True):
        member = cast.actor(role, size, network=network, home=_near(cast, base))
        own = shared.setdefault((member.section, member.language.code), member.wording)
        if rng.random() < rates.shared_wording:
            member.wording = own
        members.append(member)
    common = in_common or rng.sample(IN_COMMON, rng.choice((2, 2, 3)))
    if "desk" in common:
        number = cast.number(base.country)
        _share(cast, members, cast.plant("desk", number.e164), "second", number, rates.desk)
    if "mailbox" in common:
        mailbox = cast.names.mailbox(rng)
        _share(cast, members, cast.plant("mailbox", mailbox), "email", mailbox, rates.desk)
    wallet = _purse(cast, members) if "purse" in common else None
    _pictures(cast, members)
    recruiters = [member for member in members if member.role is Role.RECRUITER]
    posters = [member for member in members if member.role is Role.POSTER]
    if recruiters and posters:
        _bridge(cast, rng.choice(recruiters), rng.choice(posters), base)
    return Organisation(tuple(members), wallet)


def _near(cast: Cast, base: Home) -> Home:
    """Mostly the same town and language, at times elsewhere in the country, now and then over a border."""
    draw = cast.rng.random()
    if draw < 0.7:
        return base
    return cast.home(base.country if draw < 0.9 else None)


def _share(
    cast: Cast, members: list[Actor], planted: Planted, how: str, value: Number | str, rate: float, asset: str = ""
) -> None:
    """Every member shows the value now and then: surely in one advert, at a place of its own choosing."""
    for member in members:
        surely = (cast.rng.randrange(len(member.times)),)
        member.ties.append(Tie(planted, how, value, rate, surely, asset))


def _purse(cast: Cast, members: list[Actor]) -> tuple[str, str]:
    """One wallet for deposits; posters also have collecting wallets of their own."""
    rng = cast.rng
    chain = rng.choice(tuple(ASSETS))
    common = address(chain, rng)
    _share(cast, members, cast.plant("wallet", common), "wallet", common, cast.rates.wallet, ASSETS[chain])
    for member in members:
        if member.role is Role.POSTER and rng.random() < 0.6:
            member.wallet = (chain, address(chain, rng))
    return chain, common


def _pictures(cast: Cast, members: list[Actor]) -> None:
    """At times members draw from one pool of pictures."""
    rng = cast.rng
    if rng.random() < 0.4:
        pool = [cast.image() for _ in range(6)]
        for member in members:
            if member.images:
                member.images = (*member.images[:1], *rng.sample(pool, 2))


def _bridge(cast: Cast, recruiter: Actor, poster: Actor, base: Home) -> None:
    """The poster's handle in the recruiter's adverts, or a number in the adverts of both."""
    rate = cast.rates.bridge
    if poster.handle:
        planted = cast.plant("bridge", ":".join(poster.handle))
        spelled = spell(*poster.handle, recruiter.hand)
        recruiter.ties.append(Tie(planted, "handle", spelled, rate, (len(recruiter.times) // 2,)))
        return
    number = cast.number(base.country)
    planted = cast.plant("bridge", number.e164)
    for actor in (recruiter, poster):
        actor.ties.append(Tie(planted, "second", number, rate, (len(actor.times) // 2,)))
