"""How are two nodes connected? Ends and rules on top, below them the paths, each with what speaks against it.

Hubs are left out unless somebody asks for them, and it is said how many paths that hides. Where no path is left, the
nearest approach is shown: the first path there is once a rule is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dash_app import ids, kit, texts
from dash_app.desk import Desk
from dash_app.language import N_, _, ngettext
from dash_app.panels.explore.asked import Route
from dash_app.panels.explore.edge import edge_words, end
from graphsvc.model import EdgeType, NodeKind
from graphsvc.service import FARTHEST, MOST_PATHS, REACH, STRENGTH

TOOL = "path"  # the one tool of this page, as its pattern ids name it
NOUNS = {
    "phone": N_("number"),
    "email": N_("address"),
    "account": N_("account"),
    "url": N_("web address"),
    "wallet": N_("wallet"),
    "image": N_("picture"),
}
SHARED = {
    "agency": N_("a shared agency {noun}"),
    "platform": N_("the {noun} of a platform"),
    "forwarding": N_("a forwarding {noun}"),
    "hotline": N_("the {noun} of a help line"),
    "building": N_("the {noun} of a shared building"),
    "exchange": N_("the {noun} of an exchange"),
    "stock-text": N_("a stock text"),
    "stock-picture": N_("a stock picture"),
}
NEEDS = {"hubs": N_("through a hub"), "kinds": N_("by what is left out"), "hops": N_("with more steps")}


def content(desk: Desk, route: Route) -> list[Any]:
    """The tool with what it finds."""
    drawn = ends(desk, route)
    return [
        html.Header([html.H2(_("How are they connected?"))], className="card-head"),
        html.Div(
            [
                _end(_("From"), "a", drawn.get(route.a)),
                kit.button(_("Reverse"), ids.part("route-turn", TOOL), "tidy", color="gray", size="compact-xs"),
                _end(_("To"), "b", drawn.get(route.b)),
            ],
            className="route-ends",
        ),
        _rules(route),
        html.Div(results(desk, route, drawn), id=ids.part("route-found", TOOL), **kit.LIVE),
    ]  # fmt: skip


def ends(desk: Desk, route: Route) -> dict[str, dict[str, Any]]:
    """Id -> drawn node, of the ends that are chosen and in the case."""
    return {node["id"]: node for node in desk.case.draw([n for n in (route.a, route.b) if n])["nodes"]}


def results(desk: Desk, route: Route, drawn: Mapping[str, dict[str, Any]]) -> list[Any]:
    """What is found between the ends; what to do next while an end is missing. `drawn`: the `ends`."""
    if route.a not in drawn or route.b not in drawn:
        return [
            kit.empty(
                "path", _("Choose two ends"),
                _("Select a node on the canvas or in the table and take it as an end, or look it up above. With two "
                  "nodes selected, the Path button fills in both."),
            )
        ]  # fmt: skip
    if route.a == route.b:
        return [dmc.Alert(_("Both ends are the same node; choose another for one of them."), color="gray")]
    found = desk.case.paths(route.a, route.b, **route.rules())
    return [*told(found, route), _why(drawn[route.a], drawn[route.b])]


def told(found: dict[str, Any], route: Route) -> list[Any]:
    """Paths as `Case.paths` found them."""
    paths = found["paths"]
    return [
        html.Div(
            [
                html.P(sentence(hidden_words(found, route)), className="hint"),
                kit.button(_("Show all on canvas"), ids.part("route-show", "all"), "add", color="gray")
                if len(paths) > 1 else None,
            ],
            className="path-note",
        ),
        *[_path(number, path) for number, path in enumerate(paths, 1)],
        *([] if paths else _none(found)),
    ]  # fmt: skip


def hidden_words(found: dict[str, Any], route: Route) -> str:
    """How many paths the rule about hubs hides, and through what they run."""
    hidden, hubs = found["hidden"], found["hubs"]
    if route.hubs:
        return _("Paths through hubs are included.")
    if not hidden:
        return _("No path was hidden.")
    through = shared_by(hubs[0]) if hubs else _("a hub")
    names = ", ".join(texts.label(node) for node in hubs[:3])
    many = _("at least {n}").format(n=hidden) if found["hidden_more"] else f"{hidden:,}"
    told_ = ngettext(
        "{many} path hidden: it runs through {through} ({names}).",
        "{many} paths hidden: they run through {through} ({names}).", hidden,
    )  # fmt: skip
    return told_.format(many=many, through=through, names=names)


def shared_by(hub: dict[str, Any]) -> str:
    """What a hub is, in words: by its verdict where it has one."""
    noun = _(NOUNS.get(hub["kind"], N_("identifier")))
    pattern = SHARED.get(hub["verdict"])
    return _(pattern).format(noun=noun) if pattern else _("one {noun} that many share").format(noun=noun)


def _none(found: dict[str, Any]) -> list[Any]:
    """Why there is no path, and the nearest approach."""
    reason = dmc.Alert(sentence(found["reason"]), title=_("No path"), color="gray", icon=kit.icon("path"))
    near = found["nearest"] or {"path": None, "needs": [], "reach": {}}
    if near["path"] is None:
        reach = near["reach"]
        lines = [
            _("From the first end {a} other nodes can be reached, from the second {b}; the two never meet.").format(
                a=_reached(reach.get("a", 0)), b=_reached(reach.get("b", 0))
            ),
            _("Load another source that names both, or look up one end under another spelling."),
        ]
        return [reason, kit.section(_("Nearest approach"), kit.bullets(lines))]
    needs = [NEEDS[name] for name in near["needs"]]
    title = _("Nearest approach: {rules}").format(rules=", ".join(_(need) for need in needs))
    return [reason, kit.section(title, _steps(near["path"], 0), kit.caution(_("How this can be wrong"),
                                                                           near["path"]["doubts"]))]  # fmt: skip


def _reached(number: int) -> str:
    return _("more than {n}").format(n=REACH) if number > REACH else f"{number:,}"


def _path(number: int, path: dict[str, Any]) -> html.Section:
    return kit.section(
        _("Path {n}").format(n=number), _steps(path, number), kit.caution(_("How this can be wrong"), path["doubts"]),
        aside=kit.button(_("Show on canvas"), ids.part("route-show", number), "add", size="compact-xs"),
    )  # fmt: skip


def _steps(path: dict[str, Any], number: int) -> html.Ol:
    """Nodes and hops in turn; each hop opens its evidence, its line as strong as the statement behind it."""
    nodes, edges = path["nodes"], path["edges"]
    steps: list[Any] = [html.Li(end(nodes[0]))]
    for left, right in pairwise(nodes):
        between = [edge for edge in edges if {edge["source_ref"], edge["target_ref"]} == {left["ref"], right["ref"]}]
        kind = min((edge["kind"] for edge in between), key=STRENGTH.index)
        records = texts.count(sum(edge["records"] for edge in between), "record")
        when = texts.span(min(e["first"] for e in between), max(e["last"] for e in between))
        said = f"{edge_words(between)} · {records} · {when}"
        steps += [
            html.Li(
                kit.button(
                    said, {**ids.part("hop", left["ref"]), "other": right["ref"], "path": number}, size="compact-xs",
                    variant="subtle", **kit.named(_("Evidence of this hop: {words}").format(words=said)),
                ),
                className=f"hop hop-{kind}",
            ),
            html.Li(end(right)),
        ]  # fmt: skip
    return html.Ol(steps, className="path")


def _end(title: str, name: str, node: dict[str, Any] | None) -> html.Div:
    """One end: chosen, or the ways to choose it."""
    if node is not None:
        return html.Div(
            [
                html.Span(title, className="route-title"), end(node),
                kit.button(_("Change"), {**ids.part("route-clear", TOOL), "end": name}, size="compact-xs",
                           color="gray", **kit.named(_("Change: {end}").format(end=title))),
            ],
            className="route-end",
        )  # fmt: skip
    return html.Div(
        [
            html.Span(title, className="route-title"),
            kit.button(_("Take what is selected"), {**ids.part("route-take", TOOL), "end": name}, "locate",
                       size="compact-xs"),
            dmc.TextInput(
                id=ids.part("route-search", name), size="xs", debounce=250, placeholder=_("or look it up"),
                **kit.named(_("Look up: {end}").format(end=title)),
            ),
            html.Ul(id=ids.part("route-hits", name), className="route-hits", **kit.LIVE),
        ],
        className="route-end open",
    )  # fmt: skip


def hits(found: Sequence[dict[str, Any]], name: str) -> list[Any]:
    """What a look-up for an end found."""
    if not found:
        return [html.Li(_("Nothing of that in this case."), className="hint")]
    return [
        html.Li(kit.button(texts.label(node), {**ids.part("route-end", node["ref"]), "end": name}, node["kind"],
                           color="gray", size="compact-xs"))
        for node in found
    ]  # fmt: skip


def _rules(route: Route) -> html.Div:
    def rule(name: str) -> dict[str, Any]:
        return {**ids.part("route-rule", TOOL), "rule": name}

    types = [{"value": t.value, "label": texts.type_name(t.value)} for t in EdgeType]
    kinds = [{"value": k.value, "label": texts.kinds(k.value)} for k in NodeKind if k.value not in ("actor", "network")]
    return html.Div(
        [
            dmc.NumberInput(id=rule("hops"), label=_("Steps at most"), value=route.hops, min=1, max=FARTHEST, size="xs",
                            allowDecimal=False, w=104, debounce=300),
            dmc.NumberInput(id=rule("limit"), label=_("Paths at most"), value=route.limit, min=1, max=MOST_PATHS,
                            size="xs", allowDecimal=False, w=104, debounce=300),
            dmc.Switch(id=rule("hubs"), label=_("Through hubs too"), checked=route.hubs, size="xs"),
            dmc.MultiSelect(id=rule("types"), label=_("Leave out links that say"), data=types, value=list(route.types),
                            size="xs", clearable=True, placeholder=None if route.types else _("none")),
            dmc.MultiSelect(id=rule("kinds"), label=_("Do not pass through"), data=kinds, value=list(route.kinds),
                            size="xs", clearable=True, placeholder=None if route.kinds else _("none")),
        ],
        className="route-rules", role="group", **kit.named(_("Rules for the paths")),
    )  # fmt: skip


def _why(a: dict[str, Any], b: dict[str, Any]) -> Any:
    return kit.button(_("Why linked, or why not?"), {**ids.part("pair", a["ref"]), "other": b["ref"], "as": "why"},
                      "why", color="gray")  # fmt: skip


def sentence(text: str) -> str:
    return texts.visible(text[:1].upper() + text[1:], 400)
