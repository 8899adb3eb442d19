"""The stage: toolbar and canvas. Every action is a named step of the view; one callback draws what the view became."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from dash_app import elements, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of, with_view
from dash_app.canvas import GraphCanvas
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.views import WARN_NODES, Step

NEEDS_SELECTION = (ids.HIDE, ids.PIN, ids.KEEP)
NEEDS_PAIR = (ids.PATH, ids.WHY)


def layout(desk: Desk) -> list[Any]:
    gap = html.Span(className="gap")
    return [
        html.Div(
            [
                kit.tool(ids.UNDO, "undo", "Undo", "Ctrl+Z", disabled=True),
                kit.tool(ids.REDO, "redo", "Redo", "Ctrl+Y", disabled=True),
                gap,
                kit.tool(ids.REVEAL, "reveal", "Reveal the links among what is shown", "L"),
                kit.button("Path", ids.PATH, "path", disabled=True, variant="subtle", color="gray"),
                kit.button("Why linked?", ids.WHY, "why", disabled=True, variant="subtle", color="gray"),
                gap,
                kit.tool(ids.HIDE, "hide", "Hide what is selected", "H", disabled=True),
                kit.tool(ids.KEEP, "keep", "Keep only what is selected", disabled=True),
                kit.tool(ids.PIN, "pin", "Pin or unpin what is selected", "P", disabled=True),
                kit.tool(ids.TIDY, "tidy", "Tidy up: lay out again what is not pinned"),
                kit.tool(ids.FIT, "fit", "Fit everything", "F"),
                gap,
                kit.tool(ids.PNG, "picture", "Save a picture, marking and legend included"),
                kit.tool(ids.CLEAR, "clear", "Clear the canvas"),
                kit.tool(ids.NEW_VIEW, "new", "Start a new view; this one stays as it is"),
            ],
            className="toolbar", role="toolbar", **kit.named("Canvas"),
        ),
        html.Div(
            [
                GraphCanvas(id=ids.CANVAS, words={"label.empty": ""}, style={"height": "100%"}),
                html.Div(_teach(), id=ids.TEACH, className="teach"),
                html.Div(id=ids.COUNTS, className="counts", **kit.LIVE),
                html.Div(_menu(), id=ids.MENU, className="context-menu", hidden=True, role="menu"),
            ],
            className="canvas-box",
        ),
    ]  # fmt: skip


def _teach() -> html.Div:
    return kit.empty(
        "network", "Start with something you know",
        "Search a number, handle, wallet or word on the left, or paste a list. Then open a node to see what it is "
        "connected to, and bring in as much of that as you want to look at.",
        html.P(["Or begin with ", dcc.Link("what the last run found", href="/clusters", className="link"), ", or ",
                dcc.Link("load a file", href="/load", className="link"), "."], className="hint"),
    )  # fmt: skip


def _menu() -> list[Any]:
    def entry(target: str, glyph: str, text: str) -> html.Button:
        press: dict[str, Any] = {"data-press": target}
        return html.Button([kit.icon(glyph), text], id=f"menu-{target}", role="menuitem", **press)

    return [
        entry(ids.HIDE, "hide", "Hide"),
        entry(ids.KEEP, "keep", "Keep only this"),
        entry(ids.PIN, "pin", "Pin or unpin"),
        entry(ids.REVEAL, "reveal", "Reveal links among what is shown"),
        entry(ids.FIT, "fit", "Fit everything"),
    ]


def counted(nodes: int, edges: int) -> str:
    """What is said about the size of the picture."""
    if not nodes:
        return ""
    text = f"{texts.count(nodes, 'node')} · {texts.count(edges, 'link')}"
    return f"{text} · much at once: hide some, or work with the table" if nodes >= WARN_NODES else text


def hint(desk: Desk, steps: Sequence[Step], verb: str) -> str:
    return f"{verb}: {desk.told(steps[-1])}" if steps else f"Nothing to {verb.lower()}"


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE,
        Output(ids.CANVAS, "nodes"), Output(ids.CANVAS, "edges"), Output(ids.CANVAS, "command"),
        Output(ids.SHOWN, "data"), Output(ids.COUNTS, "children"), Output(ids.TEACH, "hidden"),
        Output(ids.UNDO, "disabled"), Output(ids.UNDO, "aria-label"), Output(ids.REDO, "disabled"),
        Output(ids.REDO, "aria-label"),
        Input(ids.VERSION, "data"), State(ids.URL, "search"), State(ids.SHOWN, "data"),
        prevent_initial_call=True,
    )  # fmt: skip
    def draw(version: dict[str, Any] | None, address: str | None, shown: str | None) -> tuple[Any, ...]:
        view = desk.shelf.get(view_of(address))
        mark, (nodes, edges) = desk.picture(view)
        old = desk.shelf.shown(view, shown) if shown else None
        then = (version or {}).get("then")
        return (
            elements.change(old[0] if old else None, nodes), elements.change(old[1] if old else None, edges),
            then or no_update, mark, counted(len(nodes), len(edges)), bool(nodes),
            not view.done, hint(desk, view.done, "Undo"), not view.undone, hint(desk, view.undone, "Redo"),
        )  # fmt: skip

    _register_steps(door, desk)
    _register_selection(door, desk)
    _register_browser(door)


def _register_steps(door: Door, desk: Desk) -> None:
    version = Output(ids.VERSION, "data", allow_duplicate=True)
    address = State(ids.URL, "search")

    @door.callback(Permission.SEE, version, Input(ids.UNDO, "n_clicks"), address, prevent_initial_call=True)
    def undo(_clicks: int, search: str | None) -> Any:
        with desk.changing(view_of(search)) as view:
            step = view.undo()
        say(f"Undone: {desk.told(step)}" if step else "Nothing is left to undo.")
        return desk.redraw()

    @door.callback(Permission.SEE, version, Input(ids.REDO, "n_clicks"), address, prevent_initial_call=True)
    def redo(_clicks: int, search: str | None) -> Any:
        with desk.changing(view_of(search)) as view:
            step = view.redo()
        say(f"Done again: {desk.told(step)}" if step else "Nothing is left to redo.")
        return desk.redraw()

    @door.callback(Permission.SEE, version, Input(ids.CLEAR, "n_clicks"), address, prevent_initial_call=True)
    def clear(_clicks: int, search: str | None) -> Any:
        with desk.changing(view_of(search)) as view:
            step = view.remove(f"Clear {texts.count(len(view.nodes), 'node')}", list(view.nodes))
        say("The canvas was empty already." if step is None else "Cleared. Undo brings it back.")
        return desk.redraw()

    @door.callback(Permission.SEE, version, Input(ids.REVEAL, "n_clicks"), address, prevent_initial_call=True)
    def reveal(_clicks: int, search: str | None) -> Any:
        view = desk.shelf.get(view_of(search))
        with desk.shelf.changing(view.id):
            before = len(desk.picture(view)[1][1])
            view.touch()
            found = len(desk.picture(view)[1][1])
        new = found - before
        shown = f"All {texts.count(found, 'link')} among them are shown."
        say(f"{texts.count(new, 'link')} appeared." if new > 0 else shown)
        return desk.redraw("fit")

    @door.callback(Permission.SEE, version, Input(ids.TIDY, "n_clicks"), address, prevent_initial_call=True)
    def tidy(_clicks: int, search: str | None) -> Any:
        with desk.changing(view_of(search)) as view:
            view.rearrange("Tidy up", desk.tidied(view))
        return desk.redraw("fit")

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True), Input(ids.NEW_VIEW, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
    def new_view(_clicks: int) -> str:
        say("A new view. The browser's back button leads to the one before.")
        return with_view(desk.shelf.fresh().id)


def _register_selection(door: Door, desk: Desk) -> None:
    version = Output(ids.VERSION, "data", allow_duplicate=True)
    states = (State(ids.CANVAS, "selection"), State(ids.URL, "search"))

    def chosen(selection: dict[str, Any] | None) -> list[str]:
        refs = (selection or {}).get("nodes") or []
        if not refs:
            say("Select something on the canvas or in the table first.")
            raise PreventUpdate
        return [desk.case.resolve(ref) for ref in refs]

    @door.callback(Permission.SEE, version, Input(ids.HIDE, "n_clicks"), *states, prevent_initial_call=True)
    def hide(_clicks: int, selection: dict[str, Any] | None, search: str | None) -> Any:
        nodes = chosen(selection)
        with desk.changing(view_of(search)) as view:
            view.remove(f"Hide {texts.count(len(nodes), 'node')}", nodes)
        return desk.redraw()

    @door.callback(Permission.SEE, version, Input(ids.KEEP, "n_clicks"), *states, prevent_initial_call=True)
    def keep(_clicks: int, selection: dict[str, Any] | None, search: str | None) -> Any:
        nodes = set(chosen(selection))
        with desk.changing(view_of(search)) as view:
            rest = [node for node in view.nodes if node not in nodes]
            view.remove(f"Keep {texts.count(len(nodes), 'node')} only", rest)
        return desk.redraw("fit")

    @door.callback(Permission.SEE, version, Input(ids.PIN, "n_clicks"), *states, prevent_initial_call=True)
    def pin(_clicks: int, selection: dict[str, Any] | None, search: str | None) -> Any:
        nodes = chosen(selection)
        with desk.changing(view_of(search)) as view:
            pinned = view.pin(nodes)
        say(f"{'Pinned' if pinned else 'Unpinned'} {texts.count(len(nodes), 'node')}.")
        return desk.redraw()

    @door.callback(Permission.SEE, Input(ids.CANVAS, "positions"), State(ids.URL, "search"), prevent_initial_call=True)
    def moved(positions: dict[str, Any] | None, search: str | None) -> None:
        with desk.shelf.changing(view_of(search)) as view:
            view.place({desk.case.resolve(ref): place for ref, place in places_of(positions).items()})


def places_of(positions: dict[str, Any] | None) -> dict[str, tuple[float, float]]:
    """Finite places by ref out of what a browser sent; everything else in it is left out."""
    out = {}
    for ref, place in list(((positions or {}).get("nodes") or {}).items()):
        x, y = (place.get("x"), place.get("y")) if isinstance(place, dict) else (None, None)
        if all(isinstance(value, int | float) and abs(value) < 1e6 for value in (x, y)):
            out[str(ref)] = (float(x), float(y))  # type: ignore[arg-type]
    return out


def _register_browser(door: Door) -> None:
    """What happens in the browser alone: selection of buttons, subject of the inspector, pictures, the menu."""
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
        "order", Output(ids.CANVAS, "command", allow_duplicate=True), Input(ids.FIT, "n_clicks"),
        Input(ids.PNG, "n_clicks"), prevent_initial_call=True,
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
