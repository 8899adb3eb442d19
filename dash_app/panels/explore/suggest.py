"""What to look at next: records that share what was accepted, each with the path that justifies it, to be answered.

Every answer is learnt: a yes opens what that poster shows, a no lowers what led to it. Answers are kept with the view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from dash import ALL, Input, Output, State, html

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.elements import line_key
from dash_app.language import _, ngettext
from dash_app.panels.explore import asked
from dash_app.panels.explore.asked import Trail
from dash_app.panels.explore.edge import end

SHOWN = 8  # suggestions at a time
LEADING = 6  # identifiers that lead on
SHARED = 4  # of what a suggestion shares with what was accepted
SEEDS = 40
KEYS: dict[str, dict[str, Any]] = {"yes": {"data-key": "Y"}, "no": {"data-key": "N"}}


def content(desk: Desk, view_id: str, subject: Mapping[str, Any]) -> list[Any]:
    """The panel for a subject {"kind": "suggest"}; with "seeds" (refs) the search begins anew from them."""
    found = asked.read(desk, view_id)
    trail = found.trail
    if subject.get("seeds"):
        trail = Trail(tuple(desk.case.resolve(str(ref)) for ref in list(subject["seeds"])[:SEEDS]))
    asked.keep(desk, view_id, replace(found, trail=trail, open="suggest"))
    if not trail.seeds:
        return [teach()]
    answer = desk.case.suggest(trail.seeds, yes=trail.yes, no=trail.no, limit=SHOWN)
    labels = desk.case.draw([*trail.yes, *trail.no])["nodes"]
    return told(answer, {node["id"]: node for node in labels}, trail, set(desk.shelf.get(view_id).nodes))


def teach() -> Any:
    return kit.empty(
        "next", _("Begin with what you know"),
        _("Select adverts, numbers or accounts that belong together, then press Suggest next. Each suggestion says "
          "what it shares with them; your answers decide what comes after."),
    )  # fmt: skip


def told(found: dict[str, Any], labels: Mapping[str, dict[str, Any]], trail: Trail, shown: set[str]) -> list[Any]:
    """Suggestions as `Case.suggest` gives them. `labels`: drawn nodes that were answered about. `shown`: node ids on
    the canvas."""
    return [
        html.Header(
            [
                html.H2(_("What to look at next")),
                html.P(
                    _("From {seeds}; {records} accepted so far. Suggestions are for review: they say what is shared, "
                      "and nothing about anyone.").format(
                        seeds=", ".join(texts.label(node) for node in found["seeds"][:3]) or _("nothing"),
                        records=texts.count(found["accepted"], "record")),
                    className="hint",
                ),
            ],
            className="card-head",
        ),
        *[html.P(texts.visible(note, 300), className="hint warn") for note in found["notes"]],
        html.Ol([_card(n, one, shown) for n, one in enumerate(found["suggestions"])], className="suggestions"),
        html.P(_("Keys: Shift+Y yes, Shift+N no, for the first of them."), className="hint")
        if found["suggestions"] else None,
        _leading(found["identifiers"]),
        _answers(labels, trail),
        html.Div(
            [kit.button(_("Begin anew from what is selected"), ids.part("suggest-anew", "selection"), "next",
                        color="gray")],
            className="actions",
        ),
    ]  # fmt: skip


def _card(number: int, one: dict[str, Any], shown: set[str]) -> html.Li:
    node = one["node"]
    first = number == 0
    steps = []
    for left, right in pairwise(one["path"]):
        steps.append(
            kit.button(texts.label(right), {**ids.part("hop", left["ref"]), "other": right["ref"], "path": number},
                       size="compact-xs", variant="subtle",
                       **kit.named(_("Evidence: {a} and {b}").format(a=texts.label(left), b=texts.label(right))))
        )  # fmt: skip
    shares = [
        _("{label}: adds {weight:.1f} nats, right {yes} of {asked} times so far").format(
            label=texts.visible(item["label"], 60), weight=item["weight"], yes=item["yes"],
            asked=item["yes"] + item["no"],
        )
        for item in one["evidence"][:SHARED]
    ]  # fmt: skip
    here = node["id"] in shown
    return html.Li(
        [
            html.Div([kit.kind_icon(node["kind"]), html.Strong(kit.words(texts.label(node), 100))], className="end"),
            html.Div(
                ngettext("one record of its poster", "its poster has {n} records", one["records"]).format(
                    n=one["records"])
                + f" · {texts.span(node['first'], node['last'])}",
                className="hit-meta",
            ),
            kit.bullets(shares),
            html.Div([html.Span(_("By way of"), className="hit-meta"), *steps], className="trail") if steps else None,
            html.Div(
                [
                    kit.button(_("Yes"), {**ids.part("suggest", node["ref"]), "say": "yes"}, "done",
                               **(KEYS["yes"] if first else {})),
                    kit.button(_("No"), {**ids.part("suggest", node["ref"]), "say": "no"}, "remove", color="gray",
                               **(KEYS["no"] if first else {})),
                    kit.button(_("On canvas") if here else _("Add to canvas"), ids.part("suggest-add", node["ref"]),
                               "locate" if here else "add", color="gray"),
                    kit.button(_("Note"), {**ids.part("decide", node["ref"]), "verb": "note", "other": ""}, "note",
                               color="gray"),
                ],
                className="actions",
            ),
        ]
    )  # fmt: skip


def _leading(items: list[dict[str, Any]]) -> Any:
    if not items:
        return None
    lines = [
        html.Li([kit.kind_icon(item["kind"]), kit.words(texts.visible(item["label"], 60), 60),
                 html.Span(_("{n} not asked about yet").format(n=item["unasked"]), className="hit-meta")])
        for item in items[:LEADING]
    ]  # fmt: skip
    return kit.section(_("Identifiers that lead on"), html.Ul(lines, className="candidates"))


def _answers(labels: Mapping[str, dict[str, Any]], trail: Trail) -> Any:
    """What was answered, each to be taken back."""
    given = [(node, _("yes")) for node in trail.yes] + [(node, _("no")) for node in trail.no]
    lines = [
        html.Li(
            [
                kit.badge(answer, "teal" if node in trail.yes else "gray"), end(labels[node]),
                kit.button(_("Take back"), {**ids.part("suggest", labels[node]["ref"]), "say": ""}, size="compact-xs",
                           color="gray", variant="subtle"),
            ]
        )
        for node, answer in given if node in labels
    ]  # fmt: skip
    return kit.section(_("Your answers"), html.Ul(lines, className="candidates")) if lines else None


def bring(desk: Desk, view_id: str, ref: str) -> tuple[str, list[str], list[str]]:
    """Put a suggestion with its path onto the canvas: (sentence, refs to look at, refs and lines to light)."""
    node = desk.case.resolve(ref)
    trail = asked.read(desk, view_id).trail
    found = desk.case.suggest(trail.seeds, yes=trail.yes, no=trail.no, limit=SHOWN)["suggestions"]
    path: list[dict[str, Any]] = next((one["path"] for one in found if one["node"]["id"] == node), [])
    drawn = desk.case.draw([node])["nodes"]
    way = [one["ref"] for one in path] or [one["ref"] for one in drawn]
    nodes = [one["id"] for one in path] or [node]
    with desk.changing(view_id) as view:
        step = view.add(_("Add the suggestion {}"), nodes, about=(node,))
    many = len(step.added) if step else 0
    said = ngettext("Added {n} node.", "Added {n} nodes.", many) if many else _("It is on the canvas already.")
    return said.format(n=many), way, [*way, *(line_key(*pair) for pair in pairwise(way))]


def register(door: Door, desk: Desk) -> None:
    address = State(ids.URL, "search")
    subject = Output(ids.SUBJECT, "data", allow_duplicate=True)

    @door.callback(
        Permission.SEE, subject,
        Input(ids.SUGGEST, "n_clicks"), Input(ids.part("suggest-anew", ALL), "n_clicks"),
        Input(ids.part("suggest-from", ALL), "n_clicks"),
        State(ids.CANVAS, "selection"), address, prevent_initial_call=True,
    )  # fmt: skip
    def begin(
        _clicks: int | None, _anew: list[Any], _from: list[Any], selection: dict[str, Any] | None, search: str | None
    ) -> dict[str, Any]:
        by: Any = pressed()
        one = by != ids.SUGGEST and by["type"] == "suggest-from"
        refs = [by["ref"]] if one else (selection or {}).get("nodes") or []
        if refs:
            return {"kind": "suggest", "seeds": refs[:SEEDS], **desk.redraw()}
        if by != ids.SUGGEST or not asked.read(desk, view_of(search)).trail.seeds:
            say(_("Select adverts, numbers or accounts on the canvas or in the table first."))
        return {"kind": "suggest", **desk.redraw()}

    @door.callback(
        Permission.SEE, subject, Input({**ids.part("suggest", ALL), "say": ALL}, "n_clicks"), address,
        prevent_initial_call=True,
    )  # fmt: skip
    def answer(_clicks: list[Any], search: str | None) -> dict[str, Any]:
        by, view_id = pressed(), view_of(search)
        found = asked.read(desk, view_id)
        given = by["say"] if by["say"] in ("yes", "no") else ""
        trail = found.trail.answered(desk.case.resolve(str(by["ref"])), given)
        asked.keep(desk, view_id, replace(found, trail=trail, open="suggest"))
        return {"kind": "suggest", **desk.redraw()}

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True),
        Output(ids.CANVAS, "highlight", allow_duplicate=True),
        Input(ids.part("suggest-add", ALL), "n_clicks"), address, prevent_initial_call=True,
    )  # fmt: skip
    def add(_clicks: list[Any], search: str | None) -> tuple[Any, Any]:
        said, refs, lit = bring(desk, view_of(search), str(pressed()["ref"]))
        say(said)
        return desk.redraw("zoomTo", ids=refs), lit
