"""The stage: toolbar and canvas. Every action is a named step of the view; one callback draws what the view became."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html, no_update

from dash_app import elements, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of, with_view
from dash_app.canvas import GraphCanvas
from dash_app.canvas import words as canvas_words
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.language import N_, _, ngettext, number
from dash_app.views import WARN_NODES, Step

NEEDS_SELECTION = (ids.HIDE, ids.PIN, ids.KEEP)
NEEDS_PAIR = (ids.WHY,)
ORDERS = (
    ids.FIT, ids.PNG, ids.SVG, ids.PNG_BARE, ids.SVG_BARE, ids.LASSO, ids.BOX, ids.NEAR, ids.INVERT
)  # carried out by the canvas alone  # fmt: skip


def layout(desk: Desk) -> list[Any]:
    gap = html.Span(className="gap")
    return [
        html.Div(
            [
                kit.tool(ids.UNDO, "undo", _("Undo"), "Ctrl+Z", disabled=True),
                kit.tool(ids.REDO, "redo", _("Redo"), "Ctrl+Y", disabled=True),
                gap,
                kit.tool(ids.REVEAL, "reveal", _("Reveal the links among what is shown"), "L"),
                kit.button(_("Path"), ids.PATH, "path", variant="subtle", color="gray"),
                kit.button(_("Why linked?"), ids.WHY, "why", disabled=True, variant="subtle", color="gray"),
                kit.button(_("Suggest next"), ids.SUGGEST, "next", variant="subtle", color="gray"),
                gap,
                kit.tool(ids.LASSO, "lasso", _("Draw around what to select"), "O"),
                kit.tool(ids.HIDE, "hide", _("Hide what is selected"), "H", disabled=True),
                kit.tool(ids.PIN, "pin", _("Pin or unpin what is selected"), "P", disabled=True),
                kit.tool(ids.LOCK, "lock", _("Lock or unlock the layout"), "K"),
                _several(ids.GROUP, "group", _("Group and select"), _GROUPING),
                gap,
                kit.tool(ids.TIDY, "tidy", _("Tidy up: lay out again what is not pinned"), "T"),
                kit.tool(ids.FIT, "fit", _("Fit everything"), "F"),
                _several(ids.PICTURE, "picture", _("Save a picture, marking and legend included"), _PICTURES),
                kit.tool(ids.CLEAR, "clear", _("Clear the canvas")),
                kit.tool(ids.NEW_VIEW, "new", _("Start a new view; this one stays as it is")),
            ],
            className="toolbar", role="toolbar", **kit.named(_("Canvas")),
        ),
        html.Div(
            [
                GraphCanvas(id=ids.CANVAS, words=words(), style={"height": "100%"}),
                html.Div(_teach(), id=ids.TEACH, className="teach"),
                html.Div(
                    [
                        html.Span(id=ids.COUNTS, **kit.LIVE),
                        kit.button("", ids.HIDDEN_BUTTON, "hide", size="compact-xs", variant="subtle", color="gray",
                                   className="hidden-button"),
                    ],
                    className="counts",
                ),
                html.Div(_menu(), id=ids.MENU, className="context-menu", hidden=True, role="menu"),
            ],
            className="canvas-box",
        ),
    ]  # fmt: skip


# Entries of the toolbar's menus: id, icon, what it does, key.
_GROUPING = (
    (ids.GROUP_ACTOR, "actor", N_("Group by actor of the newest run"), "A"),
    (ids.GROUP_NETWORK, "network", N_("Group by network of the newest run"), "W"),
    (ids.GROUP_ALIKE, "same", N_("Group what has the same neighbours"), "D"),
    (ids.GROUP_KIND, "tag", N_("Group by kind"), ""),
    (ids.GROUP_HAND, "group", N_("Group what is selected"), "G"),
    (ids.CLOSE_GROUP, "collapse", N_("Collapse the group again"), "C"),
    (ids.OPEN_GROUP, "expand", N_("Open the group"), "E"),
    (ids.UNGROUP, "unlink", N_("Dissolve the group"), "U"),
    (ids.KEEP, "keep", N_("Keep only what is selected"), "X"),
    (ids.BOX, "report", N_("Select in a box"), "B"),
    (ids.NEAR, "clusters", N_("Select the neighbours as well"), "N"),
    (ids.INVERT, "not-same", N_("Select what is not selected"), "I"),
)
_PICTURES = (
    (ids.PNG, "image", N_("Picture (PNG)"), "S"),
    (ids.SVG, "image", N_("Drawing (SVG)"), "V"),
    (ids.PNG_BARE, "mask", N_("Picture without labels (PNG)"), ""),
    (ids.SVG_BARE, "mask", N_("Drawing without labels (SVG)"), ""),
)


def _several(id_: str, glyph: str, label: str, entries: tuple[tuple[str, str, str, str], ...]) -> dmc.Menu:
    """A tool that opens a menu of others."""
    items = [
        dmc.MenuItem(_(text), id=name, leftSection=kit.icon(sign), rightSection=dmc.Kbd(key) if key else None)
        for name, sign, text, key in entries
    ]
    target = dmc.ActionIcon(kit.icon(glyph), id=id_, variant="subtle", color="gray", size="md", **kit.named(label))
    return dmc.Menu([dmc.MenuTarget(target), dmc.MenuDropdown(items)], position="bottom-start", keepMounted=True)


def words() -> dict[str, str]:
    """What the canvas says, in the reader's language."""
    return {**canvas_words.spoken(), "label.empty": ""}


