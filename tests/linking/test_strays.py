import numpy as np

from graphsvc.linking.strays import strays
from tests.support.linked import gathered
from tests.support.projections import ad

A, B, DESK = "phone:+442079460001", "phone:+442079460002", "phone:+442079460999"
PAGE, PICTURE = "url:a.example.com", "image:sha256:" + "0" * 64


def _placed(rows, together):
    """Key of a stray -> key of the advert it is put beside. `together`: keys, by actor."""
    evidence = gathered(rows)
    keys = [ref.key for ref in evidence.units.refs]
    home = {key: number for number, group in enumerate(together) for key in group}
    actor = np.array([home.get(key, len(together) + i) for i, key in enumerate(keys)], dtype=np.int64)
    telling = np.ones(len(evidence.graph.unit), dtype=bool)
    return {keys[unit]: keys[other] for unit, other, _ in strays(evidence.graph, telling, actor)}


def test_what_only_one_actor_uses_places_an_advert():
    rows = [*(ad(f"a{i}", A, DESK, PAGE) for i in range(8)), *(ad(f"b{i}", B) for i in range(3)), ad("x", DESK, PAGE)]
    assert _placed(rows, [[f"a{i}" for i in range(8)], [f"b{i}" for i in range(3)]]) == {"x": "a0"}


def test_what_two_actors_use_alike_places_nothing():
    rows = [*(ad(f"a{i}", A, DESK) for i in range(4)), *(ad(f"b{i}", B, DESK) for i in range(4)), ad("x", DESK)]
    assert _placed(rows, [[f"a{i}" for i in range(4)], [f"b{i}" for i in range(4)]]) == {}


def test_a_contact_that_no_actor_uses_keeps_an_advert_apart():
    rows = [*(ad(f"a{i}", A, PAGE) for i in range(8)), ad("x", B, PAGE), ad("y", B)]
    assert _placed(rows, [[f"a{i}" for i in range(8)]]) == {}


def test_nothing_in_common_places_nothing():
    assert _placed([ad("a", A), ad("b", A), ad("x", PICTURE)], [["a", "b"]]) == {}
