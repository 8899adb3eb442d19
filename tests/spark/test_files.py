from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graphsvc.errors import InputError
from graphsvc.spark.files import LEAST, MOST, check_empty, slices


def test_files_of_known_suffixes_are_taken_in_order_and_marks_are_not(tmp_path: Path) -> None:
    for name in ("b.csv", "a.jsonl", "c.parquet", "_SUCCESS", ".hidden.csv", "notes.pdf"):
        (tmp_path / name).write_text("x")
    (tmp_path / "d.csv.gz").write_bytes(gzip.compress(b"x"))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "e.csv").write_text("x")
    found = slices(tmp_path, "*", "", "", 2)
    assert [Path(part.path).name for part in found] == ["a.jsonl", "b.csv", "c.parquet", "d.csv.gz"]
    assert {(part.number, part.of) for part in found} == {(0, 1)}


def test_a_large_file_is_cut_into_slices_that_number_its_blocks(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_bytes(b"x" * (3 * LEAST))
    found = slices(tmp_path, "*", "", "", 8)
    assert [(part.number, part.of) for part in found] == [(0, 3), (1, 3), (2, 3)]
    (tmp_path / "ads.csv").write_bytes(b"x" * (50 * LEAST))
    assert len(slices(tmp_path, "*", "", "", 50)) == MOST


def test_only_some_files_may_be_read(tmp_path: Path) -> None:
    for name in ("ads-1.csv", "truth.jsonl"):
        (tmp_path / name).write_text("x")
    assert [Path(part.path).name for part in slices(tmp_path, "ads-*", "", "", 2)] == ["ads-1.csv"]
    with pytest.raises(InputError, match=r"no file .* fits 'none'; see --only"):
        slices(tmp_path, "none", "", "", 2)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        slices(tmp_path / "none", "*", "", "", 2)


def test_a_result_never_overwrites_anything(tmp_path: Path) -> None:
    check_empty(tmp_path / "new")
    check_empty(tmp_path)
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(InputError, match="is not empty"):
        check_empty(tmp_path)
