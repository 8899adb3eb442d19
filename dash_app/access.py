"""Who may do what: permissions, one-time links, and sessions that live on the server.

A case on its owner's machine needs no account: whoever can read the terminal opens the one-time link, as notebook
servers do it. The link's token buys a session cookie once. Of tokens and cookies only keyed hashes are kept, in
memory: a new start of the server makes all of them worthless.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from threading import Lock

from graphsvc.errors import InputError

Clock = Callable[[], datetime]

LINK_LIFE = timedelta(minutes=15)
IDLE = timedelta(hours=4)  # no request for so long: the session is over
LIFE = timedelta(hours=12)  # a long working day, however busy
MIN_SECRET = 32  # bytes


class Permission(StrEnum):
    """What a route or a callback lets its caller do. Each one declares exactly one of these."""

    SEE = "see"
    LOAD = "load"
    ANALYSE = "analyse"
    DECIDE = "decide"
    EXPORT = "export"


OWNER = frozenset(Permission)


class Outcome(StrEnum):
    """What became of a token."""

    OPENED = "opened"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Session:
    permissions: frozenset[Permission]
    opened: datetime
    seen: datetime


class _Hashed:
    """Keyed hashes of secrets, and a clock that never runs backwards: setting it back revives nothing."""

    def __init__(self, secret: bytes, clock: Clock) -> None:
        if len(secret) < MIN_SECRET:
            raise InputError(f"the app's secret has {len(secret)} bytes; give at least {MIN_SECRET} random ones")
        self._secret, self._clock = secret, clock
        self._latest = clock()
        self._lock = Lock()

    def _hash(self, token: str) -> str:
        return hmac.new(self._secret, token.encode("utf-8", "surrogatepass"), sha256).hexdigest()

    def _now(self) -> datetime:
        self._latest = max(self._latest, self._clock())
        return self._latest


class Links(_Hashed):
    """One-time links. A new one replaces the unused one before it."""

    def __init__(self, secret: bytes, clock: Clock) -> None:
        super().__init__(secret, clock)
        self._open: dict[str, datetime] = {}
        self._used: set[str] = set()

    def new(self) -> str:
        """A token of 256 random bits, good once and for `LINK_LIFE`."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._open = {self._hash(token): self._now() + LINK_LIFE}
        return token

    def take(self, token: str) -> Outcome:
        key = self._hash(token)
        with self._lock:
            if key in self._used:
                return Outcome.USED
            until = self._open.pop(key, None)
            if until is None:
                return Outcome.UNKNOWN
            self._used.add(key)
            return Outcome.OPENED if self._now() <= until else Outcome.EXPIRED


class Sessions(_Hashed):
    """Open sessions by the hash of their cookie."""

    def __init__(self, secret: bytes, clock: Clock) -> None:
        super().__init__(secret, clock)
        self._open: dict[str, Session] = {}

    def open(self, permissions: frozenset[Permission] = OWNER) -> str:
        """A new session; returns the cookie's value, 256 random bits."""
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            now = self._now()
            self._open = {key: session for key, session in self._open.items() if self._alive(session, now)}
            self._open[self._hash(cookie)] = Session(permissions, now, now)
        return cookie

    def get(self, cookie: str, *, active: bool = True) -> Session | None:
        """The session behind a cookie, or None when there is none or it has run out. `active`: this is its use."""
        key = self._hash(cookie)
        with self._lock:
            session, now = self._open.get(key), self._now()
            if session is None:
                return None
            if not self._alive(session, now):
                del self._open[key]
                return None
            if active:
                session.seen = now
            return session

    def close(self, cookie: str) -> None:
        with self._lock:
            self._open.pop(self._hash(cookie), None)

    @staticmethod
    def _alive(session: Session, now: datetime) -> bool:
        return now - session.seen <= IDLE and now - session.opened <= LIFE
