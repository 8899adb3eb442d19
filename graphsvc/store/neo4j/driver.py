"""The connection: address, credentials, managed transactions, and every driver error as one sentence."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

from graphsvc.errors import InputError, StoreError, StoreUnavailable

T = TypeVar("T")
PATIENCE = 2.0  # seconds a transaction is retried: the user hears of a stopped server within five
SCHEMA_TRIES = 50  # a fifth of a second apart
CONNECT = 3.0  # seconds to wait for a connection
USER_VAR, PASSWORD_VAR, FILE_VAR = "GRAPHSVC_NEO4J_USER", "GRAPHSVC_NEO4J_PASSWORD", "GRAPHSVC_NEO4J_AUTH_FILE"
_MADE_MEANWHILE = frozenset(
    f"Neo.ClientError.Schema.{name}"
    for name in ("EquivalentSchemaRuleAlreadyExists", "ConstraintAlreadyExists", "IndexAlreadyExists")
)
# One server, no cluster: `neo4j` asks for a routing table, which answers with an address of the server's choosing.
_SCHEMES = {
    "neo4j": "bolt", "neo4j+s": "bolt+s", "neo4j+ssc": "bolt+ssc", "bolt": "bolt", "bolt+s": "bolt+s",
    "bolt+ssc": "bolt+ssc",
}  # fmt: skip


def address(case: str) -> tuple[str, str]:
    """`(bolt address, case name)` of `neo4j://host:7687/NAME`. Raises InputError."""
    parts = urlsplit(case)
    if parts.username or parts.password:
        raise InputError(f"keep user and password out of the address; set {USER_VAR} and {PASSWORD_VAR}")
    name = unquote(parts.path.strip("/")) or "default"
    try:
        port = parts.port or 7687
    except ValueError:
        raise InputError("the port is no number; a server case looks like neo4j://host:7687/NAME") from None
    if parts.scheme not in _SCHEMES or not parts.hostname or "/" in name or len(name) > 200:
        raise InputError(f"{case} names no case; a server case looks like neo4j://host:7687/NAME")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{_SCHEMES[parts.scheme]}://{host}:{port}", name


def credentials() -> tuple[str, str] | None:
    """User and password from the environment, else from a file that only its owner reads; None without any."""
    user, password = os.environ.get(USER_VAR), os.environ.get(PASSWORD_VAR)
    if user and password:
        return user, password
    named = os.environ.get(FILE_VAR)
    if not named:
        return None
    try:
        mode = Path(named).stat().st_mode
        lines = Path(named).read_text("utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{named}: cannot be read ({error.strerror}); it should hold user and password") from error
    if mode & 0o077:
        raise InputError(f"{named} can be read by others; chmod 600 it")
    if len(lines) < 2 or not lines[0] or not lines[1]:
        raise InputError(f"{named} should hold the user on its first line and the password on its second")
    return lines[0].strip(), lines[1].rstrip("\r")


class Connection:
    """One driver for one case. `read` and `write` run a unit of work in a managed transaction."""

    def __init__(self, case: str) -> None:
        self.address, self.case = address(case)
        self.host = self.address.split("://", 1)[1]
        with self._translated():
            self._driver = neo4j.GraphDatabase.driver(
                self.address, auth=credentials(), connection_timeout=CONNECT, max_transaction_retry_time=PATIENCE,
                connection_acquisition_timeout=CONNECT + 1, keep_alive=True, telemetry_disabled=True,
                notifications_min_severity="OFF",
            )  # fmt: skip

    def read(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        with self._translated(), self._driver.session() as session:
            return session.execute_read(work)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """`work` must change nothing when it runs again: a commit whose answer was lost is replayed."""
        with self._translated(), self._driver.session() as session:
            return session.execute_write(work)

    def rows(self, query: str, **parameters: Any) -> list[neo4j.Record]:
        return self.read(lambda tx: list(tx.run(query, case=self.case, **parameters)))

    def stream(self, query: str, **parameters: Any) -> Iterator[neo4j.Record]:
        """Rows as they come, in one transaction, without holding them all."""
        with self._translated(), self._driver.session(fetch_size=2000) as session, session.begin_transaction() as tx:
            yield from tx.run(query, case=self.case, **parameters)

    def change_schema(self, statements: tuple[str, ...]) -> None:
        """Each statement says IF NOT EXISTS; where two processes make it at once, the second waits or finds it."""
        with self._translated(), self._driver.session() as session:
            for statement in statements:
                for tries_left in reversed(range(SCHEMA_TRIES)):
                    try:
                        session.run(statement).consume()
                        break
                    except Neo4jError as error:
                        if error.code in _MADE_MEANWHILE:
                            break
                        if not (error.is_retryable() and tries_left):  # a deadlock with another's schema change
                            raise
                        time.sleep(0.2)

    def agent(self) -> str:
        """Name and version of the server, e.g. `Neo4j/5.26.12`."""
        with self._translated():
            return str(self._driver.get_server_info().agent)

    def close(self) -> None:
        self._driver.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (AuthError, ConfigurationError) as error:
            raise StoreError(
                f"Neo4j at {self.host} refused the user or password; set {USER_VAR} and {PASSWORD_VAR}"
            ) from error
        except Neo4jError as error:
            raise StoreUnavailable(
                f"Neo4j at {self.host} could not do it ({error.code}); what was committed stays; see the server's log, "
                f"then run the same command again"
            ) from error
        except (DriverError, OSError) as error:
            raise StoreUnavailable(
                f"Neo4j at {self.host} does not answer; what was committed stays; start the server and run the same "
                f"command again"
            ) from error
