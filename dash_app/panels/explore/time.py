"""The time range of a view: a histogram that it is chosen on, by mouse, by typing or by keys; play; what is undated.

The range is part of the view, like what is hidden: a named step, kept with it, undone with it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from dash_app import calendar, figures, ids, kit
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.calendar import Histogram
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import _, ngettext, number
from dash_app.panels.explore import spans
from dash_app.views import View, Window

NAME = "timeline"
TICK = 1000  # milliseconds between two moves of playing


def title() -> str:
    return _("Timeline")


def layout(desk: Desk) -> Any:
    return html.Div(
        [
            html.Div(_controls(), className="time-controls", role="group", **kit.named(_("Range of days"))),
            html.Div(
                [
                    html.Div(
                        dcc.Graph(id=ids.TIMELINE, figure=figures.timeline(None, Window()), config=figures.CONFIG,
                                  style={"height": "100%"}),
                        id=ids.TIME_BRUSH, className="time-brush", tabIndex=0, role="group",
                        **kit.named(_("Timeline. Left and right move the range, Shift and these its end; space plays, "
                                      "Escape shows all days")),
                    ),
                    html.Div(
                        [
                            html.Div(id=ids.TIME_CLUSTERS),
                            html.P(id=ids.TIME_STATE, className="hint", **kit.LIVE),
                            html.Details([html.Summary(_("The same as a table")), html.Div(id=ids.TIME_TWIN)],
                                         className="twin"),
                        ],
                        className="time-side", tabIndex=0, role="region", **kit.named(_("What the range shows")),
                    ),
                ],
                className="time-body",
            ),
            dcc.Store(id=ids.TIME_SET, data=["", ""]),
            dcc.Interval(id=ids.TIME_TICK, interval=TICK, disabled=True),
            dmc.Modal(html.Div(id=ids.TIME_ITEMS), id=ids.TIME_UNDATED, title=_("Without a date"), size="lg"),
        ],
        className="time",
    )  # fmt: skip


def _controls() -> list[Any]:
    def typed(id_: str, label: str) -> dmc.TextInput:
        return dmc.TextInput(id=id_, value="", placeholder=label, debounce=True, size="xs", w=92, **kit.named(label))

    return [
        typed(ids.TIME_FIRST, _("First day")), html.Span("–", **kit.UNSPOKEN), typed(ids.TIME_LAST, _("Last day")),
        kit.tool(ids.TIME_BACK, "earlier", _("Move the range back"), "←"),
        kit.tool(ids.TIME_PLAY, "play", _("Play: move the range on and on"), _("space")),
        kit.tool(ids.TIME_PAUSE, "pause", _("Pause"), _("space"), style={"display": "none"}),
        kit.tool(ids.TIME_ON, "later", _("Move the range on"), "→"),
        kit.tool(ids.TIME_SHORTER, "shorter", _("Shorten the range"), "Shift+←"),
        kit.tool(ids.TIME_LONGER, "longer", _("Lengthen the range"), "Shift+→"),
        kit.button(_("All"), ids.TIME_CLEAR, color="gray", size="compact-xs", **kit.named(_("Show all days"))),
        dmc.Checkbox(id=ids.TIME_KEEP, label=_("undated too"), size="xs"),
        kit.button("", ids.TIME_LIST, color="gray", size="compact-xs"),
    ]  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    _register_picture(door, desk)
    _register_range(door, desk)
    _register_undated(door, desk)
    door.clientside(
        "timePlay", Output(ids.TIME_TICK, "disabled"), Input(ids.TIME_PLAY, "n_clicks"),
        Input(ids.TIME_PAUSE, "n_clicks"), Input(ids.URL, "search"), Input(ids.TIME_CLEAR, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
    door.clientside(
        "timePlaying", Output(ids.TIME_PLAY, "style"), Output(ids.TIME_PAUSE, "style"),
        Input(ids.TIME_TICK, "disabled"), prevent_initial_call=True,
    )  # fmt: skip


def _found(desk: Desk, view: View) -> tuple[dict[str, Any], Histogram | None]:
    found = desk.case.timing(spans.on_canvas(view))
    return found, calendar.histogram(found["days"])


def _register_picture(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.TIMELINE_NOTE, "children"), Output(ids.TIME_FIRST, "value"),
        Output(ids.TIME_LAST, "value"), Output(ids.TIME_SET, "data"), Output(ids.TIME_KEEP, "checked"),
        Output(ids.TIME_LIST, "children"),
        Output(ids.TIME_LIST, "disabled"), Output(ids.TIMELINE, "figure"), Output(ids.TIME_STATE, "children"),
        Output(ids.TIME_TWIN, "children"), Output(ids.TIME_CLUSTERS, "children"),
        Input(ids.SHOWN, "data"), Input(ids.DOCK, "value"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def picture(mark: str, tab: str, address: str | None) -> tuple[Any, ...]:
        view = desk.shelf.get(view_of(address))
        found, histogram = _found(desk, view)
        window = view.window
        undated = ngettext("List {n} undated", "List {n} undated", found["undated"])
        head = (
            spans.note(found, window), window.first, window.last, [window.first, window.last], window.undated,
            undated.format(n=number(found["undated"])) if found["undated"] else _("None undated"), not found["undated"],
        )  # fmt: skip
        if tab != NAME:
            return *head, no_update, no_update, no_update, no_update
        followed = desk.case.following(spans.on_canvas(view), **window.to_json()) if window else []
        return (
            *head, figures.timeline(histogram, window, mark), spans.summary(found, histogram, window),
            spans.twin(histogram, window), spans.clusters(followed),
        )  # fmt: skip


def _register_range(door: Door, desk: Desk) -> None:
    version = Output(ids.VERSION, "data", allow_duplicate=True)
    address = State(ids.URL, "search")

    def show(search: str | None, window: Window, *, slides: bool = False) -> Any:
        with desk.changing(view_of(search)) as view:
            name = _("Move the range of days") if slides else _("Show {range}").format(range=spans.told(window))
            step = view.show_days(name, window, slides=slides)
        if step is None:
            raise PreventUpdate
        return desk.redraw()

    @door.callback(
        Permission.SEE, version, Input(ids.TIME_FIRST, "value"), Input(ids.TIME_LAST, "value"),
        State(ids.TIME_SET, "data"), address, prevent_initial_call=True,
    )  # fmt: skip
    def typed(first: str | None, last: str | None, filled: list[str], search: str | None) -> Any:
        if [first, last] == filled:  # by the server, perhaps a while ago, and not by a person
            raise PreventUpdate
        now = desk.shelf.get(view_of(search)).window
        window = Window(calendar.read_day(first, last=False), calendar.read_day(last, last=True), now.undated)
        if window.first and window.last and window.last < window.first:
            if ctx.triggered_id == ids.TIME_FIRST:  # the last day belongs to the range before
                window = Window(window.first, "", now.undated)
            else:
                say(_("The last day is before the first one."), "error")
                raise PreventUpdate
        return show(search, window)

    @door.callback(Permission.SEE, version, Input(ids.TIMELINE, "selectedData"), address, prevent_initial_call=True)
    def dragged(chosen: dict[str, Any] | None, search: str | None) -> Any:
        view = desk.shelf.get(view_of(search))
        histogram = _found(desk, view)[1]
        ends = sorted(str(end)[:10] for end in ((chosen or {}).get("range") or {}).get("x") or [])
        if histogram is None or len(ends) != 2:
            raise PreventUpdate
        window = histogram.snapped(*(date.fromisoformat(calendar.read_day(end, last=False)) for end in ends))
        if not window:
            raise PreventUpdate
        return show(search, Window(window.first, window.last, view.window.undated))

    @door.callback(
        Permission.SEE, version, Output(ids.TIME_TICK, "disabled", allow_duplicate=True),
        Input(ids.TIME_BACK, "n_clicks"), Input(ids.TIME_ON, "n_clicks"), Input(ids.TIME_SHORTER, "n_clicks"),
        Input(ids.TIME_LONGER, "n_clicks"), Input(ids.TIME_TICK, "n_intervals"), address, prevent_initial_call=True,
    )  # fmt: skip
    def moved(*given: Any) -> tuple[Any, Any]:
        search, by = given[-1], ctx.triggered_id
        view = desk.shelf.get(view_of(search))
        histogram = _found(desk, view)[1]
        if histogram is None:
            say(_("No record on the canvas is dated, so there is no range to move."))
            return no_update, True
        playing = by == ids.TIME_TICK
        over = view.window and calendar.at_end(histogram, view.window)
        if playing and (over or desk.shelf.reading(view_of(search))):
            return no_update, True
        if by in (ids.TIME_SHORTER, ids.TIME_LONGER):
            window = calendar.stretched(histogram, view.window, 1 if by == ids.TIME_LONGER else -1)
        else:
            window = calendar.slid(histogram, view.window, -1 if by == ids.TIME_BACK else 1)
        return show(search, window, slides=True), no_update if playing else True

    @door.callback(Permission.SEE, version, Input(ids.TIME_CLEAR, "n_clicks"), address, prevent_initial_call=True)
    def clear(_clicks: int, search: str | None) -> Any:
        return show(search, Window())

    @door.callback(Permission.SEE, version, Input(ids.TIME_KEEP, "checked"), address, prevent_initial_call=True)
    def keep(checked: bool, search: str | None) -> Any:
        now = desk.shelf.get(view_of(search)).window
        if now.undated == bool(checked):
            raise PreventUpdate
        with desk.changing(view_of(search)) as view:
            name = _("Show undated items too") if checked else _("Leave out undated items")
            view.show_days(name, Window(now.first, now.last, bool(checked)))
        return desk.redraw()


def _register_undated(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.TIME_UNDATED, "opened"), Output(ids.TIME_ITEMS, "children"),
        Input(ids.TIME_LIST, "n_clicks"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def undated(_clicks: int, search: str | None) -> tuple[bool, Any]:
        return True, spans.items(desk.case.timing(spans.on_canvas(desk.shelf.get(view_of(search)))))

    @door.callback(
        Permission.SEE, Output(ids.SUBJECT, "data", allow_duplicate=True),
        Output(ids.TIME_UNDATED, "opened", allow_duplicate=True), Input(ids.part("undated", ALL), "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
    def open_(_clicks: list[int | None]) -> tuple[dict[str, Any], bool]:
        ends = str(pressed()["ref"]).split("~")
        line = {"kind": "edge", "a": ends[0], "b": ends[-1]}
        return {"kind": "node", "ref": ends[0]} if len(ends) == 1 else line, False
