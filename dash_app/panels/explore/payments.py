"""Money among the wallets on the canvas, or around one of them: streams, the same as a table, and the null beside
adverts. What is drawn follows the range of days."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from dash_app import figures, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.language import _, ngettext, number
from dash_app.panels.explore import spans

NAME = "payments"
COUNT = "*"  # instead of an asset: as wide as payments are many
ROWS = 200  # of the table
EVERY = "all"


def title() -> str:
    return _("Payments")


def layout(desk: Desk) -> Any:
    return html.Div(
        [
            html.Div(
                [
                    dmc.Select(id=ids.FLOWS_ASSET, data=[], value=None, size="xs", w=170, allowDeselect=False,
                               comboboxProps={"position": "top-start"}, **kit.named(_("Asset, one at a time"))),
                    kit.button(_("Around the selected wallet"), ids.FLOWS_CHOSEN, color="gray", size="compact-xs"),
                    kit.button(_("All on the canvas"), ids.FLOWS_ALL, color="gray", size="compact-xs"),
                    dmc.Checkbox(id=ids.FLOWS_GROUP, label=_("one spender's wallets as one ≈ (inference)"), size="xs",
                                 checked=True),
                    kit.button(_("Set beside adverts"), ids.FLOWS_BESIDE, color="gray", size="compact-xs"),
                    dcc.Store(id=ids.FLOWS_AROUND, data=""),
                ],
                className="time-controls", role="group", **kit.named(_("Payments: what is drawn")),
            ),
            html.Div(
                [
                    html.Div(
                        dcc.Graph(id=ids.FLOWS, figure=figures.streams([], [], by_count=True), config=figures.CONFIG),
                        className="time-brush tall", tabIndex=0, role="region",
                        **kit.named(_("Payments as streams; the same stands in the table")),
                    ),
                    html.Div(
                        [
                            html.P(id=ids.FLOWS_STATE, className="hint", **kit.LIVE),
                            html.Div(id=ids.FLOWS_NULL, **kit.LIVE),
                            html.Div(id=ids.FLOWS_TWIN),
                        ],
                        className="time-side", tabIndex=0, role="region", **kit.named(_("Payments as a table")),
                    ),
                ],
                className="time-body halves",
            ),
        ],
        className="flows",
    )  # fmt: skip


def summary(found: dict[str, Any], around: str) -> str:
    """What is drawn, and what is not, in sentences."""
    rows = found["flows"]
    if not rows and not found["protected"]:
        return _("No payment among the wallets shown. Select a wallet to look around it.")
    many = sum(row["payments"] for row in rows)
    unknown = sum(row["unknown"] for row in rows)
    divided = sum(row["divided"] for row in rows)
    ends, hidden = number(len(found["ends"])), found["protected"]
    parts = [
        ngettext("{n} payment among {ends} wallets.", "{n} payments among {ends} wallets.", many).format(
            n=number(many), ends=ends
        ),
        _("Around {wallet}.").format(wallet=around) if around else "",
        _("Times are UTC. ■ marks a service, ≈ an inference."),
        _("{n} of them tell no amount and are in the table only.").format(n=number(unknown)) if unknown else "",
        _("{n} were paid by several together and are divided evenly.").format(n=number(divided)) if divided else "",
        _("{n} with protected wallets are left out.").format(n=number(hidden)) if hidden else "",
        _("{n} more wallets are not looked up.").format(n=number(found["more"])) if found["more"] else "",
        *found["notes"],
    ]
    return " ".join(filter(None, parts))


def twin(found: dict[str, Any]) -> Any:
    names = {end["id"]: kit.words(figures.end_words(end), 120) for end in found["ends"]}
    rows = [
        [names[row["payer"]], names[row["payee"]], figures.amount_words(row), number(row["payments"]),
         texts.span(row["first"], row["last"])]
        for row in found["flows"][:ROWS]
    ]  # fmt: skip
    if not rows:
        return None
    more = len(found["flows"]) - ROWS
    rest = html.P(_("and {n} more").format(n=number(more)), className="hint") if more > 0 else None
    return [kit.table([_("From"), _("To"), _("Amount"), _("Payments"), _("When (UTC)")], rows, "flows-table"), rest]


def choices(found: dict[str, Any]) -> list[dict[str, str]]:
    assets = [{"value": asset, "label": asset} for asset in found["assets"] if asset]
    return [*assets, {"value": COUNT, "label": _("number of payments")}]


def chosen(found: dict[str, Any], asset: str | None) -> str:
    """The asset drawn: the one asked for where it is there, else the one with the most payments that tell an amount."""
    if asset == COUNT or asset in found["assets"]:
        return str(asset)
    many: dict[str, int] = {}
    for row in found["flows"]:
        if row["asset"] and row["amount"]:
            many[row["asset"]] = many.get(row["asset"], 0) + row["payments"]
    return max(sorted(many), key=lambda name: many[name], default=COUNT)


def drawn(found: dict[str, Any], asset: str) -> Any:
    rows = [row for row in found["flows"] if asset in (COUNT, row["asset"])]
    if asset == COUNT:
        pairs: dict[tuple[str, str], dict[str, Any]] = {}
        for row in rows:  # numbers of payments may be added across assets; amounts are left out
            known = pairs.setdefault((row["payer"], row["payee"]), {**row, "payments": 0, "amount": None, "asset": ""})
            known["payments"] += row["payments"]
        rows = sorted(pairs.values(), key=lambda row: -row["payments"])
    return figures.streams(found["ends"], rows, by_count=asset == COUNT)


def beside(found: dict[str, Any], shown: set[str]) -> Any:
    """Adverts followed by payments, each with what payments shifted in time give: never one without the other."""
    rows = [one for one in found["payments"] if one["wallet"] in shown]
    if not rows:
        text = _("No wallet shown here is named by adverts often enough to be set beside its payments.")
        return html.P([text, " ", " ".join(found["notes"])], className="hint")
    lines = [
        html.Li(
            [
                html.Strong(kit.words(one["label"], 60)), " ",
                kit.badge(_("more than chance gives") if one["holds"] else _("no more than chance gives"),
                          "orange" if one["holds"] else "gray"),
                html.P(one["sentence"]),
            ]
        )
        for one in rows
    ]  # fmt: skip
    return [
        kit.caution(_("Payments beside adverts"), found["notes"]),
        html.Ul(lines, className="beside"),
        html.P(
            _("Compared: {n}, within {days} days.").format(
                n=number(found["compared"]), days=f"{found['window_days']:g}"
            ), className="hint",
        ),
    ]  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    def found_of(search: str | None, around: str, group: bool) -> dict[str, Any]:
        view = desk.shelf.get(view_of(search))
        wallet = desk.case.resolve(around) if around else ""
        return desk.case.flows(spans.on_canvas(view), around=wallet, group=bool(group), **view.window.to_json())

    @door.callback(
        Permission.SEE, Output(ids.FLOWS, "figure"), Output(ids.FLOWS_STATE, "children"),
        Output(ids.FLOWS_TWIN, "children"), Output(ids.FLOWS_ASSET, "data"), Output(ids.FLOWS_ASSET, "value"),
        Output(ids.FLOWS_NULL, "children"), Input(ids.SHOWN, "data"), Input(ids.DOCK, "value"),
        Input(ids.FLOWS_AROUND, "data"), Input(ids.FLOWS_GROUP, "checked"), Input(ids.FLOWS_ASSET, "value"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def picture(_mark: str, tab: str, around: str, group: bool, asset: str | None, search: str | None) -> Any:
        if tab != NAME:
            raise PreventUpdate
        found = found_of(search, around, group)
        name = next((end["label"] for end in found["ends"] if end["ref"] == around), "")
        best = chosen(found, asset)
        return (
            drawn(found, best), summary(found, texts.visible(name, 60)), twin(found), choices(found),
            no_update if best == asset else best, None,
        )  # fmt: skip

    @door.callback(
        Permission.SEE, Output(ids.FLOWS_AROUND, "data"), Input(ids.FLOWS_CHOSEN, "n_clicks"),
        State(ids.CANVAS, "selection"), prevent_initial_call=True,
    )  # fmt: skip
    def around(_clicks: int, selection: dict[str, Any] | None) -> str:
        refs = [str(ref) for ref in (selection or {}).get("nodes") or []]
        wallets = [ref for ref in refs if desk.case.resolve(ref).startswith("wallet:")]
        if len(wallets) != 1:
            say(_("Select one wallet on the canvas or in the table first."))
            raise PreventUpdate
        return wallets[0]

    @door.callback(
        Permission.SEE, Output(ids.FLOWS_AROUND, "data", allow_duplicate=True), Input(ids.FLOWS_ALL, "n_clicks"),
        Input(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def every(_clicks: int, _search: str | None) -> str:
        return ""

    @door.callback(
        Permission.SEE, Output(ids.FLOWS_NULL, "children", allow_duplicate=True), Input(ids.FLOWS_BESIDE, "n_clicks"),
        State(ids.FLOWS_AROUND, "data"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def null(_clicks: int, near: str, search: str | None) -> Any:
        if desk.case.result() is None:
            say(_("Run the clustering first: payments are set beside the adverts of one actor."))
            raise PreventUpdate
        shown = {end["id"] for end in found_of(search, near, False)["ends"]}
        return beside(desk.case.payments(), shown)
