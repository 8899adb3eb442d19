from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise

from graphsvc.synth import write
from graphsvc.synth.cast import Cast
from graphsvc.synth.phrasebook import countries
from graphsvc.synth.population import RECYCLED_AFTER, populate, recycle
from graphsvc.synth.rates import Rates
from tests.support.corpus import Corpus


def test_a_recycled_number_had_another_owner_who_had_fallen_silent():
    cast = Cast(4, countries(), Rates(recycled=0.2))
    populate(cast, 3000, benign=False)
    recycle(cast)
    recycled = [planted for planted in cast.planted if planted.kind == "recycled"]
    assert len(recycled) > 10
    for planted in recycled:
        terms = sorted(
            (actor.times[first], actor.times[last], actor.network)
            for actor in cast.actors
            for number, (first, last) in zip(actor.numbers, actor.terms())
            if number.e164 == planted.value
        )
        (_, end, former), (begin, _, owner) = terms
        assert begin - end > RECYCLED_AFTER
        assert former != owner
        assert planted.networks == {former, owner}


def test_recycled_numbers_are_seen_half_a_year_apart_in_the_files(tmp_path):
    corpus = Corpus(tmp_path, write(tmp_path, records=4000, seed=8, rates=Rates(recycled=0.2, obfuscated=0.0)))
    values = corpus.planted("recycled")
    gaps = 0
    for value in values:
        rows = corpus.showing(value)
        days = [datetime.fromisoformat(row["posted_at"]) for row in rows]
        widest = max(((b - a).days for a, b in pairwise(days)), default=0)
        _, networks = corpus.owners(rows)
        assert len(networks) <= 2
        gaps += len(networks) == 2 and widest > 183
    assert gaps > 0.7 * len(values) > 7


def test_numbers_registered_with_an_account_were_never_recycled(tmp_path):
    corpus = Corpus(tmp_path, write(tmp_path, records=4000, seed=8, rates=Rates(recycled=0.3, profile=1.0)))
    registered = {"+" + re.sub(r"\D", "", row["phone"]) for row in corpus.rows("accounts.csv") if row["phone"]}
    assert len(registered) > 50
    assert not registered & set(corpus.planted("recycled"))


def test_kinds_take_their_share_of_the_adverts(corpus, benign):
    shares = {kind: count / corpus.manifest.records for kind, count in corpus.manifest.ads.items()}
    assert abs(shares["recruiter"] + shares["poster"] - 0.42) < 0.02
    assert abs(shares["employer"] - 0.09) < 0.02
    assert abs(benign.manifest.ads["employer"] / benign.manifest.records - 0.15) < 0.02


def test_a_lower_rotation_uses_up_numbers_sooner():
    used = []
    for rotation in (1.0, 0.2):
        cast = Cast(4, countries(), Rates(rotation=rotation))
        populate(cast, 3000, benign=False)
        used.append(sum(len(actor.numbers) for actor in cast.actors))
        assert all(actor.run == 0 or actor.run >= 2 for actor in cast.actors)
    assert used[1] > 1.4 * used[0]
