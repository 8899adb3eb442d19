"""What is kept beside a case: read back whole, or not at all."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.store.common.shelf import FileShelf, Stamp, clear, folder, packed, unpacked

STAMP = Stamp("scope", (1, 2), 3, 7, "chain", 9, "hash")
ARRAYS = {"a": np.arange(5, dtype=np.int32), "none": np.zeros(0), "yes": np.array([True, False, True])}
KEY = b"k" * 32


class Trail:
    """A history in which everything holds, unless said."""

    def __init__(self, version: int = 7, *, holds: bool = True, grew: bool = True, stayed: bool = True) -> None:
        self._version, self._holds, self._grew, self._stayed = version, holds, grew, stayed

    def version(self) -> int:
        return self._version

    def holds(self, stamp: Stamp) -> bool:
        return self._holds

    def grew(self, stamp: Stamp) -> bool:
        return self._grew

    def stayed(self, stamp: Stamp) -> bool:
        return self._stayed


def shelf(case: Path, stamp: Stamp = STAMP, key: bytes = KEY, trail: Trail | None = None) -> FileShelf:
    return FileShelf(str(case), key, stamp, trail or Trail(stamp.version), {})


@pytest.fixture
def case(tmp_path: Path) -> Path:
    place = tmp_path / "case.db"
    shelf(place).put("x", ARRAYS)
    return place


def only_file(case: Path) -> Path:
    (file,) = folder(str(case)).iterdir()
    return file


def test_what_is_put_comes_back_with_its_kinds(case: Path) -> None:
    found = shelf(case).get("x")
    assert found is not None
    assert {name: (array.dtype, array.tolist()) for name, array in found.items()} == {
        name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()
    }
    assert shelf(case).get("y") is None


def test_only_its_owner_may_read_it(case: Path) -> None:
    assert stat.S_IMODE(folder(str(case)).stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(case).stat().st_mode) == 0o600


def test_another_case_scope_or_history_finds_nothing(case: Path) -> None:
    assert shelf(case, key=b"z" * 32).get("x") is None
    assert shelf(case, replace(STAMP, scope="other")).get("x") is None
    assert shelf(case, trail=Trail(holds=False)).get("x") is None
    assert shelf(case, trail=Trail(holds=False)).older("x") is None


def test_a_later_state_finds_it_where_no_record_came_or_went(case: Path) -> None:
    later = replace(STAMP, version=8)
    assert shelf(case, later).get("x") is not None
    assert shelf(case, later, trail=Trail(8, stayed=False)).get("x") is None
    assert shelf(case, replace(STAMP, version=6)).get("x") is None


def test_an_older_state_is_found_where_the_scope_gained_only_what_is_new(case: Path) -> None:
    def found(*parts: int, grew: bool = True) -> bool:
        stamp = replace(STAMP, scope="wider", parts=parts, version=8)
        return shelf(case, stamp, trail=Trail(8, grew=grew)).older("x") is not None

    assert found(1, 2)
    assert found(1, 2, 4)
    assert not found(1, 2, 3)  # part 3 was there before, and hidden
    assert not found(1)
    assert not found(1, 2, grew=False)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_makes_it_nothing(case: Path, at: int, bit: int) -> None:
    file = only_file(case)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[at % len(whole)] ^= 1 << bit
    file.write_bytes(damaged)
    assert shelf(case).get("x") is None
    file.write_bytes(whole[: at % len(whole)])
    assert shelf(case).get("x") is None
    file.write_bytes(whole)


def test_a_link_in_place_of_the_folder_or_a_file_is_left_alone(case: Path, tmp_path: Path) -> None:
    file = only_file(case)
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert shelf(case).get("x") is None
    file.unlink()
    folder(str(case)).rmdir()
    (tmp_path / "other").mkdir()
    folder(str(case)).symlink_to(tmp_path / "other")
    shelf(case).put("x", ARRAYS)
    assert list((tmp_path / "other").iterdir()) == []


def test_what_is_worked_out_from_a_state_gone_by_is_not_kept(case: Path) -> None:
    shelf(case, trail=Trail(8)).put("late", ARRAYS)
    assert shelf(case).get("late") is None


def test_a_change_while_it_is_written_takes_it_away(case: Path) -> None:
    class Changing(Trail):
        def version(self) -> int:
            self._version += 1
            return self._version - 1

    shelf(case, trail=Changing()).put("x", ARRAYS)
    assert list(folder(str(case)).iterdir()) == []


def test_clearing_leaves_nothing_but_what_is_not_ours(case: Path) -> None:
    clear(str(case))
    assert not folder(str(case)).exists()
    shelf(case).put("x", ARRAYS)
    (folder(str(case)) / "notes.txt").write_text("mine")
    clear(str(case))
    assert [file.name for file in folder(str(case)).iterdir()] == ["notes.txt"]


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    place = tmp_path / "no" / "case.db"
    shelf(place).put("x", ARRAYS)
    assert shelf(place).get("x") is None


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_texts_come_back(texts: list[str]) -> None:
    assert unpacked(packed(texts), len(texts)) == texts
