"""What others would use for a stage, on the same data in the same run, each pair in a process of its own.

A peer that is not installed is named as missing. Where one of the two does less, `about` says so.
"""

from __future__ import annotations

import csv
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graphsvc.bench.child import measured
from graphsvc.registry import load

CALLED = "graphsvc.bench.line.peers:compared"
STARTS = 200  # adverts asked for their neighbours
WARM = 300  # adverts read before the clock starts

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Peer:
    """`package`: as pip and Python call it. `make`: of this module, gives (ours, theirs) for records, seed and what
    is to be closed afterwards; `about`: what each of the two does."""

    stage: str
    name: str
    package: str
    make: str
    about: str


PEERS = (
    Peer("extraction", "phonenumbers.PhoneNumberMatcher", "phonenumbers", "extraction",
         "telephone numbers in adverts; theirs finds none that hide"),
    Peer("wordings", "datasketch MinHash LSH", "datasketch", "wordings",
         "groups of ten adverts each; ours on two threads"),
    Peer("linking", "Splink", "splink", "linking",
         "ours reads texts too; theirs clusters at seven thresholds"),
    Peer("clustering", "NetworkX Louvain", "networkx", "communities",
         "networks of the same actors; ours chooses the resolution"),
    Peer("one hop", "DuckDB, indexed", "duckdb", "one_hop",
         f"{STARTS} adverts; ours on disk, with times and order; theirs in memory, ids alone"),
)  # fmt: skip


def peers(records: int, seed: int) -> Iterator[dict[str, Any]]:
    """{"stage", "peer", "version", "about", "records", "ours", "theirs": {"wall", "cpu"} in seconds, "ratio": wall of
    theirs over ours, "cpu_ratio"}, or "missing": how to get it."""
    for peer in PEERS:
        said = {"stage": peer.stage, "peer": peer.name, "about": peer.about, "records": records}
        if find_spec(peer.package) is None:
            yield {**said, "missing": f"pip install {peer.package}"}
            continue
        found = json.loads(measured(CALLED, [peer.make, str(records), str(seed)]).out.splitlines()[-1])
        ours, theirs = found["ours"], found["theirs"]
        yield {
            **said, "version": version(peer.package), **found, "ratio": theirs["wall"] / ours["wall"],
            "cpu_ratio": theirs["cpu"] / ours["cpu"],
        }  # fmt: skip


def compared(words: Sequence[str]) -> None:
    """In the child: seconds of ours and of theirs, as JSON."""
    make, records, seed = words
    with ExitStack() as closing:
        both = load(f"{__name__}:{make}")(int(records), int(seed), closing)
        ours, theirs = map(_seconds, both)
    print(json.dumps({"ours": ours, "theirs": theirs}))


def _seconds(work: Work) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def extraction(records: int, seed: int, closing: ExitStack) -> tuple[Work, Work]:
    from graphsvc.bench.extraction import ours, theirs
    from graphsvc.synth import write

    folder = _folder(closing)
    write(folder, records=records + WARM, seed=seed)
    with (folder / "ads.csv").open(encoding="utf-8", newline="") as file:
        texts = [(f"{row['title']}\n{row['description']}", row["country"]) for row in csv.DictReader(file)]
    for scan in (ours, theirs):  # tables are made once a process
        for text in texts[:WARM]:
            scan(*text)
    fresh = texts[WARM:]
    return lambda: [ours(*text) for text in fresh], lambda: [theirs(*text) for text in fresh]


def wordings(records: int, seed: int, closing: ExitStack) -> tuple[Work, Work]:
    from graphsvc.bench.templates.peers import components, datasketch
    from graphsvc.bench.templates.planted import plant
    from graphsvc.linking.templates import find_templates

    texts, _ = plant(max(records // 10, 1), 10, seed)
    find_templates(texts[:WARM])  # the table of characters is made once a process
    import_module("datasketch")
    return lambda: find_templates(texts), lambda: components(texts, datasketch)


def linking(records: int, seed: int, closing: ExitStack) -> tuple[Work, Work]:
    from graphsvc.bench.linking.peers.splink import splink
    from graphsvc.bench.linking.plain import plain
    from graphsvc.bench.linking.world import planted
    from graphsvc.linking.link import gather, link

    import_module("splink")
    seen = planted(records, seed).seen
    table = plain(seen.projection)
    return lambda: link(gather(seen.projection, (), texts=seen.records)), lambda: splink(table)


def communities(records: int, seed: int, closing: ExitStack) -> tuple[Work, Work]:
    import networkx as nx

    from graphsvc import clustering
    from graphsvc.bench.linking.world import planted
    from graphsvc.linking.link import gather, link

    seen = planted(records, seed).seen
    found, links = link(gather(seen.projection, (), texts=seen.records))
    actors = int(found.actor.max(initial=-1)) + 1
    edges = [(a, b, weight) for (a, b), weight in links.strength.items()]
    graph = nx.Graph()
    graph.add_nodes_from(range(actors))
    graph.add_weighted_edges_from(edges)
    method = clustering.get(clustering.DEFAULT)
    return (
        lambda: method.partition(actors, edges, seed=seed),
        lambda: nx.community.louvain_communities(graph, weight="weight", seed=seed),
    )


def one_hop(records: int, seed: int, closing: ExitStack) -> tuple[Work, Work]:
    import numpy as np
    import pyarrow as pa

    from graphsvc.bench.store.case import batches
    from graphsvc.model import Actor, node_id
    from graphsvc.store import open_store

    store = open_store(str(_folder(closing) / "case.db"))
    closing.callback(store.close)
    writer = store.writer(Actor())
    for batch in batches(records):
        writer.put(batch)
    view = store.view()
    shown = view.projection()
    names = np.array(shown.nodes, dtype=object)
    duckdb: Any = import_module("duckdb")
    table = closing.enter_context(duckdb.connect())
    ends = pa.table({"a": names[shown.subject], "b": names[shown.object]})
    table.register("ends", ends)
    table.execute("CREATE TABLE edge AS SELECT a, b FROM ends UNION ALL SELECT b, a FROM ends")
    table.execute("CREATE INDEX by_a ON edge (a)")
    drawn = np.random.default_rng(seed).integers(0, records, STARTS)
    starts = [node_id("ad", "bench", f"{number:08d}") for number in drawn.tolist()]
    asked = "SELECT DISTINCT b FROM edge WHERE a = ? LIMIT 100"
    view.neighbours(starts[0])  # a connection is made once
    return (
        lambda: [view.neighbours(start) for start in starts],
        lambda: [table.execute(asked, [start]).fetchall() for start in starts],
    )


def _folder(closing: ExitStack) -> Path:
    return Path(closing.enter_context(tempfile.TemporaryDirectory()))
