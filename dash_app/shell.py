"""The frame around every screen: header, marking banner, jobs, help, notices, theme, and which screen is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html, no_update

from dash_app import dialog, exposure, figures, ids, kept_views, kit, language, texts, tour
from dash_app.access import Permission
from dash_app.address import view_of, with_view
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.jobs import Job
from dash_app.language import N_, _, number
from dash_app.panels import PANELS, panel

FONT = figures.FONT
# Mantine's ten shades of dark, from text to ground: bluish, so that they go with the canvas.
DARK = ["#dbe2eb", "#b8c2cf", "#9aa7b8", "#6b7888", "#3a4552", "#2f3945", "#222b36", "#161b22", "#11161e", "#0c1016"]
REMINDER = N_("Links are for review by a person; they say nothing about guilt.")
KEYS = (
    ("/", N_("go to the search box")),
    ("Ctrl+Z, Ctrl+Y", N_("undo and redo the last step on the canvas")),
    (N_("Arrows, Space, Enter"), N_("on the canvas: walk along links, select, expand")),
    ("Shift+F10", N_("on the canvas: the menu of a node; a right click in the table does the same")),
    ("Ctrl+A, I, N", N_("select all, what is not selected, the neighbours as well")),
    ("O, B", N_("draw around what to select, or in a box")),
    (N_("H or Delete, X"), N_("hide what is selected, or all the rest")),
    ("Shift+H", N_("what is hidden, to be restored")),
    ("P, K", N_("pin what is selected, lock the layout")),
    ("T, F", N_("tidy up, fit everything on the screen")),
    ("L", N_("reveal the links among what is shown")),
    ("A, W, D", N_("group by actor, by network, what has the same neighbours")),
    ("G, E, C, U", N_("group what is selected; open a group, collapse it again, dissolve it")),
    ("S, V", N_("save a picture (PNG), a drawing (SVG)")),
    ("S, N, U", N_("on Review: the same, not the same, unsure")),
    (f"Alt+1 … Alt+{len(PANELS)}", N_("go to a screen")),
    ("?", N_("this list")),
)
STATES = {"waiting": "gray", "running": "blue", "done": "teal", "failed": "red", "cancelled": "gray"}
STATE_WORDS = {
    "waiting": N_("waiting"),
    "running": N_("running"),
    "done": N_("done"),
    "failed": N_("failed"),
    "cancelled": N_("cancelled"),
}


def layout(desk: Desk) -> Any:
    """The whole page; screens are all in it, one is shown."""
    theme = {
        "primaryColor": "blue",
        "primaryShade": 8,  # white on it reads at 5:1
        "fontFamily": FONT,
        "defaultRadius": "sm",
        "colors": {"dark": DARK},
        "components": {
            "Modal": {"defaultProps": {"yOffset": "90px"}},  # no dialog covers the marking
            "CloseButton": {"defaultProps": kit.named(_("Close"))},  # of dialogs and notices
        },
    }
    return dmc.MantineProvider(
        id=ids.PROVIDER,
        theme=theme,
        children=[
            dcc.Location(id=ids.URL, refresh=False),
            dcc.Store(id=ids.THEME, storage_type="local", data=""),
            dcc.Store(id=ids.NEWS, data=0),
            dcc.Store(id=ids.SUBJECT),
            dcc.Store(id=ids.VERSION),
            dcc.Store(id=ids.SHOWN),
            dcc.Interval(id=ids.TICK, interval=700, disabled=True),
            dmc.NotificationContainer(id=ids.NOTICES, position="bottom-left", limit=4, zIndex=500),
            html.A(_("Skip to the screen"), href="#main", className="skip"),
            html.Header(_header(desk), className="shell-head"),
            _banner(),
            html.Main(
                [html.Div(panel(name).layout(desk), id=ids.screen(name), hidden=name != "explore") for name in PANELS],
                id="main",
                className="shell-main",
            ),
            *dialog.layout(),
            *kept_views.layout(),
            _help(),
            _words(),
            tour.layout(case_title(desk.case.name)),
        ],
    )


def case_title(name: str) -> str:
    """What the header calls a case: the file's stem, or the name in a server; never the way to it."""
    return name.rsplit("/", 1)[-1] if "://" in name else Path(name).stem


