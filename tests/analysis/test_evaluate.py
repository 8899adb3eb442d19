from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from graphsvc.analysis.evaluate import evaluate, homes, intervals
from graphsvc.errors import FileRefused, InputError
from graphsvc.results import ActorCluster, Link, MergeRisk, NetworkCluster, RecordRef, Result, cluster_id
from graphsvc.synth import write

RISK = MergeRisk("firm", (), 1, 1.0)
PAIR = [("1", "2"), ("3", "4"), ("5", "6")]  # records of three actors
Row = Mapping[str, str | None]


def ref(key: str, source: str = "ads", kind: str = "ad") -> RecordRef:
    return RecordRef(kind, source, key)


def result(actors: Iterable[Iterable[RecordRef]], networks: Iterable[Iterable[RecordRef]] = ()) -> Result:
    """A result that says these clusters and nothing else."""
    found = [tuple(sorted(records)) for records in actors]
    wider = [tuple(sorted(records)) for records in networks]
    return Result(
        method="test", method_version="1", parameters={}, seed=0, keys_version=1, marking={}, counts={}, coverage=(),
        actors=tuple(ActorCluster(cluster_id("actor", r), r, (), (), RISK) for r in found),
        networks=tuple(NetworkCluster(cluster_id("network", r), (), r, (), RISK, "one network") for r in wider),
        links=(), hubs=(), notes=(),
    )  # fmt: skip


def oracle(rows: Iterable[Row]) -> Result:
    """The result of who knows the truth."""
    actors, networks = defaultdict(list), defaultdict(list)
    for row in rows:
        kind = "account" if row["source"] == "accounts" else "ad"
        record = ref(row["key"], row["source"], kind)
        actors[row["actor"]].append(record)
        networks[row["network"] or row["actor"]].append(record)
    return result(actors.values(), networks.values())


def row(key: str, actor: str, network: str | None = None, source: str = "ads") -> Row:
    return {"source": source, "key": key, "actor": actor, "network": network}


@pytest.mark.parametrize("benign", [False, True])
def test_the_generators_own_oracle_scores_one(tmp_path, benign):
    write(tmp_path, records=1500, seed=3, benign=benign)
    truth = tmp_path / "truth.jsonl"
    rows = [json.loads(line) for line in truth.read_text("utf-8").splitlines()]
    found = evaluate(oracle(rows), truth)
    assert (found.records, found.missing, found.extra) == (len(rows), 0, 0)
    for level in (found.actors, found.networks):
        assert level.pairwise_f1 == level.bcubed_f1 == level.ari == level.worst_purity == 1.0
        assert level.over_merge == level.fragmentation == level.mixed == level.false_per_1000_units == 0
        assert level.units == level.clusters
    assert found.networks.units <= found.actors.units
    assert (found.networks.units == found.actors.units) == benign


def test_levels_are_judged_apart():
    truth = [row("1", "a", "n"), row("2", "a", "n"), row("3", "b", "n"), row("4", "c", "m")]
    found = evaluate(result([[ref("1"), ref("2"), ref("3")], [ref("4")]], [[ref("1"), ref("2"), ref("3")]]), truth)
    assert found.networks.bcubed_f1 == 1.0
    assert found.actors.mixed == 1
    assert found.actors.worst_purity == pytest.approx(2 / 3)


@pytest.mark.parametrize("missing", [None, ""])
def test_no_network_means_a_network_of_the_actor_alone(missing):
    truth = [row("1", "a", missing), row("2", "a", missing), row("3", "b", missing), row("4", "c", "a")]
    found = evaluate(result([[ref("1"), ref("2")], [ref("3")], [ref("4")]]), truth)
    assert found.networks.units == 3
    assert found.networks.ari == 1.0


def test_a_record_in_no_network_belongs_to_its_actor():
    truth = [row("1", "a", "n"), row("2", "a", "n"), row("3", "b", "m")]
    found = evaluate(result([[ref("1"), ref("2")], [ref("3")]]), truth)
    assert found.networks.bcubed_f1 == 1.0


def test_missing_records_are_singletons_and_unknown_ones_are_left_out():
    truth = [row("1", "a"), row("2", "a"), row("3", "a"), row("acc-1", "a", source="accounts")]
    found = evaluate(result([[ref("1"), ref("2"), ref("unknown")], [ref("9", "phones", "phone")]]), truth)
    assert (found.records, found.missing, found.extra) == (4, 2, 2)
    assert found.missing_by_source == {"accounts": 1, "ads": 1}
    assert found.actors.clusters == 3
    assert found.actors.bcubed_precision == 1.0
    assert found.actors.bcubed_recall == pytest.approx((2 * 2 / 4 + 1 / 4 + 1 / 4) / 4)


def test_where_two_kinds_share_source_and_key_the_advert_is_meant():
    truth = [row("1", "a"), row("2", "a")]
    clusters = [[ref("1"), ref("2")], [ref("1", kind="account"), ref("1", kind="wallet")]]
    assert evaluate(result(clusters), truth).actors.bcubed_f1 == 1.0


