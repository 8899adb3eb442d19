"""How every store answers: neighbours, counts, expansion, paths, search, evidence. NetworkX is the oracle for walks."""

from __future__ import annotations

import random
from itertools import islice

import networkx as nx
import pytest

from graphsvc.errors import InputError
from graphsvc.model import Actor, EdgeType, NodeKind, RecordKind, StatementKind, hash63
from graphsvc.store import Count, Store, View
from graphsvc.store.common.search import MOST
from tests.support import records as rows
from tests.support.records import ACCOUNT, EMAIL, OPEN, PHONE, PHONE_2, advert, batch

ME = Actor()
AD = "ad:ads:{}".format


@pytest.fixture
def view(store: Store) -> View:
    """Adverts 1-3 share a phone, 3 and 4 another; 1 has an e-mail; an account follows another and pays a wallet."""
    profile = rows.record(
        "p", kind=RecordKind.ACCOUNT, node=ACCOUNT, title="Harbour Jobs", text="", posted="2025-05-01"
    )
    wallet = "wallet:bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT"
    store.writer(ME).put(
        batch(
            [
                advert("1", PHONE, EMAIL, title="Warehouse work", posted="2025-01-01"),
                advert("2", PHONE, title="Kitchen help", posted="2025-01-02"),
                advert("3", PHONE, PHONE_2, title="", posted=""),
                advert("4", PHONE_2, title="WAREHOUSE nights", text="Straße am Hafen", posted="2025-01-04"),
                (
                    profile,
                    [
                        rows.statement(profile, PHONE, predicate=EdgeType.REGISTERED_WITH),
                        rows.statement(profile, "account:telegram:boss", predicate=EdgeType.FOLLOWS),
                        rows.statement(
                            profile, wallet, predicate=EdgeType.PAID, at="2025-02-02", data='{"amount":"1"}'
                        ),
                        rows.statement(profile, wallet, predicate=EdgeType.PAID, at="2025-02-01", start=9),
                    ],
                ),
            ]
        )
    )
    return store.view()


def test_nodes_come_sorted_and_only_if_they_are_there(view: View) -> None:
    found = view.nodes([PHONE, EMAIL, "phone:+1", AD(1), PHONE])
    assert [node.id for node in found] == sorted([PHONE, EMAIL, AD(1)])
    phone = view.node(PHONE)
    assert phone is not None
    assert (phone.kind, phone.records, phone.degree) == (NodeKind.PHONE, 4, 4)
    assert (phone.first, phone.last) == ("2025-01-01", "2025-05-01")
    assert view.node("phone:+1") is None


def test_counts_by_type_direction_and_kind(view: View) -> None:
    assert view.counts(PHONE) == [
        Count(EdgeType.MENTIONS, "in", NodeKind.AD, 3),
        Count(EdgeType.REGISTERED_WITH, "in", NodeKind.ACCOUNT, 1),
    ]
    assert [(c.predicate.value, c.direction, c.kind.value, c.count) for c in view.counts(ACCOUNT)] == [
        ("FOLLOWS", "out", "account", 1), ("PAID", "out", "wallet", 1), ("REGISTERED_WITH", "out", "phone", 1),
    ]  # fmt: skip
    assert view.counts("phone:+1") == []


def test_neighbours_most_or_least_connected_first_then_by_id(view: View) -> None:
    def order(**options: object) -> list[str]:
        return [item.node.id for item in view.neighbours(PHONE, **options)]  # type: ignore[arg-type]

    assert order() == [ACCOUNT, AD(1), AD(3), AD(2)]
    assert order(order="least") == [AD(2), AD(1), AD(3), ACCOUNT]
    assert order(kind=NodeKind.AD, limit=2) == [AD(1), AD(3)]
    assert order(predicate=EdgeType.REGISTERED_WITH) == [ACCOUNT]
    assert order(predicate=EdgeType.PAID) == order(limit=0) == []
    assert {item.edge.object for item in view.neighbours(PHONE)} == {PHONE}
    with pytest.raises(InputError, match="most or least"):
        order(order="best")


