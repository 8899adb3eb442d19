import numpy as np
import pytest

from graphsvc.linking.hubs import diversity
from graphsvc.model import Verb
from tests.support.linked import decided, gathered, per_value
from tests.support.projections import ad

MAIL, DESK, PHONE = "email:a%40example.org", "phone:+442079460999", "phone:+442079460001"


def _phone(number):
    return f"phone:+1555{number:07d}"


def _spread(rows):
    evidence = gathered(rows)
    return per_value(evidence, evidence.judged.diversity), per_value(evidence, evidence.judged.hub)


def test_four_hundred_adverts_with_one_address_are_one_poster():
    spread, hub = _spread([ad(f"{i:03d}", MAIL, PHONE, day=i / 4) for i in range(400)])
    assert spread[MAIL] == spread[PHONE] == 1.0
    assert not hub[MAIL]


def test_four_hundred_adverts_with_two_hundred_addresses_are_a_service():
    rng = np.random.default_rng(1)
    rows = [
        ad(f"{i:03d}{j}", PHONE, f"email:c{i}%40example.org", day=float(rng.uniform(0, 300)))
        for i in range(200) for j in range(2)
    ]  # fmt: skip
    spread, hub = _spread(rows)
    assert spread[PHONE] == pytest.approx(200, rel=0.02)
    assert hub[PHONE]
    assert not hub["email:c7%40example.org"]


def test_a_value_that_is_all_its_adverts_have_stays_exclusive():
    spread, hub = _spread([ad(f"{i:03d}", PHONE, day=i) for i in range(400)])
    assert spread[PHONE] == 1.0
    assert not hub[PHONE]


def test_numbers_that_follow_each_other_are_one_poster():
    rows = [ad(f"{i:03d}", MAIL, _phone(i // 20), day=i) for i in range(400)]
    spread, hub = _spread(rows)
    assert spread[MAIL] < 1.5
    assert not hub[MAIL]


def test_numbers_in_use_at_the_same_time_are_many():
    rows = [ad(f"{i:03d}", MAIL, _phone(i % 30), day=i) for i in range(390)]
    spread, hub = _spread(rows)
    assert spread[MAIL] == pytest.approx(30, rel=0.05)
    assert hub[MAIL]


def test_an_agency_with_number_and_address_does_not_hide_behind_either():
    rows = []
    for client in range(30):
        for i in range(5):
            shown = [DESK] if i % 5 else []
            shown += [MAIL] if i % 2 else []
            rows.append(ad(f"{client:02d}{i}", _phone(client), *shown, day=client * 3 + i * 20.0))
    _, hub = _spread(rows)
    assert hub[DESK]
    assert hub[MAIL]
    assert not any(hub[_phone(client)] for client in range(30))


def test_a_second_number_beside_everyones_own_is_spread_even_over_time():
    rows = [ad(f"{c}{i}", _phone(c), DESK, day=c * 100 + i) for c in range(4) for i in range(5)]
    spread, _ = _spread(rows)
    assert spread[DESK] == pytest.approx(4)
    assert spread[_phone(1)] == 1.0


def test_what_is_rarely_shown_counts_its_users_in_full():
    wallet = "wallet:tron:T1"
    rows = [
        ad(f"{c}{i:02d}", _phone(c), *([wallet] if i < 2 else []), day=c * 100 + i) for c in range(4) for i in range(20)
    ]
    spread, _ = _spread(rows)
    assert spread[wallet] > 2.5


def test_hubs_tell_nobody_apart():
    rows = [ad(f"{c}", PHONE, f"email:c{c}%40example.org") for c in range(40)]
    evidence = gathered(rows)
    ignored = np.array([kind == "email" for kind in evidence.graph.kind])
    assert diversity(evidence.graph, ignored).tolist() == [1.0] * evidence.graph.values


def test_a_persons_verdict_settles_it():
    rows = [ad(f"{i:03d}", MAIL, _phone(i % 20), day=i) for i in range(400)] + [ad("x", PHONE), ad("y", PHONE)]
    evidence = gathered(
        rows, [decided(Verb.VERDICT, MAIL, value="poster"), decided(Verb.VERDICT, PHONE, value="hotline")]
    )
    hub, spread = per_value(evidence, evidence.judged.hub), per_value(evidence, evidence.judged.diversity)
    assert (hub[MAIL], spread[MAIL]) == (False, 1.0)
    assert hub[PHONE]
    assert per_value(evidence, evidence.judged.weight)[PHONE] == 0.0


def test_the_newest_verdict_counts():
    rows = [ad("x", PHONE), ad("y", PHONE)]
    said = [
        decided(Verb.VERDICT, PHONE, value="agency", at="2026-01-01T00:00:00Z"),
        decided(Verb.VERDICT, PHONE, value="poster", at="2026-01-02T00:00:00Z"),
    ]
    evidence = gathered(rows, said)
    assert not per_value(evidence, evidence.judged.hub)[PHONE]
