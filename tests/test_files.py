"""Files are complete or absent, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc.errors import InputError, StoreUnavailable
from graphsvc.files import read_text, staged, write_text


def test_written_and_for_its_owner(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.txt", ["grüße", "\r\n", "\0"])
    assert path.read_bytes() == "grüße\r\n\0".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_digest_is_of_what_was_written(tmp_path: Path) -> None:
    with staged() as stage:
        digest = stage(tmp_path / "a", ["ab", "c"])
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_all_of_a_block_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    with pytest.raises(InputError), staged() as stage:  # noqa: PT012 - the block is the thing
        stage(tmp_path / "a", ["after"])
        stage(tmp_path / "missing" / "b", ["after"])
    assert (tmp_path / "a").read_text() == "before"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_what_fails_while_being_made_leaves_the_old_file(tmp_path: Path) -> None:
    def chunks() -> Iterator[str]:
        yield "half"
        raise RuntimeError("stopped")

    path = tmp_path / "a"
    path.write_text("before")
    with pytest.raises(RuntimeError):
        write_text(path, chunks())
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_disk_is_one_sentence_and_leaves_nothing(
    code: int, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    target = (os, "fsync") if call == "fsync" else (Path, "replace")
    with monkeypatch.context() as patched:
        patched.setattr(*target, fail)
        with pytest.raises(StoreUnavailable, match=r"cannot write '.*a\.txt': .*; nothing of it is left"):
            write_text(tmp_path / "a.txt", ["x"])
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk(tmp_path: Path) -> None:
    """A real one, by the limit on the size of a file."""
    script = (
        "import resource, sys\nfrom pathlib import Path\nfrom graphsvc.files import write_text\n"
        "from graphsvc.errors import StoreUnavailable\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: write_text(Path(sys.argv[1]), ['x' * 10_000] * 50)\n"
        "except StoreUnavailable as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a")], capture_output=True, text=True)
    assert done.stdout.startswith("cannot write")
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_killed_in_the_middle_leaves_the_old_file_and_the_next_write_cleans_up(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("before")
    script = (
        "import sys, itertools\nfrom pathlib import Path\nfrom graphsvc.files import write_text\n"
        "write_text(Path(sys.argv[1]), itertools.repeat('x' * 1000))\n"
    )
    # A limit on its size, in case the test itself dies before it kills the writer.
    writer = subprocess.Popen(
        ["/bin/sh", "-c", 'ulimit -f 2000000; exec "$@"', "sh", sys.executable, "-c", script, path]
    )
    try:
        deadline = time.monotonic() + 30
        while not (left := list(tmp_path.glob(".graphsvc-*.part"))) or not left[0].stat().st_size:
            assert time.monotonic() < deadline
            assert writer.poll() is None
            time.sleep(0.01)
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    assert path.read_text() == "before"
    write_text(path, ["after"])
    assert path.read_text() == "after"
    assert list(tmp_path.iterdir()) == [path]


def test_files_of_a_living_writer_are_left_alone(tmp_path: Path) -> None:
    living = tmp_path / f".graphsvc-{os.getppid()}-abc.part"
    foreign = tmp_path / ".graphsvc-notes.part"
    living.touch()
    foreign.touch()
    write_text(tmp_path / "a", ["x"])
    assert living.exists()
    assert foreign.exists()


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    write_text(tmp_path / "link", ["x"])
    assert (tmp_path / "other").read_text() == "kept"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder", "is a folder; name a file in it"),
        ("missing/a", "there is no folder"),
        ("a\0b", "is no file name"),
        ("a\ud800", "is no file name"),
        ("n" * 300, "file name too long"),
        ("pipe", "is not an ordinary file"),
    ],
)
def test_places_that_cannot_be(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match=reason):
        write_text(tmp_path / name, ["x"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


def test_reading(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa\r\nb")
    (tmp_path / "latin").write_bytes(b"\xe9")
    assert read_text(tmp_path / "a", "a text") == "a\r\nb"
    for name, reason in (("absent", "no such file"), ("latin", "is not UTF-8 text"), (".", "is a directory")):
        with pytest.raises(InputError, match=f"{reason}.*; name a text"):
            read_text(tmp_path / name, "a text")
