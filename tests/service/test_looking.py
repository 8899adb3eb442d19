from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound
from graphsvc.service import Case

PHONE = "phone:+447700900100"


def test_search_reads_a_number_in_any_notation(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    for text in ("+447700900100", "0044 7700 900100", "+44 (0) 7700-900 100", "phone:+44 7700 900100"):
        hits = case.search(text)
        assert [(h["id"], h["rank"]) for h in hits[:1]] == [(PHONE, "exact")], text
    assert PHONE in {hit["id"] for hit in case.search("7009001")}
    assert case.search("Waiter wanted")[0]["kind"] == "ad"


def test_paste_sorts_into_known_unknown_and_ambiguous(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    found = case.paste(["+44 7700 900100", "+44 7700 900999", "", "+44 7700 900100"])
    assert [node["id"] for node in found["known"]] == [PHONE]
    assert [row["line"] for row in found["unknown"]] == ["+44 7700 900999"]


def test_expansion_says_what_comes_before_it_comes(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    assert case.card(PHONE)["counts"] == [{"type": "MENTIONS", "direction": "in", "kind": "ad", "count": 3}]
    some = case.expand(PHONE, limit=2)
    assert (len(some["nodes"]), some["more"], some["already"]) == (2, 1, 0)
    shown = [PHONE, *(node["id"] for node in some["nodes"])]
    rest = case.expand(PHONE, shown=shown)
    assert (len(rest["nodes"]), rest["more"], rest["already"]) == (1, 0, 2)


def test_evidence_shows_the_words_around_the_find(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    (row,) = case.evidence("ad:ads:a1", PHONE)["rows"]
    assert (row["before"], row["raw"], row["after"]) == ("Call ", "+44 7700 900100", "")
    assert (row["file"], row["line"], row["kind"], row["tlp"]) == ("ads.csv", 3, "fact", "AMBER+STRICT")


def test_no_path_comes_with_its_reason(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    assert case.paths("ad:ads:a0", "ad:ads:a1")["paths"]
    none = case.paths("ad:ads:a0", "ad:ads:a5")
    assert none["paths"] == []
    assert "nothing that this case shows connects them" in none["reason"]


def test_a_path_through_a_judged_hub_is_hidden_and_counted(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    case.decide("verdict", [PHONE], value="agency", reason="an agency's desk")
    found = case.paths("ad:ads:a0", "ad:ads:a1")
    assert (found["paths"], found["hidden"]) == ([], 1)
    assert "shared hubs" in found["reason"]
    assert case.paths("ad:ads:a0", "ad:ads:a1", hubs=True)["paths"]


def test_a_ref_hides_the_id_and_resolves_only_here(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    ref = case.draw([PHONE])["nodes"][0]["ref"]
    assert "7700" not in ref
    assert case.resolve(ref) == PHONE
    with pytest.raises(CaseNotFound):
        case.resolve("0" * 32)


def test_explain_says_why_and_why_not(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    case.cluster()
    why = case.explain("ad:ads:a0", "ad:ads:a1")
    assert why["linked"]
    assert why["evidence"]
    assert why["waterfall"]
    not_linked = case.explain("ad:ads:a0", "ad:ads:a5")
    assert not not_linked["linked"]
    assert not_linked["reason"]


def test_hostile_text_stays_text(case: Case, adverts: Callable[..., Path]) -> None:
    title = "<script>alert(1)</script>\u202e\u200b" + "x" * 5000
    case.load(adverts([{"ad_id": "=1+1", "title": title, "description": "+44 7700 900100"}]))
    (node,) = case.draw(["ad:ads:%3D1+1"])["nodes"] or case.draw(["ad:ads:=1+1"])["nodes"]
    assert node["label"].startswith("<script>")
