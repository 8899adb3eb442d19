"""Templates found: how many a second, how right, beside peers; in every script; on real adverts; and for later ones.

.venv/bin/graphsvc bench templates
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from graphsvc.analysis.agreement import measure
from graphsvc.bench.templates.peers import PEERS, components
from graphsvc.bench.templates.planted import SCRIPTS, boilerplate, plant
from graphsvc.linking.templates import NEAR_COPY, SLOTTED, Measure, TemplateIndex, find_templates

SEED = 20261124
REAL = Path(__file__).parents[3] / "tests" / "data" / "real" / "emscad_sample.csv"

Row = dict[str, Any]


def templates(*, quick: bool = False) -> dict[str, Any]:
    """Two threads. Peers run on a tenth of the texts, whole templates each."""
    count = 1_000 if quick else 20_000
    texts, truth = plant(count, 10, SEED)
    find_templates(texts[:100])  # the table of characters is made once a process
    rows = [_figure("planted templates", texts, truth, labels, "F1 >= 0.99, >= 10000 ads/s")]
    some = [number for number, template in enumerate(truth) if template < count // 10]
    sample, sample_truth = [texts[number] for number in some], [truth[number] for number in some]
    rows.append(_figure("a tenth of them", sample, sample_truth, labels))
    for name, candidates in PEERS.items():
        try:
            rows.append(_figure(name, sample, sample_truth, partial(components, candidates=candidates)))
        except ImportError:
            rows.append({"figure": name, "value": "not installed", "bar": ""})
    for script in SCRIPTS:
        planted, wanted = plant(count // 50, 10, SEED, script=script)
        rows.append(_figure(f"in {script}", planted, wanted, labels, "F1 >= 0.99"))
    rows.append(_figure("each followed by one boilerplate", boilerplate(sample, 60, SEED), sample_truth, labels))
    rows.append(_later(texts))
    if REAL.exists():
        rows += [_real("real job adverts, near copies", NEAR_COPY, "ARI >= 0.98"),
                 _real("real job adverts, templates", SLOTTED, "")]  # fmt: skip
    return {"name": "templates", "size": f"{len(texts)} adverts of {count} templates, seed {SEED}", "rows": rows}


def labels(texts: Sequence[str], *, wanted: Measure = SLOTTED) -> list[int]:
    """The template of each text; a text without one has a label of its own."""
    found = find_templates(texts, measure=wanted).template.tolist()
    return [template if template >= 0 else -1 - number for number, template in enumerate(found)]


def _figure(
    name: str, texts: Sequence[str], truth: Sequence[int], grouping: Callable[[Sequence[str]], list[int]], bar: str = ""
) -> Row:
    start = time.perf_counter()
    found = grouping(texts)
    speed = len(texts) / (time.perf_counter() - start)
    right = measure(truth, found).pairwise_f1
    return {"figure": name, "value": f"F1 {right:.4f}, {speed:.0f} ads/s", "bar": bar, "f1": right, "ads_per_s": speed}


def _later(texts: Sequence[str]) -> Row:
    """The last tenth assigned to an index of the others, against one run over all."""
    known = len(texts) * 9 // 10
    index = TemplateIndex.from_bytes(TemplateIndex.build(texts[:known]).to_bytes())
    start = time.perf_counter()
    assigned = index.assign(texts[known:]).ids
    speed = (len(texts) - known) / (time.perf_counter() - start)
    found = [*index.assign(texts[:known]).ids, *assigned]
    agreement = measure(labels(texts), [one or f"alone {number}" for number, one in enumerate(found)]).ari
    return {"figure": "a tenth assigned to an index of the rest", "value": f"ARI {agreement:.4f}, {speed:.0f} ads/s",
            "bar": "ARI >= 0.98", "ari": agreement, "ads_per_s": speed}  # fmt: skip


def _real(name: str, wanted: Measure, bar: str) -> Row:
    """Against the listed near-duplicate groups: components of 5-word-shingle Jaccard >= .8, numbers included."""
    with REAL.open(encoding="utf-8", newline="") as file:
        adverts = {row["ad_id"]: row["description"] for row in csv.DictReader(file)}
    listed = json.loads(REAL.with_name("emscad_sample_expected.json").read_text("utf-8"))["near_duplicate_components"]
    group = {key: number for number, keys in enumerate(listed) for key in keys}
    truth = [group.get(key, -1 - number) for number, key in enumerate(adverts)]
    agreement = measure(truth, labels(list(adverts.values()), wanted=wanted)).ari
    return {"figure": name, "value": f"ARI {agreement:.4f}, {len(adverts)} adverts", "bar": bar, "ari": agreement}
