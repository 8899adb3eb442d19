import numpy as np

from graphsvc.linking.epochs import epochs
from graphsvc.linking.units import units
from tests.support.projections import Row, ad, make_projection

PHONE, OLD, NEW = "phone:+442079460001", "account:telegram:old", "account:telegram:new"


def _epochs(rows, ignored=()):
    """{(unit key, day): epoch} of the phone's rows."""
    found = units(make_projection(rows))
    mask = np.array([node in ignored for node in found.identifiers], dtype=bool)
    labels = epochs(found, mask)
    phone = found.identifiers.index(PHONE)
    return {
        (found.refs[u].key, None if np.isnan(t) else t): int(e)
        for u, i, t, e in zip(found.unit.tolist(), found.identifier.tolist(), found.time.tolist(), labels.tolist())
        if i == phone
    }


def test_silence_and_other_users_begin_a_new_epoch():
    rows = [ad("a", PHONE, OLD, day=0), ad("b", PHONE, OLD, day=10), ad("c", PHONE, NEW, day=300)]
    assert _epochs(rows) == {("a", 0): 1, ("b", 10): 1, ("c", 300): 2}


def test_six_months_to_the_day_are_no_silence():
    assert set(_epochs([ad("a", PHONE, OLD, day=0), ad("b", PHONE, NEW, day=183)]).values()) == {0}
    assert set(_epochs([ad("a", PHONE, OLD, day=0), ad("b", PHONE, NEW, day=184)]).values()) == {1, 2}


def test_the_same_company_means_the_same_owner():
    rows = [ad("a", PHONE, OLD, day=0), ad("b", PHONE, OLD, day=400)]
    assert set(_epochs(rows).values()) == {0}


def test_company_in_a_hub_proves_nothing():
    rows = [ad("a", PHONE, OLD, day=0), ad("b", PHONE, OLD, day=400)]
    assert set(_epochs(rows, ignored=(OLD,)).values()) == {1, 2}


def test_an_advert_seen_again_years_later_is_still_its_posters():
    rows = [Row("a", (PHONE,), 0.0, version="1" * 12), Row("a", (PHONE,), 900.0, version="2" * 12)]
    assert set(_epochs(rows).values()) == {0}


def test_undated_uses_belong_to_none_of_several_epochs():
    rows = [ad("a", PHONE, day=0), ad("b", PHONE, day=400), ad("c", PHONE)]
    assert _epochs(rows) == {("a", 0): 1, ("b", 400): 2, ("c", None): -1}
    assert set(_epochs([ad("a", PHONE, day=0), ad("c", PHONE)]).values()) == {0}


def test_a_profile_is_no_use_and_goes_with_the_epoch_it_was_opened_in():
    opened = Row("p", kind="phone", about=PHONE, day=-1000.0)
    assert set(_epochs([ad("a", PHONE, day=0), opened]).values()) == {0}
    seen = Row("q", kind="phone", about=PHONE, day=420.0)
    found = _epochs([ad("a", PHONE, day=0), ad("b", PHONE, day=400), opened, seen])
    assert (found["p", -1000.0], found["q", 420.0]) == (1, 2)


def test_mail_addresses_have_no_epochs():
    rows = [ad("a", "email:a%40example.org", PHONE, day=0), ad("b", "email:a%40example.org", day=900)]
    found = units(make_projection(rows))
    assert epochs(found, np.zeros(len(found.identifiers), dtype=bool)).tolist() == [0, 0, 0]
