from math import log

import pytest

from graphsvc.identifiers import specificity
from graphsvc.linking.link import link
from tests.support.linked import gathered, wording
from tests.support.projections import Row, ad

DESK, WALLET = "phone:+442079460999", "wallet:tron:T1"


def _own(number):
    return f"phone:+1555{number:07d}"


def _member(number, *shared, many=6):
    return [
        ad(f"{number:02d}-{i}", _own(number), *(shared if i < 2 else ()), day=number + i * 7.0) for i in range(many)
    ]


def _links(rows, texts=None):
    """((a, b) -> [(identifier, weight)], (a, b) -> strength), actors named by the first two digits of a key."""
    evidence = gathered(rows, texts=texts)
    found, links = link(evidence)
    name = {int(actor): ref.key[:2] for ref, actor in reversed(list(zip(evidence.units.refs, found.actor)))}
    said = {
        (name[a], name[b]): [(evidence.units.identifiers[evidence.graph.identifier[s.value]], s.weight) for s in shared]
        for (a, b), shared in links.shared.items()
    }
    return said, {(name[a], name[b]): weight for (a, b), weight in links.strength.items()}


def test_two_shared_identifiers_may_make_a_network_and_one_may_not():
    said, strength = _links([*_member(1, DESK, WALLET), *_member(2, DESK, WALLET), *_member(3, DESK)])
    assert {i for i, _ in said["01", "02"]} == {DESK, WALLET}
    assert set(strength) == {("01", "02")}
    assert [i for i, _ in said["02", "03"]] == [DESK]


def test_what_is_answered_or_paid_at_one_place_may_make_a_network_alone():
    _, strength = _links([*_member(1, WALLET), *_member(2, WALLET), *_member(3, DESK), *_member(4, DESK)])
    assert set(strength) == {("01", "02")}


def test_a_wording_adds_its_worth_and_makes_no_link_by_itself():
    other = "phone:+442079460998"
    rows = [*_member(1, other, DESK), *_member(2, other, DESK), *_member(3), *_member(4)]
    texts = {row.key: wording(int(row.key[0]) + int(row.key[:2]) // 3) for row in rows}
    _, without = _links(rows)
    said, strength = _links(rows, texts)
    assert sum(i.startswith("template:") for i, _ in said["01", "02"]) == 1
    assert strength["01", "02"] > without["01", "02"]
    assert ("03", "04") in said
    assert ("03", "04") not in strength


def test_a_single_advert_without_a_contact_of_its_own_is_linked_with_one_actor_only():
    page = "url:a.example.com"
    rows = [*_member(1, DESK, page), *_member(2, DESK, page), ad("09-0", DESK, page, day=3.0)]
    _, strength = _links(rows)
    assert sum("09" in pair for pair in strength) == 1


def test_each_further_poster_takes_from_what_sharing_is_worth():
    three, six = (_links([row for n in range(1, many + 1) for row in _member(n, WALLET)])[0] for many in (3, 6))
    assert three["01", "02"][0][1] == pytest.approx(specificity("wallet") - log(3))
    assert six["01", "02"][0][1] == pytest.approx(specificity("wallet") - log(6))


def test_naming_anothers_own_number_is_less_than_sharing_one():
    rows = [*_member(1), *_member(2)]
    rows[0] = ad("01-0", _own(1), _own(2), "email:o%40example.org", day=1.0)
    rows += [ad("01-9", _own(1), "email:o%40example.org", day=50.0)]
    said, _ = _links(rows)
    ((identifier, weight),) = said["01", "02"]
    assert identifier == _own(2)
    assert weight < specificity("phone") - log(2) - 1.0


def test_what_ties_outsiders_just_as_well_is_no_evidence_of_a_network():
    other = "phone:+442079460998"
    closed = [*_member(1, DESK, other), *_member(2, DESK, other)]
    open_ = [
        *closed,
        *(row for n in range(3, 6) for row in _member(n, DESK)),
        *(r for n in range(6, 9) for r in _member(n, other)),
    ]
    assert _links(open_)[1]["01", "02"] < 0.5 * _links(closed)[1]["01", "02"]


def test_many_users_are_linked_with_the_main_one_only():
    image = "image:sha256:" + "0" * 64
    rows = [row for n in range(14) for row in _member(n, image)]
    evidence = gathered(rows)
    _, links = link(evidence)
    assert len(links.shared) <= 13


def test_a_doubtful_find_is_worth_less():
    sure = [*_member(1, WALLET), *_member(2, WALLET)]
    doubtful = [Row(r.key, r.ids, r.day, read={WALLET: 0.3}) for r in sure]
    assert _links(doubtful)[0]["01", "02"][0][1] < _links(sure)[0]["01", "02"][0][1]
