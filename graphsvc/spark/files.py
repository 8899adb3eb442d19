"""Which files of a folder are read, and in how many slices."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from graphsvc.errors import InputError
from graphsvc.spark.reading import BATCH, Slice

SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
SLICE = 16 << 20  # bytes of a file that are worth a slice of their own
LEAST = BATCH * 200  # bytes: a slice below one block of rows would be empty
MOST = 4  # slices of a file: each reads all of it, at a tenth of what finding the identifiers in its rows takes


def slices(folder: Path, only: str, source: str, region: str, cores: int) -> list[Slice]:
    """Slices of every file in a folder whose name fits `only`, in the order of names. Subfolders, hidden files and
    Spark's own marks are no files of ours. Raises InputError when nothing is left."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the one that holds the files, as every worker sees it")
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] not in "._")
    files = [path for path in files if path.name.lower().removesuffix(".gz").endswith(SUFFIXES)]
    chosen = [path for path in files if fnmatch(path.name, only)]
    if not chosen:
        raise InputError(f"{folder}: no file of {', '.join(SUFFIXES)} fits {only!r}; see --only")
    total = sum(path.stat().st_size for path in chosen)
    share = max(LEAST, min(SLICE, total // (2 * cores)))
    return [
        Slice(str(path.absolute()), number, of, source, region)
        for path in chosen
        for of in [min(MOST, max(1, round(path.stat().st_size / share)))]
        for number in range(of)
    ]


def check_empty(output: Path) -> None:
    """Raises InputError for a result's folder that holds something."""
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise InputError(f"{output} is not empty; name another folder for the result, or empty this one")