def test_beyond_a_thousand_the_smallest_hashes_stand_for_all(store: Store) -> None:
    names = [str(number) for number in range(1300)]
    store.writer(ME).put(batch([advert(name, PHONE, *([EMAIL] if name == "7" else [])) for name in names]))
    view = store.view()
    sample = sorted(map(AD, names), key=hash63)[:1000]
    assert sorted(item.node.id for item in view.neighbours(PHONE, limit=1000)) == sorted(sample)
    assert len(view.neighbours(PHONE, limit=1200)) == 1200
    assert view.neighbours(PHONE)[0].node.id == (AD(7) if AD(7) in sample else min(sample))
    assert view.counts(PHONE)[0].count == 1300
    level = view.expand([PHONE], hops=1, cap=50, per_node=20)
    assert [node.id for node in level] == [PHONE, *sorted(sample[:20])]
    hits = view.search("warehouse work", limit=10)
    titled = sorted(advert(name)[0].id for name in names)
    assert [hit.node for hit in hits] == sorted(
        record.removeprefix("record:").rpartition("@")[0] for record in sorted(titled, key=hash63)[:MOST]
    )[:10]


def test_edges_group_statements(view: View) -> None:
    [paid] = [edge for edge in view.edges_among(ids(view)) if edge.predicate is EdgeType.PAID]
    assert (paid.records, paid.first, paid.last, paid.kinds) == (1, "2025-02-01", "2025-02-02", (StatementKind.FACT,))
    assert [(e.subject, e.object) for e in view.edges_among([AD(1), AD(3), PHONE])] == [(AD(1), PHONE), (AD(3), PHONE)]
    assert view.edges_among([]) == view.edges_among([PHONE, "phone:+1"]) == []


def test_expand_is_breadth_first_and_bounded(view: View) -> None:
    assert [n.id for n in view.expand([EMAIL], hops=1, cap=9, per_node=9)] == [EMAIL, AD(1)]
    assert [n.id for n in view.expand([EMAIL], hops=2, cap=9, per_node=9)] == [EMAIL, AD(1), PHONE]
    third = view.expand([EMAIL], hops=3, cap=9, per_node=9)
    assert [n.id for n in third] == [EMAIL, AD(1), PHONE, ACCOUNT, AD(2), AD(3)]
    assert len(view.expand([EMAIL], hops=3, cap=9, per_node=1)) == 4
    assert len(view.expand([EMAIL], hops=9, cap=4, per_node=9)) == 4
    assert [n.id for n in view.expand([EMAIL, "phone:+1"], hops=0, cap=9, per_node=9)] == [EMAIL]
    assert view.expand([EMAIL], hops=3, cap=0, per_node=9) == []


def test_paths_shortest_first_with_exclusions(view: View) -> None:
    [path] = view.paths(AD(1), AD(4))
    assert path.nodes == (AD(1), PHONE, AD(3), PHONE_2, AD(4))
    assert [(edge.subject, edge.object) for edge in path.edges] == [
        (AD(1), PHONE), (AD(3), PHONE), (AD(3), PHONE_2), (AD(4), PHONE_2),
    ]  # fmt: skip
    assert view.paths(AD(1), AD(4), hops=3) == []
    assert view.paths(AD(1), AD(4), without_nodes=[AD(3)]) == []
    assert view.paths(AD(1), AD(4), without_kinds=[NodeKind.PHONE]) == []
    assert view.paths(AD(1), AD(4), without_types=[EdgeType.MENTIONS]) == []
    assert view.paths(AD(1), AD(4), max_degree=3) == []
    assert view.paths(AD(1), AD(4), max_degree=4) == [path]
    assert (
        view.paths(AD(1), "phone:+1") == view.paths("phone:+1", "phone:+1") == view.paths(AD(1), AD(4), limit=0) == []
    )
    assert [path.nodes for path in view.paths(AD(1), AD(1))] == [(AD(1),)]
    assert [path.nodes for path in view.paths(PHONE, EMAIL, max_degree=1)] == []
    assert [path.nodes for path in view.paths(PHONE, AD(1), max_degree=1, without_kinds=[NodeKind.AD])] == [
        (PHONE, AD(1))
    ]


