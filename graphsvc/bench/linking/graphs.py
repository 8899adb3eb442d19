"""Graphs whose communities are known: our `louvain` beside NetworkX's own, our `leiden` beside NetworKit's PLM with its
refinement, where that is installed.

Measured by normalised mutual information with the known communities (arithmetic mean of the entropies), over seeds.
Karate (Zachary 1977) splits as the club did; Davis' women (Davis, Gardner and Gardner 1941) into their two cliques; LFR
graphs are those of Lancichinetti, Fortunato and Radicchi (2008); `cells` is a network of small cells as criminal
networks are drawn (Krebs 2002): dense around a leader, with few ties between leaders and fewer between others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from math import log
from statistics import mean
from typing import Any

import networkx as nx
import numpy as np

from graphsvc import clustering
from graphsvc.bench.linking.spread import over_seeds

SEEDS = range(5)
BEHIND = 0.01  # how far the mean may lie below another's
Known = tuple[nx.Graph, Mapping[Hashable, Hashable]]  # a graph, and the community of each of its nodes that has one
Partition = Mapping[Hashable, int]


def karate(seed: int) -> Known:
    graph = nx.karate_club_graph()
    return graph, dict(graph.nodes(data="club"))


def davis(seed: int) -> Known:
    graph = nx.davis_southern_women_graph()
    return graph, {name: number < 9 for number, name in enumerate(graph.graph["top"])}


def lfr(seed: int, mu: float) -> Known:
    graph = nx.LFR_benchmark_graph(
        250, 3.0, 1.5, mu, average_degree=8, max_degree=30, min_community=20, seed=seed, max_iters=5000
    )
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph, {node: min(members) for node, members in graph.nodes(data="community")}


def cells(seed: int) -> Known:
    rng, graph = np.random.default_rng(seed), nx.Graph()
    home: dict[Hashable, Hashable] = {}
    for cell in range(14):
        members = [(cell, number) for number in range(int(rng.integers(4, 10)))]
        home |= dict.fromkeys(members, cell)
        graph.add_edges_from((members[0], other) for other in members[1:])
        graph.add_edges_from(
            (a, b) for i, a in enumerate(members[1:]) for b in members[i + 2 :] if rng.random() < 0.5
        )  # fmt: skip
        if cell:
            graph.add_edge((cell, 0), (int(rng.integers(cell)), 0))
    nodes = sorted(graph)
    for _ in range(12):
        a, b = rng.choice(len(nodes), 2, replace=False).tolist()
        graph.add_edge(nodes[a], nodes[b])
    return graph, home


GRAPHS: dict[str, Callable[[int], Known]] = {
    "karate": karate,
    "davis": davis,
    "LFR, mixing 0.1": lambda seed: lfr(seed, 0.1),
    "LFR, mixing 0.3": lambda seed: lfr(seed, 0.3),
    "cells": cells,
}


def ours(method: str) -> Callable[[nx.Graph, int], Partition]:
    def partition(graph: nx.Graph, seed: int) -> Partition:
        place = {node: number for number, node in enumerate(graph)}
        edges = [(place[a], place[b], float(weight)) for a, b, weight in graph.edges(data="weight", default=1.0)]
        return dict(zip(place, clustering.get(method).partition(len(place), edges, seed=seed), strict=True))

    return partition


def networkx(graph: nx.Graph, seed: int) -> Partition:
    found = nx.community.louvain_communities(graph, seed=seed)
    return {node: number for number, members in enumerate(found) for node in members}


def networkit(graph: nx.Graph, seed: int) -> Partition:
    kit: Any = import_module("networkit")
    kit.setNumberOfThreads(1)
    kit.setSeed(seed, False)
    place = {node: number for number, node in enumerate(graph)}
    made = kit.Graph(len(place), weighted=True)
    for a, b, weight in graph.edges(data="weight", default=1.0):
        made.addEdge(place[a], place[b], float(weight))
    method = kit.community.PLM(made, refine=True)
    method.run()
    return dict(zip(place, method.getPartition().getVector(), strict=True))


def others() -> dict[str, tuple[str, Callable[[nx.Graph, int], Partition]]]:
    """Name -> (our method, theirs), of what is installed."""
    kit = {"NetworKit": ("leiden", networkit)} if find_spec("networkit") else {}
    return {"NetworkX": ("louvain", networkx), **kit}


def measured() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(bars, rows) as of `summary`: ours less the other by graph, and the measure of every one."""
    methods = {"louvain": ours("louvain"), "leiden": ours("leiden")} | {n: run for n, (_, run) in others().items()}
    bars, rows = list[dict[str, Any]](), list[dict[str, Any]]()
    for name, make in GRAPHS.items():
        known = [make(seed) for seed in SEEDS]
        found = {
            method: [_agreement(run(graph, seed), truth) for seed, (graph, truth) in zip(SEEDS, known, strict=True)]
            for method, run in methods.items()
        }
        rows += [{"figure": f"NMI on {name}, {method}", **asdict(over_seeds(of))} for method, of in found.items()]
        for other, (method, _) in others().items():
            ahead = mean(found[method]) - mean(found[other])
            bars.append({
                "figure": f"NMI on {name}, {method} less {other}", "value": ahead, "bar": f">= -{BEHIND}",
                "met": ahead >= -BEHIND,
            })  # fmt: skip
    return bars, rows


def _agreement(found: Partition, truth: Mapping[Hashable, Hashable]) -> float:
    return nmi([truth[node] for node in truth], [found[node] for node in truth])


def nmi(true: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Normalised mutual information; 1 where both are one community."""
    total = len(true)
    a, b, both = Counter(true), Counter(found), Counter(zip(true, found, strict=True))
    shared = sum(n / total * log(n * total / (a[x] * b[y])) for (x, y), n in both.items())
    entropy = -sum(n / total * log(n / total) for counts in (a, b) for n in counts.values())
    return 2.0 * shared / entropy if entropy else 1.0
