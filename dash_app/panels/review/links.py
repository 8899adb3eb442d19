"""Links to judge, one at a time: what the two share, what each has of its own, and the buttons with their keys."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import decide, figures, grids, ids, kit, tables, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import _

STEPS = 12  # identifiers in the chart; the rest are counted


def columns() -> list[dict[str, Any]]:
    return [
        {"field": "network", "headerName": _("Network"), "width": 96},
        {"field": "shared", "headerName": _("They share"), "flex": 2, "minWidth": 200, "tooltipField": "shared"},
        {"field": "many", "headerName": _("Identifiers"), "width": 104, **grids.NUMBER},
        {"field": "records", "headerName": _("Records"), "width": 110},
        {"field": "weight", "headerName": _("Weight"), "width": 88, **grids.NUMBER},
    ]


def key(found: dict[str, Any]) -> str:
    return f"{found['a']['ref']}~{found['b']['ref']}"


def row(found: dict[str, Any]) -> dict[str, Any]:
    """A row of the table from a link of `Case.review`."""
    return {
        "ref": key(found),
        "network": texts.visible(found["network"], 60) or _("in none"),
        "shared": ", ".join(texts.visible(item["label"], 60) for item in found["shared"]),
        "many": len(found["shared"]),
        "records": _("{a:,} and {b:,}").format(a=found["a"]["records"], b=found["b"]["records"]),
        "weight": round(found["weight"], 1),
    }


def card(found: dict[str, Any]) -> list[Any]:
    """One link: how it may be wrong, what is shared and how much that weighs, and what each side has of its own."""
    shared = found["shared"]
    more = len(shared) - STEPS
    network = texts.visible(found["network"], 60)
    place = _("in {network}").format(network=network) if network else _("listed only, in no network")
    return [
        html.Header(
            [
                html.H2(_("Do these two belong together?")),
                html.Div([kit.badge(_("for review"), "blue"), kit.badge(place)], className="badges"),
                decide.pair_buttons(found["a"]["ref"], found["b"]["ref"]),
                html.P(_("Keys: S the same, N not the same, U unsure, arrows to move; Tab leads from the reason to "
                         "Save."), className="hint"),
            ],
            className="card-head",
        ),
        kit.caution(_("How this could be wrong"), doubts(found)),
        kit.section(
            _("What they share"),
            dcc.Graph(figure=figures.waterfall([{"label": i["label"], "weight": i["weight"]} for i in shared[:STEPS]]),
                      config=figures.CONFIG, className="waterfall"),
            html.P(_("and {n} more").format(n=more), className="hint") if more > 0 else None,
        ),
        *[_side(name, found[side]) for name, side in ((_("One of the two"), "a"), (_("The other of the two"), "b"))],
        html.Div(
            [kit.button(_("Open both on canvas"), ids.part("link-open", key(found)), "network")], className="actions"
        ),
    ]  # fmt: skip


def doubts(found: dict[str, Any]) -> list[str]:
    """What to check before saying that two are the same, in sentences."""
    shared = found["shared"]
    lines = []
    if len(shared) == 1:
        label = texts.visible(shared[0]["label"], 80)
        lines.append(
            _("They share {label} and nothing else. Friends who look after each other share a number as well.").format(
                label=label)
        )  # fmt: skip
    wide = [item for item in shared if item["elsewhere"] > item["records"]]
    if wide:
        lines.append(
            _("{label} stands in {records} of others, more than of these two.").format(
                label=texts.visible(wide[0]["label"], 80), records=texts.count(wide[0]["elsewhere"], "record"))
        )  # fmt: skip
    if found["a"]["own"] and found["b"]["own"]:
        lines.append(_("Each has contacts of its own, as different posters would."))
    return lines


def _side(name: str, side: dict[str, Any]) -> Any:
    adverts = ", ".join(f"{category} {many:,}" for category, many in side["categories"].items()) or _("none")
    own = ", ".join(texts.visible(one, 60) for one in side["own"]) or _("no contact")
    return kit.section(
        name,
        kit.facts([
            (_("Records"), f"{side['records']:,}"),
            (_("Adverts"), adverts),
            (_("Its own"), kit.words(own, 200)),
            (_("Held together"), _(texts.level(side["level"]))),
        ]),
        kit.bullets([kit.words(title, 120) for title in side["titles"]]),
    )  # fmt: skip


def teach(waiting: int) -> Any:
    if not waiting:
        return kit.empty(
            "same", _("Nothing waits for you"),
            _("After a run of the clustering, every link between two actors waits here until a person has said what "
              "they make of it."),
        )  # fmt: skip
    return kit.empty(
        "same", _("Choose a link"),
        _("The list begins with the weakest links that hold a network together. Saying 'the same' or 'not the same' "
          "binds every later run; 'unsure' keeps it for a second look."),
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    tables.register(door, ids.LINKS_CSV, ids.LINKS)

    @door.callback(
        Permission.SEE, Output(ids.LINKS, "rowData"), Output(ids.LINKS, "selectedRows"),
        Input(ids.NEWS, "data"), State(ids.LINKS, "selectedRows"), State(ids.LINKS, "rowData"),
    )  # fmt: skip
    def rows(_news: int, chosen: Any, before: list[dict[str, Any]] | None) -> tuple[Any, ...]:
        found = [row(one) for one in desk.review()]
        return found, following(found, chosen, before or [])

    @door.callback(
        Permission.SEE, Output(ids.LINK, "children"), Input(ids.LINKS, "selectedRows"), Input(ids.LINKS, "rowData")
    )
    def choose(selected: Any, _rows: Any) -> Any:
        chosen = _chosen(selected)
        found = next((one for one in desk.review() if key(one) == chosen), None)
        return card(found) if found else teach(len(desk.review()))

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True),
        Output(ids.URL, "pathname", allow_duplicate=True), Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.part("link-open", ALL), "n_clicks"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def to_canvas(_clicks: list[int | None], address: str | None) -> tuple[Any, ...]:
        chosen = pressed()
        found = next((one for one in desk.review() if key(one) == chosen["ref"]), None)
        if found is None:
            say(_("That link has been judged or is gone; choose another from the list."))
            raise PreventUpdate
        return desk.onto(address, _("two linked actors"), found["nodes"], alone=True)


def _chosen(selected: Any) -> str:
    if isinstance(selected, dict):  # as this app sets it
        return str((selected.get("ids") or [""])[0])
    return str(selected[0]["ref"]) if selected else ""


def following(found: list[dict[str, Any]], selected: Any, before: list[dict[str, Any]]) -> Any:
    """The selection after the list changed: the same link, or the one that took its place once it was judged."""
    chosen, there = _chosen(selected), [one["ref"] for one in found]
    if not chosen or not there:
        return []
    if chosen in there:
        return {"ids": [chosen]}
    place = next((n for n, one in enumerate(before) if one["ref"] == chosen), 0)
    return {"ids": [there[min(place, len(there) - 1)]]}
