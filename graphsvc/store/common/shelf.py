"""Arrays kept on a case's shelf: what took long to work out from it, until the case changes.

Invariants
- A file says from which scope and which state of the case it was worked out, and is sealed under the case's own key:
  one that is another case's, cut short, altered or out of date is as good as none. It is only ever read as numbers.
- Each scope has files of its own, so none holds what its scope may not see.
- Files are for their owner alone (folder 0700, files 0600), and go before the data they were worked out from do.
- It is a cache: whatever the disk refuses is left out in silence. GRAPHSVC_CACHE=off keeps and reads nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

LAYOUT = 1  # of what is kept under any name; another layout is as good as none
MOST = 24  # files on one shelf: scopes that nobody asks for any more make room
HELD = ("near",)  # names whose files stay in memory
SUFFIX = ".arrays"
_MAGIC = b"graphsvc arrays\n"
_SEAL = 32  # bytes of the keyed BLAKE2b at the end (RFC 7693)
_DTYPES = {np.dtype(kind).str for kind in ("i1", "u1", "i4", "u4", "i8", "u8", "f8", "?")}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A state of a case as one scope sees it. scope: hash of the visible markings; parts: theirs; last: the highest
    number that any part had; version: the store's; chain, event, hash: its newest audit event, by which two histories
    of one case that part ways are told apart."""

    scope: str
    parts: tuple[int, ...]
    last: int
    version: int
    chain: str
    event: int
    hash: str


Held = dict[Path, tuple[tuple[int, ...], Arrays]]


class Shelf(Protocol):
    """Arrays that took long to work out from what a view shows, kept where the store can keep them; None otherwise."""

    lasts: bool  # whether anything is kept

    def get(self, name: str) -> Arrays | None:
        """What was put under a name in this state of the case, or in one since when no record came or went."""
        ...

    def older(self, name: str) -> Arrays | None:
        """What was put under a name in this state, or in one since when nothing was taken away."""
        ...

    def put(self, name: str, arrays: Arrays) -> None:
        """Keep arrays under a name, in place of those before. An array of other than numbers is not kept."""
        ...


class NoShelf:
    """Keeps nothing: of cases that end with the process, of those on a server, and where the cache is off."""

    lasts = False

    def get(self, name: str) -> Arrays | None:
        return None

    def older(self, name: str) -> Arrays | None:
        return None

    def put(self, name: str, arrays: Arrays) -> None:
        """Nothing is kept."""


class History(Protocol):
    """What a case's audit trail tells of its states."""

    def version(self) -> int:
        """The store's version at present."""
        ...

    def holds(self, stamp: Stamp) -> bool:
        """Whether the case was once in that state: whether its event is in the trail."""
        ...

    def grew(self, stamp: Stamp) -> bool:
        """Whether nothing was taken away since that state: records came, or decisions."""
        ...

    def stayed(self, stamp: Stamp) -> bool:
        """Whether no record came or went since that state."""
        ...


class FileShelf:
    """The shelf beside a case file, as one scope sees it in one state. `held`: files of HELD that this process has
    read, shared by its shelves."""

    lasts = True

    def __init__(self, case: str, key: bytes, stamp: Stamp, history: History, held: Held) -> None:
        self._folder, self._key = folder(case), hashlib.sha256(b"shelf" + key).digest()
        self._stamp, self._history, self._held = stamp, history, held

    def get(self, name: str) -> Arrays | None:
        if name in HELD:
            return self._get_held(name)
        return self._valid(_read(self._file(name), self._key))

    def _valid(self, found: tuple[Stamp, Arrays] | None) -> Arrays | None:
        """The arrays of a file where they are those of this state."""
        if not found or found[0].scope != self._stamp.scope or found[0].version > self._stamp.version:
            return None
        return found[1] if self._history.holds(found[0]) and self._history.stayed(found[0]) else None

    def _get_held(self, name: str) -> Arrays | None:
        """A file that is asked for again and again is read and checked once for as long as it and the case stay."""
        file = self._file(name)
        try:
            about = file.lstat()
        except OSError:
            self._held.pop(file, None)
            return None
        now = (about.st_ino, about.st_mtime_ns, about.st_size, self._stamp.version)
        if file not in self._held or self._held[file][0] != now:
            arrays = self._valid(_read(file, self._key))
            self._held.clear()  # one scope's at a time
            if arrays is None:
                return None
            self._held[file] = now, arrays
        return self._held[file][1]

    def older(self, name: str) -> Arrays | None:
        mine = _read(self._file(name), self._key)
        if mine and self._before(mine[0]):
            return mine[1]
        newest: tuple[Stamp, Arrays] | None = None  # of scopes that have grown into this one
        for file in sorted(self._folder.glob(f"*-{name}{SUFFIX}")) if _ours(self._folder) else ():
            found = _read(file, self._key)
            if found and self._before(found[0]) and (newest is None or found[0].version > newest[0].version):
                newest = found
        return newest[1] if newest else None

    def _before(self, kept: Stamp) -> bool:
        """Whether a view of then saw all that was there then of what this view sees, and all of it is still there. Each
        day's loads have a marking of their own, so a scope grows with its case."""
        gained = set(self._stamp.parts).difference(kept.parts)
        within = set(kept.parts) <= set(self._stamp.parts) and all(part > kept.last for part in gained)
        known = within and kept.version <= self._stamp.version and self._history.holds(kept)
        return known and self._history.grew(kept)

    def put(self, name: str, arrays: Arrays) -> None:
        # Erasing clears the shelf after its transaction: what is written before that goes with the rest, and what is
        # written after it, by one who read before, is taken away here.
        if self._history.version() != self._stamp.version:
            return
        with suppress(OSError):
            _write(self._file(name), self._key, self._stamp, arrays)
        if self._history.version() != self._stamp.version:
            with suppress(OSError):
                self._file(name).unlink(missing_ok=True)
        _make_room(self._folder)

    def _file(self, name: str) -> Path:
        return self._folder / f"{self._stamp.scope}-{name}{SUFFIX}"