def test_paths_are_those_of_networkx(store: Store) -> None:
    draw = random.Random(11)
    phones = [f"phone:+99900000{number:04d}" for number in range(14)]
    store.writer(ME).put(batch([advert(str(n), *draw.sample(phones, draw.choice((1, 2, 2, 3)))) for n in range(24)]))
    view = store.view()
    graph = nx.Graph((edge.subject, edge.object) for edge in view.edges_among(ids(view)))
    nodes = sorted(graph)
    for _ in range(25):
        a, b = draw.sample(nodes, 2)
        every = nx.all_simple_paths(graph, a, b, cutoff=6)
        wanted = sorted((tuple(path) for path in every), key=lambda path: (len(path), path))[:5]
        assert [path.nodes for path in view.paths(a, b, hops=6, limit=5)] == wanted


def test_search_ranks_exact_prefix_part_and_words(view: View) -> None:
    def hits(query: str, *exact: str, limit: int = 50) -> list[tuple[str, int]]:
        return [(hit.node, hit.rank) for hit in view.search(query, exact, limit)]

    assert hits("warehouse work") == [(AD(1), 0)]
    assert hits("Ware") == [(AD(1), 1), (AD(4), 1)]
    assert hits("HOUSE") == [(AD(1), 2), (AD(4), 2)]
    assert hits("house", AD(2)) == [(AD(2), 0), (AD(1), 2), (AD(4), 2)]
    assert hits("house", limit=1) == [(AD(1), 2)]
    assert hits("nights hafen strasse") == [(AD(4), 3)]
    assert hits("ｗａｒｅ") == hits("wa\u200bre") == hits("ware")
    assert hits("020 7946 0002") == hits("7946-0002") == [(PHONE_2, 2)]
    assert hits("harbour_jobs") == [(ACCOUNT, 0)]
    assert hits("telegram:harb") == [(ACCOUNT, 1)]
    assert hits("ha") == [(ACCOUNT, 1), (EMAIL, 1)]
    assert hits("bo") == [("account:telegram:boss", 1)]
    assert hits("os") == hits("") == hits("   ") == hits("\0") == hits("nothing such") == []


SYNTAX = (
    '"', "'", "%", "_", "*", "NEAR(work)", "work AND help", "title:work", "\0", "\x02\x02a", "(", "x" * 100_000,
    "\ud800", "a\ud800b", "work OR 1=1", '"work" OR "help"', "{", "\\",
)  # fmt: skip


@pytest.mark.parametrize("query", SYNTAX)
def test_nothing_in_a_query_is_syntax(view: View, query: str) -> None:
    assert [hit.node for hit in view.search(query)] == []


@pytest.mark.parametrize("query", ["work*", "-work", "^work", '"work"', "work%"])
def test_marks_around_a_word_leave_the_word(view: View, query: str) -> None:
    assert [(hit.node, hit.rank) for hit in view.search(query)] == [(AD(1), 3)]


def test_what_matched_is_shown_as_written(view: View) -> None:
    assert [hit.matched for hit in view.search("warehouse")] == ["Warehouse work", "WAREHOUSE nights"]
    assert [hit.matched for hit in view.search("harbour@")] == ["harbour@example.org", "Harbour Jobs"]
    [hit] = view.search("hafen nights")
    assert hit.matched == "WAREHOUSE nights Straße am Hafen"


