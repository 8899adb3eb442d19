"""The words beside the charts, and their tables."""

from __future__ import annotations

from typing import Any

from dash_app.calendar import histogram
from dash_app.desk import Desk
from dash_app.panels.clusters import charts
from dash_app.panels.explore import payments, places, spans
from dash_app.views import View, Window
from tests.support.site import ids_in, text_of

OFFICE = "phone:+442079460999"


def shown(desk: Desk) -> View:
    near = desk.case.expand(OFFICE, limit=25)["nodes"]
    with desk.changing(desk.shelf.fresh().id) as view:
        view.add("Open", [OFFICE, *(node["id"] for node in near), "ad:board:lone"])
    return view


def test_the_timeline_is_told_in_a_sentence_and_a_table(desk: Desk) -> None:
    view = shown(desk)
    found = desk.case.timing(spans.on_canvas(view))
    bins = histogram(found["days"])
    window = Window("2025-03-01", "2025-05-31")
    said = spans.summary(found, bins, window)
    assert "8 dated records, 1 undated" in said
    assert "1 Mar 2025 to 31 May 2025, 3 of them" in said
    assert "UTC" in said
    assert text_of(spans.twin(bins, window)).count("yes") == 3
    assert "1 undated" in spans.note(found, window)
    listed = spans.items(found)
    assert "Flat to let" in text_of(listed)
    assert [id_["ref"] for id_ in ids_in(listed) if isinstance(id_, dict)] == [desk.case.ref("ad:board:lone")]


def test_days_of_a_view_decide_what_is_drawn(desk: Desk) -> None:
    view = shown(desk)
    places_before = dict(view.places)
    with desk.changing(view.id) as changed:
        changed.show_days("Show", Window("2025-03-01", "2025-05-31"))
    nodes, edges = desk.picture(view)[1]
    assert (len(nodes), len(edges)) == (4, 3)
    assert view.places == places_before


def test_clusters_say_how_many_members_the_range_keeps() -> None:
    rows = [{"tier": "network", "name": "N-0001", "shown": 9, "inside": 0}] * 13
    said = text_of(spans.clusters(rows))
    assert "Network N-0001 0 of 9" in said
    assert "and 1 more" in said
    assert spans.clusters([]) is None


def test_places_are_counted_by_country_and_listed_by_town(desk: Desk) -> None:
    found = desk.case.places(list(shown(desk).nodes))
    assert places.by_country(found) == {}
    assert "name a place but no country" in places.summary(found)
    assert "Hull" in text_of(places.twin(found))
    keys = [id_["ref"] for id_ in ids_in(places.twin(found)) if isinstance(id_, dict)]
    assert keys
    assert all(len(key) == 32 for key in keys)


FLOWS: dict[str, Any] = {
    "ends": [{"id": "a", "ref": "r", "label": "one", "service": "", "wallets": 1},
             {"id": "b", "ref": "s", "label": "two", "service": "tag", "wallets": 1}],
    "flows": [{"payer": "a", "payee": "b", "asset": "BTC", "amount": None, "divided": 0, "unknown": 2, "payments": 2,
               "first": "", "last": ""}],
    "assets": ["BTC"], "protected": 1, "more": 3, "notes": ["Amounts of different assets are not added up."],
}  # fmt: skip


def test_payments_say_what_is_not_drawn() -> None:
    said = payments.summary(FLOWS, "one")
    for part in ("2 payments among 2", "Around one", "tell no amount", "left out", "not looked up", "not added"):
        assert part in said
    assert payments.chosen(FLOWS, None) == payments.COUNT
    assert payments.chosen(FLOWS, "BTC") == "BTC"
    assert len(payments.drawn(FLOWS, payments.COUNT).data) == 1
    assert "not known" in text_of(payments.twin(FLOWS))


def test_a_payment_beside_adverts_never_stands_without_its_null() -> None:
    one = {"wallet": "a", "label": "one", "holds": False, "sentence": "3 of 9; shifted in time it was 2.9 on average."}
    found = {"payments": [one], "notes": ["no proof"], "compared": 4, "window_days": 2.0}
    said = text_of(payments.beside(found, {"a"}))
    assert "no more than chance gives" in said
    assert "shifted in time" in said
    assert "no proof" in said
    assert "no proof" in text_of(payments.beside(found, {"b"}))


def test_charts_of_a_case_have_their_tables(clustered: Desk) -> None:
    case = clustered.case
    for part in (charts.networks(case.clusters()), charts.sharing(case.spread()), charts.sources(case.coverage())):
        assert "The same as a table" in text_of(part)
