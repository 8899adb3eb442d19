"""Bridges: what joins job adverts and sale adverts, beside random ones; and job adverts that contradict each other."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import grids, ids, kit, tables, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import N_, _, ngettext, number

TITLE = N_("Bridges")
ICON = "bridge"
COLUMNS: list[dict[str, Any]] = [
    {"field": "name", "headerName": N_("Network"), "width": 96},
    {"field": "posters", "headerName": N_("Between"), "width": 108},
    {"field": "joined", "headerName": N_("Joined by"), "flex": 2, "minWidth": 180, "tooltipField": "joined"},
    {"field": "jobs", "headerName": N_("Jobs"), "width": 72, **grids.NUMBER},
    {"field": "sales", "headerName": N_("Sales"), "width": 76, **grids.NUMBER},
    {"field": "chance", "headerName": N_("Beside chance"), "width": 168},
    {"field": "level", "headerName": N_("Held together"), "cellRenderer": "Level", "width": 172},
]
CHANCE = {True: N_("stronger than chance"), False: N_("no more than chance"), None: N_("not compared")}
WRONG = (
    N_("An agency, a platform or a safety number that strangers share joins their adverts too."),
    N_("A number may have changed hands between the job adverts and the sale adverts; compare the days."),
    N_("A category may be wrong at its source; read the adverts themselves."),
)


def layout(desk: Desk) -> Any:
    table = grids.grid(
        ids.BRIDGES, COLUMNS, _("Bridges from recruitment to sale"), several=False,
        hint=_("Nothing to show yet. Start the comparison above; it takes the newest run of the clustering."),
    )  # fmt: skip
    return html.Div(
        [
            html.Section(
                [html.Div(id=ids.COMPARED, className="run-state", **kit.LIVE),
                 tables.save_button(ids.BRIDGES_CSV),
                 kit.button(_("Compare recruitment with sale"), ids.COMPARE, "run", variant="filled")],
                className="run-bar", **kit.named(_("Comparison")),
            ),
            dmc.Tabs(
                [
                    dmc.TabsList([dmc.TabsTab(_("From recruitment to sale"), value="bridges"),
                                  dmc.TabsTab(_("Offers that contradict each other"), value="unlike")]),
                    dmc.TabsPanel(
                        kit.beside(table, ids.BRIDGE, _("The chosen bridge")), value="bridges",
                    ),
                    dmc.TabsPanel(html.Div(id=ids.UNLIKE, className="hubs"), value="unlike"),
                ],
                value="bridges", className="clusters-tabs",
            ),
        ],
        className="clusters-screen",
    )  # fmt: skip


def row(number: int, found: dict[str, Any]) -> dict[str, Any]:
    """A row of the table; its ref is its place in the list."""
    return {
        "ref": str(number),
        "name": texts.visible(found["name"] or _("none"), 60),
        "posters": _("one poster") if len(found["actors"]) == 1 else _("two posters"),
        "joined": ", ".join(texts.visible(label, 60) for label in found["labels"]),
        "jobs": found["jobs"],
        "sales": found["sales"],
        "chance": chance(found),
        "level": found["merge_risk"],
        "told": texts.level(found["merge_risk"]) or _("not known"),
    }


def chance(found: dict[str, Any]) -> str:
    """How a bridge compares with random ones, in words."""
    held = CHANCE[found["beyond_chance"]]
    return _(held)


def card(number: int, found: dict[str, Any]) -> list[Any]:
    """One bridge in words: what joins, how it compares with chance, how it could be wrong."""
    one = len(found["actors"]) == 1
    both = _("One poster, {identifiers} on both sides") if one else _("Two posters, {identifiers} on both sides")
    title = both.format(identifiers=texts.count(len(found["labels"]), "identifier"))
    return [
        html.Header(
            [
                html.H2(title),
                html.Div(
                    [kit.badge(_("for review"), "blue"), kit.badge(chance(found)),
                     kit.level(found["merge_risk"])], className="badges",
                ),
                html.Div(
                    [
                        kit.button(_("Open on canvas"), ids.part("bridge-open", number), "network", variant="filled"),
                        kit.button(_("Add to canvas"), ids.part("bridge-add", number), "add", color="gray"),
                    ],
                    className="actions",
                ),
            ],
            className="card-head",
        ),
        kit.caution(_("How this could be wrong"), [_(sentence) for sentence in WRONG]),
        kit.section(_("What joins them"), kit.bullets([texts.visible(line, 400) for line in found["sentences"]])),
        kit.section(_("On both sides"), kit.bullets([kit.words(label, 100) for label in found["labels"]])),
    ]  # fmt: skip


def teach() -> Any:
    return kit.empty(
        "bridge", _("Choose a bridge"),
        _("A poster of job adverts whose number or address also stands in sale adverts is the strongest published sign "
        "of deceptive recruitment. It is a reason to read the adverts side by side, and says nothing about anyone."),
    )  # fmt: skip


def unlike(found: list[dict[str, Any]]) -> Any:
    """Job adverts of one poster that contradict each other; those that a shuffle gives just as well are counted."""
    held = [(number, one) for number, one in enumerate(found) if one["beyond_chance"]]
    rest = len(found) - len(held)
    note = html.P(
        ngettext(
            "{n} further finding came up as often by shuffling and is not listed.",
            "{n} further findings came up as often by shuffling and are not listed.", rest,
        ).format(n=number(rest)),
        className="hint",
    ) if rest else None  # fmt: skip
    if not held:
        return [
            kit.empty("bridge", _("No contradictions beyond chance"),
                      _("Job adverts of one poster in several countries, or at very unlike wages for one job, would be "
                      "listed here, if shuffled adverts did not show as much.")),
            note,
        ]  # fmt: skip
    return [
        html.P(_("Honest employers have branches, and agencies many clients: read the adverts side by side."),
               className="hint"),
        html.Ul([_contradiction(number, one) for number, one in held], className="hub-list"),
        note,
    ]  # fmt: skip


def _contradiction(number: int, one: dict[str, Any]) -> html.Li:
    return html.Li(
        [
            kit.kind_icon("actor"),
            html.Div(kit.words(one["sentence"], 300), className="hit-body"),
            kit.badge(_("several countries") if one["kind"] == "place" else _("unlike wages")),
            kit.button(_("Open on canvas"), ids.part("unlike-open", number), "network"),
        ]
    )


def state(desk: Desk) -> list[Any]:
    """What the comparison is worth now, and the notes that go with it."""
    if desk.bridges is None:
        return [
            html.P(
                _(
                    "Compares the job adverts and sale adverts of every poster and pair of linked posters with "
                    "random ones of "
                    "the same number of adverts. Compare again once data, decisions or runs have changed."
                ),
                className="hint",
            )
        ]
    found = desk.shown(desk.bridges) or {}
    held = sum(bool(one["beyond_chance"]) for one in found["bridges"])
    return [
        html.Div(
            html.Strong(
                _("{bridges}, {n} stronger than chance").format(
                    bridges=texts.count(len(found["bridges"]), "bridge"), n=number(held)
                )
            ),
            className="run-head",
        ),
        html.Div(" ".join(texts.visible(note, 200) for note in found["notes"]), className="hit-meta"),
    ]


def _found(desk: Desk, what: str, number: Any) -> dict[str, Any]:
    rows = (desk.shown(desk.bridges) or {}).get(what, [])
    if not isinstance(number, int | str) or not str(number).isdigit() or int(number) >= len(rows):
        say(_("That finding is gone; compare again and choose one from the list."))
        raise PreventUpdate
    one: dict[str, Any] = rows[int(number)]
    return one


def register(door: Door, desk: Desk) -> None:
    tables.register(door, ids.BRIDGES_CSV, ids.BRIDGES)

    @door.callback(
        Permission.SEE, Output(ids.COMPARED, "children"), Output(ids.BRIDGES, "rowData"),
        Output(ids.UNLIKE, "children"), Input(ids.NEWS, "data"),
    )  # fmt: skip
    def show(_news: int) -> tuple[Any, ...]:
        found = desk.shown(desk.bridges) or {"bridges": [], "contradictions": []}
        return state(desk), [row(n, one) for n, one in enumerate(found["bridges"])], unlike(found["contradictions"])

    @door.callback(Permission.SEE, Output(ids.BRIDGE, "children"), Input(ids.BRIDGES, "selectedRows"))
    def choose(selected: list[dict[str, Any]] | None) -> Any:
        if not selected:
            return teach()
        number = selected[0].get("ref")
        return card(int(str(number)), _found(desk, "bridges", number))

    @door.callback(
        Permission.ANALYSE, Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.COMPARE, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
    def compare(_clicks: int) -> bool:
        if not desk.case.runs():
            say(_("There is no run to compare yet. Run the clustering first, under Clusters."))
            raise PreventUpdate
        if any(job.task == "bridges" and not job.over for job in desk.jobs.all()):
            say(_("A comparison is under way already; its progress is under Jobs."))
            raise PreventUpdate
        desk.jobs.start("bridges", _("Recruitment beside sale"), {})
        say(_("The comparison runs. Its progress is under Jobs; you can go on working."))
        return False

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True),
        Output(ids.URL, "pathname", allow_duplicate=True), Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.part("bridge-open", ALL), "n_clicks"), Input(ids.part("bridge-add", ALL), "n_clicks"),
        Input(ids.part("unlike-open", ALL), "n_clicks"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def to_canvas(
        _opened: list[int | None], _added: list[int | None], _unlike: list[int | None], address: str | None
    ) -> tuple[Any, ...]:
        chosen = pressed()
        kind = chosen["type"]
        what = "contradictions" if kind == "unlike-open" else "bridges"
        found = _found(desk, what, chosen["ref"])
        name = _("job adverts that contradict each other") if kind == "unlike-open" else "a bridge"
        return desk.onto(address, name, found["nodes"], alone=kind != "bridge-add")