def test_hidden_words_of_passages_and_other_scripts_are_found(store: Store) -> None:
    record = rows.record("1", title="", text="日本語の仕事", passages=[("requirements", "forklift licence")])
    store.writer(ME).put(batch([(record, [])]))
    assert [hit.node for hit in store.view().search("licence FORKLIFT")] == [AD(1)]
    assert [hit.node for hit in store.view().search("仕事")] == [AD(1)]
    assert [hit.node for hit in store.view().search("licence missing")] == []


def test_evidence_by_record_time_in_both_directions(view: View) -> None:
    found = view.evidence(PHONE, AD(1))
    assert [(item.statement.subject, item.record.id) for item in found] == [(AD(1), rows.record("1").id)]
    [(sighting, file, marking)] = found[0].sightings
    assert (sighting.line, file.name, marking) == (2, "ads.csv", OPEN)
    paid = view.evidence(ACCOUNT, "wallet:bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT")
    assert [item.statement.start for item in paid] == [0, 9]
    assert len(view.evidence(ACCOUNT, "wallet:bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT", limit=1)) == 1
    assert view.evidence(AD(1), AD(2)) == view.evidence(AD(1), "phone:+1") == []


def test_statements_for_exports_are_in_order(view: View) -> None:
    found = [(s.subject, s.predicate.value, s.object, s.record, s.field, s.start) for s in statements(view)]
    assert len(found) == 10
    assert found == sorted(found)
    some = list(view.statements([AD(1), PHONE]))
    assert [(item.statement.subject, item.statement.object) for item in some] == [(AD(1), PHONE)]
    assert some[0].record == view.record(some[0].record.id)
    assert list(view.statements([])) == []
    assert len(list(islice(view.statements(), 1))) == 1  # a reader may stop early


def statements(view: View) -> list[rows.Statement]:
    return [item.statement for item in view.statements()]


def ids(view: View) -> list[str]:
    return view.projection().nodes


def test_stats_count_what_is_there(view: View) -> None:
    stats = view.stats()
    assert (stats["records"], stats["nodes"], stats["edges"], stats["statements"]) == (5, 10, 9, 10)
    assert stats["by_kind"] == {"account": 2, "ad": 4, "email": 1, "phone": 2, "wallet": 1}
    [source] = stats["sources"]
    assert (source["source"], source["records"], source["first"], source["last"]) == (
        "ads",
        5,
        "2025-01-01",
        "2025-05-01",
    )
    assert [(file["name"], file["tlp"], file["rows"]) for file in source["files"]] == [("ads.csv", "GREEN", 5)]


def test_the_projection_is_the_graph_as_arrays(view: View) -> None:
    arrays = view.projection()
    assert arrays.nodes == sorted(arrays.nodes)
    assert arrays.records == sorted(arrays.records)
    types = tuple(EdgeType)
    listed = [
        (arrays.nodes[s], types[p].value, arrays.nodes[o], arrays.records[r])
        for s, p, o, r in zip(arrays.subject, arrays.predicate, arrays.object, arrays.record)
    ]
    stated = {(s.subject, s.predicate.value, s.object, s.record) for s in statements(view)}
    assert sorted(listed) == sorted(stated)
    order = sorted(range(len(listed)), key=lambda row: (arrays.subject[row], arrays.predicate[row], arrays.object[row]))
    assert order == list(range(len(listed)))
    assert [arrays.nodes[node] for node in arrays.record_node] == [ACCOUNT, AD(1), AD(2), AD(3), AD(4)]
    paid = [row for row, (_, predicate, _, _) in enumerate(listed) if predicate == "PAID"]
    assert [float(arrays.time[row]) for row in paid] == [20120.0]  # the earliest of its statements, 1 February 2025
    assert arrays.record_time[1] == 20089.0
    assert arrays.record_time[3] != arrays.record_time[3]  # undated
    assert arrays.linkable.all()
    assert arrays.record_category == ["job"] * 5
