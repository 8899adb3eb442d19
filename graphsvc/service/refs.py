"""Refs: what stands for an id wherever it would leave the data (page element ids, URLs, logs, audit)."""

from __future__ import annotations

import hmac
from hashlib import sha256

from graphsvc.errors import CaseNotFound
from graphsvc.store import Store


class Refs:
    """HMAC-SHA-256 of an id under the case's key, 32 hex digits; resolvable for what this process handed out."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._key = b""
        self._known: dict[str, str] = {}

    def make(self, identifier: str) -> str:
        self._key = self._key or self._store.case_key()
        ref = hmac.new(self._key, identifier.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:32]
        self._known[ref] = identifier
        return ref

    def resolve(self, ref: str) -> str:
        """Raises CaseNotFound for a ref this process never handed out."""
        if ref not in self._known:
            raise CaseNotFound("that element is from an older view; reload the page")
        return self._known[ref]
