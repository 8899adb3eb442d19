"""Groups on the canvas: the card of one, the lines that end at it, and taking members out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import ALL, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import bundles, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import N_, _, ngettext, number
from dash_app.panels.explore import expand, verbs
from dash_app.panels.explore.edge import end
from dash_app.steps import MORE, Group
from dash_app.views import View
from graphsvc.errors import CaseNotFound

FEW = 60  # members that open at once; of more, the most connected come first
LISTED = 40
RANKED = 2000  # members looked at to find the most connected
STATEMENTS = {
    "fact": N_("seen in records"),
    "inference": N_("an algorithm's inference"),
    "assessment": N_("chosen by a person"),
}


def find(view: View, id_: str) -> Group:
    """A group of a view. Raises CaseNotFound."""
    if id_ not in view.groups:
        raise CaseNotFound(_("that group is not on the canvas any more"))
    return view.groups[id_]


def content(desk: Desk, view_id: str, ref: str) -> list[Any]:
    """The card of a group."""
    view = desk.shelf.get(view_id)
    group = find(view, desk.case.resolve(ref))
    summary = desk.drawn(view)["groups"].get(group.id)
    if summary is None:
        return [html.P(_("Nothing of this group lies in the days shown."), className="hint")]
    nodes = ranked(desk, view.inside(group))
    return [
        html.Header(
            [
                html.Div([kit.kind_icon(nodes[0]["kind"]), html.H2(kit.words(bundles.name(desk, group), 120))],
                         className="card-title"),
                html.Div(f"{bundles.counted(summary)} · {texts.span(summary['first'], summary['last'])}",
                         className="card-line"),
                html.Div(kit.badge(_(STATEMENTS[bundles.statement(group)])), className="badges"),
            ],
            className="card-head",
        ),
        html.Div(_openers(ref, len(view.inside(group))), className="actions"),
        kit.section(
            _("Inside, most connected first"),
            html.Ul([_member(ref, node) for node in nodes[:LISTED]], className="connections"),
            html.P(_("and {n} more; search finds each of them").format(n=number(summary["members"] - LISTED)),
                   className="hint") if summary["members"] > LISTED else None,
        ),
    ]  # fmt: skip


def _openers(ref: str, inside: int) -> list[Any]:
    some = {**ids.part("take", ref), "node": "", "many": expand.CAP}
    every = {**ids.part("take", ref), "node": "", "many": inside}
    return [
        kit.button(_("Take out the {n} most connected").format(n=expand.CAP), some, "expand")
        if inside > expand.CAP else None,
        kit.button(_("Take out all {n}").format(n=number(inside)), every, "expand", color="gray")
        if inside <= expand.MAX_CAP else None,
    ]  # fmt: skip


def _member(ref: str, node: Mapping[str, Any]) -> html.Li:
    take = {**ids.part("take", ref), "node": node["ref"], "many": 1}
    label = texts.label(node)
    meta = f"{texts.count(node['records'], 'record')} · {texts.count(node['degree'], 'link')}"
    body = html.Div([kit.words(label, 80), html.Span(meta, className="hit-meta")], className="hit-body")
    name = _("Take {label} out of the group").format(label=label)
    return html.Li([kit.kind_icon(node["kind"]), body, kit.button(_("Take out"), take, **kit.named(name))])


def ranked(desk: Desk, members: Sequence[str]) -> list[dict[str, Any]]:
    """Drawn nodes, the most connected first and protected ones last."""
    found: list[dict[str, Any]] = desk.case.draw(members[:RANKED])["nodes"]
    return sorted(found, key=lambda node: (node["protected"], -node["degree"], node["id"]))


def line(desk: Desk, view_id: str, a: str, b: str) -> list[Any]:
    """What a line that ends at a group stands for: the lines of its members, each with its evidence."""
    view = desk.shelf.get(view_id)
    ends = [desk.case.resolve(ref) for ref in (a, b)]
    sides = [set(view.inside(find(view, one))) if bundles.is_group(one) else {one} for one in ends]
    everything = sorted(sides[0] | sides[1])[: RANKED - 1]
    edges = [
        edge
        for edge in desk.case.draw(everything)["edges"]
        if any(edge["source"] in one and edge["target"] in other for one, other in (sides, sides[::-1]))
    ]
    shown = sorted({edge[side] for edge in edges[:LISTED] for side in ("source", "target")})
    labels = {node["id"]: node for node in desk.case.draw(shown)["nodes"]}
    rows = [_line(edge, labels) for edge in edges[:LISTED]]
    many = ngettext("{n} link in one line", "{n} links in one line", len(edges)).format(n=number(len(edges)))
    more = len(edges) - LISTED
    return [
        html.Header(html.H2(many), className="card-head"),
        html.Ul(rows, className="connections"),
        html.P(_("and {n} more; open the group to see them").format(n=number(more)), className="hint")
        if more > 0 else None,
    ]  # fmt: skip


def _line(edge: Mapping[str, Any], labels: Mapping[str, dict[str, Any]]) -> html.Li:
    what = html.Span(texts.type_name(edge["type"]), className="and")
    ends = html.Div([end(labels[edge["source"]]), what, end(labels[edge["target"]])], className="ends")
    hop = {**ids.part("line", edge["source_ref"]), "other": edge["target_ref"]}
    return html.Li([ends, kit.button(_("Evidence"), hop)])


def take(desk: Desk, view: View, group: Group, many: int, node: str = "") -> str:
    """Take members out of a group; returns what to say."""
    inside = view.inside(group)
    chosen = [node] if node in inside else [one["id"] for one in ranked(desk, inside)][:many]
    if many >= len(inside) and not node:
        chosen = inside
    name = _("Take {what} out of a group").format(what=texts.count(len(chosen), "node"))
    view.add(name, chosen)
    left = len(inside) - len(chosen)
    if not left:
        return ""
    return _("{what} came out; {left} stay in the group.").format(
        what=texts.count(len(chosen), "node").capitalize(), left=number(left)
    )


def open_(desk: Desk, view_id: str, ref: str) -> str:
    """Open a group a bit: all of a small one, the most connected of a large one, the next ones of an expansion."""
    with desk.changing(view_id) as view:
        group = find(view, desk.case.resolve(ref))
        if group.by != MORE:
            inside = len(view.inside(group))
            return take(desk, view, group, inside if inside <= FEW else expand.CAP)
    type_, kind, order = group.wish
    wish = {
        "ref": desk.case.ref(group.about[0]), "edge": type_ or expand.EVERYTHING, "kind": kind or expand.EVERYTHING,
        "limit": expand.CAP, "order": order,
    }  # fmt: skip
    return expand.expand(desk, view_id, wish)[0]


def register(door: Door, desk: Desk) -> None:
    version = Output(ids.VERSION, "data", allow_duplicate=True)
    address = State(ids.URL, "search")

    @door.callback(
        Permission.SEE, version,
        Input({**ids.part("take", ALL), "node": ALL, "many": ALL}, "n_clicks"), address, prevent_initial_call=True,
    )  # fmt: skip
    def take_out(_clicks: list[int | None], search: str | None) -> Any:
        chosen = pressed()
        many = chosen["many"] if isinstance(chosen["many"], int) else 1
        node = desk.case.resolve(chosen["node"]) if chosen["node"] else ""
        with desk.changing(view_of(search)) as view:
            group = find(view, desk.case.resolve(chosen["ref"]))
            said = take(desk, view, group, max(1, min(many, expand.MAX_CAP)), node)
        if said:
            say(said)
        return desk.redraw()

    @door.callback(
        Permission.SEE, Output(ids.SUBJECT, "data", allow_duplicate=True),
        Input({**ids.part("line", ALL), "other": ALL}, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def evidence(_clicks: list[int | None]) -> dict[str, Any]:
        chosen = pressed()
        return {"kind": "edge", "a": chosen["ref"], "b": chosen["other"]}

    @door.callback(
        Permission.SEE, version, Input(ids.OPEN_GROUP, "n_clicks"), State(ids.CANVAS, "selection"), address,
        prevent_initial_call=True,
    )  # fmt: skip
    def open_chosen(_clicks: int, selection: dict[str, Any] | None, search: str | None) -> Any:
        groups = [item for item in verbs.selected(desk, selection) if bundles.is_group(item)]
        if not groups:
            say(_("Select a group to open it."))
            raise PreventUpdate
        said = [open_(desk, view_of(search), desk.case.ref(item)) for item in groups]
        if any(said):
            say(" ".join(filter(None, said)))
        return desk.redraw()
