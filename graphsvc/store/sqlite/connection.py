"""Connections of one case file: a writer that takes turns, readers that can only read, and errors in one sentence."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import TypeVar

from graphsvc.errors import CaseNotFound, InputError, StoreDamaged, StoreError, StoreUnavailable
from graphsvc.store.common.check import LONE_SURROGATE
from graphsvc.store.sqlite import schema

MINIMUM = (3, 40, 0)
BUSY_SECONDS = 10.0  # how long SQLite waits for another process's lock
PATIENCE_SECONDS = 60.0  # how long we ask again before the user hears of it
READ_CACHE_KIB = 65_536
READ_MAP = 1 << 34  # bytes of the file that readers see through the page cache: halves the median hop at 5M edges
WRITE_CACHE_KIB = 262_144
CHECKPOINT_PAGES = 65_536  # WAL pages gathered before they go to the file: a page written by many commits goes once
IDLE_READERS = 8

_HEADER = b"SQLite format 3\0"
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION,
            sqlite3.SQLITE_RECURSIVE}  # fmt: skip
_FORBIDDEN_FUNCTIONS = {"load_extension", "writefile", "edit", "fts3_tokenizer"}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_T = TypeVar("_T")


class Connections:
    """Opens a case file. Raises CaseNotFound, InputError, StoreDamaged, StoreUnavailable."""

    def __init__(self, path: str, *, create: bool) -> None:
        self.path = path
        self._readers: list[sqlite3.Connection] = []
        self._turn = RLock()  # of the one writer; a reader never waits for it
        self._pool = Lock()
        check_library()
        _check_path(path, create)
        with self.errors():
            self._writer = self._patiently(self._open_writer)
        try:
            with self.errors():
                self._patiently(lambda: self._prepare(create))
        except BaseException:
            self._writer.close()
            raise

    def _open_writer(self) -> sqlite3.Connection:
        connection = self._connect()
        try:
            for pragma in (
                f"cache_size = -{WRITE_CACHE_KIB}", f"wal_autocheckpoint = {CHECKPOINT_PAGES}", "secure_delete = ON",
                "synchronous = FULL", "foreign_keys = OFF",
            ):  # fmt: skip
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, create: bool) -> None:
        """Check whose file it is; make the tables in a new one. Several processes may do so at once."""
        if not schema.state(self._writer, self.path):
            if not create:
                raise CaseNotFound(f"{self.path} is empty and holds no case; load a file into it first")
            self._writer.execute("PRAGMA journal_mode = WAL")
            with self.writing() as connection:
                if not schema.state(connection, self.path):
                    schema.create(connection)
        elif schema.outdated(self._writer):
            with self.writing() as connection:
                schema.upgrade(connection)
        self._writer.execute("PRAGMA journal_mode = WAL")

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: committed at the end, undone whole on any error."""
        with self._turn, self.errors():
            connection = self._writer
            self._patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
            try:
                yield connection
                self._patiently(connection.commit)
            except BaseException:
                if connection.in_transaction:  # on a full disk SQLite has rolled back already
                    connection.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction on a connection that cannot write: one moment, whatever others do meanwhile."""
        with self.errors():
            connection = self._reader()
            try:
                self._patiently(lambda: _begin_reading(connection))
                yield connection
            except BaseException:
                _end(connection)
                connection.close()
                raise
            _end(connection)
            with self._pool:
                if len(self._readers) < IDLE_READERS:
                    self._readers.append(connection)
                    return
            connection.close()

    def _reader(self) -> sqlite3.Connection:
        with self._pool:
            if self._readers:
                return self._readers.pop()
        connection = self._connect()
        connection.execute(f"PRAGMA cache_size = -{READ_CACHE_KIB}")
        connection.execute(f"PRAGMA mmap_size = {READ_MAP}")
        connection.execute("PRAGMA query_only = ON")
        connection.set_authorizer(_authorize)
        return connection

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The writer outside a transaction, for what cannot run inside one."""
        with self._turn, self.errors():
            yield self._writer

    def _patiently(self, action: Callable[[], _T]) -> _T:
        """Ask again while another process holds the lock: SQLite's own wait is not fair among many writers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return action()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """SQLite's errors as ours, each naming the file and the next step."""
        try:
            yield
        except sqlite3.Error as error:
            raise _translated(self.path, error) from error
        except UnicodeEncodeError as error:
            raise InputError(LONE_SURROGATE) from error
        except OverflowError as error:
            raise InputError("a number is too large to be stored; numbers have at most 63 bits") from error

    def close(self) -> None:
        with self._turn, self._pool:
            for connection in (*self._readers, self._writer):
                connection.close()
            self._readers.clear()


def check_library() -> None:
    """Raises StoreUnavailable where this Python's SQLite is too old."""
    if sqlite3.sqlite_version_info < MINIMUM:
        raise StoreUnavailable(
            f"this Python brings SQLite {sqlite3.sqlite_version}; a case file needs 3.40 or newer: use a newer Python"
        )


def _check_path(path: str, create: bool) -> None:
    if path == ":memory:":
        raise InputError("a case in memory is called memory:, without the first colon")
    if "\0" in path:
        raise InputError("the name of the case holds a NUL character; name a file such as harbour.db")
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(f"{path} is a directory; name a file in it, such as {file / 'harbour.db'}")
        if not file.exists():
            if not create:
                raise CaseNotFound(f"there is no case {path}; make one with `graphsvc load {path} FILE`")
            if not file.absolute().parent.is_dir():
                raise InputError(f"there is no directory {file.absolute().parent}; make it first")
            return
        with file.open("rb") as stream:
            header = stream.read(len(_HEADER))
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be read ({error.strerror}); check its permissions") from error
    if header and header != _HEADER:
        raise InputError(f"{path} is not a case; to load it, name the case first: `graphsvc load harbour.db {path}`")


def _begin_reading(connection: sqlite3.Connection) -> None:
    """The first read fixes the moment, and is the one that can meet a lock."""
    if not connection.in_transaction:
        connection.execute("BEGIN")
    connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()


def _end(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.rollback()


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    """Reading only: no ATTACH, no PRAGMA but the one FTS5 itself asks and the one that says how much of the file is
    mapped, no function that reaches outside the file.

    A virtual table declares its columns by what looks like an update of sqlite_master; a real one is refused anyway.
    """
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if second in _FORBIDDEN_FUNCTIONS else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA:
        harmless = first == "mmap_size" or (first == "data_version" and second is None)
        return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


def _translated(path: str, error: sqlite3.Error) -> StoreError | InputError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StoreUnavailable(
            f"{path}: the disk is full; what was committed is safe: free space and run the same command again"
        )
    if code in _BUSY:
        return StoreUnavailable(
            f"{path}: another process has held the file for {PATIENCE_SECONDS:.0f} s; let it finish, then try again"
        )
    if code == sqlite3.SQLITE_NOTADB:
        return InputError(f"{path} is not a case; name another file")
    if code == sqlite3.SQLITE_CORRUPT:
        return StoreDamaged(f"{path} is damaged ({error}); restore it from a backup and load what came after it")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return StoreUnavailable(f"{path} cannot be written ({error}); check its permissions and those of its folder")
    if code == sqlite3.SQLITE_TOOBIG:
        return InputError(f"{path}: a text is larger than SQLite can hold; shorten it")
    return StoreUnavailable(f"{path}: SQLite reports {error}; run the same command again, or restore a backup")
