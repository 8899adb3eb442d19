from __future__ import annotations

from dataclasses import replace

from graphsvc.analysis.bridges.contradictions import Offer, contradictions, offers
from graphsvc.analysis.cluster import cluster
from graphsvc.linking.link import gather
from graphsvc.marking import Marking
from graphsvc.model import Category, Verb, canonical_json
from graphsvc.results import RecordRef
from tests.support import records
from tests.support.linked import decided
from tests.support.projections import ad, make_projection

PHONE = "phone:+442079460001"


def found(said, decisions=()):
    rows = [ad(key, PHONE if key.startswith("a") else f"phone:+4420{i:08d}", day=float(i), category="job")
            for i, key in enumerate(said)]  # fmt: skip
    projection = make_projection(rows)
    result = cluster(projection, decisions=decisions, marking=Marking(), coverage=[])
    told = {RecordRef("ad", "s", key): offer for key, offer in said.items()}
    return contradictions(gather(projection, list(decisions)), result, told, draws=19)


def test_one_poster_with_work_in_several_countries():
    said = {f"a{i}": Offer("waiter", ("GB", "FR", "")[i % 3], None) for i in range(6)}
    said |= {f"b{i}": Offer("waiter", "GB", None) for i in range(20)}
    (one,) = found(said)
    assert (one.kind, one.jobs, one.unknown, one.score, one.draws) == ("place", 6, 2, 2.0, 19)
    assert one.null_mean < 2.0
    assert one.sentence.startswith("6 job adverts of one poster name work in 2 countries.")


def test_one_job_at_unlike_wages():
    said = {f"a{i}": Offer("waiter", "GB", ("GBP", 7.0 + i)) for i in range(2)}
    said["a2"] = Offer("driver", "GB", ("GBP", 12.0))
    (one,) = found(said)
    assert one.kind == "wage"
    assert 2.7 < one.score < 2.8


def test_no_contradiction_without_a_known_place_or_wage():
    assert found({f"a{i}": Offer("waiter", "", None) for i in range(5)}) == []
    assert found({}) == []


def test_protected_posters_are_left_out():
    said = {f"a{i}": Offer("waiter", ("GB", "FR")[i % 2], None) for i in range(6)}
    assert found(said, (decided(Verb.PROTECT, PHONE),)) == []


def test_offers_are_read_from_columns_of_the_newest_version():
    def stored(version, posted, salary):
        made = records.record("1", version=version, posted=posted, title="Waiter 24", category=Category.JOB)
        content = {"country": "GB", "attributes": [["salary", salary]]}
        return replace(made, content=canonical_json(content))

    both = [stored("000000000000", "2025-01-01", "£900"), stored("111111111111", "2025-02-01", "£1,000")]
    for order in (both, both[::-1]):
        (offer,) = offers(order).values()
        assert (offer.job, offer.country, offer.wage[0], round(offer.wage[1], 4)) == ("waiter", "GB", "GBP", 6.9078)
    sale = replace(both[0], category=Category.SALE)
    assert offers([sale]) == {}
