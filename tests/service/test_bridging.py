from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphsvc.service import Case


def rows(kinds: str) -> list[dict[str, str]]:
    return [
        {"ad_id": f"a{n}", "category": kind, "title": f"advert {n}", "description": "Call +44 7700 900100",
         "posted": f"2025-11-{n + 1:02d}"} for n, kind in enumerate(kinds.split())
    ]  # fmt: skip


def test_a_bridge_in_words_and_what_came_later(case: Case, adverts: Callable[..., Path]) -> None:
    case.load(adverts(rows("job job job sale sale nonsense")))
    case.cluster()
    found = case.bridges(draws=19)
    assert found["bridges"][0]["sentences"][1] == ("3 job adverts and 2 sale adverts share the number +44 7700 900100.")
    assert found["bridges"][0]["unknown"] == 1
    assert not any("came after the run" in note for note in found["notes"])
    case.load(adverts(rows("job"), "more.csv"))
    assert found["bridges"] == case.bridges(draws=19)["bridges"]
    assert "1 record(s) came after the run and are left out; cluster again." in case.bridges(draws=19)["notes"]
