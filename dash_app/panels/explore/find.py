"""The search box: any notation, prefixes, words; results go onto the canvas one by one or all at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say

LIMIT = 50
RANKS = {"exact": "exact", "prefix": "begins so", "part": "contains it", "words": "in the text"}
EXAMPLES = ("+44 20 7946 0000", "020 7946", "phone:0958", "@name", "name@example.com", "0x…", "words of an advert")


def layout(desk: Desk) -> list[Any]:
    return [
        html.Div(
            [
                dmc.TextInput(
                    id=ids.SEARCH, placeholder="Number, handle, words…", debounce=250, size="sm",
                    leftSection=kit.icon("search"), rightSection=dmc.Kbd("/"), spellCheck=False, autoComplete="off",
                    **kit.named("Search the case"),
                ),
                html.Div(
                    [
                        kit.button("Paste a list", ids.PASTE_BUTTON, "paste", color="gray"),
                        dmc.TextInput(
                            id=ids.REGION, placeholder="Region", size="xs", debounce=300, persistence=True,
                            persistence_type="local", spellCheck=False,
                            **kit.named("Region of numbers without a country, two letters such as GB"),
                        ),
                    ],
                    className="find-tools",
                ),
            ],
            className="find-head",
        ),
        html.Div(id=ids.HITS, className="hits", **kit.LIVE),
    ]  # fmt: skip


def hints() -> html.Div:
    """What the box understands, while it is empty."""
    return html.Div(
        [
            html.P("Any spelling of a number, handle, address or wallet finds the same node. Try", className="hint"),
            html.Ul([html.Li(html.Code(example)) for example in EXAMPLES], className="examples"),
        ]
    )


def hit(node: dict[str, Any], shown: Collection[str]) -> html.Li:
    """One result, with the button that adds it, or finds it on the canvas."""
    label = texts.label(node)
    here = node["id"] in shown
    return html.Li(
        [
            kit.kind_icon(node["kind"]),
            html.Div(
                [
                    kit.words(label, 120, "hit-label"),
                    html.Div(
                        f"{texts.count(node['records'], 'record')} · {RANKS.get(node['rank'], node['rank'])}",
                        className="hit-meta",
                    ),
                ],
                className="hit-body",
            ),
            kit.tool(
                ids.part("locate" if here else "hit", node["ref"]), "locate" if here else "add",
                f"Show {label} on the canvas" if here else f"Add {label} to the canvas",
                variant="subtle" if here else "light", color="gray" if here else "blue", size="md",
            ),
        ],
        className="hit",
    )  # fmt: skip


def results(found: list[dict[str, Any]], shown: Collection[str]) -> Any:
    """The list below the box."""
    if not found:
        return kit.empty(
            "search", "Nothing found",
            "No record of this case holds it. Check the number, or try fewer digits or another spelling.",
        )  # fmt: skip
    fresh = sum(node["id"] not in shown for node in found)
    head = f"The first {LIMIT}" if len(found) >= LIMIT else texts.count(len(found), "result")
    return [
        html.Div(
            [
                html.Span(head),
                kit.button(f"Add {fresh}", ids.part("hits-all", "all"), "add") if fresh > 1 else None,
            ],
            className="hits-head",
        ),
        html.Ul([hit(node, shown) for node in found]),
    ]


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.HITS, "children"),
        Input(ids.SEARCH, "value"), Input(ids.REGION, "value"), Input(ids.SHOWN, "data"), State(ids.URL, "search"),
    )  # fmt: skip
    def search(text: str | None, region: str | None, _shown: Any, address: str | None) -> Any:
        if not (text or "").strip():
            return hints()
        shown = desk.shelf.enter(view_of(address)).nodes
        return results(desk.case.search(str(text), limit=LIMIT, region=texts.region(region)), shown)

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True),
        Output(ids.SUBJECT, "data", allow_duplicate=True),
        Input(ids.part("hit", ALL), "n_clicks"), Input(ids.part("locate", ALL), "n_clicks"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def add_one(_added: list[int | None], _located: list[int | None], address: str | None) -> tuple[Any, Any]:
        chosen = pressed()
        ref = chosen["ref"]
        node = desk.case.resolve(ref)
        with desk.changing(view_of(address)) as view:
            view.add("Add {}", [node], about=(node,))
        return desk.redraw("zoomTo", ids=[ref]), {"kind": "node", "ref": ref}

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.part("hits-all", ALL), "n_clicks"), Input(ids.SEARCH, "n_submit"),
        State(ids.SEARCH, "value"), State(ids.REGION, "value"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def add_found(
        clicks: list[int | None], _submits: int | None, text: str | None, region: str | None, address: str | None
    ) -> Any:
        submitted = ctx.triggered_id == ids.SEARCH
        if not (text or "").strip() or not (submitted or any(clicks)):
            raise PreventUpdate
        found = desk.case.search(str(text), limit=LIMIT, region=texts.region(region))
        if submitted:
            found = [node for node in found if node["rank"] == "exact"] or found[: 1 if len(found) == 1 else 0]
        if not found:
            say("Enter adds an exact find. Choose from the list below the box instead.")
            raise PreventUpdate
        with desk.changing(view_of(address)) as view:
            step = view.add(f"Add {texts.count(len(found), 'search result')}", [node["id"] for node in found])
        if step is None:
            say("All of these are on the canvas already.")
        return desk.redraw("zoomTo", ids=[node["ref"] for node in found])
