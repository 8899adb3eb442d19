"""Every error a user can meet. Messages name what, where, and the next step; the command line prints `str(error)`.

GraphsvcError
├── InputError            a file, value or argument that cannot be used (exit 2)
│   ├── FileRefused       the whole file is refused; nothing was written
│   └── CaseNotFound      no such case, node, run or source
├── StoreError            the store cannot do it now (exit 3)
│   ├── StoreUnavailable  server gone, disk full, locked; what was committed stays; run the same command again
│   └── StoreDamaged      what is stored contradicts itself
├── NotAllowed            a marking, scope or rule forbids it (exit 4)
└── UnknownName           a registry has no such entry; the message lists those it has (exit 2)
"""

from __future__ import annotations


class GraphsvcError(Exception):
    """Base of all errors with a sentence for the user."""

    exit_code = 1


class InputError(GraphsvcError):
    exit_code = 2


class FileRefused(InputError):
    """The file is not what it claims, or cannot be read; nothing of it was written."""


class CaseNotFound(InputError):
    """No such case, node, run or source."""


class StoreError(GraphsvcError):
    exit_code = 3


class StoreUnavailable(StoreError):
    """The store cannot be reached or written now; what was committed stays."""


class StoreDamaged(StoreError):
    """What is stored contradicts itself; nothing further is written."""


class NotAllowed(GraphsvcError):
    exit_code = 4


class UnknownName(InputError):
    """A registry has no entry of that name."""

    def __init__(self, what: str, name: str, known: list[str]) -> None:
        super().__init__(f"unknown {what} {name!r}; known: {', '.join(sorted(known))}")
