"""One network: why it is linked, how it could be wrong, what it hangs on; and the way onto the canvas."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import _, number
from dash_app.panels.clusters import judge
from graphsvc.model import Decision

LINKS = 12  # links between actors listed, the weakest first
SHARED = 3  # shared identifiers named for each


def row(desk: Desk, found: dict[str, Any], mark: Decision | None = None) -> dict[str, Any]:
    """A row of the table from a row of `Case.clusters`; `mark`: what was said of it."""
    return {
        "ref": desk.case.ref(found["id"]),
        "judged": judge.said(mark),
        "weakest": round(found["weakest"], 1),
        "name": texts.visible(found["name"], 60),
        "wording": found["wording"],
        "level": found["level"],
        "told": _(texts.level(found["level"])),
        "held": ", ".join(texts.visible(name, 60) for name in found["held_by"]),
        "actors": found["actors"],
        "records": found["records"],
        "period": texts.span(found["first"], found["last"]),
        "categories": ", ".join(f"{name} {many:,}" for name, many in found["categories"].items()),
        "sources": ", ".join(texts.visible(name, 40) for name in found["sources"]),
    }


def teach() -> Any:
    return kit.empty(
        "clusters", _("Choose a network"),
        _("The list begins with those that hang by the least. Choosing one shows what it rests on and how it could be "
          "wrong; from there it opens on the canvas, or you accept it, split it, or say that you are unsure."),
    )  # fmt: skip


def card(
    found: dict[str, Any], ref: str, links: list[dict[str, Any]], mark: Decision | None = None
) -> list[Any]:  # fmt: skip
    """The explanation of one network. `links`: as `weakest_links` gives them. `mark`: what was said of it."""
    weakest = (links[0]["a"], links[0]["b"]) if links else None
    drawn = len(found["nodes"])
    return [
        html.Header(
            [
                html.H2(kit.words(found["name"], 80)),
                html.Div(
                    [
                        kit.badge(_("{what}, for review").format(what=found["wording"]), "blue"),
                        kit.level(found["level"]),
                    ],
                    className="badges",
                ),
                html.Div(
                    f"{texts.count(found['actors'], 'actor')} · {texts.count(found['records'], 'record')} · "
                    f"{texts.count(found['identifiers'], 'identifier')} · {texts.span(found['first'], found['last'])}",
                    className="card-line",
                ),
                html.Div(
                    [
                        kit.button(_("Open on canvas"), ids.part("cluster-open", ref), "network", variant="filled"),
                        kit.button(_("Add to canvas"), ids.part("cluster-add", ref), "add", color="gray"),
                    ],
                    className="actions",
                ),
                html.P(
                    _("The canvas takes its first {n} nodes; {more} more come by expansion.").format(
                        n=number(drawn), more=number(found["more_nodes"])
                    ),
                    className="hint",
                )
                if found["more_nodes"]
                else None,
            ],
            className="card-head",
        ),
        kit.caution(_("How this could be wrong"), doubts(found)),
        judge.panel(ref, mark, weakest),
        judge.meter(found),
        kit.section(_("Other explanations"), *[kit.rival(one) for one in found["rivals"]]) if found["rivals"] else None,
        kit.section(_("Recruitment and sale"), kit.bullets([texts.visible(line, 300) for line in found["bridges"]]))
        if found["bridges"]
        else None,
        kit.section(
            _("Links between its actors, the weakest first"),
            html.Ul([_link(link) for link in links], className="links"),
        )
        if links
        else None,
        kit.section(
            _("What it is made of"),
            kit.facts(
                [
                    (
                        _("Adverts"),
                        ", ".join(f"{name} {many:,}" for name, many in found["categories"].items()) or _("none"),
                    ),
                    (_("Sources"), ", ".join(texts.visible(name, 60) for name in found["sources"])),
                ]
            ),
        ),
    ]


def doubts(found: dict[str, Any]) -> list[str]:
    """How the network could be wrong, in sentences."""
    lines = [_(texts.LEVEL_DOUBTS[found["level"]])] if found["level"] in texts.LEVEL_DOUBTS else [""]
    if found["held_by"] and found["falls_into"] > 1:
        lines.append(
            _("Without {name} it falls into {n} pieces. Check that this is no agency, platform or safety number that "
              "strangers share.").format(name=texts.visible(found["held_by"][0], 80), n=found["falls_into"])
        )  # fmt: skip
    if len(found["sources"]) == 1:
        lines.append(
            _("It all comes from one source ({name}); no other confirms it.").format(
                name=texts.visible(found["sources"][0], 60))
        )  # fmt: skip
    if not found["resolved"]:
        lines.append(
            _("It stayed larger than the evidence supports and could not be split further; read it with care.")
        )
    if not found["first"]:
        lines.append(_("Nothing in it is dated, so a number that changed hands would not show."))
    return [line for line in lines if line]


def weakest_links(desk: Desk, network: str) -> list[dict[str, Any]]:
    """Links between the actors of a network, weakest first: {"a", "b": refs, "weight", "shared": [labels], "more"}."""
    result = desk.case.result()
    chosen = next((one for one in result.networks if one.id == network), None) if result else None
    if result is None or chosen is None:
        return []
    inside = set(chosen.actors)
    links = [link for link in result.links if {link.a, link.b} <= inside]
    links = sorted(links, key=lambda link: (link.weight, link.a, link.b))[:LINKS]
    wanted = sorted({item.identifier for link in links for item in link.evidence[:SHARED]})
    labels = desk.case.captions(wanted)
    return [
        {
            "a": desk.case.ref(link.a), "b": desk.case.ref(link.b), "weight": link.weight,
            "shared": [labels[item.identifier] for item in link.evidence[:SHARED]],
            "more": max(0, len(link.evidence) - SHARED),
        }
        for link in links
    ]  # fmt: skip


def _link(link: dict[str, Any]) -> html.Li:
    shared = [
        html.Span([kit.kind_icon(node["kind"]), kit.words(texts.label(node), 60)], className="end")
        for node in link["shared"]
    ]
    more = html.Span(_("and {n} more").format(n=link["more"]), className="hit-meta") if link["more"] else None
    return html.Li(
        [html.Div([*shared, more]), html.Span(_("weight {n}").format(n=f"{link['weight']:.1f}"), className="hit-meta")]
    )


def _find(desk: Desk, ref: str) -> dict[str, Any]:
    id_ = desk.case.resolve(ref)
    found = next((one for one in desk.clusters() if one["id"] == id_), None)
    if found is None:
        say(_("That network is not in the newest run; choose one from the table."))
        raise PreventUpdate
    return found


def register(door: Door, desk: Desk) -> None:
    @door.callback(Permission.SEE, Output(ids.CLUSTERS, "rowData"), Input(ids.NEWS, "data"))
    def rows(_news: int) -> list[dict[str, Any]]:
        found = judge.marks(desk)
        return [row(desk, one, found.get(one["id"])) for one in desk.clusters()]

    @door.callback(
        Permission.SEE, Output(ids.CLUSTER, "children"), Input(ids.CLUSTERS, "selectedRows"), Input(ids.NEWS, "data")
    )
    def choose(selected: list[dict[str, Any]] | None, _news: int) -> Any:
        if not selected:
            return teach()
        ref = str(selected[0]["ref"])
        found = _find(desk, ref)
        return card(found, ref, weakest_links(desk, found["id"]), judge.marks(desk).get(found["id"]))

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True), Output(ids.URL, "pathname"),
        Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.part("cluster-open", ALL), "n_clicks"), Input(ids.part("cluster-add", ALL), "n_clicks"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def to_canvas(_opened: list[int | None], _added: list[int | None], address: str | None) -> tuple[Any, ...]:
        chosen = pressed()
        found = _find(desk, chosen["ref"])
        return desk.onto(address, found["name"], found["nodes"], alone=chosen["type"] == "cluster-open")
