"""Hubs: identifiers that many different posters share. A person says what each is; a run only discounts it."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, html

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import _, ngettext

SHOWN = 200


def listing(desk: Desk) -> Any:
    """The hubs of the newest run, those without a verdict first, then by how many records they touch."""
    rows = desk.case.hubs()
    if not rows:
        return kit.empty(
            "verdict", _("No hubs to judge"),
            _("When a run finds an identifier behind which many different posters stand, it waits here for your "
              "verdict."),
        )  # fmt: skip
    waiting = sum(not row["verdict"] for row in rows)
    return [
        html.P(
            _("{n} shared by many, {waiting} without a verdict. A run counts links through them for little; a verdict "
              "says what they are, and holds for every later run. The dialog shows what it would change first.").format(
                n=texts.count(len(rows), "identifier"), waiting=waiting), className="hint",
        ),
        html.Ul([hub_row(row) for row in rows[:SHOWN]], className="hub-list"),
    ]  # fmt: skip


def hub_row(row: dict[str, Any]) -> html.Li:
    verdict = row["verdict"]
    posters = ngettext("{n} record of about {posters:,.0f} different posters",
                       "{n} records of about {posters:,.0f} different posters", row["records"]).format(
        n=f"{row['records']:,}", posters=row["diversity"])  # fmt: skip
    perhaps = _(texts.verdict(row["guess"])) if row["guess"] else ""
    guess = _("Perhaps: {what}. {reasons}").format(what=perhaps, reasons=" ".join(row["reasons"])) if perhaps else ""
    state = (_(texts.verdict(verdict)), "teal") if verdict else (_("waits for a verdict"), "orange")
    return html.Li(
        [
            kit.kind_icon(row["kind"]),
            html.Div(
                [
                    kit.words(texts.visible(row["label"], 120), 120, "hit-label"),
                    html.Div(posters, className="hit-meta"),
                    html.Div(guess, className="hit-meta") if guess else None,
                    html.Div(_given(row), className="hit-meta") if verdict else None,
                ],
                className="hit-body",
            ),
            kit.badge(*state),
            kit.button(_("Change") if verdict else _("Give a verdict"),
                       {**ids.part("decide", row["ref"]), "verb": "verdict", "other": ""}, "verdict"),
        ]
    )  # fmt: skip


def _given(row: dict[str, Any]) -> str:
    """Who said what it is, when, and for how long that holds."""
    told = _("said by {author} on {day}").format(author=texts.visible(row["author"], 40), day=row["at"][:10])
    until = _("holds until {day}").format(day=row["expires"]) if row["expires"] else _("holds until taken back")
    return f"{told}, {until}"


def register(door: Door, desk: Desk) -> None:
    @door.callback(Permission.SEE, Output(ids.HUBS, "children"), Input(ids.NEWS, "data"))
    def hubs(_news: int) -> Any:
        return listing(desk)
