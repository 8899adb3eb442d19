import pytest

from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.explain import Explainer, explain
from graphsvc.linking.link import gather
from graphsvc.marking import Marking
from graphsvc.model import Verb, split_id
from tests.support.linked import decided, per_value
from tests.support.planted import Planter, mixed
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


def test_one_explainer_answers_like_explain():
    rows = [*_friends(), *_ads("c", 3, "phone:+442079460003", HANDLE)]
    projection = make_projection(rows)
    result = cluster(projection, decisions=[], marking=Marking(), coverage=[])
    explainer = Explainer(gather(projection, []), result)
    for a, b in (("ad:s:a0", "ad:s:b0"), ("ad:s:c0", "ad:s:c2"), (A, B), ("ad:s:a0", "ad:s:c0"), (DESK, "ad:s:a0")):
        assert explainer.pair(a, b) == explain(projection, a, b, decisions=[], result=result)


def test_how_a_link_formed_in_order_of_time():
    rows = [*_ads("a", 3, A, HANDLE, start=10), *_ads("b", 3, A, start=40), ad("b9", A, HANDLE, day=70)]
    found = _explain(rows, "ad:s:a0", "ad:s:b9")
    assert [(event.day, event.label) for event in found.formed] == [("1970-03-12", HANDLE), ("1970-03-12", A)]
    assert found.formed[0].text == "a shared account joined them"
    assert found.formed[1].text == "a further shared phone number"


def test_a_chain_formed_step_by_step():
    rows = [
        *_ads("a", 5, A, HANDLE), *_ads("b", 5, B, HANDLE, start=20),
        *_ads("c", 5, B, "email:ana%40example.org", start=40),
    ]  # fmt: skip
    found = _explain(rows, "ad:s:a0", "ad:s:c4")
    days = [event.day for event in found.formed]
    assert days == sorted(days)
    assert [event.label for event in found.formed] == [HANDLE, B]
    assert found.formed[0].text == "an account joined a part of the way"
    assert found.formed[-1].text.endswith("completed the way between them")


def test_undated_evidence_comes_last():
    rows = [ad("a", A, HANDLE), ad("b", A, HANDLE), ad("c", A, HANDLE, day=3), ad("d", A, HANDLE, day=4)]
    found = _explain(rows, "ad:s:a", "ad:s:b")
    assert [event.day for event in found.formed] == ["", ""]
    assert all("not known" in event.text for event in found.formed)


def test_which_single_change_unlinks():
    found = _explain(_ads("a", 4, A, HANDLE), "ad:s:a0", "ad:s:a3")
    without = {change.label: change.linked for change in found.changes if change.what == "without"}
    assert without == {A: True, HANDLE: True}
    assert found.changes[-1].text == "a decision that they are not the same unlinks them, whatever they share"
    alone = _explain(_ads("a", 4, A), "ad:s:a0", "ad:s:a3")
    assert [change.linked for change in alone.changes] == [False, False]


@pytest.mark.parametrize("verb", [Verb.VERDICT, Verb.NOT_SAME])
def test_what_is_said_to_unlink_does(verb):
    """The counterfactual against linking anew under the decision."""
    rows = _ads("a", 4, A)
    assert [change.linked for change in _explain(rows, "ad:s:a0", "ad:s:a3").changes] == [False, False]
    targets = (A,) if verb is Verb.VERDICT else ("ad:s:a0", "ad:s:a3")
    decision = decided(verb, *targets, value="agency" if verb is Verb.VERDICT else "")
    assert not _explain(rows, "ad:s:a0", "ad:s:a3", [decision]).linked


def test_what_would_link_two_behind_a_hub():
    rows = [*_ads("a", 3, A, DESK), *_ads("b", 3, B, DESK)]
    verdict = decided(Verb.VERDICT, DESK, value="agency")
    found = _explain(rows, "ad:s:a0", "ad:s:b0", [verdict])
    assert ("verdict", DESK, True) in {(c.what, c.label, c.linked) for c in found.changes}
    ours = decided(Verb.VERDICT, DESK, value="poster")
    assert _explain(rows, "ad:s:a0", "ad:s:b0", [ours]).linked


def test_what_would_link_two_who_share_nothing():
    found = _explain([ad("a", A), ad("b", B)], "ad:s:a", "ad:s:b")
    assert [(change.what, change.linked) for change in found.changes] == [("more", True), ("decision", True)]
    assert found.formed == ()


def test_taking_back_a_decision_that_keeps_apart():
    apart = decided(Verb.NOT_SAME, "ad:s:a0", "ad:s:a1")
    (change,) = _explain(_ads("a", 4, A), "ad:s:a0", "ad:s:a1", [apart]).changes
    assert (change.what, change.linked) == ("decision", True)
    nothing = decided(Verb.NOT_SAME, "ad:s:a", "ad:s:b")
    (change,) = _explain([ad("a", A), ad("b", B)], "ad:s:a", "ad:s:b", [nothing]).changes
    assert (change.what, change.linked) == ("decision", False)


def test_one_more_identifier_would_make_a_network():
    found = _explain(_friends(), "ad:s:a0", "ad:s:b0")
    assert found.changes[-1].what == "more"
    assert "one network" in found.changes[-1].text


def test_no_sentence_names_an_identifier():
    for rows, a, b in (
        (_friends(), "ad:s:a0", "ad:s:b0"), (_ads("a", 4, A, HANDLE), "ad:s:a0", "ad:s:a3"),
        ([ad("a", A), ad("b", B)], "ad:s:a", "ad:s:b"),
    ):  # fmt: skip
        found = _explain(rows, a, b)
        said = [found.reason, *found.doubts, *(event.text for event in found.formed)]
        said += [change.text for change in found.changes]
        said += [line for rival in found.rivals for line in (*rival.for_it, *rival.against, *rival.not_known)]
        assert not any("7946" in line or "ana" in line.split() or "tron" in line for line in said)
        labels = [event.label for event in found.formed] + [change.label for change in found.changes if change.label]
        assert all(split_id(label)[0] in ("phone", "account") for label in labels)


def test_rivals_of_a_pair_have_both_sides():
    found = _explain(_friends(), "ad:s:a0", "ad:s:b0")
    (safety,) = (rival for rival in found.rivals if "safety phone" in rival.name)
    assert "2 of the 2 posters also have a contact of their own." in safety.for_it


def test_counterfactuals_agree_with_linking_anew():
    """Each identifier taken away in turn, against the case under the verdict that it is an agency's."""
    rows = mixed(31, hubs=3).rows
    projection = make_projection(rows)

    def under(decisions):
        result = cluster(projection, decisions=decisions, marking=Marking(), coverage=[])
        return Explainer(gather(projection, decisions), result), result

    explainer, result = under([])
    several = [network for network in result.networks if len(network.records) > 6][:8]
    pairs = [(f"ad:s:{n.records[0].key}", f"ad:s:{n.records[-1].key}") for n in several]
    told = [(a, b, c) for a, b in pairs for c in explainer.pair(a, b).changes if c.what == "without"]
    agree = [
        under([decided(Verb.VERDICT, change.label, value="agency")])[0].pair(a, b).linked == change.linked
        for a, b, change in told
    ]
    assert len(agree) > 10
    assert sum(agree) >= 0.7 * len(agree)  # the evidence around them is taken to stay; `what_if` links anew
