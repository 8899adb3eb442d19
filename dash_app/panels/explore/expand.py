"""Guarded expansion: the counts are known before anything is fetched, and much is asked about first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.elements import ALSO
from dash_app.language import _, ngettext, number
from dash_app.steps import MORE, Group
from dash_app.views import View
from graphsvc.errors import InputError

CAP = 25  # brought in by one click, unless the person chooses otherwise
ASK_ABOVE = 300
MAX_CAP = 1000
GROUP_FROM = 30  # neighbours from which grouping them is offered
EVERYTHING = "*"


def layout(desk: Desk) -> list[Any]:
    return [
        dcc.Store(id=ids.ASKED),
        dmc.Modal(
            [
                html.P(id=ids.ASK_TEXT),
                html.Div(
                    [
                        kit.button(_("Bring them in"), ids.ASK_YES, "add", variant="filled"),
                        kit.button(_("Leave it"), ids.ASK_NO, color="gray"),
                    ],
                    className="actions",
                ),
            ],
            id=ids.ASK, title=_("That is a lot at once"), size="sm",
        ),
    ]  # fmt: skip


def choices(counts: Iterable[Mapping[str, Any]], near: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    """Rows of the connections panel: one for each (type, kind) with its directions in words.

    `counts`: rows of `Case.card`. `near`: how many such neighbours are on the canvas. Each row: {"type", "kind",
    "count", "shown", "words"}.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for item in counts:
        key = (item["type"], item["kind"])
        row = rows.setdefault(key, {"type": key[0], "kind": key[1], "count": 0, "words": []})
        row["count"] += item["count"]
        row["words"].append((item["count"], texts.direction(item["type"], item["direction"])))
    for key, row in rows.items():
        ways = row["words"]
        row["words"] = ways[0][1] if len(ways) == 1 else ", ".join(f"{number} {words}" for number, words in ways)
        row["shown"] = min(near.get(key, 0), row["count"])
    return sorted(rows.values(), key=lambda row: (-row["count"], row["type"], row["kind"]))


