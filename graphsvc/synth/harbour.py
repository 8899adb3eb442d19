"""The demo case: an invented harbour, small enough to see whole and with something to find behind every first look.

Story. Job adverts in Romanian, Russian and Spanish promise hotel and farm work in Saltmouth and over the water; some of
the people who place them share a number or a handle with sale adverts in the same towns. Five organisations are at
work, two of them with recruiters and posters both. Beside them stand those who must not be taken for them: an agency
whose number is in the adverts of dozens of strangers, independents who share a phone to check guests, friends who
advertise as two, a spam farm, honest hotels with branches, and numbers that changed hands.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graphsvc.synth import strangers
from graphsvc.synth.actors import Role
from graphsvc.synth.cast import Cast, Home
from graphsvc.synth.corpus import ACCOUNTS, ADS, FOLLOWS, LATER, PAYMENTS, PHONES, TODAY, WALLETS, write_cast
from graphsvc.synth.hubs import plant_hubs
from graphsvc.synth.organisations import Organisation, assemble
from graphsvc.synth.phrasebook import countries, languages
from graphsvc.synth.population import recycle
from graphsvc.synth.rates import Rates

HUBS = 2
_RATES = Rates(
    hub=0.04, profile=0.9, wallet=0.2, bridge=0.06, recycled=0.1, obfuscated=0.03, hidden_mail=0.0, paraphrased=0.0,
    disguises=("spaced", "junk", "words", "mixed", "full-width", "keycap"),
)  # fmt: skip
_R, _P = Role.RECRUITER, Role.POSTER


def demo(directory: Path, seed: int = 7, today: date = TODAY) -> list[Path]:
    """Write the harbour case into `directory`; returns the files to load, in order. The same arguments, the same bytes.

    truth.jsonl and manifest.json stand beside them. Raises InputError when the folder cannot be written.
    """
    cast = Cast(seed, countries("harbour.toml"), _RATES)
    organisations = _organisations(cast)
    _bystanders(cast)
    recycle(cast)
    plant_hubs(cast, HUBS)
    folder = Path(directory)
    write_cast(folder, cast, organisations, seed=seed, hubs=HUBS, benign=False, today=today, spending=False)
    return [folder / name for name in (ADS, LATER, ACCOUNTS, FOLLOWS, PHONES, WALLETS, PAYMENTS)]


def _home(country: str, city: int, language: str) -> Home:
    place = next(place for place in countries("harbour.toml") if place.code == country)
    return Home(place, place.cities[city], languages()[language])


def _organisations(cast: Cast) -> list[Organisation]:
    saltmouth, orchard = _home("GB", 0, "ro"), _home("GB", 2, "es")
    lantern, averne, neuhaven = _home("GB", 0, "th"), _home("FR", 0, "ru"), _home("DE", 0, "de")
    return [
        assemble(cast, [_R, _R, _P, _P, _P], [20, 15, 32, 26, 22], saltmouth, ("desk", "purse")),
        assemble(cast, [_P, _P, _P, _P], [28, 24, 18, 14], lantern, ("mailbox", "purse")),
        assemble(cast, [_R, _R, _R], [22, 18, 12], orchard, ("desk", "mailbox")),
        assemble(cast, [_R, _P, _P], [16, 24, 18], averne, ("desk", "purse")),
        assemble(cast, [_P, _P], [13, 11], neuhaven, ("desk", "mailbox")),
    ]


def _bystanders(cast: Cast) -> None:
    saltmouth = _home("GB", 0, "en")
    strangers.agency(cast, 110, saltmouth)
    strangers.safety(cast, 22, saltmouth)
    strangers.duo(cast, 9, saltmouth)
    strangers.duo(cast, 8, _home("FR", 0, "fr"))
    strangers.farm(cast, 70)
    strangers.employer(cast, 24, _home("GB", 1, "en"))
    strangers.employer(cast, 16, _home("FR", 1, "fr"))
    for make, room in ((strangers.landlord, 45), (strangers.independent, 70)):
        while room:
            room -= sum(len(actor.times) for actor in make(cast, room))