def _teach() -> html.Div:
    return kit.empty(
        "network", _("Start with something you know"),
        _("Search a number, handle, wallet or word on the left, or paste a list. Then open a node to see what it is "
        "connected to, and bring in as much of that as you want to look at."),
        html.P([_("Or begin elsewhere:"), " ",
                dcc.Link(_("what the last run found"), href="/clusters", className="link"), ", ",
                dcc.Link(_("load a file"), href="/load", className="link"), "."], className="hint"),
    )  # fmt: skip


def _menu() -> list[Any]:
    def entry(target: str, glyph: str, text: str) -> html.Button:
        press: dict[str, Any] = {"data-press": target}
        return html.Button([kit.icon(glyph), text], id=f"menu-{target}", role="menuitem", **press)

    return [
        entry(ids.HIDE, "hide", _("Hide")),
        entry(ids.KEEP, "keep", _("Keep only this")),
        entry(ids.PIN, "pin", _("Pin or unpin")),
        entry(ids.NEAR, "clusters", _("Select the neighbours as well")),
        entry(ids.GROUP_HAND, "group", _("Group what is selected")),
        entry(ids.OPEN_GROUP, "expand", _("Open the group")),
        entry(ids.CLOSE_GROUP, "collapse", _("Collapse the group again")),
        entry(ids.UNGROUP, "unlink", _("Dissolve the group")),
        entry(ids.REVEAL, "reveal", _("Reveal links among what is shown")),
        entry(ids.LOCK, "lock", _("Lock or unlock the layout")),
        entry(ids.FIT, "fit", _("Fit everything")),
    ]


def counted(nodes: int, edges: int, outside: int = 0) -> str:
    """What is said about the size of the picture. `outside`: nodes that the range of days leaves out."""
    if not nodes and not outside:
        return ""
    text = f"{texts.count(nodes, 'node')} · {texts.count(edges, 'link')}"
    if outside:
        beyond = ngettext("{n} node outside the range", "{n} nodes outside the range", outside)
        text = f"{text} · {beyond.format(n=number(outside))}"
    much = _("much at once: hide some, group some, or work with the table")
    return f"{text} · {much}" if nodes >= WARN_NODES else text