def near(ref: str, frame: tuple[dict[str, Any], dict[str, Any]]) -> dict[tuple[str, str], int]:
    """Neighbours of a node on the canvas, those inside groups among them, counted by (type, kind)."""
    nodes, edges = frame
    found: dict[tuple[str, str], int] = {}
    for edge in edges.values():
        data = edge["data"]
        if ref not in (data["source"], data["target"]):
            continue
        other = data["target"] if data["source"] == ref else data["source"]
        there = nodes[other]["data"] if other in nodes else {"group": MORE}
        if there.get("group") == MORE:
            continue
        types = data["type"].split(ALSO)
        for type_ in types:
            key = (type_, there.get("holds") or there["kind"])
            found[key] = found.get(key, 0) + max(1, data["lines"] // len(types))
    return found


def panel(ref: str, rows: list[dict[str, Any]]) -> Any:
    """The connections of one node, each with the button that brings some of them in."""
    if not rows:
        return html.P(_("No record connects it with anything."), className="hint")
    order = dmc.SegmentedControl(
        id=ids.part("order", ref), value="most", size="xs", persistence=True, persistence_type="session",
        data=[{"value": "most", "label": _("Most connected first")}, {"value": "least", "label": _("Least")}],
        **kit.named(_("Which ones first")),
    )  # fmt: skip
    cap = dmc.NumberInput(
        id=ids.part("cap", ref), value=CAP, min=1, max=MAX_CAP, step=25, size="xs", w=86, allowDecimal=False,
        persistence=True, persistence_type="session", **kit.named(_("At most so many at once")),
    )  # fmt: skip
    return [
        html.Div([order, html.Label([_("at most"), cap])], className="expand-options"),
        html.Ul([_row(ref, row) for row in rows], className="connections"),
        kit.button(
            _("Bring in some of everything"),
            {**ids.part("expand", ref), "edge": EVERYTHING, "kind": EVERYTHING},
            "expand",
            fullWidth=True,
        )
        if len(rows) > 1
        else None,
    ]


def _row(ref: str, row: dict[str, Any]) -> html.Li:
    left = row["count"] - row["shown"]
    what = texts.kinds(row["kind"], row["count"])
    verb = _("More") if row["shown"] else _("Add")
    state = (
        _("all shown")
        if not left
        else (_("{n} shown, {more} more").format(n=number(row["shown"]), more=number(left)) if row["shown"] else "")
    )
    return html.Li(
        [
            kit.kind_icon(row["kind"]),
            html.Div(
                [
                    html.Strong(f"{number(row['count'])} {what}"),
                    html.Span(f"{row['words']}{' · ' if state else ''}{state}", className="hit-meta"),
                ],
                className="hit-body",
            ),
            kit.button(
                verb,
                {**ids.part("expand", ref), "edge": row["type"], "kind": row["kind"]},
                "add",
                **kit.named(f"{verb} {what}: {row['words']}"),
            )
            if left
            else kit.icon("done", _("all shown")),
            kit.tool(
                {**ids.part("spread", ref), "edge": row["type"], "kind": row["kind"]},
                "group",
                _("Group {n} {what} in place of adding them").format(n=number(left), what=what),
            )
            if left > GROUP_FROM
            else None,
        ]
    )


def expand(desk: Desk, view_id: str, wish: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Bring neighbours in: `(sentence for the notice, refs of what came)`. `wish`: {"ref", "edge", "kind", "limit",
    "order"}, from the browser and checked here."""
    node = desk.case.resolve(str(wish["ref"]))
    limit = wish["limit"]
    if not isinstance(limit, int) or not 1 <= limit <= MAX_CAP:
        raise InputError(_("at most is a number from 1 to {n}").format(n=number(MAX_CAP)))
    kind = "" if wish["kind"] == EVERYTHING else str(wish["kind"])
    type_ = "" if wish["edge"] == EVERYTHING else str(wish["edge"])
    with desk.changing(view_id) as view:
        found = desk.case.expand(node, kind=kind, type=type_, limit=limit, order=str(wish["order"]), shown=known(view))
        many = len(found["nodes"])
        what = texts.kinds(kind, many) if kind else ngettext("neighbour", "neighbours", many)
        stub = _stub(view, node, (type_, kind, str(wish["order"]))) if found["more"] else ()
        came = [node, *(one["id"] for one in found["nodes"])]
        view.add(_("Expand {{}}: {n} {what}").format(n=many, what=what), came, about=(node,), groups=stub)
    more = _("{n} more are there.").format(n=number(found["more"])) if found["more"] else ""
    added = _("Added {n} {what}.").format(n=number(many), what=what)
    already = _("Nothing new: {n} are shown already.").format(n=number(found["already"]))
    said = f"{added} {more}".strip() if many else already
    return said, [one["ref"] for one in found["nodes"]]


def known(view: View) -> list[str]:
    """What an expansion does not bring in again: what is shown, inside a group, or hidden."""
    held = (node for one in view.groups.values() for node in one.members)
    return list(dict.fromkeys([*view.nodes, *view.hidden, *held]))


def _stub(view: View, node: str, wish: tuple[str, str, str]) -> tuple[Group, ...]:
    """What stands for the neighbours that an expansion left out; once for each wish."""
    if any(one.by == MORE and one.about == (node,) and one.wish[:2] == wish[:2] for one in view.groups.values()):
        return ()
    return (Group(view.next_id(MORE), MORE, "", about=(node,), wish=wish),)


def waiting(desk: Desk, node: str, kind: str, type_: str, limit: int) -> int:
    """How many nodes an expansion may bring in at once."""
    counts = desk.case.card(node)["counts"]
    there = sum(c["count"] for c in counts if kind in (EVERYTHING, c["kind"]) and type_ in (EVERYTHING, c["type"]))
    return min(limit, int(there))


def register(door: Door, desk: Desk) -> None:
    version = Output(ids.VERSION, "data", allow_duplicate=True)
    pattern = {**ids.part("expand", ALL), "edge": ALL, "kind": ALL}

    @door.callback(
        Permission.SEE, version, Output(ids.ASK, "opened"), Output(ids.ASK_TEXT, "children"),
        Output(ids.ASKED, "data"),
        Input(pattern, "n_clicks"), State(ids.part("cap", ALL), "value"), State(ids.part("order", ALL), "value"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def ask_or_expand(_clicks: list[int | None], caps: list[Any], orders: list[Any], address: str | None) -> Any:
        chosen = pressed()
        wish = {
            "ref": chosen["ref"], "edge": chosen["edge"], "kind": chosen["kind"],
            "limit": caps[0] if caps and isinstance(caps[0], int) else CAP, "order": orders[0] if orders else "most",
        }  # fmt: skip
        coming = waiting(desk, desk.case.resolve(wish["ref"]), wish["kind"], wish["edge"], wish["limit"])
        if coming > ASK_ABOVE:
            text = _("This adds up to {n} nodes. Fewer at a time are easier to read.").format(n=number(coming))
            return no_update, True, text, wish
        said, refs = expand(desk, view_of(address), wish)
        say(said)
        return desk.redraw("zoomTo", ids=[wish["ref"], *refs]), False, no_update, None

    @door.callback(
        Permission.SEE, version, Output(ids.ASK, "opened", allow_duplicate=True),
        Input(ids.ASK_YES, "n_clicks"), State(ids.ASKED, "data"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def yes(_clicks: int, wish: dict[str, Any] | None, address: str | None) -> Any:
        if not wish:
            raise PreventUpdate
        said, refs = expand(desk, view_of(address), wish)
        say(said)
        return desk.redraw("zoomTo", ids=[wish["ref"], *refs]), False

    door.clientside(
        "shut", Output(ids.ASK, "opened", allow_duplicate=True), Input(ids.ASK_NO, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
