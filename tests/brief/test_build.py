"""A result as rows: the order, the waterfall, what is cut and what is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphsvc.analysis.ranking import for_review
from graphsvc.brief import Brief, brief
from graphsvc.brief.build import review_order
from graphsvc.results import Alert, MergeRisk, Result
from tests.support import documents


@pytest.fixture
def whole() -> Brief:
    return brief(documents.result(), documents.context())


def test_weakest_first_then_by_id_never_by_size() -> None:
    result = documents.result()
    ordered = review_order(result)
    assert [network.merge_risk.weakest for network in ordered] == [1.2, 3.3, 8.7]
    equal = MergeRisk("fragile", (), 1, 2.0)
    tied = replace(result, networks=tuple(replace(n, merge_risk=equal) for n in result.networks[::-1]))
    assert [network.id for network in review_order(tied)] == sorted(network.id for network in ordered)


def test_several_actors_come_before_one() -> None:
    """The order of the screen's table (`analysis.ranking`) and of the report is one."""
    result = documents.result()
    weakest = review_order(result)[0]
    lone = replace(weakest, id="network:0", actors=weakest.actors[:1])
    mixed = replace(result, networks=(*result.networks, lone))
    assert [network.id for network in review_order(mixed)][-1] == "network:0"
    ranked = [network.id for network in for_review(mixed) if len(network.records) > 1]
    assert [network.id for network in review_order(mixed)] == ranked


def test_single_records_are_counted_and_not_ranked(whole: Brief) -> None:
    assert whole.alone == 1
    result = documents.result()
    linked = tuple(network for network in result.networks if len(network.records) > 1)
    assert brief(replace(result, networks=linked), documents.context()).alone == 1
    assert brief(replace(result, networks=()), documents.context()).alone == 20
    assert whole.ranking.total == 3
    assert [part.rank for part in whole.ranking.items] == [1, 2, 3]


def test_the_order_of_the_result_does_not_matter() -> None:
    result = documents.result()
    turned = replace(result, networks=result.networks[::-1], actors=result.actors[::-1], links=result.links[::-1])
    facts = brief(result, documents.context()).facts
    assert replace(brief(turned, documents.context()), facts=facts) == brief(result, documents.context())


def test_steps_of_a_waterfall_join(whole: Brief) -> None:
    links = [link for part in whole.networks.items for link in part.links.items]
    assert len(links) == 5
    for link in links:
        ends = [line.start + line.weight for line in link.evidence]
        assert [line.start for line in link.evidence] == pytest.approx([0.0, *ends[:-1]])
        assert ends[-1] == pytest.approx(link.weight)


def test_links_come_weakest_first(whole: Brief) -> None:
    for part in whole.networks.items:
        weights = [link.weight for link in part.links.items]
        assert weights == sorted(weights)


def test_actors_of_a_network_have_letters(whole: Brief) -> None:
    assert [part.label for part in whole.networks.items[0].parts.items] == ["1.A", "1.B", "1.C"]


def test_more_than_26_actors_are_still_told_apart() -> None:
    from graphsvc.brief.network import _letters

    names = [_letters(at) for at in range(26 * 27 + 1)]
    assert names[:2] == ["A", "B"]
    assert names[25:28] == ["Z", "AA", "AB"]
    assert names[-1] == "AAA"
    assert len(set(names)) == len(names)


def test_a_network_warns_of_one_source_and_of_no_resolution() -> None:
    result = documents.result()
    lone = result.actors[0]
    network = replace(result.networks[0], actors=(lone.id,), records=lone.records * 2, resolved=False)
    (part,) = brief(replace(result, networks=(network,)), documents.context()).networks.items
    assert len(part.warnings) == 2
    assert "one source" in part.warnings[0]
    assert part.warnings[1].startswith("Unresolved region")


