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
    rows = desk.case.hubs()
    if not rows:
        return kit.empty(
            "verdict", "No hubs to judge",
            "When a run finds an identifier behind which many different posters stand, it waits here for your verdict.",
        )  # fmt: skip
    waiting = sum(not row["verdict"] for row in rows)
    return [
        html.P(
            f"{texts.count(len(rows), 'identifier')} shared by many, {waiting} without a verdict. A run counts links "
            f"through them for little; a verdict says what they are, and holds for every later run.", className="hint",
        ),
        html.Ul([hub_row(row) for row in rows[:SHOWN]], className="hub-list"),
    ]  # fmt: skip


def hub_row(row: dict[str, Any]) -> html.Li:
    verdict = row["verdict"]
    posters = f"{texts.count(row['records'], 'record')} of about {row['diversity']:,.0f} different posters"
    perhaps = texts.VERDICTS.get(row["guess"], row["guess"])
    guess = f"Perhaps: {perhaps}. {' '.join(row['reasons'])}" if perhaps else ""
    state = (texts.VERDICTS.get(verdict, verdict), "teal") if verdict else ("waits for a verdict", "orange")
    return html.Li(
        [
            kit.kind_icon(row["kind"]),
            html.Div(
                [
                    kit.words(texts.visible(row["label"], 120), 120, "hit-label"),
                    html.Div(posters, className="hit-meta"),
                    html.Div(guess, className="hit-meta") if guess else None,
                ],
                className="hit-body",
            ),
            kit.badge(*state),
            kit.button("Change" if verdict else "Give a verdict",
                       {**ids.part("decide", row["ref"]), "verb": "verdict", "other": ""}, "verdict"),
        ]
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    @door.callback(Permission.SEE, Output(ids.HUBS, "children"), Input(ids.NEWS, "data"))
    def hubs(_news: int) -> Any:
        return listing(desk)
