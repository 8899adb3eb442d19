"""The words of a range of days: the histogram in a sentence and as a table, the clusters in it, what is undated."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from dash import html

from dash_app import ids, kit, texts
from dash_app.calendar import Histogram
from dash_app.language import _, day, ngettext, number
from dash_app.views import View, Window

CLUSTERS = 12  # named beside the histogram


def _day(text: str) -> str:
    return day(datetime.combine(date.fromisoformat(text), time()))


def on_canvas(view: View) -> list[str]:
    """Nodes that a view shows, those that it draws as groups among them."""
    return [*view.nodes, *(node for members in view.closed().values() for node in members)]


def told(window: Window) -> str:
    """A range in words, its days those of UTC."""
    if window.first == window.last:
        return _day(window.first) if window else _("all days")
    if window.first and window.last:
        return _("{first} to {last}").format(first=_day(window.first), last=_day(window.last))
    return _("from {first} on").format(first=_day(window.first)) if window.first else (
        _("until {last}").format(last=_day(window.last))
    )  # fmt: skip


def dated(found: dict[str, Any]) -> str:
    many = ngettext("{n} dated record", "{n} dated records", found["dated"]).format(n=number(found["dated"]))
    return _("{records}, {n} undated").format(records=many, n=number(found["undated"]))


def note(found: dict[str, Any], window: Window) -> str:
    """What stands beside the tabs, whichever is open."""
    if window:
        return _("{range} (UTC) · {n} undated").format(range=told(window), n=number(found["undated"]))
    return dated(found) if found["dated"] or found["undated"] else ""


def summary(found: dict[str, Any], histogram: Histogram | None, window: Window) -> str:
    """The histogram in a sentence, for whoever does not see it."""
    if histogram is None:
        return _("No record on the canvas is dated.") if found["undated"] else _("No record is on the canvas.")
    most = max(histogram.bins, key=lambda one: one.count)
    unit = {"day": _("by day"), "week": _("by week"), "month": _("by month"), "year": _("by year")}[histogram.unit]
    inside = sum(count for at, count in found["days"].items() if _inside(at, window))
    parts = [
        _("{dated}, {unit} (UTC), from {first} to {last}.").format(
            dated=dated(found), unit=unit, first=min(found["days"]), last=max(found["days"])
        ),
        _("Most, {n}, in {first} to {last}.").format(n=number(most.count), first=most.first, last=most.last),
        _("Shown: {range}, {n} of them.").format(range=told(window), n=number(inside)) if window else "",
        _("{n} with a year that is not drawn.").format(n=number(histogram.beyond)) if histogram.beyond else "",
    ]
    return " ".join(filter(None, parts))


def _inside(at: str, window: Window) -> bool:
    return (not window.first or window.first <= at) and (not window.last or at <= window.last)


def twin(histogram: Histogram | None, window: Window) -> Any:
    bins = [one for one in histogram.bins if one.count] if histogram else []
    heads = [_("From"), _("To"), _("Records"), _("Shown")]
    return kit.table(
        heads,
        [[str(b.first), str(b.last), number(b.count), _("yes") if b.meets(window) else _("no")] for b in bins],
    )


def clusters(rows: list[dict[str, Any]]) -> Any:
    """Networks and actors of the newest run, by how many of their members on the canvas the range keeps."""
    tiers = {"network": _("Network"), "actor": _("Actor")}
    lines = [
        html.Li(
            [
                html.Span(f"{tiers[row['tier']]} {row['name']}"),
                html.Span(_("{inside} of {shown}").format(inside=number(row["inside"]), shown=number(row["shown"]))),
            ],
            className="" if row["inside"] else "none",
        )
        for row in rows[:CLUSTERS]
    ]
    if not lines:
        return None
    more = len(rows) - CLUSTERS
    rest = html.P(_("and {n} more").format(n=number(more)), className="hint") if more > 0 else None
    return [html.H4(_("Clusters: members in the range")), html.Ul(lines, className="time-clusters"), rest]


def items(found: dict[str, Any]) -> list[Any]:
    """What no record dates, each with a way to its card or its evidence."""
    listed, more = found["items"], found["undated"] - len(found["items"])
    rows = [
        html.Li(
            [
                html.Div([html.Span([kit.kind_icon(node["kind"]), kit.words(texts.label(node), 80)], className="end")
                          for node in item["nodes"]], className="undated-ends"),
                kit.button(_("Open"), ids.part("undated", "~".join(node["ref"] for node in item["nodes"])),
                           color="gray", size="compact-xs",
                           **kit.named(_("Open {name}").format(name=", ".join(map(texts.label, item["nodes"]))))),
            ]
        )
        for item in listed if item["nodes"]
    ]  # fmt: skip
    return [
        html.P(_("These records tell no day. They lie in no range; with “undated too” they stay on the canvas."),
               className="hint"),
        html.Ul(rows, className="undated"),
        html.P(_("and {n} more").format(n=number(more)), className="hint") if more > 0 else None,
    ]  # fmt: skip