def _header(desk: Desk) -> html.Div:
    links = [
        dcc.Link(
            [kit.icon(panel(name).ICON), html.Span(_(panel(name).TITLE))], id=ids.nav(name), href=f"/{name}",
            className="nav-link",
        )
        for name in PANELS
    ]  # fmt: skip
    return html.Div(
        [
            html.Div([html.Span(className="mark", **kit.UNSPOKEN), html.Strong("graphsvc")], className="brand"),
            html.Div(kit.words(case_title(desk.case.name), 60), id=ids.CASE_NAME, className="case-name"),
            dmc.Tooltip(
                html.Button(_("Views"), id=ids.VIEWS_BUTTON, className="view-name", type="button"),
                label=_("The views of this case: open, name, copy, share"), openDelay=350, withArrow=True,
            ),
            html.Nav(links, className="nav", **kit.named(_("Screens"))),
            html.Div(className="grow"),
            dmc.Menu(
                [
                    dmc.MenuTarget(kit.button(_("Jobs"), ids.JOBS_BUTTON, "jobs", color="gray", variant="subtle")),
                    dmc.MenuDropdown(html.Div(id=ids.JOBS_LIST, className="jobs-list")),
                ],
                id=ids.JOBS, position="bottom-end", width=380, closeOnItemClick=False, keepMounted=True,
            ),
            _mask(),
            _languages(),
            kit.tool(ids.THEME_BUTTON, "theme", _("Switch between light and dark")),
            kit.tool(ids.HELP_BUTTON, "help", _("Keys and hints"), "?"),
            html.Form(
                dmc.Tooltip(
                    html.Button(
                        kit.icon("lock"), type="submit", className="close", **kit.named(_("Close the session"))
                    ),
                    label=_("Close the session; a new link from the terminal opens it again"), openDelay=350,
                    withArrow=True, position="bottom-end",
                ),
                action="/close", method="post",
            ),
        ],
        className="topbar",
    )  # fmt: skip


def _mask() -> dmc.Tooltip:
    """Whether labels are masked; assets/session.js tells the server and loads the page anew."""
    on = exposure.masked()
    label = _("Show labels again") if on else _("Mask all labels: for a picture, or while somebody looks on")
    pressed: dict[str, Any] = {"aria-pressed": str(on).lower(), "data-masked": str(not on).lower()}
    return kit.tool(ids.MASK, "mask", label, variant="filled" if on else "subtle", color="blue" if on else "gray",
                    **pressed)  # fmt: skip


def _languages() -> dmc.Menu:
    entries = []
    for name, own in language.LANGUAGES.items():
        chosen: dict[str, Any] = {"data-language": name}
        here = name == language.current()
        entries.append(
            dmc.MenuItem(html.Span(own, lang=name), leftSection=kit.icon("done") if here else None, **chosen)
        )
    return dmc.Menu(
        [dmc.MenuTarget(kit.tool(ids.LANGUAGE, "url", _("Language"))), dmc.MenuDropdown(entries)],
        position="bottom-end",
        keepMounted=True,
    )


def _banner() -> html.Div:
    masked = html.Strong(_("Labels are masked"), className="masked") if exposure.masked() else None
    return html.Div(
        [html.Strong(id=ids.BANNER), masked, html.Span(_(REMINDER), className="reminder")],
        className="marking", role="note", **kit.named(_("Marking of this case")),
    )  # fmt: skip


def _words() -> html.Div:
    """What scripts say, in the page's language."""
    said: dict[str, Any] = {
        "data-over": _("This session is over. What you did is saved. Open a new link from the terminal to go on."),
        "data-link": _("Get a new link"),
        "data-away": _("The server does not answer. What you did is saved; this page goes on once it is back."),
        "data-title": _("Session over"),
    }
    return html.Div(id=ids.WORDS, hidden=True, **said)


def _help() -> dmc.Modal:
    keys = [html.Div([html.Dt(dmc.Kbd(_(key))), html.Dd(_(what))]) for key, what in KEYS]
    lines = html.Div(
        [
            html.Div([html.Span(className=f"line line-{kind}"), html.Span(texts.statement(kind))])
            for kind in texts.STATEMENTS
        ],
        className="lines",
    )
    again = html.Button(
        [kit.icon("tour"), _("Show the tour of the demo case")],
        id=ids.TOUR_START,
        type="button",
        className="tour-start",
    )
    return dmc.Modal(
        [html.Dl(keys, className="keys"), html.H3(_("Three kinds of line")), lines, again],
        id=ids.HELP, title=_("Keys and hints"), size="xl",
    )  # fmt: skip


