"""`graphsvc serve` and `graphsvc demo`. Dash and its kin are imported when a command runs, never for `--help`."""

from __future__ import annotations

import socket
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graphsvc.service import Case

PORT = 8050
TRIED = 20  # ports above a busy one that are tried
BACKLOG = 1024  # connections that wait; as waitress has it
DEMO = Path("graphsvc-demo")
WARM_AFTER = 2.0  # seconds: the first page comes first


def serve(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A file such as harbour.db, or neo4j://host:7687/NAME.")],
    host: Annotated[str, typer.Option(help="Loopback only: there are no accounts yet.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The next free one is taken when it is busy.")] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the link.")] = False,
    dev: Annotated[bool, typer.Option("--dev", help="Whole tracebacks in the log; they may hold case data.")] = False,
) -> None:
    """Open a case in the browser, through a one-time link."""
    run(case, host=host, port=port, browser=not no_browser, dev=dev)


def demo(
    port: Annotated[int, typer.Option(help="The next free one is taken when it is busy.")] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the link.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the demo case anew.")] = False,
    directory: Annotated[Path, typer.Option(help="Where the demo case is kept.")] = DEMO,
) -> None:
    """Make a synthetic case if there is none, link and cluster it, and open it in the browser."""
    from graphsvc.service import make_demo

    if fresh or not (directory / "demo.db").exists():
        tell("making the demo case: synthetic adverts, wallets and accounts (up to a minute)")
    run(make_demo(directory, fresh=fresh), host="127.0.0.1", port=port, browser=not no_browser)


def run(case: str, *, host: str, port: int, browser: bool, dev: bool = False) -> None:
    """Serve until Ctrl-C. Raises InputError for a host that is not loopback or a port that cannot be had."""
    import secrets
    import signal

    from dash_app.app import check_host, create_app
    from graphsvc.service import open_case

    check_host(host)
    sock = listen(host, port)
    taken = sock.getsockname()[1]
    if port and taken != port:
        tell(f"port {port} is busy; using {taken}")
    if "://" not in case and not Path(case).exists():
        tell(f"{case} does not exist yet; a new, empty case is made")
    with open_case(case) as opened:
        app = create_app(opened, secret=secrets.token_bytes(32), host=host, port=taken, announce=announce, dev=dev)
        link = app.server.extensions["gate"].link()
        announce(link)
        tell("Ctrl-C stops it; what you did is saved")
        if browser:
            import webbrowser

            webbrowser.open(link)
        _warm(opened)
        signal.signal(signal.SIGTERM, _leave)
        try:
            _serve(app.server, sock, app.server.extensions["desk"].files.cap)
        finally:
            app.server.extensions["desk"].close()
    tell("stopped")


def _warm(case: Case) -> None:
    """Draw a line between nothing and nothing while the page loads: the libraries of a layout take half a second."""
    warming = Timer(WARM_AFTER, case.layout, (["a", "b"], [("a", "b")]))
    warming.daemon = True
    warming.start()


def _leave(number: int, frame: object) -> None:
    """A terminated server ends like an interrupted one: private files are removed."""
    raise SystemExit(0)


def _serve(server: object, sock: socket.socket, cap: int) -> None:
    import waitress

    from dash_app.files import FORM_EXTRA

    largest = cap + FORM_EXTRA + 1
    waitress.serve(
        server, sockets=[sock], threads=8, ident=None, max_request_body_size=largest, clear_untrusted_proxy_headers=True
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on `port`, or on the next free one above it. Raises InputError."""
    from graphsvc.errors import InputError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + TRIED + 1) if port else (0,):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, number))
            sock.listen(BACKLOG)  # before the link is told: whoever opens it at once waits and is not refused
        except (OSError, OverflowError):
            sock.close()
            continue
        return sock
    raise InputError(f"no free port from {port} to {port + TRIED} on {host}; name another with --port")


def announce(link: str) -> None:
    """The link goes to standard output, alone on its line, so that a script can read it."""
    tell("open this link within 15 minutes; it works once:")
    typer.echo(link)


def tell(text: str) -> None:
    typer.echo(f"graphsvc: {text}", err=True)
