"""How much memory may still be taken, asked before large work: a sentence comes before the kernel's kill.

Counted are the limits of the process (`ulimit -v`, `ulimit -d`), those of its control groups (v2 and v1, every level
above it), what the machine has free, and GRAPHSVC_MEMORY, such as 2G. The smallest holds.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graphsvc.errors import InputError

SETTING = "GRAPHSVC_MEMORY"
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
# Peak of a process that links and clusters. `graphsvc bench` prints the estimate beside what was taken.
FIXED = 250 << 20
PER_RECORD = 1_200
PER_STATEMENT = 750
ELSE = "or keep fewer records in the case"


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes that may still be taken; `by`: what limits them; `more`: how to have more."""

    bytes: int
    by: str
    more: str


def enough(need: int, what: str) -> None:
    """Raises InputError where fewer than `need` bytes may be taken beyond those held now. `what` names the work."""
    room = smallest()
    if room is not None and need > room.bytes:
        raise InputError(
            f"{what} needs about {size(need)} of memory more, and {size(room.bytes)} may be taken here ({room.by}); "
            f"{room.more}, {ELSE}"
        )


def clustering(records: int, statements: int) -> int:
    """Bytes that a process which links and clusters a case of such counts will hold at most."""
    return FIXED + PER_RECORD * records + PER_STATEMENT * statements


def check_clustering(records: int, statements: int) -> None:
    """Raises InputError where linking and clustering so much will not fit into what may be taken."""
    held = _kilobytes(Path("/proc/self/status")).get("VmRSS", 0)
    enough(clustering(records, statements) - held, f"linking and clustering {records:,} records")


def spent() -> str:
    """What to say of a MemoryError: what there was, and what to do."""
    room = smallest()
    if room is None:
        return f"memory ran out; what was committed stays: use a machine with more memory, {ELSE}"
    return f"memory ran out ({room.by}); what was committed stays: {room.more}, {ELSE}"


def cap() -> None:
    """Hold this process, and those it starts, to GRAPHSVC_MEMORY and its control group: asking for more is then a
    MemoryError, which has a sentence, and no kill, which has none."""
    limits = [group.limit for group in _groups(Path("/"))]
    if (setting := allowed()) is not None:
        limits.append(setting)
    try:
        import resource
    except ImportError:  # a system without limits of processes
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limits += [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    if limits and (least := min(limits)) != soft:
        resource.setrlimit(resource.RLIMIT_DATA, (least, hard))


def release() -> None:
    """Give freed memory back to the system between two stages of large work, where the C library can: it keeps what
    lies between pieces that are still in use, at 100,000 adverts a third of all."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def allowed() -> int | None:
    """GRAPHSVC_MEMORY in bytes, None where it is not set. Raises InputError for what is no size."""
    text = os.environ.get(SETTING, "").strip()
    if not text:
        return None
    digits = text.upper().removesuffix("B").removesuffix("I")
    unit = digits.lstrip("0123456789. ")
    try:
        bytes_ = int(float(digits.removesuffix(unit)) * UNITS[unit])
    except (KeyError, ValueError, OverflowError):
        bytes_ = 0
    if bytes_ <= 0:
        raise InputError(f"{SETTING} is {text!r}, which is no size; write it as 2G or 1500M")
    return bytes_


def smallest() -> Room | None:
    """The least room of all that is limited here; None where nothing is known to be."""
    return min(_rooms(Path("/")), key=lambda room: room.bytes, default=None)


def size(bytes_: int) -> str:
    """Bytes for a person, in GB of 10^9 or MB of 10^6."""
    return f"{bytes_ / 1e9:.1f} GB" if bytes_ >= 1e9 else f"{max(bytes_, 0) / 1e6:.0f} MB"


def _rooms(root: Path) -> Iterator[Room]:
    held = _kilobytes(root / "proc/self/status")
    setting = allowed()
    if setting is not None:
        yield Room(setting - held.get("VmRSS", 0), f"{SETTING} allows {size(setting)}", f"set {SETTING} higher")
    for limit, taken, flag in _limits(held):
        yield Room(limit - taken, f"ulimit -{flag} allows {size(limit)}", f"raise `ulimit -{flag}`")
    for group in _groups(root):
        yield Room(group.limit - group.used, f"its control group allows {size(group.limit)}",
                   "give the container or service more")  # fmt: skip
    if "MemAvailable" in (machine := _kilobytes(root / "proc/meminfo")):
        yield Room(
            machine["MemAvailable"], "what this machine has free", "close other programs or use a larger machine"
        )


def _limits(held: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """(limit, what counts against it, flag of `ulimit`) of this process."""
    try:
        import resource
    except ImportError:  # a system without limits of processes
        return
    for which, name, flag in ((resource.RLIMIT_AS, "VmSize", "v"), (resource.RLIMIT_DATA, "VmData", "d")):
        soft, _ = resource.getrlimit(which)
        if soft != resource.RLIM_INFINITY:
            yield soft, held.get(name, 0), flag


@dataclass(frozen=True, slots=True)
class _Group:
    """Limit of a control group, and what is used of it that cannot be given back at once."""

    limit: int
    used: int


def _groups(root: Path) -> Iterator[_Group]:
    """The memory control groups of this process that have a limit. Inside a container the path that the kernel names
    may not exist; its own group is then at the top of the mount."""
    for line in _lines(root / "proc/self/cgroup"):
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            base, names = root / "sys/fs/cgroup", ("memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            base = root / "sys/fs/cgroup/memory"
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        else:
            continue
        own = base / path.strip("/")
        for folder in (own, *own.parents):
            if folder.is_relative_to(base) and (group := _group(folder, *names)):
                yield group


def _group(folder: Path, limit: str, used: str, idle: str) -> _Group | None:
    allowed_, current = "".join(_lines(folder / limit)), "".join(_lines(folder / used))
    if not (allowed_.isdigit() and current.isdigit()) or int(allowed_) >= 1 << 60:  # "max", or a number that means it
        return None
    words = (line.split() for line in _lines(folder / "memory.stat"))
    cached = next((int(word[1]) for word in words if word[0] == idle), 0)
    return _Group(int(allowed_), int(current) - cached)


def _kilobytes(path: Path) -> dict[str, int]:
    """`name: n kB` lines of a file of /proc, in bytes."""
    found = {}
    for line in _lines(path):
        name, _, rest = line.partition(":")
        if rest.endswith(" kB"):
            found[name] = 1024 * int(rest.removesuffix(" kB"))
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except OSError:
        return []