def job_row(job: Job) -> html.Div:
    """One job: what it is, how far it is, and a way to stop it."""
    share = 100 * job.done / job.total if job.total > 0 else 0
    progress = (
        _("{done} of {all}").format(done=number(job.done), all=number(job.total))
        if job.total > 0
        else (number(job.done) if job.done else "")
    )
    running = job.state == "running"
    return html.Div(
        [
            html.Div(
                [kit.words(job.title, 80), kit.badge(_(STATE_WORDS[job.state]), STATES[job.state])],
                className="job-head",
            ),
            dmc.Progress(
                value=share if share else 100,
                animated=running and not share,
                striped=running,
                size="sm",
                **kit.named(f"{texts.visible(job.title, 80)}: {progress or _(STATE_WORDS[job.state])}"),
            )
            if running
            else None,
            html.Div(
                [
                    html.Span(texts.visible(_(job.error), 400) if job.error else progress, className="job-note"),
                    kit.button(_("Cancel"), ids.part("job-cancel", job.id), color="gray") if not job.over else None,
                ],
                className="job-foot",
            ),
        ],
        className="job",
    )


def register(door: Door, desk: Desk) -> None:
    """Callbacks of the frame; each screen adds its own."""
    dialog.register(door, desk)
    kept_views.register(door, desk)
    navigation = [Output(ids.screen(name), "hidden") for name in PANELS]
    door.clientside("screen", *navigation, Input(ids.URL, "pathname"))
    door.clientside(
        "links", *[Output(ids.nav(name), "href") for name in PANELS],
        *[Output(ids.nav(name), "className") for name in PANELS], Input(ids.URL, "search"), Input(ids.URL, "pathname"),
    )  # fmt: skip
    door.clientside("theme", Output(ids.THEME, "data"), Input(ids.THEME_BUTTON, "n_clicks"), State(ids.THEME, "data"))
    door.clientside(
        "paint", Output(ids.PROVIDER, "forceColorScheme"), Output(ids.CANVAS, "theme"), Input(ids.THEME, "data")
    )
    door.clientside("toggle", Output(ids.HELP, "opened"), Input(ids.HELP_BUTTON, "n_clicks"), prevent_initial_call=True)
    door.clientside("known", Input(ids.SHOWN, "data"), Input(ids.NEWS, "data"))

    @door.callback(
        Permission.SEE,
        Output(ids.URL, "search"), Output(ids.VERSION, "data", allow_duplicate=True), Output(ids.BANNER, "children"),
        Output(ids.NEWS, "data", allow_duplicate=True), Input(ids.URL, "search"),
        prevent_initial_call="initial_duplicate",
    )  # fmt: skip
    def enter(search: str | None) -> tuple[Any, ...]:
        view = desk.shelf.enter(view_of(search))
        address = search if desk.shelf.reading(view_of(search)) else with_view(view.id)
        return no_update if search == address else address, desk.redraw("fit"), desk.case.info()["banner"], desk.news

    @door.callback(
        Permission.SEE,
        Output(ids.JOBS_LIST, "children"), Output(ids.TICK, "disabled"), Output(ids.JOBS_BUTTON, "children"),
        Output(ids.NEWS, "data", allow_duplicate=True),
        Input(ids.TICK, "n_intervals"), Input(ids.JOBS, "opened"), State(ids.NEWS, "data"),
        prevent_initial_call="initial_duplicate",
    )  # fmt: skip
    def jobs(_ticks: int, _opened: bool, news: int) -> tuple[Any, ...]:
        busy = desk.jobs.busy()  # asked before the news: what ends in between is told of by the next tick
        rows = [job_row(job) for job in reversed(desk.jobs.all())]
        active = sum(not job.over for job in desk.jobs.all())
        empty = html.P(_("Loads, clustering runs and exports show up here, with their progress."), className="hint")
        return (
            rows or [empty],
            not busy,
            _("Jobs ({n})").format(n=active) if active else _("Jobs"),
            (no_update if news == desk.news else desk.news),
        )

    @door.callback(
        Permission.ANALYSE, Output(ids.TICK, "disabled", allow_duplicate=True),
        Input(ids.part("job-cancel", ALL), "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def cancel(_clicks: list[int | None]) -> bool:
        chosen = pressed()
        desk.jobs.cancel(chosen["ref"])
        say(_("Cancelled. What was committed before stays."))
        return False

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True),
        Output(ids.BANNER, "children", allow_duplicate=True), Input(ids.NEWS, "data"), prevent_initial_call=True,
    )  # fmt: skip
    def refresh(_news: int) -> tuple[dict[str, Any], str]:
        return desk.redraw(), desk.case.info()["banner"]
