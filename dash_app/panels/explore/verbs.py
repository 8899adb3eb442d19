"""What is done to a view by a button, a key or the menu: each verb is one named step, over what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import Input, Output, State
from dash.exceptions import PreventUpdate

from dash_app import bundles, ids, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.language import _, ngettext, number
from dash_app.steps import MORE, Group
from dash_app.views import MAX_NODES, View

Act = Callable[[Desk, View, list[str]], str]


@dataclass(frozen=True, slots=True)
class Verb:
    """A button and what it does to (desk, view, selected items); `act` returns what to say, '' for nothing. `chosen`:
    something must be selected; `seen`: it replaces what is there, so the page must show the latest; `then`: what the
    canvas does once it is drawn."""

    id: str
    act: Act
    chosen: bool = True
    seen: bool = False
    then: str = ""


def named(desk: Desk, verb: str, items: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Name of a step over some items, and the nodes it names: `Hide {}` of one node, `Hide 3 nodes` of several."""
    if len(items) == 1 and bundles.is_group(items[0]):
        return _("{verb} a group").format(verb=verb), ()
    if len(items) == 1:
        return f"{verb} {{}}", (items[0],)
    return f"{verb} {texts.count(len(items), 'node')}", ()


def hide(desk: Desk, view: View, items: list[str]) -> str:
    name, about = named(desk, _("Hide"), items)
    view.hide(name, items, about)
    return ""


def keep(_desk: Desk, view: View, items: list[str]) -> str:
    chosen = set(items)
    rest = [item for item in (*view.nodes, *view.closed()) if item not in chosen]
    view.hide(_("Keep {what} only").format(what=texts.count(len(items), "node")), rest)
    return ""


def pin(desk: Desk, view: View, items: list[str]) -> str:
    if set(items) <= view.pinned:
        name, about = named(desk, _("Unpin"), items)
        view.unpin(name, items, about)
        return _("Unpinned {what}.").format(what=texts.count(len(items), "node"))
    name, about = named(desk, _("Pin"), items)
    view.pin(name, items, about)
    return _("Pinned {what}.").format(what=texts.count(len(items), "node"))


def lock(_desk: Desk, view: View, _items: list[str]) -> str:
    on = not view.locked
    view.lock(_("Lock the layout") if on else _("Unlock the layout"), on)
    return _("The layout is locked: nothing moves until it is unlocked.") if on else _("The layout is unlocked.")


def tidy(desk: Desk, view: View, _items: list[str]) -> str:
    if view.locked:
        return _("The layout is locked. Unlock it first.")
    view.rearrange(_("Tidy up"), desk.tidied(view))
    return ""


def clear(_desk: Desk, view: View, _items: list[str]) -> str:
    step = view.clear(_("Clear {what}").format(what=texts.count(len(view.nodes), "node")))
    return _("The canvas was empty already.") if step is None else _("Cleared. Undo brings it back.")


def undo(desk: Desk, view: View, _items: list[str]) -> str:
    step = view.undo()
    return _("Undone: {step}").format(step=desk.told(step)) if step else _("Nothing is left to undo.")


def redo(desk: Desk, view: View, _items: list[str]) -> str:
    step = view.redo()
    return _("Done again: {step}").format(step=desk.told(step)) if step else _("Nothing is left to redo.")


def restore_all(_desk: Desk, view: View, _items: list[str]) -> str:
    many = len(view.hidden)
    view.restore(_("Restore {what}").format(what=texts.count(many, "node")), list(view.hidden))
    return _("Restored {what}.").format(what=texts.count(many, "node")) if many else _("Nothing is hidden.")


def group_by(by: str) -> Act:
    """Collapse what is selected, or all that is shown, by what it shares."""

    def act(desk: Desk, view: View, items: list[str]) -> str:
        chosen = [item for item in items if item in view.nodes]
        nodes = chosen if len(chosen) > 1 else list(view.nodes)
        found = desk.case.alike(nodes, by, limit=MAX_NODES)["groups"]
        groups = made(view, by, [one for one in found if len(one["members"]) > 1])
        if not groups:
            return _NONE[by]()
        many = sum(len(one.members) for one in groups)
        view.group(_("Group {what} by {by}").format(what=texts.count(many, "node"), by=texts.way(by)), groups)
        return ngettext(
            "Grouped {nodes} into {n} group; {left} stay by themselves.",
            "Grouped {nodes} into {n} groups; {left} stay by themselves.", len(groups),
        ).format(nodes=texts.count(many, "node"), n=number(len(groups)), left=number(len(nodes) - many))  # fmt: skip

    return act


