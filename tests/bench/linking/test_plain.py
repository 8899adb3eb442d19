from __future__ import annotations

import math

import pytest

from graphsvc.bench.linking.plain import plain


def test_pairs_weigh_what_two_records_share(two_posters_and_a_hub):
    view = two_posters_and_a_hub
    a, b, weight = view.pairs(view.rarity())
    found = dict(zip(zip(a.tolist(), b.tolist()), weight.tolist()))
    assert len(found) == 12  # what stands in every record is worth nothing
    assert found[0, 1] == pytest.approx(math.log(17))
    assert all(x < y for x, y in found)


def test_only_adverts_and_profiles_are_judged(world):
    view = plain(world.seen.projection)
    assert set(view.keys) == set(world.truth)
    assert {"phone", "email", "account", "image"} <= set(view.kind)
    assert (view.degree() > 0).all()