@pytest.mark.parametrize(
    ("stability", "by_chance", "level"), [(0.9, 0.01, "firm"), (0.2, 0.01, "fragile"), (0.9, 0.4, "fragile")]
)
def test_the_meter_rises_where_resampling_or_chance_speaks_against(
    stability: float, by_chance: float, level: str
) -> None:
    result = documents.result()
    risk = MergeRisk("firm", (), 1, 7.0, stability=stability, by_chance=by_chance)
    network = replace(result.networks[0], merge_risk=risk)
    (part,) = brief(replace(result, networks=(network,)), documents.context()).networks.items
    assert part.level == level
    assert part.holds[0] == "No single identifier holds it together."


def test_contradicting_decisions_are_alerts_and_not_small_print(whole: Brief) -> None:
    assert whole.alerts.total == 0
    result = documents.result()
    alert = Alert("decision:1", ("decision:2",), "decision:1 says same, decision:2 keeps the two apart.")
    found = brief(replace(result, alerts=(alert,)), documents.context())
    assert found.alerts.items == (alert.text,)
    assert found.left_out == whole.left_out


def test_rivals_are_those_of_the_result(whole: Brief) -> None:
    shown = {part.name: part.rivals for part in whole.networks.items}
    assert [len(rivals) for rivals in shown.values()] == [1, 2, 0]
    assert documents.RIVALS in shown.values()


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        ({"a": 1, "b": 3}, "b (3), a (1)"),
        ({str(n): 1 for n in range(7)}, "0 (1), 1 (1), 2 (1), 3 (1), 4 (1), and 2 more"),
        (["x", "y"], "x, y"),
        (4, "4"),
        (None, ""),
    ],
)
def test_places_of_a_source_whichever_way_they_are_counted(places: object, shown: str) -> None:
    result = replace(documents.result(), coverage=({"source": "s", "records": 1, "places": places},))
    assert brief(result, documents.context()).sources.items[0].places == shown


def test_sources_have_their_share_and_their_networks(whole: Brief) -> None:
    assert [source.share for source in whole.sources.items] == ["40 %", "30 %", "30 %"]
    assert [source.networks for source in whole.sources.items] == [2, 2, 1]


def test_a_small_share_is_not_none() -> None:
    coverage = ({"source": "a", "records": 999}, {"source": "b", "records": 1}, {"source": "c", "records": 0})
    found = brief(replace(documents.result(), coverage=coverage), documents.context()).sources.items
    assert [source.share for source in found] == ["100 %", "<1 %", "0 %"]


def test_sizes_count_every_ranked_network(whole: Brief) -> None:
    assert sum(count for _, count in whole.sizes) == whole.ranking.total
    assert dict(whole.sizes)["6–10"] == 2


def test_an_identifier_on_one_record_joins_nothing() -> None:
    result = documents.result()
    (lone,) = (actor for actor in result.actors if documents.PHONE in actor.identifiers)
    single = replace(lone.evidence[0], identifier="url:only.example.com", records=1)
    actors = tuple(replace(a, evidence=(*a.evidence, single)) if a == lone else a for a in result.actors)
    parts = [
        p for n in brief(replace(result, actors=actors), documents.context()).networks.items for p in n.parts.items
    ]
    (part,) = (part for part in parts if part.id == lone.id)
    assert part.idle == 1
    assert [line.identifier for line in part.evidence.items] == [documents.PHONE, documents.AGENCY]


def _crowd(result: Result, copies: int) -> Result:
    """The first network many times over."""
    network = review_order(result)[0]
    many = tuple(replace(network, id=f"network:{n:05}") for n in range(copies))
    return replace(result, networks=many)


def test_a_thousand_networks_are_cut_and_counted() -> None:
    found = brief(_crowd(documents.result(), 1_000), documents.context())
    assert (len(found.ranking.items), found.ranking.left_out) == (100, 900)
    assert (len(found.networks.items), found.networks.left_out) == (25, 975)


def test_long_identifiers_leave_room_for_the_sentence() -> None:
    context = replace(documents.context(), captions=dict.fromkeys(documents.CAPTIONS, "u" * 5_000))
    part = brief(documents.result(), context).networks.items[0]
    assert all(len(sentence) < 400 for sentence in part.holds)
    assert "4,920 more characters" in part.holds[0]