def folder(case: str) -> Path:
    """Where the shelf of a case file is, by whatever name the file is opened."""
    return Path(f"{os.path.realpath(case)}.cache")


def off() -> bool:
    return os.environ.get("GRAPHSVC_CACHE", "").lower() in ("off", "0", "no")


def clear(case: str) -> None:
    """Take everything off the shelf of a case file."""
    with suppress(OSError):
        if _ours(folder(case)):
            for file in sorted(folder(case).iterdir()):
                if file.suffix in (SUFFIX, ".part"):
                    file.unlink(missing_ok=True)
            folder(case).rmdir()


def packed(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as one array of bytes."""
    return np.frombuffer("\n".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def unpacked(data: NDArray[np.uint8], count: int) -> list[str]:
    """The texts again; `count` tells none from one that is empty."""
    return data.tobytes().decode("utf-8", "surrogatepass").split("\n") if count else []


def _ours(place: Path) -> bool:
    """Whether a shelf is a real folder, and not a link to somebody else's."""
    return place.is_dir() and not place.is_symlink()


def _write(file: Path, key: bytes, stamp: Stamp, arrays: Arrays) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if not _ours(file.parent):
        return
    table = [[name, array.dtype.str, len(array)] for name, array in arrays.items()]
    head = json.dumps({"layout": LAYOUT, "stamp": asdict(stamp), "arrays": table}).encode("ascii")
    head += b" " * (-(len(_MAGIC) + len(head) + 1) % 8) + b"\n"  # arrays begin at multiples of eight bytes
    part = file.parent / f"{secrets.token_hex(8)}.part"
    seal = hashlib.blake2b(key=key, digest_size=_SEAL)
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as out:
            for piece in (_MAGIC, head, *map(_bytes, arrays.values())):
                seal.update(piece)
                out.write(piece)
            out.write(seal.digest())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _bytes(array: NDArray[Any]) -> memoryview | bytes:
    data = np.ascontiguousarray(array)
    return data.tobytes() + b"\0" * (-data.nbytes % 8) if data.nbytes % 8 or not data.nbytes else data.data.cast("B")


def _read(file: Path, key: bytes) -> tuple[Stamp, Arrays] | None:
    """What a file holds, where its seal is right; None otherwise."""
    try:
        if not _ours(file.parent):
            return None
        with open(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as source:
            data = source.read()
    except OSError:
        return None
    body = memoryview(data)[:-_SEAL]
    seal = hashlib.blake2b(body, key=key, digest_size=_SEAL).digest()
    if not data.startswith(_MAGIC) or not hmac.compare_digest(seal, data[-_SEAL:]):
        return None
    end = data.index(b"\n", len(_MAGIC)) + 1
    head = json.loads(data[len(_MAGIC) : end])
    if head["layout"] != LAYOUT:
        return None
    arrays: dict[str, NDArray[Any]] = {}
    for name, kind, length in head["arrays"]:
        if kind not in _DTYPES:
            return None
        arrays[name] = np.frombuffer(body, dtype=kind, count=length, offset=end)
        size = arrays[name].nbytes
        end += size + -size % 8
    return Stamp(**{**head["stamp"], "parts": tuple(head["stamp"]["parts"])}), arrays


def _make_room(place: Path) -> None:
    with suppress(OSError):
        files = [(file.stat().st_mtime, file) for file in place.glob(f"*{SUFFIX}")]
        for _, file in sorted(files)[:-MOST]:
            file.unlink(missing_ok=True)
