import networkx as nx
import numpy as np
import pytest

from graphsvc.linking.modularity import communities

# NetworkX 3.6 never returns from this graph: two moves whose gains are equal but for rounding.
ENDLESS = """
0-18:2.3 0-31:4.6 1-4:2.3 1-7:0.1 1-22:2.3 1-24:4.6 1-29:0.3 2-9:4.6 2-23:4.6 2-35:1.7 3-22:2.3 3-24:0.3 3-25:0.3
3-35:4.6 4-13:0.1 4-22:1.7 4-26:0.3 4-31:1.7 5-15:0.3 5-28:2.3 5-30:1.7 5-31:1.7 6-12:0.3 6-15:1.7 6-27:4.6 6-31:2.3
7-13:1.7 7-17:0.3 7-20:0.1 7-21:2.3 8-20:4.6 8-22:2.3 9-14:4.6 9-15:4.6 9-17:4.6 9-29:2.3 10-19:0.3 10-34:0.3 10-35:2.3
11-14:1.7 11-24:0.1 11-34:0.3 12-21:2.3 12-26:0.3 13-14:0.3 13-17:0.3 13-20:0.1 13-21:2.3 14-19:4.6 14-21:4.6 14-24:0.1
15-20:2.3 15-31:0.3 16-18:0.3 16-22:4.6 17-26:2.3 17-30:0.3 17-33:0.1 18-26:2.3 18-33:0.3 19-26:2.3 20-34:2.3 20-35:1.7
21-28:4.6 21-29:1.7 22-24:2.3 22-35:1.7 23-31:4.6 24-30:4.6 25-31:4.6 25-33:2.3 27-28:4.6 27-35:0.1 28-33:0.1 29-31:0.3
30-31:0.3 30-35:0.3 32-33:0.3 33-35:2.3 34-35:0.3
"""


def _arrays(graph):
    edges = sorted((min(a, b), max(a, b), w) for a, b, w in graph.edges(data="weight", default=1.0))
    a, b, w = (np.array(column) for column in zip(*edges))
    return a, b, w.astype(np.float64)


def _modularity(graph, labels):
    parts = [{i for i, label in enumerate(labels) if label == part} for part in sorted(set(labels))]
    return nx.community.modularity(graph, parts)


@pytest.mark.timeout(20)
def test_it_ends_where_networkx_does_not():
    graph = nx.Graph()
    graph.add_nodes_from(range(36))
    for item in ENDLESS.split():
        ends, weight = item.split(":")
        a, b = ends.split("-")
        graph.add_edge(int(a), int(b), weight=float(weight))
    labels = communities(36, *_arrays(graph), seed=0)
    assert len(set(labels)) > 1
    assert _modularity(graph, labels) > 0.3


@pytest.mark.parametrize(
    "graph",
    [
        nx.karate_club_graph(),
        nx.convert_node_labels_to_integers(nx.les_miserables_graph()),
        nx.convert_node_labels_to_integers(nx.davis_southern_women_graph()),
    ],
    ids=["karate", "lesmis", "davis"],
)
@pytest.mark.parametrize("resolution", [0.5, 1.0, 2.0])
def test_as_good_as_networkx_own(graph, resolution):
    def quality(labels):
        parts = [{i for i, label in enumerate(labels) if label == part} for part in sorted(set(labels))]
        return nx.community.modularity(graph, parts, resolution=resolution)

    ours = max(quality(communities(len(graph), *_arrays(graph), seed=s, resolution=resolution)) for s in range(5))
    theirs = max(
        nx.community.modularity(
            graph, nx.community.louvain_communities(graph, seed=s, resolution=resolution), resolution=resolution
        )
        for s in range(5)
    )
    assert ours >= theirs - 0.01


def test_no_edges_no_communities():
    none = np.empty(0, dtype=np.int64)
    assert communities(3, none, none, np.empty(0), seed=0) == [0, 1, 2]
