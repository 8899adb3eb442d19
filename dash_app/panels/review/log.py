"""What was decided: who, when and why, with a way to take each back; and contradictions as a banner of the screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dash import Input, Output, html

from dash_app import decide, ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import _, ngettext
from graphsvc.model import Decision

SHOWN = 300
CONTRADICTIONS = 5


def entry(desk: Desk, decision: Decision, labels: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A decision as a row of the list, with what it is about in words."""
    about = [labels[target]["label"] if target in labels else _named(target) for target in decision.targets]
    return {**asdict(decision), "verb": decision.verb.value, "stands": decision.stands, "about": about}


def _named(target: str) -> str:
    """What a cluster of some run, or a record, is called: the kind and the end of its id."""
    kind, _, rest = target.partition(":")
    return f"{kind} {rest[-8:]}"


def listing(desk: Desk, wanted: str = "") -> Any:
    """The newest decisions, or the newest that all words of `wanted` stand in."""
    words = wanted.casefold().split()
    every = sorted(desk.case.decisions(standing=False), key=lambda d: (d.at, d.id), reverse=True)
    decisions = [one for one in every if all(word in _told(one) for word in words)]
    drawn = desk.case.draw(sorted({target for d in decisions[:SHOWN] for target in d.targets}))["nodes"]
    labels = {node["id"]: {"label": texts.label(node)} for node in drawn}
    rows = [entry(desk, decision, labels) for decision in decisions[:SHOWN]]
    older = len(decisions) - len(rows)
    head = ngettext("{n} decision", "{n} decisions", len(decisions)).format(n=f"{len(decisions):,}")
    if words:
        head = _("{found} of {all} on this case").format(found=head, all=f"{len(every):,}")
    return [
        html.P(
            _("{found}, the newest first. Each can be taken back, with a reason; both stay on record.").format(
                found=head), className="hint",
        ),
        html.Div(decide.listing(rows), className="hub-list"),
        html.P(_("and {n} older; `graphsvc decide CASE list` has them all.").format(n=f"{older:,}"),
               className="hint") if older else None,
    ]  # fmt: skip


def _told(decision: Decision) -> str:
    """What a look for words goes through."""
    said = (decision.verb.value, _(texts.VERBS.get(decision.verb.value, "")), decision.value, decision.author,
            decision.at, decision.reason)  # fmt: skip
    return " ".join(said).casefold()


def banner(found: list[dict[str, Any]]) -> Any:
    """Contradictions, told as soon as they exist; nothing when there are none."""
    more = len(found) - CONTRADICTIONS
    lines = [one["text"] for one in found[:CONTRADICTIONS]]
    if more > 0:
        lines.append(_("And {n} more.").format(n=more))
    title = ngettext("{n} contradiction between decisions", "{n} contradictions between decisions", len(found))
    return kit.caution(title.format(n=len(found)), lines)


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.LOG, "children"), Output(ids.CONTRADICTIONS, "children"), Input(ids.NEWS, "data"),
        Input(ids.LOG_FIND, "value"),
    )  # fmt: skip
    def show(_news: int, wanted: str | None) -> tuple[Any, Any]:
        return listing(desk, wanted or ""), banner(desk.case.contradictions())
