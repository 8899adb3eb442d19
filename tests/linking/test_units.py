import numpy as np

from graphsvc.linking.units import record_ref, units
from graphsvc.model import EdgeType, record_id
from graphsvc.results import RecordRef
from tests.support.projections import Row, ad, make_projection

PHONE, MAIL = "phone:+442079460001", "email:a%40example.org"


def _pairs(found):
    return [(found.refs[u].key, found.identifiers[i]) for u, i in zip(found.unit.tolist(), found.identifier.tolist())]


def test_versions_of_a_key_are_one_unit():
    rows = [Row("a", (PHONE,), 1.0, "job", version="1" * 12), Row("a", (MAIL,), 2.0, "sale", version="2" * 12)]
    found = units(make_projection(rows))
    assert found.refs == [RecordRef("ad", "s", "a")]
    assert found.categories == [("job", "sale")]
    assert _pairs(found) == [("a", MAIL), ("a", PHONE)]
    assert found.time.tolist() == [2.0, 1.0]


def test_awkward_sources_and_keys_come_back_from_the_record_id():
    assert record_ref(record_id("ad", "jan@site:1", "k@1:2%", "0" * 12)) == RecordRef("ad", "jan@site:1", "k@1:2%")


def test_only_identity_evidence_counts():
    how = {
        "account:telegram:b": EdgeType.FOLLOWS,
        "wallet:tron:T2": EdgeType.PAID,
        "account:telegram:g": EdgeType.MEMBER_OF,
    }
    rows = [Row("x", (*how, PHONE), kind="account", about="account:telegram:a", how=how)]
    assert _pairs(units(make_projection(rows))) == [("x", "account:telegram:a"), ("x", PHONE)]


def test_a_registration_stated_by_a_third_record_names_both_its_ends():
    projection = make_projection([Row("x", (PHONE,), how={PHONE: EdgeType.REGISTERED_WITH}), Row("y", (MAIL,))])
    projection.subject[:] = projection.nodes.index(MAIL)
    assert _pairs(units(projection))[:2] == [("x", MAIL), ("x", PHONE)]


def test_records_about_phones_and_wallets_are_no_posters():
    found = units(
        make_projection(
            [ad("a", PHONE), Row("p", kind="phone", about=PHONE), Row("q", kind="account", about="account:x:y")]
        )
    )
    assert [ref.kind for ref in found.refs] == ["account", "ad", "phone"]
    assert found.poster.tolist() == [True, True, False]
    assert [found.identifiers[i] if i >= 0 else "" for i in found.about.tolist()] == ["account:x:y", "", PHONE]


def test_what_no_marking_lets_link_is_left_out_and_counted():
    found = units(make_projection([ad("a", PHONE), Row("b", (PHONE, MAIL), linkable=False)]))
    assert _pairs(found) == [("a", PHONE)]
    assert found.barred == 2
    assert len(found.refs) == 2


def test_one_row_for_each_time_with_the_highest_confidence():
    rows = [
        Row("a", (PHONE,), 1.0, version="1" * 12, read={PHONE: 0.5}),
        Row("a", (PHONE,), 1.0, version="2" * 12, read={PHONE: 0.9}),
        Row("a", (PHONE,), version="3" * 12),
    ]
    found = units(make_projection(rows))
    assert found.confidence.tolist() == [0.9, 1.0]
    assert found.time[0] == 1.0
    assert np.isnan(found.time[1])


def test_nothing_at_all():
    found = units(make_projection([]))
    assert found.refs == found.identifiers == []
    assert len(found.unit) == 0
