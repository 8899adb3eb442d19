"""A protected number in every spelling, looked for in the bytes of all that leaves a case."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.service import Case

PHONE = "phone:+447700900199"
SPELLINGS = (
    "+44 7700 900199", "07700 900199", "+44 (0)7700-900-199", "00447700900199", "0 7 7 0 0 9 0 0 1 9 9",
    "+44.7700.900199", "wa.me/447700900199", "+447700900199",
)  # fmt: skip


@pytest.fixture
def protected(case: Case, adverts: Callable[..., Path]) -> Case:
    rows = [
        {"ad_id": f"a{n}", "title": f"Room {n} call {said}", "description": f"ask {said}, p{n}@example.org",
         "phone": said, "url": f"https://ads.example.org/447700900199/{n}", "posted": "2025-11-01"}
        for n, said in enumerate(SPELLINGS)
    ]  # fmt: skip
    number = {**rows[0], "ad_id": "447700900199", "title": "its key is the number", "url": ""}
    untitled = {**rows[1], "ad_id": "07700900199", "title": "", "url": ""}
    case.load(adverts([*rows, number, untitled]), region="GB")
    case.decide("protect", [PHONE], reason="safety")
    return case


def _named(text: str) -> list[str]:
    return [said for said in (*SPELLINGS, "7700900199", "7700 900199", "900199") if said in text]


@pytest.mark.parametrize("name", ["case.graphml", "case.csv", "case.json"])
def test_no_export_names_it(protected: Case, name: str, tmp_path: Path) -> None:
    written = protected.export(protected.cluster(), tmp_path / name)
    assert written
    for path in written:
        assert _named(path.read_text("utf-8")) == []


def test_no_report_names_it(protected: Case, tmp_path: Path) -> None:
    path = protected.report(protected.cluster(), tmp_path / "brief.html")
    assert _named(path.read_text("utf-8")) == []


def test_no_card_path_or_masked_answer_names_it(protected: Case) -> None:
    card = protected.card("ad:ads:a0")
    assert _named(json.dumps([card[part] for part in ("label", "attributes", "versions", "candidates")])) == []
    answers = [protected.explain("ad:ads:a0", PHONE), protected.search("Room"), protected.cluster().to_dict()]
    answers += [[node["label"] for node in protected.draw(["ad:ads:07700900199", PHONE])["nodes"]]]
    assert _named(json.dumps(protected.masked(answers), ensure_ascii=False)) == []


def test_a_longer_number_that_holds_the_digits_is_another_number(protected: Case) -> None:
    assert protected.masked("id 14477009001990, +44 7700 900198") == "id 14477009001990, +44 7700 900198"


def test_without_a_protection_an_answer_is_what_it_was(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    found = case.search("Waiter")
    assert case.masked(found) == found


def test_a_number_split_between_title_and_text_is_masked_in_both(case: Case, adverts: Callable[..., Path]) -> None:
    case.load(adverts([{"ad_id": "1", "title": "New here 07700 900", "description": "199 call me"}]), region="GB")
    case.decide("protect", [PHONE], reason="safety")
    (version,) = case.card("ad:ads:1")["versions"]
    assert (version["title"], version["text"]) == ("New here █████████", "███ call me")
