from dataclasses import replace

from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.diff import diff, lineage
from graphsvc.marking import Marking
from tests.support.projections import ad, make_projection


def _phone(number):
    return f"phone:+1555{number:07d}"


def _result(**groups):
    """A result of `components`: one network for each keyword, of records named in it."""
    rows = [ad(key, _phone(i)) for i, keys in enumerate(groups.values()) for key in keys.split()]
    return cluster(make_projection(rows), decisions=[], marking=Marking(), coverage=[], method="components")


def _named(result, **names):
    """{id: name} by the first key of each network."""
    return {n.id: names[n.records[0].key] for n in result.networks if n.records[0].key in names}


def test_everything_that_can_happen():
    old = _result(
        same="a1 a2", grows="b1 b2", shrinks="c1 c2 c3", splits="d1 d2 d3 d4", one="e1 e2", two="f1 f2", goes="g1 g2"
    )
    new = _result(
        same="a1 a2", grows="b1 b2 b3", shrinks="c1 c2", left="d1 d2", right="d3 d4", both="e1 e2 f1 f2", comes="h1 h2"
    )
    before = _named(old, a1="A", b1="B", c1="C", d1="D", e1="E", f1="F", g1="G")
    after = _named(new, a1="A", b1="B", c1="C", d1="D", d3="D2", e1="E", h1="H")
    found = diff(old, new, {**before, **after})
    assert found == {
        "appeared": ["H"],
        "gone": ["G"],
        "grown": [{"name": "B", "was": 2, "is": 3, "came": 1, "left": 0}],
        "shrunk": [{"name": "C", "was": 3, "is": 2, "came": 0, "left": 1}],
        "split": [{"name": "D", "into": ["D", "D2"]}],
        "merged": [{"name": "E", "from": ["E", "F"]}],
        "unchanged": 1,
    }


def test_nothing_changed():
    result = _result(one="a b", two="c d")
    assert diff(result, result, {})["unchanged"] == 2


def test_names_stay_with_the_larger_part_and_are_never_given_twice():
    first = _result(one="a1 a2 a3", two="b1 b2")
    names = lineage({}, None, first)
    ids = {network.records[0].key: network.id for network in first.networks}
    assert (names[ids["a1"]], names[ids["b1"]]) == ("N-0001", "N-0002")
    second = _result(left="a1 a2", right="a3 b1 b2", fresh="c1 c2")
    later = lineage(names, first, second)
    now = {network.records[0].key: later[network.id] for network in second.networks}
    assert now == {"a1": "N-0001", "a3": "N-0002", "c1": "N-0003"}
    third = _result(fresh="c1 c2", newer="d1 d2")
    last = lineage(later, second, third)
    assert {network.records[0].key: last[network.id] for network in third.networks} == {"c1": "N-0003", "d1": "N-0004"}


def test_a_name_that_vanished_is_not_given_again():
    first, empty = _result(one="a1 a2"), _result()
    gone = lineage(lineage({}, None, first), first, empty)
    assert lineage(gone, empty, first)[first.networks[0].id] == "N-0002"


def test_actors_are_named_too():
    result = _result(one="a1 a2")
    assert lineage({}, None, result)[result.actors[0].id] == "A-0001"


def test_a_cluster_that_gains_and_loses_as_much_is_counted_as_shrunk_with_both_numbers():
    old, new = _result(one="a b c"), _result(one="a b d")
    assert diff(old, new, {})["shrunk"][0]["came"] == diff(old, new, {})["shrunk"][0]["left"] == 1


def test_order_of_networks_does_not_matter():
    old, new = _result(one="a b", two="c d"), _result(one="a b c d")
    turned = replace(old, networks=old.networks[::-1])
    assert diff(old, new, {}) == diff(turned, new, {})
    assert lineage(lineage({}, None, old), turned, new) == lineage(lineage({}, None, old), old, new)
