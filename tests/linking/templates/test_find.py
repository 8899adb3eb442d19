import csv
import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.agreement import measure
from graphsvc.bench.templates.planted import SCRIPTS, boilerplate, plant
from graphsvc.linking.templates import NEAR_COPY, find_templates
from graphsvc.linking.templates.shingles import shingle_sets
from graphsvc.linking.templates.similarity import jaccard

REAL = Path("tests/data/real")
POOL = [
    "new in town, call me now and ask for anna", "new in town, call me now and ask for maria", "call me", "",
    "waitress wanted for our summer team, room and food free",
    "waitress wanted for our winter team, room and food free", "💋🔥🌹💋🔥🌹💋", "\ud800 a b c d e", "07700 900123",
    "เรากำลังมองหาพนักงานเสิร์ฟสำหรับฤดูร้อน", "我们正在为夏季招聘服务员提供免费住宿",
]  # fmt: skip


def _labels(found):
    return [number if number >= 0 else f"alone {text}" for text, number in enumerate(found.template.tolist())]


def _scores(texts, truth):
    return measure(truth, _labels(find_templates(texts)))


@pytest.mark.parametrize("script", list(SCRIPTS))
def test_planted_templates_are_found_in_every_script(script):
    """Six of 20 to 60 words change; the wordings are of a seed that nothing was chosen on."""
    scores = _scores(*plant(100, 8, 4242, script=script))
    assert scores.pairwise_precision == 1
    assert scores.pairwise_recall >= 0.99


@pytest.mark.parametrize("script", ["Latin", "Cyrillic", "Arabic"])
def test_short_adverts_are_linked(script):
    scores = _scores(*plant(100, 8, 4243, script=script, lengths=(12, 20)))
    assert scores.pairwise_precision == 1
    assert scores.pairwise_recall >= 0.75


def test_real_job_adverts():
    """The listed groups are components of 5-word-shingle Jaccard >= .8, which is what NEAR_COPY measures."""
    with (REAL / "emscad_sample.csv").open(encoding="utf-8", newline="") as file:
        adverts = {row["ad_id"]: row["description"] for row in csv.DictReader(file)}
    listed = json.loads((REAL / "emscad_sample_expected.json").read_text("utf-8"))["near_duplicate_components"]
    group = {key: number for number, keys in enumerate(listed) for key in keys}
    truth = [group.get(key, key) for key in adverts]
    texts = list(adverts.values())
    assert measure(truth, _labels(find_templates(texts, measure=NEAR_COPY))).ari >= 0.98
    # templates see through what their slots hold: nothing listed together falls apart but edited long texts
    assert measure(truth, _labels(find_templates(texts))).pairwise_recall >= 0.97


def test_what_a_template_says_of_itself():
    texts, _ = plant(20, 5, 7)
    found = find_templates([*texts, "nothing like the others at all", "hi"])
    assert len(found.ids) == len(set(found.ids)) == len(found.sizes) == len(found.representative) == 20
    assert found.sizes.tolist() == np.bincount(found.template[found.template >= 0]).tolist()
    assert found.template[-2:].tolist() == [-1, -1]
    assert found.similarity[-2:].tolist() == [0, 0]
    assert (found.similarity[found.representative] == 1).all()
    assert found.template[found.representative].tolist() == list(range(20))
    sets = shingle_sets(texts)
    alike = jaccard(sets, np.arange(100), found.representative[found.template[:100]])
    assert found.similarity[:100].tolist() == pytest.approx(alike.tolist(), abs=0.1)  # stock phrases apart
    assert all(one.startswith("template:") and len(one) == 25 for one in found.ids)


def test_ids_are_fixed():
    """Golden: an id stands in stored results and in exports; another way to compute it needs another VERSION."""
    assert find_templates(["come and see our garden, call 07700 900123"] * 2).ids == ["template:93d3756b8c0cf872"]


def test_numbers_do_not_make_templates():
    shared = "07700 900123 anna@example.com https://t.me/anna"
    found = find_templates(
        [f"warm rooms by the sea for rent {shared}", f"experienced painter free all summer {shared}"]
    )
    assert found.template.tolist() == [-1, -1]


def test_boilerplate_under_different_texts_is_no_template():
    texts, truth = plant(150, 4, 8)
    scores = _scores(boilerplate(texts, 60, 1), truth)
    assert scores.pairwise_precision == 1
    assert scores.pairwise_recall >= 0.99


def test_stock_phrases_alone_are_no_template():
    texts = boilerplate([*plant(60, 1, 9)[0], "", "", ""], 20, 1)
    assert (find_templates(texts).template[-3:] == -1).all()


@pytest.mark.parametrize(
    "texts, templates",
    [
        ([], 0), ([""], 0), (["", "", ""], 0), (["hello"] * 50, 0), (["💋🔥🌹🌴"] * 30 + ["💋🔥🌹🌴🍑🍒🦋⭐"] * 30, 1),
        (["\ud800\udfff"] * 5, 0), (["\ud83d come and see us here"] * 2, 1), (["massage in town, call me"] * 20_000, 1),
        (["x" * 2_000_000, "x y " * 500_000, "x y " * 600_000], 1), (["\x00\x00 come to see us here"] * 2, 1),
    ],
)  # fmt: skip
def test_hostile_texts(texts, templates):
    found = find_templates(texts)
    assert len(found.ids) == templates
    assert len(found.template) == len(texts)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(POOL) | st.text(max_size=30), max_size=12), st.randoms(use_true_random=False))
def test_order_does_not_show(texts, rng):
    order = list(range(len(texts)))
    rng.shuffle(order)
    found, shuffled = find_templates(texts), find_templates([texts[place] for place in order])
    assert shuffled.template.tolist() == found.template[order].tolist()
    assert shuffled.similarity.tolist() == found.similarity[order].tolist()
    assert shuffled.ids == found.ids


def test_order_does_not_show_in_a_corpus():
    texts, _ = plant(60, 6, 10)
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    found, shuffled = find_templates(texts), find_templates([texts[place] for place in order])
    assert shuffled.template.tolist() == found.template[order].tolist()
    assert shuffled.ids == found.ids


def test_an_unrelated_text_changes_nothing_for_the_others():
    texts, _ = plant(40, 6, 11)
    found = find_templates(texts)
    for stranger in ["we buy old records and radios of every kind", *plant(1, 5, 12, script="Cyrillic")[0]]:
        more = find_templates([stranger, *texts])
        assert more.template[0] == -1
        assert _partition(more.template[1:]) == _partition(found.template)
        assert more.ids == found.ids


def _partition(template):
    return [np.flatnonzero(template == number).tolist() if number >= 0 else [] for number in template.tolist()]
