"""Two nodes: why they are linked or not. Doubts first, then what weighs how much, then the evidence."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, Output, dcc, html

from dash_app import decide, figures, ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed
from dash_app.language import _
from dash_app.panels.explore.edge import doubts_title, end, evidence, statement
from dash_app.panels.explore.route import sentence

EVIDENCE = 12


def content(desk: Desk, a: str, b: str) -> list[Any]:
    ends = [desk.case.resolve(ref) for ref in (a, b)]
    drawn = {node["ref"]: node for node in desk.case.draw(ends)["nodes"]}
    return explained(drawn[a], drawn[b], desk.case.explain(*ends))


def explained(a: dict[str, Any], b: dict[str, Any], found: dict[str, Any]) -> list[Any]:
    """Why two drawn nodes are linked or not, as `Case.explain` has it. That they are is an inference."""
    steps = found["waterfall"]
    rows = found["evidence"]
    return [
        html.Header(
            [
                html.H2(_("Linked, for review") if found["linked"] else _("Not linked")),
                html.Div([end(a), html.Span(_("and"), className="and"), end(b)], className="ends"),
                html.Div(statement("inference"), className="badges") if found["linked"] else None,
            ],
            className="card-head",
        ),
        html.P(sentence(found["reason"])) if found["reason"] else None,
        kit.caution(doubts_title(), found["doubts"]),
        kit.section(
            _("What weighs how much"),
            dcc.Graph(figure=figures.waterfall(steps), config=figures.CONFIG, className="waterfall"),
            html.P(_("Natural log-odds that both are the same poster's, after rarity and sharing. They rank links for "
                     "review; they are no probability of anything a person did."), className="hint"),
        ) if steps else None,
        kit.section(
            _("How it formed"),
            kit.bullets([_line(e["day"] or _("undated"), e["label"], e["text"]) for e in found["formed"]]),
        ) if found["formed"] else None,
        kit.section(_("What would change it"), kit.bullets([_line(c["label"], c["text"]) for c in found["changes"]]))
        if found["changes"] else None,
        kit.section(_("Other explanations"), *[kit.rival(one) for one in found["rivals"]]) if found["rivals"] else None,
        kit.section(
            _("Evidence"), *[evidence(row) for row in rows[:EVIDENCE]],
            html.P(_("and {rows}").format(rows=texts.count(len(rows) - EVIDENCE, "further row")), className="hint")
            if len(rows) > EVIDENCE else None,
            aside=texts.count(len(rows), "row"),
        ) if rows else None,
        kit.section(_("Decide"), decide.pair_buttons(a["ref"], b["ref"])),
        kit.button(_("How are they connected?"), {**ids.part("pair", a["ref"]), "other": b["ref"], "as": "path"},
                   "path", color="gray"),
    ]  # fmt: skip


def _line(*parts: str) -> str:
    return ": ".join(texts.visible(part, 400) for part in parts if part)


def register(door: Door, desk: Desk) -> None:
    hop = {**ids.part("hop", ALL), "other": ALL, "path": ALL}
    again = {**ids.part("pair", ALL), "other": ALL, "as": ALL}

    @door.callback(
        Permission.SEE, Output(ids.SUBJECT, "data", allow_duplicate=True),
        Input(hop, "n_clicks"), Input(again, "n_clicks"), Input(ids.part("back", ALL), "n_clicks"),
        Input({**ids.part("route-from", ALL), "end": ALL}, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def turn(*_clicks: list[int | None]) -> dict[str, Any]:
        by = pressed()
        if by["type"] == "back":
            return {"kind": "suggest" if by["ref"] == "suggest" else "path", **desk.redraw()}
        if by["type"] == "route-from":
            return {"kind": "path", "b" if by["end"] == "b" else "a": by["ref"], **desk.redraw()}
        ends = {"a": by["ref"], "b": by["other"]}
        if by["type"] == "hop":
            return {"kind": "edge", "back": True, **ends}
        return {"kind": "why" if by["as"] == "why" else "path", **ends}
