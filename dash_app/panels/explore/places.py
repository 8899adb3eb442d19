"""Where the adverts on the canvas say to be: a map of countries, and a table down to the town a record gives. A place
chosen in either selects its adverts."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import exposure, figures, ids, kit
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed
from dash_app.language import _, ngettext, number
from dash_app.panels.explore import spans

NAME = "places"
ROWS = 200


def title() -> str:
    return _("Places")


def layout(desk: Desk) -> Any:
    return html.Div(
        html.Div(
            [
                html.Div(
                    dcc.Graph(id=ids.PLACES, figure=figures.world({}), config=figures.CONFIG,
                              style={"height": "100%"}),
                    className="time-brush",
                ),
                html.Div(
                    [html.P(id=ids.PLACES_STATE, className="hint", **kit.LIVE), html.Div(id=ids.PLACES_TWIN)],
                    className="time-side", tabIndex=0, role="region", **kit.named(_("Places as a table")),
                ),
            ],
            className="time-body halves",
        ),
        className="places",
    )  # fmt: skip


def by_country(found: dict[str, Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for spot in found["places"]:
        if spot["country"]:
            counts[spot["country"]] = counts.get(spot["country"], 0) + spot["adverts"]
    return counts


def summary(found: dict[str, Any]) -> str:
    counts = by_country(found)
    if not found["places"] and not found["untold"] and not found["protected"]:
        return _("No advert is on the canvas.")
    many = sum(counts.values())
    rest = sum(spot["adverts"] for spot in found["places"]) - many
    parts = [
        ngettext("{n} advert in {countries}.", "{n} adverts in {countries}.", many).format(
            n=number(many),
            countries=ngettext("{n} country", "{n} countries", len(counts)).format(n=number(len(counts))),
        ),
        _("{n} name a place but no country.").format(n=number(rest)) if rest else "",
        _("{n} tell no place.").format(n=number(found["untold"])) if found["untold"] else "",
        _("{n} protected ones are left out.").format(n=number(found["protected"])) if found["protected"] else "",
        _("Places are what adverts say, drawn by country; records hold no coordinates."),
    ]
    return " ".join(filter(None, parts))


def twin(found: dict[str, Any]) -> Any:
    rows = sorted(found["places"], key=lambda spot: (-spot["adverts"], spot["country"], spot["place"]))
    cells = [
        [
            figures.country(spot["country"]) if spot["country"] else _("no country"), kit.words(name(spot), 60),
            number(spot["adverts"]),
            kit.button(_("Select"), ids.part("place", place_key(spot)), color="gray", size="compact-xs",
                       **kit.named(_("Select the adverts of {place}").format(place=name(spot) or spot["country"]))),
        ]
        for spot in rows[:ROWS]
    ]  # fmt: skip
    return kit.table([_("Country"), _("Place"), _("Adverts"), ""], cells) if cells else None


def name(spot: dict[str, Any]) -> str:
    return _("masked") if exposure.masked() and spot["place"] else str(spot["place"])


def place_key(spot: dict[str, Any]) -> str:
    """One of its adverts stands for a place on the page: places are words of others, and no ids."""
    return str(spot["refs"][0])


def register(door: Door, desk: Desk) -> None:
    def found_of(search: str | None) -> dict[str, Any]:
        view = desk.shelf.get(view_of(search))
        return desk.case.places(spans.on_canvas(view), **view.window.to_json())

    @door.callback(
        Permission.SEE, Output(ids.PLACES, "figure"), Output(ids.PLACES_STATE, "children"),
        Output(ids.PLACES_TWIN, "children"), Input(ids.SHOWN, "data"), Input(ids.DOCK, "value"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def picture(_mark: str, tab: str, search: str | None) -> tuple[Any, ...]:
        if tab != NAME:
            raise PreventUpdate
        found = found_of(search)
        return figures.world(by_country(found)), summary(found), twin(found)

    @door.callback(
        Permission.SEE, Output(ids.CANVAS, "command", allow_duplicate=True), Input(ids.PLACES, "clickData"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def clicked(click: dict[str, Any] | None, search: str | None) -> Any:
        points = (click or {}).get("points") or [{}]
        code = points[0].get("customdata")
        refs = [ref for spot in found_of(search)["places"] if code and spot["country"] == code for ref in spot["refs"]]
        if not refs:
            raise PreventUpdate
        return desk.command("select", ids=refs)

    @door.callback(
        Permission.SEE, Output(ids.CANVAS, "command", allow_duplicate=True), Input(ids.part("place", ALL), "n_clicks"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def chosen(_clicks: list[int | None], search: str | None) -> Any:
        key = pressed()["ref"]
        spot = next((spot for spot in found_of(search)["places"] if place_key(spot) == key), None)
        if spot is None:
            raise PreventUpdate
        return desk.command("select", ids=spot["refs"])