_NONE: dict[str, Callable[[], str]] = {
    "actor": lambda: _("No two nodes shown are of one actor of the newest run; run the clustering first, or add more."),
    "network": lambda: _("No two nodes shown are of one network of the newest run; run the clustering first."),
    "neighbours": lambda: _("No two nodes shown have the same neighbours."),
    "kind": lambda: _("No two nodes shown are of one kind."),
}


def made(view: View, by: str, found: Iterable[dict[str, Any]]) -> list[Group]:
    """Groups of a view from what `Case.alike` found."""
    return [
        Group(
            view.next_id(by), by, one["value"], tuple(one["members"]),
            tuple(one["members"][:1]) if by in ("wording", "neighbours") else (),
        )
        for one in found
    ]  # fmt: skip


def group_hand(_desk: Desk, view: View, items: list[str]) -> str:
    """Group what is selected; groups among it give their members."""
    closed = view.closed()
    members = [node for item in items for node in (closed.get(item, ()) if bundles.is_group(item) else (item,))]
    if len(members) < 2:
        return _("Select two nodes or more to group them.")
    name = _("Group {what}").format(what=texts.count(len(members), "node"))
    view.group(name, [Group(view.next_id(bundles.HAND), bundles.HAND, "", tuple(dict.fromkeys(members)))])
    return ""


def close(_desk: Desk, view: View, items: list[str]) -> str:
    groups = view.opened(items)
    if view.close(_("Collapse {what}").format(what=texts.count(len(groups), "group")), groups):
        return ""
    return _("Nothing of this was taken out of a group. Group it first.")


def ungroup(_desk: Desk, view: View, items: list[str]) -> str:
    groups = [item for item in items if item in view.groups and view.groups[item].by != MORE]
    groups = groups or view.opened(items)
    if view.ungroup(_("Dissolve {what}").format(what=texts.count(len(groups), "group")), groups):
        return ""
    return _("Select a group to dissolve it.")


VERBS = (
    Verb(ids.UNDO, undo, chosen=False, seen=True),
    Verb(ids.REDO, redo, chosen=False, seen=True),
    Verb(ids.CLEAR, clear, chosen=False, seen=True),
    Verb(ids.TIDY, tidy, chosen=False, seen=True, then="fit"),
    Verb(ids.LOCK, lock, chosen=False),
    Verb(ids.HIDE, hide),
    Verb(ids.KEEP, keep, then="fit"),
    Verb(ids.PIN, pin),
    Verb(ids.GROUP_HAND, group_hand),
    Verb(ids.GROUP_ACTOR, group_by("actor"), chosen=False),
    Verb(ids.GROUP_NETWORK, group_by("network"), chosen=False),
    Verb(ids.GROUP_ALIKE, group_by("neighbours"), chosen=False),
    Verb(ids.GROUP_KIND, group_by("kind"), chosen=False),
    Verb(ids.CLOSE_GROUP, close),
    Verb(ids.UNGROUP, ungroup),
    Verb(ids.RESTORE_ALL, restore_all, chosen=False),
)


def selected(desk: Desk, selection: dict[str, Any] | None) -> list[str]:
    """Ids of the nodes and groups that a canvas says are selected."""
    return [desk.case.resolve(str(ref)) for ref in list((selection or {}).get("nodes") or [])[:MAX_NODES]]


def register(door: Door, desk: Desk) -> None:
    for verb in VERBS:
        _register(door, desk, verb)


def _register(door: Door, desk: Desk, verb: Verb) -> None:
    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True), Input(verb.id, "n_clicks"),
        State(ids.CANVAS, "selection"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def act(clicks: int | None, selection: dict[str, Any] | None, search: str | None) -> Any:
        if not clicks:
            raise PreventUpdate
        items = selected(desk, selection)
        if verb.chosen and not items:
            say(_("Select something on the canvas or in the table first."))
            raise PreventUpdate
        with desk.changing(view_of(search), seen=verb.seen) as view:
            said = verb.act(desk, view, items)
        if said:
            say(said)
        return desk.redraw(verb.then)
