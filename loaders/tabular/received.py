"""A file as received: hashed before it is parsed, and held against what its name claims."""

from __future__ import annotations

import gzip
import hashlib
import io
import stat
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graphsvc.errors import FileRefused
from loaders.tabular import magic
from loaders.tabular.limits import FREE_RATIO, HEAD, MAX_RATIO, MAX_UNPACKED
from loaders.tabular.names import show

# Suffix -> what it claims. `.txt` and unknown suffixes claim nothing but text.
CLAIMS = {
    ".csv": magic.TEXT, ".tsv": magic.TEXT, ".tab": magic.TEXT, ".psv": magic.TEXT, ".txt": magic.TEXT,
    ".json": magic.JSON, ".jsonl": magic.JSON, ".ndjson": magic.JSON, ".jl": magic.JSON,
    ".xlsx": magic.XLSX, ".xlsm": magic.XLSX, ".parquet": magic.PARQUET, ".pq": magic.PARQUET,
    ".yaml": magic.YAML, ".yml": magic.YAML,
}  # fmt: skip
_PLAIN = {
    magic.TEXT: ("delimited text", ".csv"),
    magic.JSON: ("JSON", ".json (or .jsonl, one record a line)"),
    magic.XLSX: ("an Excel workbook", ".xlsx"),
    magic.PARQUET: ("Parquet", ".parquet"),
    magic.YAML: ("YAML", ".yaml"),
    magic.GZIP: ("gzip", ".gz at its end, as in ads.csv.gz"),
}
_PATH = 300  # characters of a path in a sentence


@dataclass(frozen=True, slots=True)
class Received:
    """`content`: TEXT, JSON, XLSX, PARQUET or YAML. `size` and `stamp` (mtime, ns) tell whether it changed since."""

    path: Path
    content: str
    packed: bool
    size: int
    stamp: int

    @property
    def name(self) -> str:
        """The file's name, fit for a sentence."""
        return show(self.path.name).strip("'")

    @property
    def stem(self) -> str:
        """The name without its suffixes: `ads` of `ads.csv.gz`."""
        name = self.path.name
        for suffix in (".gz", *CLAIMS):
            if name.lower().endswith(suffix):
                name = name[: -len(suffix)]
        return name

    def sha256(self) -> str:
        """Of the bytes as received, packed or not."""
        digest = hashlib.sha256()
        with _opened(self.path) as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
        return digest.hexdigest()

    def open(self) -> BinaryIO:
        """The unpacked bytes as a stream. Raises FileRefused if the file changed since it was examined."""
        self.check()
        file = _opened(self.path)
        return io.BufferedReader(_Unpacked(file, self.name), 1 << 18) if self.packed else file

    def seekable(self) -> BinaryIO:
        """The unpacked bytes with `seek`, through an unnamed temporary file where they are packed."""
        if not self.packed:
            return self.open()
        spool = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        with self.open() as packed:
            while chunk := packed.read(1 << 20):
                if spool.tell() + len(chunk) > MAX_UNPACKED:
                    spool.close()
                    raise FileRefused(
                        f"{self.name} unpacks to more than 1 GiB; unpack it and load the parts one by one"
                    )
                spool.write(chunk)
        spool.seek(0)
        return spool

    def check(self) -> None:
        """Raises FileRefused if the file is not the one that was examined."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise FileRefused(f"{self.name} went away while it was being read: {_reason(error)}") from None
        if (found.st_size, found.st_mtime_ns) != (self.size, self.stamp):
            raise FileRefused(f"{self.name} changed while it was being read; load it again when it is complete")


def receive(path: Path) -> Received:
    """Looks at the head of a file. Raises FileRefused in one sentence when it is no table or not what it claims."""
    name = show(path.name).strip("'") or str(path)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise FileRefused(f"{show(str(path), _PATH)} does not exist; check the path") from None
    except (OSError, ValueError) as error:
        raise FileRefused(f"{show(str(path), _PATH)} cannot be read: {_reason(error)}") from None
    if stat.S_ISDIR(found.st_mode):
        raise FileRefused(f"{name} is a directory; name the files in it")
    if not stat.S_ISREG(found.st_mode):
        raise FileRefused(f"{name} is not a regular file; save its content as a file first")
    if found.st_size == 0:
        raise FileRefused(f"{name} is empty; export it again")
    return _examine(path, name, found.st_size, found.st_mtime_ns)


def _examine(path: Path, name: str, size: int, stamp: int) -> Received:
    named_packed = path.suffix.lower() == ".gz"
    claim = CLAIMS.get((Path(path.stem) if named_packed else path).suffix.lower(), "")
    with _opened(path) as file:
        content = magic.identify(file.read(HEAD), file)
    packed = content == magic.GZIP
    if named_packed and not packed:
        raise FileRefused(f"{name} is not gzip, though its name says so; rename it without .gz")
    if packed:
        if not named_packed:
            raise FileRefused(f"{name} holds gzip; give it {_PLAIN[magic.GZIP][1]}")
        received = Received(path, magic.TEXT, True, size, stamp)
        with received.open() as stream:
            head = stream.read(HEAD)
        if not head:
            raise FileRefused(f"{name} is empty once unpacked; export it again")
        content = magic.identify(head, io.BytesIO(head))
        if head.startswith(b"PK"):
            with received.seekable() as spool:
                content = magic.identify(head, spool)
    if content not in (magic.TEXT, magic.JSON, magic.XLSX, magic.PARQUET):
        inside = " once unpacked" if packed else ""
        advice = magic.ADVICE.get(content, "export the table as CSV, JSON, .xlsx or Parquet")
        raise FileRefused(f"{name} is {_PLAIN.get(content, (content, ''))[0]}{inside}, not a table; {advice}")
    if claim == magic.YAML and content == magic.TEXT:
        content = claim
    if claim and claim != content:
        holds, suffix = _PLAIN[content]
        raise FileRefused(f"{name} holds {holds}, not {_PLAIN[claim][0]}; rename it to end in {suffix}")
    return Received(path, content, packed, size, stamp)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise FileRefused(f"{show(str(path), _PATH)} cannot be read: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


class _Unpacked(io.RawIOBase):
    """A gzip stream that refuses bombs and damage in one sentence."""

    def __init__(self, packed: BinaryIO, name: str) -> None:
        self._packed, self._name, self._given = packed, name, 0
        self._stream = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._stream.read1(len(view))
        except EOFError:
            raise FileRefused(f"{self._name} ends in the middle of its gzip data; copy it again") from None
        except (gzip.BadGzipFile, zlib.error):
            raise FileRefused(f"{self._name} holds damaged gzip data; copy it again") from None
        view[: len(data)] = data
        self._given += len(data)
        if self._given > FREE_RATIO and self._given > MAX_RATIO * max(self._packed.tell(), 1):
            raise FileRefused(
                f"{self._name} unpacks to more than {MAX_RATIO} times its size, as a decompression bomb does; "
                f"unpack it yourself if you trust it"
            )
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()
