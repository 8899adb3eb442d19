"""Hubs: identifiers that many different posters share. A person says what each is; a run only discounts it."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, html

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door

SHOWN = 200


def listing(desk: Desk) -> Any:
    """The hubs of the newest run, those without a verdict first, then by how many records they touch."""
    result = desk.case.result()
    if result is None or not result.hubs:
        return kit.empty(
            "verdict", "No hubs to judge",
            "When a run finds an identifier behind which many different posters stand, it waits here for your verdict.",
        )  # fmt: skip
    drawn = {node["id"]: node for node in desk.case.draw([hub.identifier for hub in result.hubs[:SHOWN]])["nodes"]}
    rows = [(drawn[hub.identifier], hub) for hub in result.hubs[:SHOWN] if hub.identifier in drawn]
    rows.sort(key=lambda row: (bool(row[0]["verdict"]), -row[1].records, row[0]["id"]))
    waiting = sum(not node["verdict"] for node, _ in rows)
    return [
        html.P(
            f"{texts.count(len(rows), 'identifier')} shared by many, {waiting} without a verdict. A run counts links "
            f"through them for little; a verdict says what they are, and holds for every later run.", className="hint",
        ),
        html.Ul([hub_row(node, hub.records, hub.diversity) for node, hub in rows], className="hub-list"),
    ]  # fmt: skip


def hub_row(node: dict[str, Any], records: int, diversity: float) -> html.Li:
    verdict = node["verdict"]
    posters = f"{texts.count(records, 'record')} of about {diversity:,.0f} different posters"
    state = (texts.VERDICTS.get(verdict, verdict), "teal") if verdict else ("waits for a verdict", "orange")
    return html.Li(
        [
            kit.kind_icon(node["kind"]),
            html.Div(
                [
                    kit.words(texts.label(node), 120, "hit-label"),
                    html.Div(posters, className="hit-meta"),
                ],
                className="hit-body",
            ),
            kit.badge(*state),
            kit.button("Change" if verdict else "Give a verdict",
                       {**ids.part("decide", node["ref"]), "verb": "verdict", "other": ""}, "verdict"),
        ]
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    @door.callback(Permission.SEE, Output(ids.HUBS, "children"), Input(ids.NEWS, "data"))
    def hubs(_news: int) -> Any:
        return listing(desk)
