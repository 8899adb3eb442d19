"""Small building blocks of every screen: icons, buttons with names, badges, sections, empty states, notices.

Text of unknown origin goes through `words`, which isolates it from the text around it (bidi) and never parses it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dash_app import texts
from dash_app.language import N_, _

LIVE: dict[str, Any] = {"aria-live": "polite"}  # a screen reader tells of changes in it
UNSPOKEN: dict[str, Any] = {"aria-hidden": "true"}
TONES = {"info": "blue", "good": "teal", "error": "red"}
SECONDS = {"info": 5, "good": 5, "error": 20}
TITLES = {"info": "", "good": "", "error": N_("That did not work")}
LEVEL_COLOURS = {"firm": "teal", "fragile": "yellow", "single-identifier": "orange", "single-record": "red"}


def named(label: str) -> dict[str, Any]:
    """The name of a control or region for those who do not see it."""
    return {"aria-label": label}


def icon(name: str, label: str = "") -> html.Span:
    """An icon of assets/icons.css; with a label it speaks, without one it is decoration."""
    spoken = {"role": "img", **named(label)} if label else UNSPOKEN
    return html.Span(className=f"icon icon-{name}", **spoken)


def kind_icon(kind: str) -> html.Span:
    return html.Span(icon(kind, texts.kinds(kind, 1)), className=f"kind kind-{kind}")


def words(text: object, limit: int = texts.MAX_SHOWN, className: str = "") -> html.Bdi:
    """Text that others wrote."""
    return html.Bdi(texts.visible(text, limit), className=className)


def tool(id_: Any, glyph: str, label: str, key: str = "", **options: Any) -> dmc.Tooltip:
    """An icon button with a name for screen readers and a tooltip for the rest, with its key if it has one."""
    return dmc.Tooltip(
        dmc.ActionIcon(
            icon(glyph), id=id_, variant=options.pop("variant", "subtle"), color=options.pop("color", "gray"),
            size=options.pop("size", "md"), **named(label), **options,
        ),
        label=f"{label} ({key})" if key else label, openDelay=350, withArrow=True, position="bottom",
    )  # fmt: skip


def button(text: str, id_: Any, glyph: str = "", **options: Any) -> dmc.Button:
    quiet = options.get("color") == "gray"  # beside the main action: outlined, in the text's own colour
    options = {"size": "xs", "variant": "default" if quiet else "light", **options}
    return dmc.Button(text, id=id_, leftSection=icon(glyph) if glyph else None, **options)


def badge(text: str, colour: str = "gray", **options: Any) -> dmc.Badge:
    return dmc.Badge(text, color=colour, variant=options.pop("variant", "light"), size="sm", radius="sm", **options)


def section(title: str, *children: Any, aside: Any = None) -> html.Section:
    head = html.Div([html.H3(title), html.Div(aside, className="aside") if aside is not None else None],
                    className="section-head")  # fmt: skip
    return html.Section([head, *children], className="section")


def empty(glyph: str, title: str, sentence: Any, *children: Any) -> html.Div:
    """An empty state that says what would be here and how it comes."""
    return html.Div([icon(glyph), html.H2(title), html.P(sentence), *children], className="empty")


def facts(pairs: list[tuple[str, Any]]) -> html.Dl:
    """Names and values side by side."""
    return html.Dl([part for name, value in pairs for part in (html.Dt(name), html.Dd(value))], className="facts")


def bullets(items: list[Any]) -> html.Ul:
    return html.Ul([html.Li(item) for item in items], className="bullets")


def caution(title: str, sentences: list[str]) -> dmc.Alert | None:
    """What to doubt or check, in sentences; nothing when there are none."""
    if not sentences:
        return None
    shown = bullets([texts.visible(sentence, 400) for sentence in sentences])
    return dmc.Alert(shown, title=title, color="yellow", variant="light", icon=icon("doubt"), className="caution")


def level(name: str) -> dmc.Badge:
    """How firmly a cluster holds, in words and colour."""
    return badge(_("held {how}").format(how=texts.level(name)), LEVEL_COLOURS.get(name, "gray"))


def notice(sentence: str, tone: str = "info") -> dict[str, Any]:
    """One notification for the notification area; errors stay longer, and the same sentence stands there once."""
    return {
        "action": "show",
        "id": sha256(sentence.encode("utf-8", "replace")).hexdigest()[:16],
        "message": sentence,
        "title": _(TITLES[tone]) if TITLES[tone] else None,
        "color": TONES[tone],
        "autoClose": SECONDS[tone] * 1000,
        "withBorder": True,
    }


def table(heads: list[str], rows: list[list[Any]], className: str = "") -> dmc.Table:
    """A small table for reading; larger ones are grids."""
    return dmc.Table(
        [
            dmc.TableThead(dmc.TableTr([dmc.TableTh(head) for head in heads])),
            dmc.TableTbody([dmc.TableTr([dmc.TableTd(cell) for cell in row]) for row in rows]),
        ],
        verticalSpacing=5, className=className,
    )  # fmt: skip


def beside(table: Any, id_: str, label: str) -> html.Div:
    """A table, and beside it the card of what is chosen in it."""
    card = html.Aside(id=id_, className="inspector-body cluster-card", **named(label), **LIVE)
    return html.Div([html.Div(table, className="cluster-table"), card], className="clusters")


def rival(one: dict[str, Any]) -> html.Div:
    """Another explanation, with what speaks for it, what against, and what the records do not tell."""
    told = ((_("For"), one["for_it"]), (_("Against"), one["against"]), (_("Not known"), one["not_known"]))
    lines = [f"{side}: {texts.visible(sentence, 400)}" for side, sentences in told for sentence in sentences]
    return html.Div([html.H4(f"{one['name']} ({one['state']})"), bullets(lines)], className="rival")
