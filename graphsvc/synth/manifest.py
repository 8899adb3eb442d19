"""What was written and what was planted: the key to a synthetic corpus, beside its truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from graphsvc.synth.cast import Cast

NOTICE = "All of it is invented. Accuracy on synthetic data is not accuracy in the field."


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files`: name -> rows. `posters`: actors; `networks`: true networks; `organisations`: those of two actors or
    more. `ads`: adverts by what their poster was planted as. `planted`: kind, value, how many actors and networks
    share it, and how many adverts show it for that reason (0: not shown by a tie, but an owner's own value)."""

    records: int
    seed: int
    hubs: int
    benign: bool
    today: str
    files: dict[str, int]
    posters: int
    networks: int
    organisations: int
    ads: dict[str, int]
    languages: dict[str, int]
    planted: tuple[dict[str, Any], ...]
    rates: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "notice": NOTICE}


def describe(cast: Cast, files: dict[str, int], *, seed: int, hubs: int, benign: bool, today: date) -> Manifest:
    """The manifest of a cast whose adverts are written."""
    members = Counter(actor.network for actor in cast.actors)
    ads: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for actor in cast.actors:
        ads[actor.role.value] += len(actor.times)
        spoken[actor.language.code] += len(actor.times)
    return Manifest(
        records=ads.total(), seed=seed, hubs=hubs, benign=benign, today=today.isoformat(),
        files=dict(sorted(files.items())), posters=len(cast.actors), networks=len(members),
        organisations=sum(count > 1 for count in members.values()), ads=dict(sorted(ads.items())),
        languages=dict(sorted(spoken.items())), rates=asdict(cast.rates),
        planted=tuple(
            {"kind": p.kind, "value": p.value, "ads": p.ads, "actors": len(p.actors), "networks": len(p.networks)}
            for p in cast.planted
        ),
    )  # fmt: skip
