"""What a case covers is the same whether it was counted at once or as records came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.service import Case, covering

Rows = list[dict[str, str]]


def rows(*places: tuple[str, str], first: int = 1) -> Rows:
    return [
        {"id": str(number), "title": f"Advert {number}", "country": country, "language": language}
        for number, (country, language) in enumerate(places, first)
    ]


def covered(case: Case) -> list[dict[str, object]]:
    return covering.coverage(case.view, case.view.projection())


def test_places_and_languages_are_counted_by_source(case: Case, adverts: Callable[..., Path]) -> None:
    case.load(adverts(rows(("GB", "en"), ("GB", "ro"), ("", "en")), "one.csv"))
    case.load(adverts(rows(("FR", "fr")), "two.csv"))
    first, second = covered(case)
    assert (first["source"], first["records"]) == ("one", 3)
    assert (first["places"], first["languages"]) == ({"GB": 2}, {"en": 2, "ro": 1})
    assert (second["places"], second["languages"]) == ({"FR": 1}, {"fr": 1})


def test_only_what_came_since_is_read_again(
    case: Case, adverts: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    case.load(adverts(rows(*[("GB", "en")] * 20), "one.csv"), source="s")
    covered(case)
    case.load(adverts(rows(("FR", "fr"), first=21), "two.csv"), source="s")
    with monkeypatch.context() as patched:
        patched.setattr("graphsvc.store.common.view.SharedView.every_record", None)
        (found,) = covered(case)
    assert (found["places"], found["languages"]) == ({"FR": 1, "GB": 20}, {"en": 20, "fr": 1})
    monkeypatch.setenv("GRAPHSVC_CACHE", "off")
    assert covered(case) == [found]


def test_much_that_is_new_is_counted_with_the_rest(case: Case, adverts: Callable[..., Path]) -> None:
    case.load(adverts(rows(("GB", "en")), "one.csv"), source="s")
    covered(case)
    case.load(adverts(rows(("FR", "fr"), ("FR", "fr"), first=2), "two.csv"), source="s")
    (found,) = covered(case)
    assert found["places"] == {"FR": 2, "GB": 1}
