"""The evidence of one line: the rows it rests on, each with its place in its file, and how the link can be wrong."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app import decide, ids, kit, texts
from dash_app.desk import Desk
from dash_app.language import _
from graphsvc.service import STRENGTH

ROWS = 25  # shown at once


def content(desk: Desk, a: str, b: str, back: str = "") -> list[Any]:
    """`back`: the tool that led here, path or suggest, to return to."""
    ends = [desk.case.resolve(ref) for ref in (a, b)]
    drawn = desk.case.draw(ends)
    nodes = {node["ref"]: node for node in drawn["nodes"]}
    edges = drawn["edges"]
    if edges:  # as the records state it: who mentions, pays or follows whom
        a, b = edges[0]["source_ref"], edges[0]["target_ref"]
    return [_back(back), *render(nodes[a], nodes[b], edges, desk.case.evidence(*ends))]


def _back(to: str) -> Any:
    if not to:
        return None
    text = _("Back to the suggestions") if to == "suggest" else _("Back to the paths")
    return kit.button(text, ids.part("back", to), "undo", color="gray", size="compact-xs")


def doubts_title() -> str:
    """Said before any reason to believe a link."""
    return _("How this can be wrong")


def render(a: dict[str, Any], b: dict[str, Any], edges: list[dict[str, Any]], found: dict[str, Any]) -> list[Any]:
    """`a`, `b`, `edges`: as drawn, from a to b. `found`: as `Case.evidence` gives it."""
    rows = found["rows"]
    more = len(rows) - ROWS
    words = edge_words(edges) or _("and")
    return [
        html.Header(
            [
                html.Div([end(a), html.Span(words, className="and"), end(b)], className="ends"),
                html.Div([statement(kind) for kind in STRENGTH
                          if any(row["kind"] == kind for row in rows)], className="badges"),
            ],
            className="card-head",
        ),
        kit.caution(doubts_title(), found["wrong"]),
        kit.section(
            _("Evidence"), *[evidence(row) for row in rows[:ROWS]],
            html.P(_("and {rows}; an export holds all of them").format(rows=texts.count(more, "further row")),
                   className="hint") if more > 0 else None,
            aside=texts.count(len(rows), "row"),
        ),
        kit.button(_("What does it weigh, and what speaks against it?"),
                   {**ids.part("pair", a["ref"]), "other": b["ref"], "as": "why"}, "why", color="gray"),
        kit.section(
            _("Decisions on these two"), decide.listing(found["decisions"]), decide.pair_buttons(a["ref"], b["ref"])
        ),
    ]  # fmt: skip


def edge_words(edges: list[dict[str, Any]]) -> str:
    """What the edges between two nodes say, each type once."""
    return ", ".join(sorted({texts.type_name(edge["type"]) for edge in edges}))


def end(node: dict[str, Any]) -> html.Div:
    """One end of a line, or one step of a path."""
    return html.Div([kit.kind_icon(node["kind"]), kit.words(texts.label(node), 100)], className="end")


def statement(kind: str) -> html.Span:
    """What kind of statement: by its line as well as by its word."""
    told = texts.statement(kind)
    return html.Span([html.Span(className=f"line line-{kind}"), told], className="statement")


def evidence(row: dict[str, Any]) -> html.Article:
    """One evidence row: the words as found, and where they stand."""
    place = f"{row['file']}, line {row['line']}" if row["line"] else row["file"]
    found = f"{row['field']} · {row['method']} · confidence {row['confidence']:.2f}"
    data = ", ".join(f"{texts.visible(name, 30)} {texts.visible(value, 60)}" for name, value in row["data"].items())
    return html.Article(
        [
            html.Blockquote(
                [
                    kit.words(row["before"], 80), html.Mark(kit.words(row["raw"], 200)), kit.words(row["after"], 80)
                ],
                dir="auto",
            ),
            html.P(data, className="data") if data else None,
            html.Div(
                [kit.words(row["title"], 120), html.Span(texts.span(row["at"] or row["posted"], ""), className="when")],
                className="evidence-head",
            ),
            html.Footer(
                [
                    html.Span([kit.words(row["source"], 40), " · ", kit.words(place, 80)]),
                    html.Span(texts.visible(found, 120)),
                    html.Code(f"SHA-256 {row['file_sha256'][:16]}…", title=row["file_sha256"]),
                    html.Span(row["marking"]),
                ]
            ),
        ],
        className=f"evidence evidence-{row['kind']}",
    )  # fmt: skip
