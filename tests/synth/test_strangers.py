"""What strangers share is really there, and is shared by strangers."""

from __future__ import annotations

import pytest

from graphsvc.synth import strangers
from graphsvc.synth.actors import Role
from graphsvc.synth.cast import Cast
from graphsvc.synth.phrasebook import countries
from graphsvc.synth.rates import Rates


@pytest.fixture
def cast() -> Cast:
    return Cast(3, countries(), Rates())


def ads(actors) -> int:
    return sum(len(actor.times) for actor in actors)


@pytest.mark.parametrize("kind", sorted(strangers.FEWEST))
def test_no_kind_exceeds_its_budget_and_nobody_shares_a_network(cast, kind):
    make = getattr(strangers, kind)
    for budget in (strangers.FEWEST[kind], strangers.FEWEST[kind] + 13, 300):
        actors = make(cast, budget)
        assert 1 <= ads(actors) <= budget
        assert len({actor.network for actor in actors}) == len(actors)


def test_an_agency_number_stands_in_the_adverts_of_dozens_of_strangers(corpus):
    number = corpus.planted("agency")[0]
    rows = corpus.showing(number)
    actors, networks = corpus.owners(rows)
    assert len(rows) >= 70
    assert len(actors) == len(networks) >= 15


@pytest.mark.parametrize("which", ["corpus", "benign"])
def test_independents_share_a_safety_phone_and_a_screening_text(which, request):
    corpus = request.getfixturevalue(which)
    groups = list(zip(corpus.planted("safety-phone"), corpus.planted("screening-text"), strict=True))
    assert len(groups) >= 5
    for phone, text in groups:
        actors, networks = corpus.owners(corpus.showing(text))
        assert len(actors) == len(networks) >= 3
        with_phone, _ = corpus.owners(corpus.showing(phone))
        assert with_phone <= actors
        assert len(with_phone) >= 2  # a hidden spelling may keep one from being seen here


def test_some_independents_share_a_building_or_a_template(corpus):
    for building in corpus.planted("shared-building"):
        actors, networks = corpus.owners(corpus.showing(building))
        assert len(actors) == len(networks) >= 3
    copied = [entry for entry in corpus.manifest.planted if entry["kind"] == "copied-template"]
    assert copied
    assert all(entry["actors"] == entry["networks"] == 2 for entry in copied)


def test_a_duo_shows_both_numbers_in_some_adverts_of_each(corpus):
    numbers = corpus.planted("duo")
    assert len(numbers) >= 6
    pairs = 0
    for first, second in zip(numbers[::2], numbers[1::2], strict=True):
        both = [row for row in corpus.showing(first) if row in corpus.showing(second)]
        actors, networks = corpus.owners(both)
        assert len(actors) == len(networks) <= 2
        pairs += len(actors) == 2
    assert pairs >= len(numbers) / 2 * 0.6


def test_a_spam_farm_is_one_actor_with_one_template_and_many_numbers(corpus, cast):
    farm = strangers.farm(cast, 300)[0]
    assert farm.role is Role.FARM
    assert len(farm.times) >= 60
    assert len({number.e164 for number in farm.numbers}) >= 3
    assert farm.mailboxes
    assert corpus.manifest.ads["farm"] >= 60


def test_an_honest_firm_has_branches_under_one_domain_and_is_one_actor(cast, corpus):
    firm = strangers.employer(cast, 40)[0]
    assert len({mail.split("@")[1] for mail in firm.mailboxes}) == 1
    assert len({firm.number(ordinal).e164 for ordinal in range(len(firm.times))}) == len(firm.numbers) >= 2
    assert {firm.number(ordinal).e164 for ordinal in range(4)} <= {number.e164 for number in firm.numbers}
    for site in corpus.planted("website"):
        actors, _ = corpus.owners(corpus.showing(site))
        assert len(actors) == 1
