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
from graphsvc.errors import InputError

CAP = 25  # brought in by one click, unless the person chooses otherwise
ASK_ABOVE = 300
MAX_CAP = 1000
EVERYTHING = "*"


def layout(desk: Desk) -> list[Any]:
    return [
        dcc.Store(id=ids.ASKED),
        dmc.Modal(
            [
                html.P(id=ids.ASK_TEXT),
                html.Div(
                    [
                        kit.button("Bring them in", ids.ASK_YES, "add", variant="filled"),
                        kit.button("Leave it", ids.ASK_NO, color="gray"),
                    ],
                    className="actions",
                ),
            ],
            id=ids.ASK, title="That is a lot at once", size="sm",
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
    """Neighbours of a node on the canvas, counted by (type, kind)."""
    nodes, edges = frame
    found: dict[tuple[str, str], set[str]] = {}
    for edge in edges.values():
        data = edge["data"]
        if ref not in (data["source"], data["target"]):
            continue
        other = data["target"] if data["source"] == ref else data["source"]
        for type_ in data["type"].split(ALSO) if other in nodes else ():
            found.setdefault((type_, nodes[other]["data"]["kind"]), set()).add(other)
    return {key: len(others) for key, others in found.items()}


def panel(ref: str, rows: list[dict[str, Any]]) -> Any:
    """The connections of one node, each with the button that brings some of them in."""
    if not rows:
        return html.P("No record connects it with anything.", className="hint")
    order = dmc.SegmentedControl(
        id=ids.part("order", ref), value="most", size="xs", persistence=True, persistence_type="session",
        data=[{"value": "most", "label": "Most connected first"}, {"value": "least", "label": "Least"}],
        **kit.named("Which ones first"),
    )  # fmt: skip
    cap = dmc.NumberInput(
        id=ids.part("cap", ref), value=CAP, min=1, max=MAX_CAP, step=25, size="xs", w=86, allowDecimal=False,
        persistence=True, persistence_type="session", **kit.named("At most so many at once"),
    )  # fmt: skip
    return [
        html.Div([order, html.Label(["at most", cap])], className="expand-options"),
        html.Ul([_row(ref, row) for row in rows], className="connections"),
        kit.button("Bring in some of everything", {**ids.part("expand", ref), "edge": EVERYTHING, "kind": EVERYTHING},
                   "expand", fullWidth=True) if len(rows) > 1 else None,
    ]  # fmt: skip


def _row(ref: str, row: dict[str, Any]) -> html.Li:
    left = row["count"] - row["shown"]
    what = texts.kinds(row["kind"], row["count"])
    state = "all shown" if not left else (f"{row['shown']:,} shown, {left:,} more" if row["shown"] else "")
    return html.Li(
        [
            kit.kind_icon(row["kind"]),
            html.Div(
                [
                    html.Strong(f"{row['count']:,} {what}"),
                    html.Span(f"{row['words']}{' · ' if state else ''}{state}", className="hit-meta"),
                ],
                className="hit-body",
            ),
            kit.button(
                "More" if row["shown"] else "Add",
                {**ids.part("expand", ref), "edge": row["type"], "kind": row["kind"]}, "add",
                **kit.named(f"Add {what}: {row['words']}"),
            ) if left else kit.icon("done", "all shown"),
        ]
    )  # fmt: skip


def expand(desk: Desk, view_id: str, wish: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Bring neighbours in: `(sentence for the notice, refs of what came)`. `wish`: {"ref", "edge", "kind", "limit",
    "order"}, from the browser and checked here."""
    node = desk.case.resolve(str(wish["ref"]))
    limit = wish["limit"]
    if not isinstance(limit, int) or not 1 <= limit <= MAX_CAP:
        raise InputError(f"at most is a number from 1 to {MAX_CAP:,}")
    kind = "" if wish["kind"] == EVERYTHING else str(wish["kind"])
    type_ = "" if wish["edge"] == EVERYTHING else str(wish["edge"])
    with desk.changing(view_id) as view:
        found = desk.case.expand(
            node, kind=kind, type=type_, limit=limit, order=str(wish["order"]), shown=list(view.nodes)
        )
        many = len(found["nodes"])
        what = texts.kinds(kind, many) if kind else ("neighbour" if many == 1 else "neighbours")
        view.add(f"Expand {{}}: {many} {what}", [node, *(one["id"] for one in found["nodes"])], about=(node,))
    more = f" {found['more']:,} more are there." if found["more"] else ""
    said = f"Added {many:,} {what}.{more}" if many else f"Nothing new: {found['already']:,} are shown already."
    return said, [one["ref"] for one in found["nodes"]]


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
            text = f"This adds up to {coming:,} nodes. Fewer at a time are easier to read."
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

    @door.callback(
        Permission.SEE, version, Output(ids.SUBJECT, "data", allow_duplicate=True),
        Input(ids.CANVAS, "expandNode"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def double_click(event: dict[str, Any] | None, address: str | None) -> Any:
        ref = str((event or {}).get("id", ""))
        node = desk.case.resolve(ref)
        subject = {"kind": "node", "ref": ref}
        there = sum(item["count"] for item in desk.case.card(node)["counts"])
        if there > CAP:
            say(f"It has {texts.count(there, 'connection')}. Choose on the right what to bring in.")
            return no_update, subject
        wish = {"ref": ref, "edge": EVERYTHING, "kind": EVERYTHING, "limit": CAP, "order": "most"}
        said, _ = expand(desk, view_of(address), wish)
        say(said)
        return desk.redraw(), subject
