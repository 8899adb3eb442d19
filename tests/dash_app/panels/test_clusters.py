from __future__ import annotations

from typing import Any

from dash_app import texts
from dash_app.desk import Desk
from dash_app.panels import clusters
from dash_app.panels.clusters import explain, run
from tests.support.site import ids_in, text_of


def network(**changes: Any) -> dict[str, Any]:
    found = {
        "id": "network:x", "name": "N-0001", "wording": "possibly linked", "actors": 2, "records": 9, "identifiers": 4,
        "level": "single-identifier", "held_by": ["+44 20 7946 0999"], "falls_into": 3, "first": "2025-01-11",
        "last": "2025-08-11", "categories": {"job": 8, "sale": 1}, "sources": ["board"], "resolved": True,
        "bridges": ["8 job adverts and 1 sale advert stand in this cluster."], "nodes": ["a"] * 400, "more_nodes": 12,
        "weakest": 4.25, "stability": 0.75, "by_chance": 0.25,
        "rivals": [{"name": "Agency", "state": "for", "for_it": ["Many posters show it."], "against": [],
                    "not_known": []}],
    }  # fmt: skip
    return {**found, **changes}


def test_rows_carry_a_ref_and_no_id(clustered: Desk) -> None:
    rows = [explain.row(clustered, found) for found in clustered.case.clusters()]
    assert rows
    for row in rows:
        assert clustered.case.resolve(row["ref"]).startswith("network:")
        assert "network:" not in repr(row)
        assert row["told"] in texts.LEVELS.values()
        assert {column["field"] for column in clusters.COLUMNS} <= set(row)


def test_the_card_of_a_network_doubts_before_it_explains() -> None:
    shown = explain.card(network(), "ref", [])
    said = text_of(shown)
    assert "possibly linked, for review" in said
    assert "Without +44 20 7946 0999 it falls into 3 pieces" in said
    assert "one source (board)" in said
    assert "8 job adverts and 1 sale advert" in said
    assert "its first 400 nodes; 12 more" in said
    assert "75% of the resamples" in said
    assert "gives 0.25" in said
    assert "Agency (for)" in said
    assert "For: Many posters show it." in said
    assert said.index("How this could be wrong") < said.index("Held together by")
    assert {"type": "cluster-open", "ref": "ref"} in ids_in(shown)


def test_every_level_has_its_doubt() -> None:
    assert set(texts.LEVELS) == set(texts.LEVEL_DOUBTS)
    for level in texts.LEVELS:
        assert explain.doubts(network(level=level, held_by=[], sources=["a", "b"])) == [texts.LEVEL_DOUBTS[level]]
    assert len(explain.doubts(network(resolved=False, first=""))) == 5


def test_links_come_weakest_first_with_what_they_share(clustered: Desk) -> None:
    result = clustered.case.result()
    assert result is not None
    found = next(one for one in result.networks if len(one.actors) > 1)
    links = explain.weakest_links(clustered, found.id)
    assert links
    assert [link["weight"] for link in links] == sorted(link["weight"] for link in links)
    assert all(node["label"] for link in links for node in link["shared"])
    assert explain.weakest_links(clustered, "network:none") == []


def test_without_a_run_the_screen_teaches() -> None:
    assert "Choose a network" in text_of(explain.teach())
    assert "9 records loaded, no run yet" in text_of(run.newest([], 9))
    assert "Load a file first" in text_of(run.newest([], 0))


def test_the_newest_run_and_its_age() -> None:
    runs = [
        {"networks": 1, "actors": 2, "stale": False, "method": "evidence", "seed": 0, "at": "2026-01-15T12:00:00Z",
         "author": "local"},
    ]  # fmt: skip
    said = text_of(run.newest(runs, 9))
    assert "1 network, 2 actors" in said
    assert "up to date" in said
    assert "2026-01-15 12:00 UTC" in said
    assert "run again" in text_of(run.newest([{**runs[0], "stale": True}], 9))
