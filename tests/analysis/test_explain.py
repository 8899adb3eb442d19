import pytest

from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.explain import explain
from graphsvc.linking.link import gather
from graphsvc.marking import Marking
from graphsvc.model import Verb, split_id
from tests.support.linked import decided, per_value
from tests.support.planted import Planter
from tests.support.projections import Row, ad, make_projection

A, B, DESK = "phone:+442079460001", "phone:+442079460002", "phone:+442079460999"
HANDLE, WALLET = "account:telegram:ana", "wallet:tron:T1"


def _ads(name, many, *ids, start=0.0):
    return [ad(f"{name}{i}", *ids, day=start + 3.0 * i) for i in range(many)]


def _explain(rows, a, b, decisions=(), method="evidence"):
    projection = make_projection(rows)
    result = cluster(projection, decisions=decisions, marking=Marking(), coverage=[], method=method)
    with_result = explain(projection, a, b, decisions=decisions, result=result)
    if method == "evidence":
        again = explain(projection, a, b, decisions=decisions)
        assert again.linked == with_result.linked or not again.linked
    return with_result


def test_the_waterfall_adds_up_to_the_weight():
    rows = [*_ads("a", 4, A, HANDLE), *_ads("b", 2, B)]
    rows[0] = Row("a0", (A, HANDLE), 0.0, read={A: 0.6})
    found = _explain(rows, "ad:s:a0", "ad:s:a3")
    evidence = gather(make_projection(rows), [])
    weight = per_value(evidence, evidence.judged.weight)
    of_handle = [step.weight for step in found.waterfall if step.label.startswith(HANDLE)]
    assert sum(of_handle) == pytest.approx(weight[HANDLE])
    of_phone = [step for step in found.waterfall if step.label.startswith(A)]
    assert of_phone[-1].label == f"{A} confidence of reading it"
    assert of_phone[-1].weight < 0
    assert found.linked
    assert found.reason == "exclusive identifiers ascribe them to one poster: 1 account, 1 phone number"


def test_every_label_begins_with_a_node_id_and_no_sentence_names_one():
    found = _explain(_ads("a", 4, A, HANDLE), "ad:s:a0", "ad:s:a3")
    assert all(split_id(step.label.split(" ")[0])[0] in ("phone", "account") for step in found.waterfall)
    assert not any("7946" in text or "ana" in text for text in (found.reason, *found.doubts))


def test_a_chain_inside_one_poster():
    rows = [*_ads("a", 5, A, HANDLE), *_ads("b", 5, B, HANDLE, start=20)]
    found = _explain(rows, A, B)
    assert found.linked
    assert {step.label.split(" ")[0] for step in found.waterfall} == {HANDLE}


def test_an_advert_and_its_own_number():
    found = _explain(_ads("a", 3, A), "ad:s:a0", A)
    assert found.linked
    assert found.reason.startswith("they stand in one record")


def _friends():
    rows = []
    for name, own in (("a", A), ("b", B)):
        rows += [*_ads(name, 4, own, DESK), *_ads(name + "o", 4, own, start=1)]
    return rows


def test_two_posters_who_share_a_phone_are_linked_not_merged():
    found = _explain(_friends(), "ad:s:a0", "ad:s:b0")
    assert found.linked
    assert "linked, not merged" in found.reason
    assert any("safety phone" in doubt for doubt in found.doubts)
    assert any("hangs on one" in doubt for doubt in found.doubts)


def test_a_hub_links_nobody_and_is_shown():
    planter = Planter(1)
    planter.agency(30)
    rows = planter.world.rows
    desk = planter.world.rows[0].ids and next(i for i in rows[0].ids if sum(i in r.ids for r in rows) > 30)
    one, other = (next(r for r in rows if r.key.startswith(p) and desk in r.ids) for p in ("P00000", "P00001"))
    found = _explain(rows, one.node, other.node)
    assert not found.linked
    assert "hubs" in found.reason
    assert any("discount" in step.label and step.weight < 0 for step in found.waterfall)
    assert any("agency" in doubt for doubt in found.doubts)


def test_a_person_said_so():
    rows = _ads("a", 4, A)
    found = _explain(rows, "ad:s:a0", "ad:s:a1", [decided(Verb.NOT_SAME, "ad:s:a0", "ad:s:a1")])
    assert not found.linked
    assert "a person decided" in found.reason
    joined = _explain([ad("a", A), ad("b", B)], "ad:s:a", "ad:s:b", [decided(Verb.SAME, "ad:s:a", "ad:s:b")])
    assert joined.linked
    assert joined.reason.endswith("a person's decision")


def test_a_verdict_is_named_as_the_reason_for_the_discount():
    found = _explain([ad("a", DESK), ad("b", DESK)], "ad:s:a", "ad:s:b", [decided(Verb.VERDICT, DESK, value="agency")])
    assert not found.linked
    assert any(step.label == f"{DESK} discount: a person's verdict" for step in found.waterfall)


def test_a_number_that_changed_hands():
    rows = [*_ads("a", 3, A, HANDLE), *_ads("b", 3, A, "account:telegram:eva", start=400)]
    found = _explain(rows, "ad:s:a0", "ad:s:b0")
    assert not found.linked
    assert "changed hands" in found.reason


def test_nothing_shared():
    found = _explain([ad("a", A), ad("b", B)], "ad:s:a", "ad:s:b")
    assert (found.linked, found.waterfall, found.doubts) == (False, (), ())


def test_posters_of_one_network_are_linked_step_by_step():
    planter = Planter(4)
    planter.organisation("ORG", 3)
    for _ in range(30):
        planter.poster(6)
    world = planter.world
    first, last = "P00000", "P00002"
    found = _explain(world.rows, f"ad:s:{first}-0001", f"ad:s:{last}-0001")
    assert found.linked


def test_components_explain_without_discount():
    rows = [ad(f"{i:02d}", DESK, f"email:c{i}%40example.org") for i in range(40)]
    found = _explain(rows, "ad:s:00", "ad:s:39", method="components")
    assert found.linked
