"""Files that are complete or absent: written beside their place, forced to disk, then renamed over it.

    with staged() as stage:
        digest = stage(path, chunks)     # SHA-256 of what was written
    # only here do all the files appear, in the order they were staged

A process killed in mid-write leaves a hidden `.graphsvc-PID-*.part`; the next write into that folder removes those
whose process is gone. Files are for their owner alone (mode 0600): they hold people's data.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graphsvc.errors import InputError, StoreUnavailable

Stage = Callable[[Path, Iterable[str]], str]

_PREFIX, _SUFFIX = ".graphsvc-", ".part"
# The disk's fault, not the caller's: the same command works once there is space, or the disk is well.
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EROFS, errno.ESTALE, errno.EMFILE, errno.ENFILE}


@contextmanager
def staged() -> Iterator[Stage]:
    """A function that writes text chunks (UTF-8) beside their place; all files appear when the block ends well.

    Raises InputError (no such folder, a folder or device in its place, not allowed), StoreUnavailable (disk full or
    failing). After an error no file of the block has appeared, unless the disk failed between two renames.
    """
    waiting: list[tuple[Path, Path]] = []

    def stage(path: Path, chunks: Iterable[str]) -> str:
        check_target(path)
        with _told(path):
            _sweep(path.parent)
            part = path.parent / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(6)}{_SUFFIX}"
            waiting.append((part, path))
            return _write(part, chunks)

    try:
        yield stage
        for part, path in waiting:
            with _told(path):
                part.replace(path)
        for folder in sorted({path.parent for _, path in waiting}):
            _sync_folder(folder)
    finally:
        for part, _ in waiting:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_text(path: Path, chunks: Iterable[str]) -> Path:
    """One file of text chunks, complete or absent. Raises InputError, StoreUnavailable."""
    with staged() as stage:
        stage(path, chunks)
    return path


def read_text(path: Path, what: str) -> str:
    """A whole UTF-8 file, byte order mark taken off, line ends as they are. Raises InputError, naming `what`."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"cannot read {str(path)!r}: {reason}; name {what}") from error
    except ValueError as error:
        raise InputError(f"{str(path)!r} is not UTF-8 text; name {what}") from error


def check_target(path: Path) -> None:
    """Raises InputError when no file can be written there: a folder or device stands in its place, or no folder is."""
    with _told(path):
        if not _nameable(path):
            raise InputError(f"{str(path)!r} is no file name; name another")
        if path.is_dir():
            raise InputError(f"{str(path)!r} is a folder; name a file in it")
        if not path.parent.is_dir():
            raise InputError(f"there is no folder {str(path.parent)!r}; make it first, or name another place")
        if path.exists() and not path.is_file():
            raise InputError(f"{str(path)!r} is not an ordinary file; name another")


def _sweep(folder: Path) -> None:
    for left in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
        pid = left.name.removeprefix(_PREFIX).split("-")[0]
        if pid.isdecimal() and not _alive(int(pid)):
            with suppress(OSError):
                left.unlink()


def _nameable(path: Path) -> bool:
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _write(part: Path, chunks: Iterable[str]) -> str:
    digest = hashlib.sha256()
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
        for chunk in chunks:
            data = chunk.encode("utf-8")
            digest.update(data)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    # Makes the new name itself last through a power cut; some network file systems refuse, and keep it anyway.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """System errors as one sentence that names the file."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        if error.errno in _DISK:
            raise StoreUnavailable(
                f"cannot write {str(path)!r}: {reason}; nothing of it is left; make room, then run it again"
            ) from error
        raise InputError(f"cannot write {str(path)!r}: {reason}; name a place you may write to") from error
