from __future__ import annotations

from collections import defaultdict

import pytest

from graphsvc.synth.actors import Role
from graphsvc.synth.cast import Cast
from graphsvc.synth.organisations import FEWEST_ADS, assemble, organisation
from graphsvc.synth.phrasebook import countries
from graphsvc.synth.rates import Rates


@pytest.fixture
def cast() -> Cast:
    return Cast(9, countries(), Rates())


def test_an_organisation_stays_within_its_budget_and_one_network(cast):
    for budget in (2 * FEWEST_ADS, 25, 60, 5000):
        made = organisation(cast, budget)
        assert len(made.members) >= 2
        assert all(len(member.times) >= FEWEST_ADS for member in made.members)
        assert sum(len(member.times) for member in made.members) <= budget
        assert len({member.network for member in made.members}) == 1


def test_every_member_surely_shows_two_things_that_all_have_in_common(cast):
    for _ in range(60):
        made = organisation(cast, 100)
        values = defaultdict(set)
        for member in made.members:
            for tie in member.ties:
                if tie.always:
                    values[tie.planted.value].add(member.id)
        whole = {member.id for member in made.members}
        assert sum(shown == whole for shown in values.values()) >= 2


def test_members_keep_numbers_of_their_own(cast):
    made = organisation(cast, 400)
    numbers = [{number.e164 for number in member.numbers} for member in made.members]
    assert len(set().union(*numbers)) == sum(map(len, numbers))


@pytest.mark.parametrize("common", [("desk", "purse"), ("desk", "mailbox")])
def test_a_mixed_organisation_has_a_bridge_from_recruitment_to_sale(cast, common):
    made = assemble(cast, [Role.RECRUITER, Role.POSTER], [30, 30], cast.home(), common)
    bridge = [planted for planted in cast.planted if planted.kind == "bridge"]
    assert len(bridge) == 1
    recruiter, poster = made.members
    shown = [tie for tie in recruiter.ties if tie.planted is bridge[0]]
    assert len(shown) == 1
    assert shown[0].always == (15,)
    assert shown[0].rate < 0.1
    on_the_other_side = [tie for tie in poster.ties if tie.planted is bridge[0]]
    assert on_the_other_side or (poster.handle and poster.handle[1] in shown[0].value)
    assert (made.wallet is not None) == ("purse" in common)


def test_bridges_join_job_and_sale_adverts_of_one_network_in_few_adverts(corpus):
    found = 0
    for value in corpus.planted("bridge"):
        rows = corpus.showing(value.split(":")[-1])
        _, networks = corpus.owners(rows)
        assert len(networks) <= 1
        found += {"job", "sale"} <= {row["category"] for row in rows}
    assert found >= 0.7 * len(corpus.planted("bridge")) > 3


def test_a_desk_number_stands_in_few_adverts_of_several_members(corpus):
    desks = corpus.planted("desk")
    assert len(desks) >= 10
    several = 0
    for value in desks:
        actors, networks = corpus.owners(corpus.showing(value))
        assert len(networks) == 1
        several += len(actors) >= 2
    assert several > 0.9 * len(desks)


def test_numbers_rotate(corpus):
    recruiters_and_posters = corpus.manifest.ads["recruiter"] + corpus.manifest.ads["poster"]
    assert recruiters_and_posters > 0.35 * corpus.manifest.records


def test_a_rotated_number_is_named_once_by_its_successor(cast):
    actor = cast.actor(Role.POSTER, 20, rotates=True)
    actor.run = 5
    actor.numbers = [cast.number(actor.country) for _ in range(4)]
    assert [actor.number(ordinal) for ordinal in (0, 4, 5, 19)] == [actor.numbers[i] for i in (0, 0, 1, 3)]
    assert [ordinal for ordinal in range(20) if actor.rotated_from(ordinal)] == [5, 10, 15]
    assert actor.rotated_from(5) is actor.numbers[0]
    assert actor.terms() == [(0, 5), (5, 10), (10, 15), (15, 19)]
