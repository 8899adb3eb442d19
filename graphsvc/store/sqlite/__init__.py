"""The embedded store: one case in one SQLite file (3.40 or newer), WAL, every commit synced, FTS5 for search."""

from graphsvc.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
