"""Rival explanations: which are offered, what speaks for and against, and what is said to be not known."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.rivals import rivals
from graphsvc.analysis.rivals.tally import Tally
from graphsvc.analysis.rivals.words import WORDS
from graphsvc.brief import wording
from graphsvc.linking.units import IDENTIFIERS
from graphsvc.results import Rival

AGENCY, BULK, SAFETY = "An agency, a platform or a service", "A spam farm or bulk poster", "Independents who share"
EMPLOYER, STOCK, DESK = "An honest employer", "A stock text", "A forwarding"
RECYCLED, EXCHANGE, MISTAKE = "A number or account", "An address of an exchange", "A value misread"


def _rival(name: str, posters: int = 2, records: int = 10, **counts: object) -> Rival | None:
    kinds = counts.pop("kinds", {"phone": 1})
    found = rivals(Tally(posters, records, kinds, **counts))  # type: ignore[arg-type]
    return next((rival for rival in found if rival.name.startswith(name)), None)


@pytest.mark.parametrize(
    ("name", "counts", "state"),
    [
        (AGENCY, {"outside": 1, "elsewhere": 37}, "for"),
        (AGENCY, {"spread": 4.2, "outside": 1}, "for"),
        (AGENCY, {}, "against"),
        (AGENCY, {"hubs": 2}, "not known"),  # hubs speak for it, nothing outside speaks against
        (BULK, {"texts": 2, "texted": 10}, "for"),
        (BULK, {"texts": 9, "texted": 10}, "against"),
        (BULK, {}, "not known"),
        (SAFETY, {"own": 2, "at_once": 1}, "for"),
        (SAFETY, {"kinds": {"phone": 1, "wallet": 1}}, "against"),
        (SAFETY, {"kinds": {"phone": 1, "wallet": 1}, "own": 2}, "not known"),
        (EMPLOYER, {"categories": {"job": 10}}, "for"),
        (EMPLOYER, {"categories": {"job": 5, "sale": 5}}, "against"),
        (STOCK, {"kinds": {"image": 2}}, "for"),
        (STOCK, {"kinds": {"template": 1, "phone": 1}}, "not known"),
        (DESK, {"at_once": 1}, "for"),
        (DESK, {"in_turn": 1}, "against"),
        (DESK, {"undated": 1}, "not known"),
        (RECYCLED, {"in_turn": 1}, "for"),
        (RECYCLED, {"changed": 1}, "for"),
        (RECYCLED, {"at_once": 1}, "against"),
        (RECYCLED, {"longest": 800.0, "at_once": 1}, "not known"),
        (EXCHANGE, {"kinds": {"wallet": 1}, "outside": 1, "wallets_outside": 1}, "for"),
        (EXCHANGE, {"kinds": {"wallet": 1}}, "against"),
        (MISTAKE, {}, "for"),
        (MISTAKE, {"kinds": {"phone": 1, "email": 2}, "fewest": 3}, "against"),
    ],
)
def test_three_states(name: str, counts: dict[str, object], state: str) -> None:
    rival = _rival(name, **counts)
    assert rival is not None
    assert rival.state == state


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (SAFETY, {"kinds": {"wallet": 1}}),
        (EMPLOYER, {"categories": {"sale": 3}}),
        (STOCK, {}),
        (DESK, {"kinds": {"email": 1}}),
        (RECYCLED, {"kinds": {"email": 1}}),
        (EXCHANGE, {}),
    ],
)
def test_an_explanation_that_the_counts_do_not_bear_on_is_not_offered(name: str, counts: dict[str, object]) -> None:
    assert _rival(name, **counts) is None


def test_sentences_give_their_numbers() -> None:
    agency = _rival(AGENCY, kinds={"phone": 2}, outside=1, elsewhere=1_037)
    assert agency is not None
    assert agency.for_it[0] == (
        "Joining identifiers that stand elsewhere too: 1 of 2; the busiest on 1,037 records outside."
    )
    bulk = _rival(BULK, texts=2, texted=1_200)
    assert bulk is not None
    assert bulk.for_it == ("Different texts in 1,200 compared records: 2; one text is posted over and over.",)


def test_one_poster_is_not_asked_for_contacts_of_others() -> None:
    safety = _rival(SAFETY, posters=1)
    assert safety is not None
    assert safety.against == ()
    assert safety.not_known[0].startswith("Whether several people stand behind these records")


COUNTS = {f.name: st.integers(0, 5) for f in fields(Tally) if f.type == "int"}


@given(counts=st.fixed_dictionaries(COUNTS), kinds=st.dictionaries(st.sampled_from(sorted(WORDS)), st.integers(1, 3)))
@settings(deadline=None, max_examples=200)
def test_every_rival_is_told_in_whole_sentences_and_known_to_reports(
    counts: dict[str, int], kinds: dict[str, int]
) -> None:
    found = rivals(Tally(**counts, kinds=kinds, categories={"job": counts["records"]}))  # type: ignore[arg-type]
    for rival in found:
        assert rival.name in wording.RIVALS
        for sentence in (*rival.for_it, *rival.against, *rival.not_known):
            assert sentence.endswith(".")
            assert ":" not in sentence or ": " in sentence  # a node id has a colon without a space
            assert "probab" not in sentence
            assert "%" not in sentence


def test_every_kind_of_identifier_has_a_word() -> None:
    assert {*IDENTIFIERS, "template"} <= set(WORDS)
