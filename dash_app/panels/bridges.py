"""Bridges: what joins job adverts and sale adverts, beside random ones; and job adverts that contradict each other."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import grids, ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say

TITLE = "Bridges"
ICON = "bridge"
COLUMNS: list[dict[str, Any]] = [
    {"field": "name", "headerName": "Network", "width": 96},
    {"field": "posters", "headerName": "Between", "width": 108},
    {"field": "joined", "headerName": "Joined by", "flex": 2, "minWidth": 180, "tooltipField": "joined"},
    {"field": "jobs", "headerName": "Jobs", "width": 72, **grids.NUMBER},
    {"field": "sales", "headerName": "Sales", "width": 76, **grids.NUMBER},
    {"field": "chance", "headerName": "Beside chance", "width": 168},
    {"field": "level", "headerName": "Held together", "cellRenderer": "Level", "width": 172},
]
CHANCE = {True: "stronger than chance", False: "no more than chance", None: "not compared"}
WRONG = (
    "An agency, a platform or a safety number that strangers share joins their adverts too.",
    "A number may have changed hands between the job adverts and the sale adverts; compare the days.",
    "A category may be wrong at its source; read the adverts themselves.",
)


def layout(desk: Desk) -> Any:
    table = grids.grid(
        ids.BRIDGES, COLUMNS, "Bridges from recruitment to sale", several=False,
        hint="Nothing to show yet. Start the comparison above; it takes the newest run of the clustering.",
    )  # fmt: skip
    return html.Div(
        [
            html.Section(
                [html.Div(id=ids.COMPARED, className="run-state", **kit.LIVE),
                 kit.button("Compare recruitment with sale", ids.COMPARE, "run", variant="filled")],
                className="run-bar", **kit.named("Comparison"),
            ),
            dmc.Tabs(
                [
                    dmc.TabsList([dmc.TabsTab("From recruitment to sale", value="bridges"),
                                  dmc.TabsTab("Offers that contradict each other", value="unlike")]),
                    dmc.TabsPanel(
                        kit.beside(table, ids.BRIDGE, "The chosen bridge"), value="bridges",
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
        "name": texts.visible(found["name"] or "none", 60),
        "posters": "one poster" if len(found["actors"]) == 1 else "two posters",
        "joined": ", ".join(texts.visible(label, 60) for label in found["labels"]),
        "jobs": found["jobs"],
        "sales": found["sales"],
        "chance": CHANCE[found["beyond_chance"]],
        "level": found["merge_risk"],
        "told": texts.LEVELS.get(found["merge_risk"], "not known"),
    }


def card(number: int, found: dict[str, Any]) -> list[Any]:
    """One bridge in words: what joins, how it compares with chance, how it could be wrong."""
    one = len(found["actors"]) == 1
    title = f"{'One poster' if one else 'Two posters'}, {texts.count(len(found['labels']), 'identifier')} on both sides"
    return [
        html.Header(
            [
                html.H2(title),
                html.Div(
                    [kit.badge("for review", "blue"), kit.badge(CHANCE[found["beyond_chance"]]),
                     kit.level(found["merge_risk"])], className="badges",
                ),
                html.Div(
                    [
                        kit.button("Open on canvas", ids.part("bridge-open", number), "network", variant="filled"),
                        kit.button("Add to canvas", ids.part("bridge-add", number), "add", color="gray"),
                    ],
                    className="actions",
                ),
            ],
            className="card-head",
        ),
        kit.caution("How this could be wrong", list(WRONG)),
        kit.section("What joins them", kit.bullets([texts.visible(line, 400) for line in found["sentences"]])),
        kit.section("On both sides", kit.bullets([kit.words(label, 100) for label in found["labels"]])),
    ]  # fmt: skip


def teach() -> Any:
    return kit.empty(
        "bridge", "Choose a bridge",
        "A poster of job adverts whose number or address also stands in sale adverts is the strongest published sign "
        "of deceptive recruitment. It is a reason to read the adverts side by side, and says nothing about anyone.",
    )  # fmt: skip


def unlike(found: list[dict[str, Any]]) -> Any:
    """Job adverts of one poster that contradict each other; those that a shuffle gives just as well are counted."""
    held = [(number, one) for number, one in enumerate(found) if one["beyond_chance"]]
    rest = len(found) - len(held)
    note = html.P(
        f"{texts.count(rest, 'further finding')} came up as often by shuffling and {'is' if rest == 1 else 'are'} not "
        f"listed.", className="hint",
    ) if rest else None  # fmt: skip
    if not held:
        return [
            kit.empty("bridge", "No contradictions beyond chance",
                      "Job adverts of one poster in several countries, or at very unlike wages for one job, would be "
                      "listed here, if shuffled adverts did not show as much."),
            note,
        ]  # fmt: skip
    return [
        html.P("Honest employers have branches, and agencies many clients: read the adverts side by side.",
               className="hint"),
        html.Ul([_contradiction(number, one) for number, one in held], className="hub-list"),
        note,
    ]  # fmt: skip


def _contradiction(number: int, one: dict[str, Any]) -> html.Li:
    return html.Li(
        [
            kit.kind_icon("actor"),
            html.Div(kit.words(one["sentence"], 300), className="hit-body"),
            kit.badge("several countries" if one["kind"] == "place" else "unlike wages"),
            kit.button("Open on canvas", ids.part("unlike-open", number), "network"),
        ]
    )


def state(desk: Desk) -> list[Any]:
    """What the comparison is worth now, and the notes that go with it."""
    if desk.bridges is None:
        return [html.P(
            "Compares the job adverts and sale adverts of every poster and pair of linked posters with random ones of "
            "the same number of adverts. Compare again once data, decisions or runs have changed.", className="hint",
        )]  # fmt: skip
    found = desk.bridges
    held = sum(bool(one["beyond_chance"]) for one in found["bridges"])
    return [
        html.Div(html.Strong(f"{texts.count(len(found['bridges']), 'bridge')}, {held} stronger than chance"),
                 className="run-head"),
        html.Div(" ".join(texts.visible(note, 200) for note in found["notes"]), className="hit-meta"),
    ]  # fmt: skip


def _found(desk: Desk, what: str, number: Any) -> dict[str, Any]:
    rows = desk.bridges[what] if desk.bridges else []
    if not isinstance(number, int | str) or not str(number).isdigit() or int(number) >= len(rows):
        say("That finding is gone; compare again and choose one from the list.")
        raise PreventUpdate
    one: dict[str, Any] = rows[int(number)]
    return one


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.COMPARED, "children"), Output(ids.BRIDGES, "rowData"),
        Output(ids.UNLIKE, "children"), Input(ids.NEWS, "data"),
    )  # fmt: skip
    def show(_news: int) -> tuple[Any, ...]:
        found = desk.bridges or {"bridges": [], "contradictions": []}
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
            say("There is no run to compare yet. Run the clustering first, under Clusters.")
            raise PreventUpdate
        if any(job.task == "bridges" and not job.over for job in desk.jobs.all()):
            say("A comparison is under way already; its progress is under Jobs.")
            raise PreventUpdate
        desk.jobs.start("bridges", "Recruitment beside sale", {})
        say("The comparison runs. Its progress is under Jobs; you can go on working.")
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
        name = "job adverts that contradict each other" if kind == "unlike-open" else "a bridge"
        return desk.onto(address, name, found["nodes"], alone=kind != "bridge-add")