def hint(desk: Desk, steps: Sequence[Step], what: str, none: str) -> str:
    return f"{what}: {desk.told(steps[-1])}" if steps else none


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE,
        Output(ids.CANVAS, "nodes"), Output(ids.CANVAS, "edges"), Output(ids.CANVAS, "command"),
        Output(ids.CANVAS, "locked"), Output(ids.SHOWN, "data"), Output(ids.COUNTS, "children"),
        Output(ids.TEACH, "hidden"), Output(ids.UNDO, "disabled"), Output(ids.UNDO, "aria-label"),
        Output(ids.REDO, "disabled"), Output(ids.REDO, "aria-label"), Output(ids.LOCK, "variant"),
        Output(ids.HIDDEN_BUTTON, "children"), Output(ids.HIDDEN_BUTTON, "className"),
        Input(ids.VERSION, "data"), State(ids.URL, "search"), State(ids.SHOWN, "data"),
        prevent_initial_call=True,
    )  # fmt: skip
    def draw(version: dict[str, Any] | None, address: str | None, shown: str | None) -> tuple[Any, ...]:
        view = desk.shelf.get(view_of(address))
        mark, (nodes, edges) = desk.picture(view)
        old = desk.shelf.shown(view, shown) if shown else None
        then = (version or {}).get("then")
        hidden, outside = _("{n} hidden").format(n=number(len(view.hidden))), desk.drawn(view)["outside"]
        return (
            elements.change(old[0] if old else None, nodes),
            elements.change(old[1] if old else None, edges),
            then or no_update,
            view.locked,
            mark,
            counted(len(nodes), len(edges), outside),
            bool(nodes or view.hidden or outside),
            not view.done,
            hint(desk, view.done, _("Undo"), _("Nothing to undo")),
            not view.undone,
            hint(desk, view.undone, _("Redo"), _("Nothing to redo")),
            "filled" if view.locked else "subtle",
            hidden,
            "" if view.hidden else "nothing-hidden",
        )

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True), Input(ids.REVEAL, "n_clicks"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def reveal(_clicks: int, search: str | None) -> Any:
        view = desk.shelf.get(view_of(search))
        before = len(desk.picture(view)[1][1])
        view.touch()
        found = len(desk.picture(view)[1][1])
        shown = _("All {links} among them are shown.").format(links=texts.count(found, "link"))
        new = texts.count(found - before, "link")
        say(_("{links} appeared.").format(links=new) if found > before else shown)
        return desk.redraw("fit")

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True), Input(ids.NEW_VIEW, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
    def new_view(_clicks: int) -> str:
        say(_("A new view. The browser's back button leads to the one before."))
        return with_view(desk.shelf.fresh().id)

    @door.callback(Permission.SEE, Input(ids.CANVAS, "positions"), State(ids.URL, "search"), prevent_initial_call=True)
    def moved(positions: dict[str, Any] | None, search: str | None) -> None:
        with desk.shelf.changing(view_of(search)) as view:
            if not view.locked:
                view.place({desk.case.resolve(ref): place for ref, place in places_of(positions).items()})

    _register_browser(door)


def places_of(positions: dict[str, Any] | None) -> dict[str, tuple[float, float]]:
    """Finite places by ref out of what a browser sent; everything else in it is left out."""
    out = {}
    for ref, place in list(((positions or {}).get("nodes") or {}).items()):
        x, y = (place.get("x"), place.get("y")) if isinstance(place, dict) else (None, None)
        if all(isinstance(value, int | float) and abs(value) < 1e6 for value in (x, y)):
            out[str(ref)] = (float(x), float(y))  # type: ignore[arg-type]
    return out


def _register_browser(door: Door) -> None:
    """What happens in the browser alone: buttons that need a selection, subject of the inspector, pictures, menu."""
    door.clientside(
        "tapped", Output(ids.SUBJECT, "data", allow_duplicate=True), Input(ids.CANVAS, "tapNode"),
        Input(ids.CANVAS, "tapEdge"), prevent_initial_call=True,
    )  # fmt: skip
    door.clientside(
        "enable", *[Output(name, "disabled") for name in (*NEEDS_SELECTION, *NEEDS_PAIR)],
        Input(ids.CANVAS, "selection"),
    )  # fmt: skip
    door.clientside(
        "pair", Output(ids.SUBJECT, "data", allow_duplicate=True), Input(ids.PATH, "n_clicks"),
        Input(ids.WHY, "n_clicks"), State(ids.CANVAS, "selection"), prevent_initial_call=True,
    )  # fmt: skip
    door.clientside(
        "order", Output(ids.CANVAS, "command", allow_duplicate=True),
        *[Input(name, "n_clicks") for name in ORDERS], prevent_initial_call=True,
    )  # fmt: skip
    door.clientside("save", Input(ids.CANVAS, "image"), prevent_initial_call=True)
    door.clientside(
        "menu", Output(ids.MENU, "hidden"), Output(ids.MENU, "style"),
        Output(ids.CANVAS, "command", allow_duplicate=True), Output(ids.SUBJECT, "data", allow_duplicate=True),
        Input(ids.CANVAS, "contextNode"), prevent_initial_call=True,
    )  # fmt: skip
    door.clientside(
        "dim", Output(ids.CANVAS, "highlight", allow_duplicate=True), Input(ids.CANVAS, "tapCanvas"),
        prevent_initial_call=True,
    )  # fmt: skip
    door.clientside("mark", Output(ids.CANVAS, "banner"), Input(ids.BANNER, "children"))
