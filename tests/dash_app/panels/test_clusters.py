from __future__ import annotations

from typing import Any

import pytest

from dash_app import changes, decide, texts
from dash_app.desk import Desk
from dash_app.panels import clusters
from dash_app.panels.clusters import changed, explain, judge, run, wordings
from graphsvc.errors import InputError
from tests.support.site import Hands, ids_in, text_of


def network(**changes: Any) -> dict[str, Any]:
    found = {
        "id": "network:x", "name": "N-0001", "wording": "possibly linked", "actors": 2, "records": 9, "identifiers": 4,
        "level": "single-identifier", "held_by": ["+44 20 7946 0999"], "falls_into": 3, "first": "2025-01-11",
        "last": "2025-08-11", "categories": {"job": 8, "sale": 1}, "sources": ["board"], "resolved": True,
        "bridges": ["8 job adverts and 1 sale advert stand in this cluster."], "nodes": ["a"] * 400, "more_nodes": 12,
        "weakest": 4.25, "stability": 0.75, "by_chance": 0.25, "cut": ["+44 20 7946 0999"], "cut_off": 2,
        "proven": True,
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
        assert {column["field"] for column in clusters.columns()} <= set(row)


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
    assert "4.2 nats would have to be wrong" in said
    assert "it falls into 3 pieces" in said
    assert "there is no link between actors to split at" in said
    assert "Agency (for)" in said
    assert "For: Many posters show it." in said
    assert said.index("How this could be wrong") < said.index("Merge risk")
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
         "author": "local", "parameters": {"threshold": 5.0}},
    ]  # fmt: skip
    said = text_of(run.newest(runs, 9))
    assert "1 network, 2 actors" in said
    assert "evidence, threshold 5, seed 0" in said
    assert "up to date" in said
    assert "2026-01-15 12:00 UTC" in said
    assert "run again" in text_of(run.newest([{**runs[0], "stale": True}], 9))


def test_a_network_is_accepted_for_as_long_as_it_stays_as_it_is(clustered: Desk, hands: Hands) -> None:
    found = next(one for one in clustered.clusters() if one["actors"] > 1)
    ref = clustered.case.ref(found["id"])
    decide.save(clustered, {"verb": "accept", "refs": [ref]}, "", "", "Read all its adverts")
    mark = judge.marks(clustered)[found["id"]]
    assert (mark.value, mark.reason) == ("accepted", "Read all its adverts")
    assert judge.said(mark) == "accepted, 2026-01-15, local"
    hands.on(minutes=1)
    decide.save(clustered, {"verb": "doubt", "refs": [ref]}, "", "", "Two towns")
    decide.save(clustered, {"verb": "undo", "refs": [judge.marks(clustered)[found["id"]].id]}, "", "", "Mistaken")
    assert judge.said(judge.marks(clustered)[found["id"]]) == "accepted, 2026-01-15, local"


def test_a_split_keeps_the_ends_of_the_weakest_link_apart(clustered: Desk) -> None:
    found = next(one for one in clustered.clusters() if one["actors"] > 1)
    links = explain.weakest_links(clustered, found["id"])
    shown = explain.card(found, clustered.case.ref(found["id"]), links)
    split = next(id_ for id_ in ids_in(shown) if isinstance(id_, dict) and id_.get("verb") == "split")
    wish = {"verb": "split", "refs": [split["ref"], split["other"]]}
    verb, targets, value = decide.stored(clustered, wish, "", "")
    would = changes.would(clustered.case.what_if(verb, targets, value=value))
    assert any("N-000" in line for line in would)
    before = clustered.case.runs()[-1]["id"]
    decide.save(clustered, wish, "", "", "Two towns")
    clustered.case.cluster()
    clustered.changed()
    told, rows = changed.compared(clustered, before, clustered.case.runs()[-1]["id"])
    assert rows
    assert "unchanged" in told
    assert {row["part"] for row in rows} <= set(changes.PARTS)
    assert changed.nodes(clustered, before, clustered.case.runs()[-1]["id"], rows)


def test_two_runs_are_offered_and_told_apart(clustered: Desk, hands: Hands) -> None:
    assert changed.usual([]) == (None, None)
    assert changed.compared(clustered, None, None)[1] == []
    hands.on(minutes=1)
    clustered.case.cluster("evidence", threshold=8.0)
    hands.on(minutes=1)
    clustered.case.cluster("louvain")
    clustered.changed()
    runs = clustered.case.runs()
    assert [option["label"].split(" · ")[1] for option in changed.options(runs)] == [
        "louvain, resolution 1, seed 0", "evidence, threshold 8, seed 0", "evidence, threshold 5, seed 0"
    ]  # fmt: skip
    assert changed.usual(runs) == (runs[1]["id"], runs[2]["id"])
    assert "different methods" in changed.compared(clustered, runs[1]["id"], runs[2]["id"])[0]
    assert "same run" in changed.compared(clustered, runs[1]["id"], runs[1]["id"])[0]


def test_a_methods_parameters_are_asked_with_their_meaning() -> None:
    assert "threshold" in repr(run.parameters("evidence"))
    assert run.wished("evidence", ["threshold", "resolution"], [7, 2]) == {"threshold": 7}
    with pytest.raises(InputError, match="Threshold"):
        run.wished("evidence", ["threshold"], [""])
    assert run.parameters("nothing") == []


def test_a_wording_shows_its_slots_and_what_it_went_through(clustered: Desk) -> None:
    found = clustered.case.rotations()
    assert found["templates"]
    row = wordings.row(clustered, found["templates"][0])
    assert "template:" not in repr(row)
    shown = wordings.card(clustered.case.rotation(found["templates"][0]["id"]), row["ref"])
    said = text_of(shown)
    assert "How this could be wrong" in said
    assert "⟨" in said
    assert "Which numbers it went through" in said
    assert "Choose a wording" in text_of(wordings.teach())


def test_changes_are_told_in_words() -> None:
    found = {"appeared": ["N-0004"], "gone": [], "grown": [{"name": "N-0001", "was": 4, "is": 6, "came": 2, "left": 0}],
             "shrunk": [], "split": [{"name": "N-0002", "into": ["N-0002", "N-0005"]}],
             "merged": [{"name": "N-0003", "from": ["N-0003", "N-0006"]}], "unchanged": 9}  # fmt: skip
    assert changes.summary(found) == "1 appeared, 1 grown, 1 split, 1 merged, 9 unchanged"
    assert [row["told"] for row in changes.rows(found)] == [
        "was not there before", "2 records came, 0 left", "into N-0002, N-0005", "from N-0003, N-0006"
    ]  # fmt: skip
    nothing = {"networks": found, "nothing": True}
    assert changes.would(nothing) == ["Nothing would change: no record, link or network."]
    lines = changes.would(
        {"nothing": False, "networks": found, "moved": 1, "linked": 0, "unlinked": 2, "worded": [], "notes": ["x"],
         "hubs": {"become": ["+44 20 7946 0999"], "no_longer": []}}
    )  # fmt: skip
    assert "Network N-0002 would be split: into N-0002, N-0005." in lines
    assert "2 links would go." in lines
    assert "Discounted as shared by many from then on: +44 20 7946 0999." in lines
