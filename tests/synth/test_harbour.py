from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from graphsvc.synth import demo
from tests.support.corpus import Corpus


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    demo(folder)
    return folder


def kinds(folder: Path) -> set[str]:
    return {entry["kind"] for entry in json.loads((folder / "manifest.json").read_text("utf-8"))["planted"]}


def test_the_files_are_named_in_order_of_loading_and_are_the_same_each_time(tmp_path, harbour):
    files = demo(tmp_path / "new" / "files")
    assert [str(path.relative_to(tmp_path / "new" / "files")) for path in files] == [
        "ads.csv", "later/ads.csv", "accounts.csv", "follows.csv", "phones.csv", "wallets.csv", "payments.csv",
    ]  # fmt: skip
    for path in files:
        assert path.read_bytes() == (harbour / path.relative_to(tmp_path / "new" / "files")).read_bytes()


def test_it_is_small_and_set_in_invented_towns(harbour):
    rows = Corpus(harbour, None).rows("ads.csv")
    assert 400 <= len(rows) <= 800
    assert {row["city"] for row in rows} >= {"Saltmouth", "Port-Averne", "Neuhaven"}
    assert {row["category"] for row in rows} == {"job", "sale", "service", "housing"}
    assert len({row["language"] for row in rows}) >= 6


def test_everything_to_find_is_there(harbour):
    assert kinds(harbour) >= {
        "desk", "wallet", "bridge", "agency", "safety-phone", "screening-text", "duo", "recycled", "exchange",
        "switchboard", "platform", "website",
    }  # fmt: skip
    corpus = Corpus(harbour, None)
    sizes = sorted(len(actors) for actors in corpus.actors_by_network().values())
    assert sizes[-5:] == [2, 3, 3, 4, 5]
    assert set(sizes[:-5]) == {1}
    planted = json.loads((harbour / "manifest.json").read_text("utf-8"))["planted"]
    agency = next(entry for entry in planted if entry["kind"] == "agency")
    assert agency["networks"] >= 15
    assert agency["ads"] >= 50


def test_the_case_ends_on_the_given_day(tmp_path):
    demo(tmp_path, today=date(2027, 3, 9))
    posted = [row["posted_at"] for row in Corpus(tmp_path, None).rows("ads.csv")]
    assert max(posted) <= "2027-03-09T23:59:59Z"
    assert max(posted) > "2027-02-01"
