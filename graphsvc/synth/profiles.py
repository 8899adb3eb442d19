"""Account profiles with what they were registered with, who follows whom, and a few looked-up numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphsvc.synth.actors import Actor, Role
from graphsvc.synth.cast import DAY, DAYS, Cast
from graphsvc.synth.phones import Number
from graphsvc.synth.phrasebook import compose
from graphsvc.synth.timeline import Timeline

ACCOUNT_COLUMNS = ("account_id", "platform", "username", "bio", "phone", "email", "created_at")
FOLLOW_COLUMNS = ("platform", "follower", "followed", "since")
PHONE_COLUMNS = ("phone", "note", "first_seen", "last_seen")
_NOTES = (
    "prepaid, no subscriber on file", "answered by a woman, no name given", "heard in two complaints",
    "written on a flyer at the ferry terminal", "call forwarded abroad", "switched off since spring",
)  # fmt: skip
_PUBLIC = ("harbour_news_ex", "town_board_ex", "night_radio_ex")  # accounts that anybody follows


@dataclass(frozen=True, slots=True)
class Profile:
    """One row of accounts.csv and whose it is."""

    key: str
    actor: Actor
    row: tuple[str, ...]


def profiles(cast: Cast, timeline: Timeline) -> list[Profile]:
    """A profile for some of the handles. A number that was recycled, or is rotated away, is never registered."""
    rng = cast.rng
    recycled = {planted.value for planted in cast.planted if planted.kind == "recycled"}
    found: list[Profile] = []
    for actor in cast.actors:
        if not actor.handle or rng.random() >= cast.rates.profile:
            continue
        number = _registered(cast, actor)
        phone = "" if number is None or number.e164 in recycled else number.international
        key = f"acc-{len(found) + 1:06d}"
        bio = compose(rng.choice(actor.language.stock["bio"]), actor.language, rng, actor.brand)
        city = actor.cities[0].in_language(actor.language.code)
        mail = actor.mailboxes[0] if actor.mailboxes and rng.random() < 0.5 else ""
        created = timeline.day(max(0.0, actor.times[0] / DAY - rng.expovariate(1 / 20)))
        found.append(Profile(key, actor, (key, *actor.handle, bio.format(city=city), phone, mail, created)))
    return found


def _registered(cast: Cast, actor: Actor) -> Number | None:
    """Mostly the newest number; at times the desk number of the organisation."""
    if cast.rng.random() < 0.15:
        desks = [tie.value for tie in actor.ties if tie.planted.kind == "desk" and isinstance(tie.value, Number)]
        if desks:
            return desks[0]
    return actor.numbers[-1] if cast.rng.random() < 0.5 else None


def follows(cast: Cast, found: Sequence[Profile], timeline: Timeline) -> Iterator[tuple[str, ...]]:
    """On one platform, members of a network follow each other at times; all follow public accounts and strangers."""
    rng = cast.rng
    by_platform: dict[str, list[Profile]] = {}
    by_network: dict[tuple[str, str], list[Profile]] = {}
    for profile in found:
        by_platform.setdefault(profile.row[1], []).append(profile)
        by_network.setdefault((profile.row[1], profile.actor.network), []).append(profile)
    for profile in found:
        platform, handle = profile.row[1:3]
        followed = {near.row[2] for near in by_network[platform, profile.actor.network] if rng.random() < 0.5}
        followed |= {name for name in _PUBLIC if rng.random() < 0.3}
        followed |= {rng.choice(by_platform[platform]).row[2] for _ in range(rng.randrange(3))}
        for name in sorted(followed - {handle}):
            yield platform, handle, name, timeline.day(rng.uniform(0, DAYS))


def looked_up(cast: Cast, timeline: Timeline, limit: int) -> Iterator[tuple[str, ...]]:
    """Notes on some organisations' numbers and on numbers that many share; a note names no person."""
    rng = cast.rng
    values = [p.value for p in cast.planted if p.kind in ("desk", "agency", "switchboard") and p.value.startswith("+")]
    own = [actor for actor in cast.actors if actor.role in (Role.POSTER, Role.RECRUITER)]
    values += [rng.choice(own).numbers[0].e164 for _ in range(limit if own else 0)]
    for value in sorted(set(values))[:limit]:
        first = rng.uniform(0, DAYS * 0.7)
        yield value, rng.choice(_NOTES), timeline.day(first), timeline.day(first + rng.uniform(1, DAYS * 0.3))
