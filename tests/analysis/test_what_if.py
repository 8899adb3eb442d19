from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.what_if import what_if
from graphsvc.marking import Marking
from graphsvc.model import Verb
from tests.support.linked import decided
from tests.support.projections import ad, make_projection

A, B, DESK = "phone:+442079460001", "phone:+442079460002", "phone:+442079460999"
HANDLE = "account:telegram:ana"


def _ads(name, many, *ids, start=0.0):
    return [ad(f"{name}{i}", *ids, day=start + 3.0 * i) for i in range(many)]


def _asked(rows, decision, decisions=(), **options):
    projection = make_projection(rows)

    def run(given):
        return cluster(projection, decisions=given, marking=Marking(), coverage=[])

    return what_if(run, decisions, decision, **options), run


def test_a_verdict_parts_what_one_number_held():
    rows = [*_ads("a", 4, DESK), *_ads("b", 3, B)]
    verdict = decided(Verb.VERDICT, DESK, value="agency")
    found, run = _asked(rows, verdict, names={})
    assert found.hubs == ((DESK,), ())
    assert {ref.key for ref in found.moved} == {"a0", "a1", "a2", "a3"}
    assert len(found.networks["gone"]) == 1
    assert found.networks["unchanged"] == 1
    assert len(found.actors["gone"]) + len(found.actors["split"]) == 1
    assert found.result.to_json() == run([verdict]).to_json()
    assert not found.nothing


def test_same_joins_two_posters_and_the_names_are_those_given():
    rows = [*_ads("a", 4, A), *_ads("b", 3, B)]
    before = cluster(make_projection(rows), decisions=[], marking=Marking(), coverage=[])
    names = {network.id: f"N-{n}" for n, network in enumerate(before.networks)}
    found, _ = _asked(rows, decided(Verb.SAME, "ad:s:a0", "ad:s:b0"), names=names, before=before)
    (merged,) = found.networks["merged"]
    assert merged["from"] == ["N-0", "N-1"]
    assert len(found.moved) == 7


def test_a_decision_that_stands_is_taken_back():
    rows = _ads("a", 4, A, HANDLE)
    apart = decided(Verb.NOT_SAME, "ad:s:a0", "ad:s:a1")
    found, run = _asked(rows, apart, [apart])
    assert found.result.to_json() == run([]).to_json()
    assert found.moved


def test_unsure_changes_nothing_but_a_note():
    found, _ = _asked(_ads("a", 4, A), decided(Verb.UNSURE, "ad:s:a0", "ad:s:a1"))
    assert found.nothing
    assert found.networks["unchanged"] == 1
    assert len(found.notes) == 1


def test_a_contradiction_is_told_before_it_is_made():
    rows = [ad("a", A), ad("b", B), ad("c", "phone:+442079460003")]
    made = [decided(Verb.SAME, "ad:s:a", "ad:s:c"), decided(Verb.SAME, "ad:s:b", "ad:s:c")]
    found, _ = _asked(rows, decided(Verb.NOT_SAME, "ad:s:a", "ad:s:b", at="2026-01-16T12:00:00Z"), made)
    assert any("they were kept apart" in note for note in found.notes)
