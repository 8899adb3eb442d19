"""Groups as they are drawn and named: what a view holds of each, in the reader's words.

What a group is called is put together whenever it is shown, so that nothing of a node protected since lives on in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dash_app import exposure, texts
from dash_app.language import _, ngettext, number
from dash_app.steps import MORE, Group

if TYPE_CHECKING:
    from dash_app.desk import Desk
    from dash_app.views import View

HAND = "hand"
REST = "rest"  # neighbours that a way of grouping leaves in no group; the name says which way
CLUSTERS = ("actor", "network")  # an algorithm's conclusion: drawn dotted, as inferences are
INFERRED = (*CLUSTERS, "wording")


def is_group(item: str) -> bool:
    """Whether an id of a view is a group's; no node's id begins so."""
    return item.startswith("group:")


def drawn(desk: Desk, view: View, *, whole: bool = False) -> dict[str, Any]:
    """What a view shows within its days, or in all of time (`whole`), as `Case.draw_groups` gives it."""
    closed = view.closed()
    stubs = [view.groups[id_] for id_ in closed if view.groups[id_].by == MORE]
    found = desk.case.draw_groups(
        {id_: members for id_, members in closed.items() if view.groups[id_].by != MORE}, view.nodes,
        waiting={one.id: (one.about[0], one.wish[1], one.wish[0]) for one in stubs if one.about[0] in view.nodes},
        aside=[item for item in view.hidden if not is_group(item)], **({} if whole else view.window.to_json()),
    )  # fmt: skip
    ties = [_tie(desk, view.groups[id_], one) for id_, one in found["waiting"].items()]
    return {**found, "edges": [*found["edges"], *ties]}


def _tie(desk: Desk, stub: Group, waiting: Mapping[str, Any]) -> dict[str, Any]:
    """The line from a node to what an expansion of it left out."""
    return {
        "source": stub.about[0], "target": stub.id, "source_ref": desk.case.ref(stub.about[0]),
        "target_ref": waiting["ref"], "type": stub.wish[0] or MORE, "kind": "fact", "records": waiting["left"],
    }  # fmt: skip


def name(desk: Desk, group: Group) -> str:
    """What its members share, in words; safe to show."""
    if group.by == "actor":
        return _("Actor {name}").format(name=texts.visible(group.name, 40))
    if group.by == "network":
        return _("Network {name}").format(name=texts.visible(group.name, 40))
    if group.by == "month":
        return texts.visible(group.name, 10)
    if group.by == "kind":
        return texts.kinds(group.name).capitalize()
    if group.by == "place" and not exposure.masked():
        return texts.visible(desk.case.masked(group.name), 60)
    if group.by in ("wording", "neighbours") and group.about:
        like = next((texts.label(node) for node in desk.case.draw(group.about)["nodes"]), "")
        words = _("Worded like {label}") if group.by == "wording" else _("Like {label}")
        return words.format(label=texts.visible(like, 60))
    if group.by == REST:
        return _("In no group by {way}").format(way=texts.way(group.name))
    return _("Group {name}").format(name=group.id.rsplit(":", 1)[-1])


def counted(summary: Mapping[str, Any]) -> str:
    """`206 adverts, 2 phone numbers`."""
    return ", ".join(f"{number(many)} {texts.kinds(kind, many)}" for kind, many in summary["kinds"].items())


def elements(desk: Desk, view: View, found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """`{ref: element}` of the groups that are drawn, and of what expansions left out. `found`: as `drawn` gives it."""
    out = {}
    for id_, summary in found["groups"].items():
        group = view.groups[id_]
        kind = group.by if group.by in CLUSTERS else next(iter(summary["kinds"]))
        label = f"{name(desk, group)} · {number(summary['members'])}"
        made = _element(view, id_, label, kind, summary["members"], told=_told(summary), statement=statement(group))
        made["data"] |= {"degree": summary["degree"], "holds": next(iter(summary["kinds"]))}
        out[summary["ref"]] = made
    for id_, stub in found["waiting"].items():
        kind = view.groups[id_].wish[1]
        words = texts.kinds(kind, stub["left"]) if kind else ngettext("neighbour", "neighbours", stub["left"])
        label = _("+{n} more {what}").format(n=number(stub["left"]), what=words)
        out[stub["ref"]] = _element(view, id_, label, kind or "other", stub["left"], told=_("Not brought in yet"))
    return out


def rows(desk: Desk, view: View) -> list[dict[str, Any]]:
    """The groups that are drawn, as rows of the canvas' table twin."""
    found = desk.drawn(view)
    made = elements(desk, view, found)
    out = []
    for one in (*found["groups"].values(), *found["waiting"].values()):
        data = made[one["ref"]]["data"]
        out.append(
            {
                "ref": one["ref"], "kind": _("group"), "glyph": data["kind"], "label": data["label"], "records": None,
                "degree": data["degree"], "first": one.get("first", "")[:10], "last": one.get("last", "")[:10],
                "marks": data["told"],
            }
        )  # fmt: skip
    return out


def _told(summary: Mapping[str, Any]) -> str:
    guarded = summary["protected"]
    parts = [
        counted(summary),
        texts.span(summary["first"], summary["last"]),
        ngettext("{n} of them protected", "{n} of them protected", guarded).format(n=guarded) if guarded else "",
    ]
    return " · ".join(part for part in parts if part)


def statement(group: Group) -> str:
    """What kind of statement it is that its members belong together."""
    return "inference" if group.by in INFERRED else "assessment" if group.by == HAND else "fact"


def _element(
    view: View, id_: str, label: str, kind: str, members: int, *, told: str, statement: str = MORE
) -> dict[str, Any]:
    x, y = view.places[id_]
    return {
        "data": {
            "label": label, "kind": kind, "members": members, "told": told, "degree": 0, "group": statement,
            "pinned": id_ in view.pinned, "status": "new" if id_ in view.fresh else "",
        },
        "position": {"x": round(x, 1), "y": round(y, 1)},
    }  # fmt: skip
