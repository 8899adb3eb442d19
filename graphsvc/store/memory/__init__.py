"""The reference store: everything in plain dicts, views built by filtering. For tests and notebooks."""

from graphsvc.store.memory.store import MemoryStore

__all__ = ["MemoryStore"]