def test_json_has_both_tiers(tmp_path):
    shown = evaluate(result([[ref("1")]]), [row("1", "a")]).as_json()
    assert set(shown) == {"actors", "networks", "links", "records", "missing", "missing_by_source", "extra"}
    assert shown["actors"]["bcubed_f1"] == 1.0
    assert json.loads(json.dumps(shown)) == shown


def test_intervals_hold_the_measure_and_are_seeded():
    truth = [row(str(i), f"a{i // 4}", f"n{i // 8}") for i in range(400)]
    clusters = [[ref(str(j)) for j in range(i, i + 4)] for i in range(0, 400, 4)]
    clusters[0] += clusters.pop(1)
    clusters[5], first = clusters[5][:2], clusters[5][2:]
    found = result([*clusters, first])
    whole = evaluate(found, truth).as_json()
    shown = intervals(found, truth, seed=4, samples=500)
    assert shown == intervals(found, truth, seed=4, samples=500)
    for tier in ("actors", "networks"):
        for name, (low, high) in shown[tier].items():
            assert low <= whole[tier][name] <= high
    assert shown["actors"]["bcubed_f1"][0] < shown["actors"]["bcubed_f1"][1]


def test_a_record_in_two_clusters_is_refused():
    with pytest.raises(InputError, match="record '1' of source 'ads' stands in two clusters"):
        evaluate(result([[ref("1")], [ref("1"), ref("2")]]), [row("1", "a")])


@pytest.mark.parametrize("bad", [{"source": "ads", "key": "1"}, [], "text", None])
def test_a_row_without_the_four_fields_is_named(bad):
    with pytest.raises(InputError, match="truth row 2"):
        evaluate(result([]), [row("1", "a"), bad])


def test_a_record_with_two_truths_is_refused_and_a_repeated_row_is_not():
    assert evaluate(result([]), [row("1", "a"), row("1", "a")]).records == 1
    with pytest.raises(InputError, match="truth row 2: record '1' has two actors"):
        evaluate(result([]), [row("1", "a"), row("1", "b")])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"source":"ads","key":"1","actor":"a"}\nnot json\n', "line 2: not a JSON object"),
        (b"[" * 100_000, "line 1: not a JSON object"),
        (b'{"key": "\xff"}', "cannot be read as UTF-8"),
        (b"7\n", "truth row 1"),
    ],
)
def test_a_file_that_is_no_truth_is_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "truth.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        evaluate(result([]), path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(FileRefused, match="cannot be read"):
            evaluate(result([]), path)


def test_an_empty_truth_judges_nothing(tmp_path):
    path = tmp_path / "truth.jsonl"
    path.write_text("\n\n")
    found = evaluate(result([[ref("1")]]), path)
    assert (found.records, found.extra) == (0, 1)
    assert found.actors.bcubed_f1 == 1.0
    assert found.actors.giant_share == 0.0


def linked(weights: Mapping[tuple[int, int], float]) -> Result:
    """Three actors, with links of these weights."""
    found = result([[ref(key) for key in pair] for pair in PAIR])
    ids = {record.key: actor.id for actor in found.actors for record in actor.records}
    links = tuple(Link(ids[PAIR[a][0]], ids[PAIR[b][0]], weight, ()) for (a, b), weight in sorted(weights.items()))
    return replace(found, links=links)


def test_a_link_is_right_where_both_ends_are_of_one_true_network():
    truth = [
        row("1", "a", "n"),
        row("2", "a", "n"),
        row("3", "b", "n"),
        row("4", "b", "n"),
        row("5", "c"),
        row("6", "c"),
    ]
    links = evaluate(linked({(0, 1): 3.0, (1, 2): -3.0}), truth).links
    assert (links.links, links.right, links.reached) == (2, 1, 1.0)
    assert links.average_precision == links.auc == 1.0
    assert links.ece == pytest.approx(1 / (1 + math.exp(3.0)))
    wrong = evaluate(linked({(0, 2): 3.0, (1, 2): -3.0}), truth).links
    assert (wrong.right, wrong.reached, wrong.ece) == (0, 0.0, pytest.approx(0.5))


def test_a_link_of_an_actor_that_the_truth_does_not_name_is_left_out():
    truth = [row("1", "a", "n"), row("2", "a", "n"), row("3", "b", "n"), row("4", "b", "n")]
    links = evaluate(linked({(0, 1): 3.0, (1, 2): 3.0}), truth).links
    assert (links.links, links.right) == (1, 1)


def test_the_home_of_an_actor_is_where_most_of_its_records_belong():
    truth = [row("1", "a"), row("2", "a"), row("3", "b")]
    found = result([[ref("1"), ref("2"), ref("3")]])
    assert list(homes(found, truth).values()) == [("actor", "a")]
