"""The card of one node: what it is, what it is connected to, what its records say, what people decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dash_app import decide, exposure, ids, kit, texts
from dash_app.desk import Desk
from dash_app.language import _, number
from dash_app.panels.explore import expand, history
from graphsvc.model import split_id

LONG = ("wallet", "image")  # their captions are cut; the whole value stands below
VERSIONS = 6  # records shown in full; the rest are counted


def content(desk: Desk, view_id: str, ref: str) -> list[Any]:
    found = desk.case.card(desk.case.resolve(ref))
    frame = desk.picture(desk.shelf.get(view_id))[1]
    near = expand.near(ref, frame)
    return render(found, near, hub=found["id"] in desk.hubs(), changes=history.changes(desk, found))


def render(
    found: dict[str, Any], near: dict[tuple[str, str], int], *, hub: bool, changes: Sequence[dict[str, Any]] = ()
) -> list[Any]:
    """`found`: as `Case.card` gives it. `near`: its neighbours on the canvas by (type, kind). `changes`: of its
    versions."""
    ref = found["ref"]
    return [
        head(found, hub),
        kit.section(
            _("Connections"), *_list(expand.panel(ref, expand.choices(found["counts"], near))),
            aside=texts.count(found["degree"], "neighbour"),
        ),
        history.section(list(changes)),
        _records(found),
        _attributes(found),
        _candidates(found),
        kit.section(_("Decisions and notes"), decide.listing(found["decisions"]), decide.buttons(ref, found)),
        _onward(ref, found),
    ]  # fmt: skip


def _onward(ref: str, found: dict[str, Any]) -> html.Div:
    """Questions that begin at this node."""
    return html.Div(
        [
            kit.button(_("Path from here"), {**ids.part("route-from", ref), "end": "a"}, "path", color="gray"),
            kit.button(_("Path to here"), {**ids.part("route-from", ref), "end": "b"}, "path", color="gray"),
            None if found["protected"] else kit.button(_("Suggest next from here"), ids.part("suggest-from", ref),
                                                       "next", color="gray"),
        ],
        className="actions",
    )  # fmt: skip


def head(found: dict[str, Any], hub: bool) -> html.Header:
    """Name, marks and the few numbers everybody wants first."""
    label, value = texts.label(found), split_id(found["id"])[1][-1]
    bare = found["protected"] or exposure.masked()  # the value itself is not on the page
    marks = [
        kit.badge(_("protected"), "grape") if found["protected"] else None,
        kit.badge(
            _("verdict: {what}").format(what=texts.verdict(found["verdict"]).partition(" (")[0].lower()), "orange"
        )
        if found["verdict"]
        else None,
        kit.badge(_("shared by many"), "orange") if hub and not found["verdict"] else None,
        *[kit.badge(texts.visible(tag, 40), "cyan") for tag in found["tags"]],
        *[
            kit.badge(f"{texts.kinds(what, 1)}: {texts.visible(found[what], 30)}")
            for what in ("actor", "network")
            if found[what]
        ],
    ]
    return html.Header(
        [
            html.Div(
                [
                    kit.kind_icon(found["kind"]),
                    html.H2(kit.words(label, 120)),
                    None
                    if bare
                    else dmc.CopyButton(
                        _("Copy"),
                        value=value,
                        copiedChildren=_("Copied"),
                        size="compact-xs",
                        variant="subtle",
                        color="gray",
                    ),
                ],
                className="card-title",
            ),
            html.Div(kit.words(value), className="value") if found["kind"] in LONG and not bare else None,
            html.Div(
                f"{texts.kinds(found['kind'], 1).capitalize()} · {texts.count(found['records'], 'record')} · "
                f"{texts.span(found['first'], found['last'])}",
                className="card-line",
            ),
            html.Div(marks, className="badges"),
            html.Div(found["banner"], className="card-marking"),
        ],
        className="card-head",
    )


def _records(found: dict[str, Any]) -> Any:
    versions = found["versions"]
    if not versions:
        return None
    more = len(versions) - VERSIONS
    title = _("What the record says") if len(versions) == 1 else _("What the records say ({n})").format(n=len(versions))
    return kit.section(
        title,
        *[_version(version) for version in versions[:VERSIONS]],
        html.P(_("and {records}").format(records=texts.count(more, "older record")), className="hint")
        if more > 0
        else None,
    )


def _version(version: dict[str, Any]) -> html.Article:
    where = (
        _("{file}, line {line}").format(file=version["file"], line=number(version["line"]))
        if version["line"]
        else version["file"]
    )
    bare = not version["title"] and not version["text"]  # a payment or a follow: its place and time are all there is
    return html.Article(
        [
            None if bare else html.H4(kit.words(version["title"] or _("without a title"), 200)),
            dmc.Spoiler(
                html.Div(texts.passage(version["text"]), className="passage", dir="auto"),
                maxHeight=96,
                showLabel=_("Show all of it"),
                hideLabel=_("Show less"),
            )
            if version["text"]
            else None,
            html.Footer([texts.span(version["posted"], ""), " · ", kit.words(where, 80)]),
        ],
        className="record bare" if bare else "record",
    )


def _attributes(found: dict[str, Any]) -> Any:
    pairs = [
        (texts.visible(name, 40), kit.words(texts.defang(value) if name == "url" else value, 200))
        for name, value in found["attributes"].items()
    ]
    return kit.section(_("Details"), kit.facts(pairs)) if pairs else None


def _candidates(found: dict[str, Any]) -> Any:
    """Seen in the text, but not enough to be a node."""
    seen = {(c.get("kind", ""), str(c.get("value", "")), c.get("reason", "")) for c in found["candidates"]}
    if not seen:
        return None
    items = [
        html.Li([kit.kind_icon(kind), kit.words(value, 80), html.Span(texts.visible(reason), className="hit-meta")])
        for kind, value, reason in sorted(seen)
    ]
    return kit.section(_("Seen, but no node"), html.Ul(items, className="candidates"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
