"""The states of a case file, by its audit trail: what tells whether something kept on the shelf still holds."""

from __future__ import annotations

from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.common.scope import scope_digest
from graphsvc.store.common.shelf import FileShelf, Held, NoShelf, Shelf, Stamp, off
from graphsvc.store.sqlite.connection import Connections
from graphsvc.store.sqlite.scope import Scope

KEY = "SELECT value FROM setting WHERE name = ?"
META = "SELECT value FROM meta WHERE name = ?"
NEWEST = "SELECT seq, event ->> '$.hash' FROM audit WHERE chain = ? ORDER BY seq DESC LIMIT 1"
EVENT = "SELECT event ->> '$.hash' FROM audit WHERE chain = ? AND seq = ?"
# What is copied from another case is counted in its event, not named.
LOST = """
SELECT 1 FROM audit WHERE chain = ? AND seq > ? AND (event ->> '$.verb' = 'erase' OR (
    event ->> '$.verb' = 'collect' AND event ->> '$.n_objects' > 0 AND json_array_length(event, '$.object_ids') = 0))
LIMIT 1
"""
MOVED = """
SELECT 1 FROM audit WHERE chain = ? AND seq > ? AND event ->> '$.verb' IN ('collect', 'erase')
AND event ->> '$.n_objects' > 0 LIMIT 1
"""


class SqliteHistory:
    """As `shelf.History`, of the present."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def version(self) -> int:
        with self._connections.reading() as connection:
            return int(connection.execute(META, ("version",)).fetchone()[0])

    def holds(self, stamp: Stamp) -> bool:
        with self._connections.reading() as connection:
            found = connection.execute(EVENT, (stamp.chain, stamp.event)).fetchone()
        return bool(found == (stamp.hash,))

    def grew(self, stamp: Stamp) -> bool:
        with self._connections.reading() as connection:
            return connection.execute(LOST, (stamp.chain, stamp.event)).fetchone() is None

    def stayed(self, stamp: Stamp) -> bool:
        with self._connections.reading() as connection:
            return connection.execute(MOVED, (stamp.chain, stamp.event)).fetchone() is None


def open_shelf(connections: Connections, scope: Scope, held: Held) -> Shelf:
    """The shelf of an open scope, where the cache is on."""
    if off():
        return NoShelf()
    key = bytes.fromhex(scope.connection.execute(KEY, (CASE_KEY,)).fetchone()[0])
    return FileShelf(connections.path, key, _stamp(scope), SqliteHistory(connections), held)


def _stamp(scope: Scope) -> Stamp:
    """The state that an open scope sees."""
    meta = {name: scope.connection.execute(META, (name,)).fetchone()[0] for name in ("chain", "version", "last_part")}
    newest = scope.connection.execute(NEWEST, (meta["chain"],)).fetchone()
    event, digest = newest or (0, "")
    return Stamp(
        scope_digest(scope.markings.values()), tuple(scope.markings), int(meta["last_part"]), int(meta["version"]),
        meta["chain"], event, digest,
    )  # fmt: skip
