"""Patterns over bytes that run in time linear in the text, whatever the text: google-re2, or `re` where it is missing.

Every pattern is written so that both engines take linear time: no look-around, no nested unbounded repetition, and
a failed attempt looks at no more than a fixed number of bytes. (RE2: Cox, "Regular Expression Matching in the Wild",
2010; `re` backtracks, hence the bounds.) Patterns see the ASCII shadow of a text (`graphsvc.identifiers.reading.text`),
one byte a character, so that byte offsets are character offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

try:
    import re2 as _re2
except ImportError:
    _re2 = None

ENGINE = "re" if _re2 is None else "re2"


class Pattern(Protocol):
    """The part of a compiled pattern that both engines share. `finditer` yields matches with start, end, span."""

    def finditer(self, data: bytes) -> Iterator[Any]: ...

    def search(self, data: bytes) -> Any: ...


def pattern(source: str, *, memory: int = 8) -> Pattern:
    """A compiled bytes pattern; flags are written inline. `memory`: MiB that its automaton may use."""
    if _re2 is None:
        return re.compile(source.encode("ascii"))
    compiled: Pattern = _re2.compile(source.encode("ascii"), _options(memory))
    return compiled


def _options(memory: int) -> Any:
    options = _re2.Options()
    options.encoding = _re2.Options.Encoding.LATIN1  # a byte is a character, as it is for `re`
    options.max_mem = memory << 20
    options.log_errors = False
    return options


def utf8(word: str) -> str:
    """A word in small letters as a pattern over UTF-8."""
    return "".join(chr(byte) if 96 < byte < 123 else f"\\x{byte:02x}" for byte in word.encode())


class Triggers:
    """Which of several named patterns occur anywhere in a text: one automaton, one pass."""

    def __init__(self, sources: Mapping[str, str], *, memory: int = 8) -> None:
        self._names = list(sources)
        self._set: Any = None
        if _re2 is not None:
            self._set = _re2.Set.SearchSet(_options(memory))
            for source in sources.values():
                self._set.Add(source.encode("ascii"))
            self._set.Compile()
        self._patterns = [pattern(source, memory=memory) for source in sources.values()]

    def of(self, data: bytes) -> Iterable[str]:
        """The names whose pattern occurs, in the order given."""
        if self._set is not None:
            return [self._names[index] for index in sorted(self._set.Match(data) or ())]
        return [name for name, compiled in zip(self._names, self._patterns) if compiled.search(data)]
