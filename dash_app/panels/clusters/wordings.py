"""Wordings that adverts repeat: what changes inside one text, and which numbers it went through, in what order."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import grids, ids, kit, tables, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import N_, _, ngettext

VALUES = 4  # of one slot that are named
ROWS = 12  # tenures and steps listed
DRAWN = 400  # adverts that come onto the canvas
PATTERNS = {
    "one": N_("always the same"),
    "succession": N_("one after the other"),
    "pool": N_("several in use at once"),
    "mixed": N_("in succession and at once"),
}


def layout(desk: Desk) -> Any:
    columns: list[dict[str, Any]] = [
        {"field": "excerpt", "headerName": _("Wording"), "flex": 3, "minWidth": 240, "tooltipField": "excerpt"},
        {"field": "adverts", "headerName": _("Adverts"), "width": 86, **grids.NUMBER},
        {"field": "identifiers", "headerName": _("Identifiers"), "width": 102, **grids.NUMBER},
        {"field": "changes", "headerName": _("Changes of number"), "width": 104, **grids.NUMBER},
        {"field": "patterns", "headerName": _("How they change"), "flex": 1, "minWidth": 150},
        {"field": "period", "headerName": _("Period"), "width": 178},
    ]
    table = html.Div(
        [
            html.Div(
                [
                    html.Div(id=ids.WORDINGS_STATE, className="run-state", **kit.LIVE),
                    kit.button(_("Look for repeated wordings"), ids.WORDINGS_FIND, "search", size="compact-xs"),
                    tables.save_button(ids.WORDINGS_CSV),
                ],
                className="table-tools",
            ),
            grids.grid(ids.WORDINGS, columns, _("Repeated wordings"), several=False,
                       hint=_("Nothing looked for yet. Press the button above; every advert of the case is read.")),
        ],
        className="table-box",
    )  # fmt: skip
    return kit.beside(table, ids.WORDING, _("The chosen wording"))


def row(desk: Desk, found: dict[str, Any]) -> dict[str, Any]:
    """A row of the table from a row of `Case.rotations`."""
    return {
        "ref": desk.case.ref(found["id"]), "excerpt": texts.visible(found["excerpt"], 200),
        "adverts": found["adverts"], "identifiers": found["identifiers"], "changes": found["changes"],
        "patterns": ", ".join(f"{texts.kinds(kind, 1)}: {_(PATTERNS[how])}" for kind, how in found["patterns"].items()
                              if how != "one"),
        "period": texts.span(found["first"], found["last"]),
    }  # fmt: skip


def card(found: dict[str, Any], ref: str) -> list[Any]:
    """One wording as `Case.rotation` gives it."""
    adverts = ngettext("one advert", "{n} adverts", found["adverts"]).format(n=found["adverts"])
    return [
        html.Header(
            [
                html.H2(_("One wording, {adverts}").format(adverts=adverts)),
                html.Div([kit.badge(_("for review"), "blue"),
                          kit.badge(texts.span(found["first"], found["last"]))], className="badges"),
                html.Div(kit.button(_("Open on canvas"), ids.part("wording-open", ref), "network", variant="filled"),
                         className="actions"),
            ],
            className="card-head",
        ),
        kit.caution(_("How this could be wrong"), [
            _("Texts are copied: a stock text, an agency or a rival may use the same words."),
            _("A number that follows another may be another poster's who took the text over."),
        ]),
        kit.section(_("The text and what changes in it"), html.Div(_pieces(found["pieces"]), className="passage",
                                                                   dir="auto")),
        kit.section(_("Which numbers it went through"), _tenures(found["tenures"])) if found["tenures"] else None,
        kit.section(_("Changes, the earliest first"), kit.bullets([_step(step) for step in found["steps"][:ROWS]]))
        if found["steps"] else None,
        html.P(_("{n} identifiers only in undated adverts: {names}").format(
            n=len(found["undated"]), names=", ".join(texts.visible(one["label"], 60) for one in found["undated"][:6])),
            className="hint") if found["undated"] else None,
        html.P(_("{n} protected identifiers are left out.").format(n=found["withheld"]), className="hint")
        if found["withheld"] else None,
    ]  # fmt: skip


def _pieces(pieces: list[dict[str, Any]]) -> list[Any]:
    """The text in reading order; a slot shows what stood in it, with how often and when."""
    out: list[Any] = []
    for piece in pieces:
        if "constant" in piece:
            out.append(html.Span(texts.passage(piece["constant"])))
            continue
        slot = piece["slot"]
        values = slot["values"][:VALUES]
        shown = " | ".join(texts.visible(value["text"], 40) for value in values)
        rest = len(slot["values"]) - len(values) + slot["more"]
        told = "; ".join(f"{texts.visible(v['text'], 60)} × {v['count']}, {texts.span(v['first'], v['last'])}"
                         for v in values)  # fmt: skip
        more = _(" and {n} more").format(n=rest) if rest > 0 else ""
        out += [" ", html.Mark(f"⟨{shown}{more}⟩", title=told, className="slot"), " "]
    return out


def _tenures(tenures: list[dict[str, Any]]) -> html.Div:
    rows: list[list[Any]] = [
        [html.Span([kit.kind_icon(one["kind"]), kit.words(one["label"], 60)], className="end"),
         texts.span(one["first"], one["last"]),
         f"{one['records']:,}"]
        for one in tenures[:ROWS]
    ]  # fmt: skip
    more = len(tenures) - ROWS
    return html.Div(
        [
            kit.table([_("Identifier"), _("In use"), _("Adverts")], rows, "tenures"),
            html.P(_("and {n} more").format(n=more), className="hint") if more > 0 else None,
        ]
    )


def _step(step: dict[str, Any]) -> str:
    return _("{day}: {before} gave way to {after}").format(
        day=str(step["at"])[:10], before=texts.visible(step["before_label"], 60),
        after=texts.visible(step["after_label"], 60),
    )  # fmt: skip


def teach() -> Any:
    return kit.empty(
        "template", _("Choose a wording"),
        _("One text with changing numbers is a sign of one hand, or of a stock text that many copy. The card shows "
          "what changes inside the text and which numbers followed each other."),
    )  # fmt: skip


def state(desk: Desk) -> Any:
    if desk.wordings is None:
        return html.P(_("Adverts that repeat one text with other numbers in it."), className="hint")
    found = desk.wordings
    many = ngettext("{n} repeated wording", "{n} repeated wordings", len(found["templates"]))
    more = _("; {n} more are not listed").format(n=found["more"]) if found["more"] else ""
    return html.Strong(many.format(n=len(found["templates"])) + more)


def register(door: Door, desk: Desk) -> None:
    tables.register(door, ids.WORDINGS_CSV, ids.WORDINGS)

    @door.callback(
        Permission.SEE, Output(ids.WORDINGS, "rowData"), Output(ids.WORDINGS_STATE, "children"),
        Input(ids.NEWS, "data"),
    )  # fmt: skip
    def rows(_news: int) -> tuple[Any, Any]:
        return [row(desk, one) for one in (desk.shown(desk.wordings) or {"templates": []})["templates"]], state(desk)

    @door.callback(
        Permission.ANALYSE, Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.WORDINGS_FIND, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
    def find(_clicks: int) -> bool:
        if any(job.task == "wordings" and not job.over for job in desk.jobs.all()):
            say(_("That is under way already; its progress is under Jobs."))
            raise PreventUpdate
        desk.jobs.start("wordings", _("Repeated wordings"), {})
        say(_("The adverts are read. You can go on working; what is found appears in the table."))
        return False

    @door.callback(Permission.SEE, Output(ids.WORDING, "children"), Input(ids.WORDINGS, "selectedRows"))
    def choose(selected: list[dict[str, Any]] | None) -> Any:
        if not selected:
            return teach()
        ref = str(selected[0]["ref"])
        return card(desk.shown(desk.case.rotation(desk.case.resolve(ref))) or {}, ref)

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True),
        Output(ids.URL, "pathname", allow_duplicate=True), Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.part("wording-open", ALL), "n_clicks"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def to_canvas(_clicks: list[Any], address: str | None) -> tuple[Any, ...]:
        found = desk.case.rotation(desk.case.resolve(str(pressed()["ref"])))
        drawn = [*(one["identifier"] for one in found["tenures"]), *(one["id"] for one in found["members"][:DRAWN])]
        return desk.onto(address, _("one wording"), drawn, alone=True)
