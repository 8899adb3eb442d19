"""Splink 5 (MIT): Fellegi-Sunter over pairs of rows, clustered by components of the pairs above a threshold.

A row is a record with one column of values for each kind of identifier; two rows agree on a kind when they share a
value. Blocking is on any shared value, u is estimated from random pairs and m by EM, as its documentation advises.
Training cannot block on lists, so it blocks on the first value.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pandas as pd

from graphsvc.bench.linking.baselines import Labels
from graphsvc.bench.linking.plain import Plain

KINDS = ("phone", "email", "account", "image", "wallet")
TRAINED_ON = ("phone", "email", "account")
THRESHOLDS = (0.01, 0.1, 0.2, 0.5, 0.9, 0.99, 0.999)
KNOWN_RECALL = 0.3  # of the two rules that the prior is estimated with; a guess its user has to make


def splink(plain: Plain) -> Mapping[str, Labels]:
    kit: Any = import_module("splink")
    library: Any = import_module("splink.comparison_library")
    kinds = [kind for kind in KINDS if kind in plain.kind]
    backend = kit.DuckDBAPI()
    backend.duckdb_con.execute("SET threads = 1")
    rules = [kit.block_on(kind, arrays_to_explode=[kind]) for kind in kinds]
    settings = kit.SettingsCreator(
        link_type="dedupe_only", blocking_rules_to_generate_predictions=rules,
        comparisons=[library.ArrayIntersectAtSizes(kind, [1]) for kind in kinds],
    )  # fmt: skip
    linker = kit.Linker(backend.register(_table(plain, kinds)), settings, log_level=logging.ERROR)
    exact = [kit.block_on(f"first_{kind}") for kind in ("account", "email") if kind in kinds]
    linker.training.estimate_probability_two_random_records_match(exact, recall=KNOWN_RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for kind in TRAINED_ON:
        if kind in kinds:
            linker.training.estimate_parameters_using_expectation_maximisation(kit.block_on(f"first_{kind}"))
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    found = {}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=threshold
        )
        home = {row["unique_id"]: row["cluster_id"] for row in clusters.as_record_list()}
        found[f"probability >= {threshold:g}"] = [home[record] for record in range(plain.records)]
    return found


def _table(plain: Plain, kinds: list[str]) -> pd.DataFrame:
    columns: dict[str, list[list[str]]] = {kind: [[] for _ in range(plain.records)] for kind in kinds}
    for record, value in zip(plain.record.tolist(), plain.value.tolist(), strict=True):
        if plain.kind[value] in columns:
            columns[plain.kind[value]][record].append(str(value))
    table: dict[str, Any] = {"unique_id": range(plain.records)}
    for kind, cells in columns.items():
        table[kind] = [cell or None for cell in cells]
        table[f"first_{kind}"] = [cell[0] if cell else None for cell in cells]
    return pd.DataFrame(table)
