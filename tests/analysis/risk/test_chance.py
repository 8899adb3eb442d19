import numpy as np
import pytest

from graphsvc.analysis.risk.chance import Bipartite, by_chance


def _graph(uses, members):
    member, value = np.array(sorted(set(uses)), dtype=np.int64).T
    return Bipartite(members, member, value, np.arange(value.max() + 1) % 2)


def _posters(posters, ads):
    """Each with a number (even) and an address (odd) in every advert; label of each advert."""
    uses = [(p * ads + i, 2 * p + k) for p in range(posters) for i in range(ads) for k in (0, 1)]
    return uses, np.repeat(np.arange(posters), ads)


def _chance(uses, cluster, seed=0):
    graph = _graph(uses, len(cluster))
    return by_chance(graph, np.ones(len(graph.member), dtype=bool), cluster, seed)


@pytest.mark.parametrize(("posters", "ads"), [(5, 10), (100, 3), (30, 30)])
def test_numbers_that_keep_their_addresses_are_beyond_chance(posters, ads):
    assert (_chance(*_posters(posters, ads)) <= 0.05).all()


def test_one_number_that_all_share_is_what_chance_gives():
    cluster = np.repeat(np.arange(20), 5)
    assert (_chance([(m, c) for m, c in enumerate(cluster.tolist())], cluster) == 1.0).all()


@pytest.mark.parametrize("seed", range(5))
def test_what_was_dealt_at_random_is_never_significant(seed):
    """Negative control 1: addresses dealt to adverts at random, clusters where two happen to stand together."""
    uses, _ = _posters(100, 8)
    generator = np.random.default_rng(seed)
    member, value = np.array(uses).T
    odd = value % 2 == 1
    value[odd] = generator.permutation(value[odd])
    pairs = {}
    phone, email = value[~odd], value[odd]
    for advert, pair in enumerate(zip(phone.tolist(), email.tolist())):
        pairs.setdefault(pair, []).append(advert)
    cluster = np.array([list(pairs).index(pair) for pair in zip(phone.tolist(), email.tolist())])
    assert sum(len(adverts) > 1 for adverts in pairs.values()) > 10
    chance = _chance(list(zip(member.tolist(), value.tolist())), cluster, seed)
    assert (chance <= 0.05).sum() <= 1


def test_seeded():
    uses, cluster = _posters(6, 4)
    uses += [(i, 12 + i % 5) for i in range(24)]
    assert _chance(uses, cluster, 1).tolist() == _chance(uses, cluster, 1).tolist()


def test_nothing_at_all():
    empty = np.empty(0, dtype=np.int64)
    found = by_chance(Bipartite(2, empty, empty, empty), np.empty(0, dtype=bool), np.array([0, 1]), 0)
    assert found.tolist() == [1.0, 1.0]
