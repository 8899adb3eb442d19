"""The search box: any notation, prefixes, words; results go onto the canvas one by one or all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, html
from dash.exceptions import PreventUpdate

from dash_app import bundles, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import N_, _

LIMIT = 50
RANKS = {"exact": N_("exact"), "prefix": N_("begins so"), "part": N_("contains it"), "words": N_("in the text")}
EXAMPLES = ("+44 20 7946 0000", "020 7946", "phone:0958", "@name", "name@example.com", "0x…", N_("words of an advert"))


def layout(desk: Desk) -> list[Any]:
    return [
        html.Div(
            [
                dmc.TextInput(
                    id=ids.SEARCH, placeholder=_("Number, handle, words…"), debounce=250, size="sm",
                    leftSection=kit.icon("search"), rightSection=dmc.Kbd("/"), spellCheck=False, autoComplete="off",
                    **kit.named(_("Search the case")),
                ),
                html.Div(
                    [
                        kit.button(_("Paste a list"), ids.PASTE_BUTTON, "paste", color="gray"),
                        dmc.TextInput(
                            id=ids.REGION, placeholder=_("Region"), size="xs", debounce=300, persistence=True,
                            persistence_type="local", spellCheck=False,
                            **kit.named(_("Region of numbers without a country, two letters such as GB")),
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
            html.P(_("Any spelling of a number, handle, address or wallet finds the same node. Try"), className="hint"),
            html.Ul([html.Li(html.Code(_(example))) for example in EXAMPLES], className="examples"),
        ]
    )


def hit(node: dict[str, Any], shown: Collection[str], inside: str = "") -> html.Li:
    """One result, with the button that adds it, takes it out of the group it is `inside` of, or finds it on the
    canvas."""
    label = texts.label(node)
    here = node["id"] in shown
    add = _("Take {label} out of its group") if inside else _("Add {label} to the canvas")
    return html.Li(
        [
            kit.kind_icon(node["kind"]),
            html.Div(
                [
                    kit.words(label, 120, "hit-label"),
                    html.Div(
                        f"{texts.count(node['records'], 'record')} · {_(RANKS[node['rank']])}",
                        className="hit-meta",
                    ),
                    html.Div(_("in {group}").format(group=inside), className="hit-meta") if inside else None,
                ],
                className="hit-body",
            ),
            kit.tool(
                ids.part("locate" if here else "hit", node["ref"]), "locate" if here else "expand" if inside else "add",
                _("Show {label} on the canvas").format(label=label) if here else add.format(label=label),
                variant="subtle" if here else "light", color="gray" if here else "blue", size="md",
            ),
        ],
        className="hit",
    )  # fmt: skip


def results(found: list[dict[str, Any]], shown: Collection[str], inside: Mapping[str, str] | None = None) -> Any:
    """The list below the box."""
    if not found:
        return kit.empty(
            "search", _("Nothing found"),
            _("No record of this case holds it. Check the number, or try fewer digits or another spelling."),
        )  # fmt: skip
    fresh = sum(node["id"] not in shown for node in found)
    head = _("The first {n}").format(n=LIMIT) if len(found) >= LIMIT else texts.count(len(found), "result")
    return [
        html.Div(
            [
                html.Span(head),
                kit.button(_("Add {n}").format(n=fresh), ids.part("hits-all", "all"), "add") if fresh > 1 else None,
            ],
            className="hits-head",
        ),
        html.Ul([hit(node, shown, (inside or {}).get(node["id"], "")) for node in found]),
    ]


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.HITS, "children"),
        Input(ids.SEARCH, "value"), Input(ids.REGION, "value"), Input(ids.SHOWN, "data"), State(ids.URL, "search"),
    )  # fmt: skip
    def search(text: str | None, region: str | None, _shown: Any, address: str | None) -> Any:
        if not (text or "").strip():
            return hints()
        view = desk.shelf.enter(view_of(address))
        found = desk.case.search(str(text), limit=LIMIT, region=texts.region(region))
        homes = {node["id"]: view.home(node["id"]) for node in found}
        inside = {node: bundles.name(desk, view.groups[home]) for node, home in homes.items() if home}
        return results(found, view.nodes, inside)

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
            home = view.home(node)
            view.add(_("Add {}"), [node], about=(node,))
        refs = [ref, desk.case.ref(home)] if home else [ref]
        return desk.redraw("zoomTo", ids=refs), {"kind": "node", "ref": ref}

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
            say(_("Enter adds an exact find. Choose from the list below the box instead."))
            raise PreventUpdate
        with desk.changing(view_of(address)) as view:
            step = view.add(
                _("Add {what}").format(what=texts.count(len(found), "search result")), [node["id"] for node in found]
            )
        if step is None:
            say(_("All of these are on the canvas already."))
        return desk.redraw("zoomTo", ids=[node["ref"] for node in found])
