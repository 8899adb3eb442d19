"""The one gate in front of everything: no request is answered before it passed here.

    host      must be this server's own loopback name: a rebound DNS name does not reach us
    site      a request that another site caused is refused, unless a person followed a link to a page
    endpoint  must have declared its permission; what nobody declared does not exist
    session   must be open and hold that permission

Without a session two routes answer: `/open`, which sells a session for a one-time token, and `/healthz`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, Response, abort, g, redirect, request
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized

from dash_app.access import Clock, Links, Outcome, Permission, Session, Sessions
from dash_app.address import KEY, is_view, with_view
from dash_app.language import N_, _
from dash_app.locked import page

PUBLIC = frozenset({"open", "healthz"})
# Dash's own endpoints. `/_reload-hash` serves hot reload, which is off: undeclared, it does not exist.
DASH = {
    "/": Permission.SEE,
    "/<path:path>": Permission.SEE,
    "/_dash-layout": Permission.SEE,
    "/_dash-dependencies": Permission.SEE,
    "/_dash-update-component": Permission.SEE,  # each callback asks for its own permission besides
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": Permission.SEE,
    "_dash_assets.static": Permission.SEE,
    "/_favicon.ico": Permission.SEE,
}
QUIET = frozenset({"pulse"})  # asked by a page of its own accord: no sign of a person
WANTED = 3600  # seconds for which the address of a page without a session is remembered
RELINK_EVERY = timedelta(seconds=10)


class Gate:
    """Deny by default. `announce` prints a fresh link where the server was started, and nowhere else."""

    def __init__(
        self, server: Flask, *, host: str, port: int, links: Links, sessions: Sessions, clock: Clock,
        announce: Callable[[str], None], pages: frozenset[str],
    ) -> None:  # fmt: skip
        self.links, self.sessions, self.announce, self.clock = links, sessions, announce, clock
        self.pages = pages  # first parts of addresses that are screens; other addresses do not exist
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        self.hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        self.cookie = f"graphsvc_{port}"  # cookies know no ports: two servers on one machine must not share a name
        self.wanted = f"graphsvc_view_{port}"
        self.permissions: dict[str, Permission] = dict(DASH)
        self._next_relink = clock()
        self.server = server
        server.before_request(self.check)
        server.add_url_rule("/open", "open", self.open, methods=["GET", "POST"])
        server.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
        self.route("/close", "close", Permission.SEE, self.close, "POST")

    def link(self) -> str:
        """The address a person opens, once."""
        return f"{self.address}/open?token={self.links.new()}"

    def route(self, rule: str, endpoint: str, permission: Permission, view: Callable[..., Any], method: str) -> None:
        """Add an own route together with the permission it asks for."""
        self.permissions[endpoint] = permission
        self.server.add_url_rule(rule, endpoint, view, methods=[method])

    # --- checks -----------------------------------------------------------------------------------------------
    def check(self) -> Response | None:
        if request.host not in self.hosts:
            raise Forbidden(_("this server answers to {address} only").format(address=self.address))
        self._same_site()
        if request.endpoint in PUBLIC:
            return None
        session = self.session(active=request.endpoint not in QUIET)
        if session is None:
            if "text/html" in request.headers.get("Accept", ""):
                return self._asked_for(_locked(_("Open the one-time link that the terminal shows."), 401))
            raise Unauthorized(_("the session is over; open a new link from the terminal"))
        permission = self.permissions.get(request.endpoint or "")
        page = request.path.strip("/") in self.pages
        if permission is None or (request.endpoint == "/<path:path>" and not page):
            raise NotFound(_("there is nothing here"))
        g.session = session
        require(permission)
        return None

    def session(self, *, active: bool = True) -> Session | None:
        cookie = request.cookies.get(self.cookie, "")
        return self.sessions.get(cookie, active=active) if cookie else None

    def _asked_for(self, answer: Response) -> Response:
        """Remember the view of the address, so that the one-time link leads back to it."""
        view = request.args.get(KEY, "")
        if is_view(view):
            answer.set_cookie(self.wanted, view, max_age=WANTED, httponly=True, samesite="Strict", path="/")
        return answer

    def _same_site(self) -> None:
        site = request.headers.get("Sec-Fetch-Site", "")
        if request.method in ("GET", "HEAD", "OPTIONS"):
            wanted = (request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest"))
            followed = wanted == ("navigate", "document")
            if site not in ("", "same-origin", "none") and not followed:
                raise Forbidden(_("another site may not read this"))
            return
        # Under `no-referrer` a browser sends `Origin: null` with a form, so its own word on the site counts as well.
        origin = request.headers.get("Origin", "null")
        own = origin == f"http://{request.host}" or (origin == "null" and site == "same-origin")
        if not own or site not in ("", "same-origin"):
            raise Forbidden(_("this request came from another site"))

    # --- routes -----------------------------------------------------------------------------------------------
    def open(self) -> Any:
        """GET takes the token of a one-time link; POST asks for a new link, shown in the terminal only."""
        if request.method == "POST":
            now = self.clock()
            if now >= self._next_relink:
                self._next_relink = now + RELINK_EVERY
                self.announce(self.link())
            return _locked(_("A new link is in the terminal where the server runs. Open that one."), 200)
        token = request.args.get("token", "")
        outcome = self.links.take(token) if token else Outcome.UNKNOWN
        if outcome is Outcome.OPENED:
            view = request.cookies.get(self.wanted, "")
            answer = redirect(f"/{with_view(view)}" if is_view(view) else "/", 303)
            if view:
                answer.delete_cookie(self.wanted, path="/", httponly=True, samesite="Strict")
            answer.set_cookie(self.cookie, self.sessions.open(), httponly=True, samesite="Strict", path="/")
            return answer
        if self.session() is not None:
            return redirect("/", 303)
        return _locked(_(SENTENCES[outcome]), 403)

    def close(self) -> Any:
        """End the session everywhere at once."""
        self.sessions.close(request.cookies.get(self.cookie, ""))
        answer = redirect("/open", 303)
        answer.delete_cookie(self.cookie, path="/")
        return answer


SENTENCES = {
    Outcome.USED: N_("This link has been used already. A link opens the app once; ask for a new one."),
    Outcome.EXPIRED: N_("This link is older than 15 minutes and no longer opens the app. Ask for a new one."),
    Outcome.UNKNOWN: N_("Open the one-time link that the terminal shows. After a restart only the newest one works."),
}


def require(permission: Permission) -> None:
    """Refuse unless the request's session holds `permission`. Raises Forbidden."""
    session: Session | None = g.get("session")
    if session is None or permission not in session.permissions:
        abort(403, _("this session may not {verb}").format(verb=permission.value))


def _locked(sentence: str, status: int) -> Response:
    return Response(page(sentence), status=status, mimetype="text/html")
