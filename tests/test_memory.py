"""How much memory may be taken, and the sentence that comes before the kernel's kill."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc import memory
from graphsvc.errors import InputError

GB = 10**9
GIB = 2**30


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(memory.SETTING, raising=False)


@pytest.mark.parametrize(
    "text, bytes_",
    [("2G", 2 * GIB), ("1500M", 1500 << 20), ("2 GiB", 2 * GIB), ("1.5gb", 3 * GIB // 2), ("4096", 4096), ("", None),
     ("  ", None)],
)  # fmt: skip
def test_the_setting_is_read_as_people_write_it(text: str, bytes_: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memory.SETTING, text)
    assert memory.allowed() == bytes_


@pytest.mark.parametrize("text", ["x", "-2G", "0", "2G3", "G", "1e3G", "2,5G", "nan", "infG", "9" * 400])
def test_what_is_no_size_is_said(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memory.SETTING, text)
    with pytest.raises(InputError, match="write it as 2G or 1500M"):
        memory.allowed()


def test_work_that_fits_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.enough(1 << 20, "anything")
    monkeypatch.setenv(memory.SETTING, "1T")
    memory.enough(1 << 20, "anything")


def test_work_that_does_not_fit_says_need_room_and_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memory.SETTING, "1M")
    with pytest.raises(InputError) as refused:
        memory.enough(3 * GB, "clustering 500,000 records")
    said = str(refused.value)
    assert said.startswith("clustering 500,000 records needs about 3.0 GB of memory more, and 0 MB may be taken here")
    assert "GRAPHSVC_MEMORY allows 1 MB" in said
    assert "set GRAPHSVC_MEMORY higher" in said
    assert refused.value.exit_code == 2


def test_the_estimate_grows_with_the_case() -> None:
    assert memory.clustering(1_000, 2_000) < memory.clustering(1_000, 3_000) < memory.clustering(2_000, 3_000)
    assert memory.clustering(0, 0) == memory.FIXED


def test_clustering_is_refused_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.check_clustering(1_000, 2_000)
    monkeypatch.setenv(memory.SETTING, "500M")
    with pytest.raises(InputError, match=r"linking and clustering 1,000,000 records needs about \d+\.\d GB"):
        memory.check_clustering(1_000_000, 2_500_000)


def _tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_the_tightest_control_group_above_a_process_counts(tmp_path: Path) -> None:
    root = _tree(tmp_path, {
        "proc/self/cgroup": "0::/slice/service\n",
        "sys/fs/cgroup/slice/service/memory.max": "max\n",
        "sys/fs/cgroup/slice/service/memory.current": "7\n",
        "sys/fs/cgroup/slice/memory.max": f"{2 * GIB}\n",
        "sys/fs/cgroup/slice/memory.current": f"{GIB}\n",
        "sys/fs/cgroup/slice/memory.stat": f"anon 1\ninactive_file {GIB // 2}\n",
        "proc/meminfo": "MemTotal: 9999999 kB\nMemAvailable: 8000000 kB\n",
    })  # fmt: skip
    assert [(group.limit, group.used) for group in memory._groups(root)] == [(2 * GIB, GIB // 2)]
    rooms = [room.bytes for room in memory._rooms(root)]
    assert rooms[0] == 3 * GIB // 2
    assert rooms[-1] == 8_000_000 * 1024


def test_a_container_sees_its_group_at_the_top_of_the_mount(tmp_path: Path) -> None:
    root = _tree(tmp_path, {
        "proc/self/cgroup": "9:name=systemd:/\n4:memory:/docker/0123\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": f"{GIB}\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": "1000\n",
        "sys/fs/cgroup/memory/memory.stat": "total_inactive_file 400\n",
    })  # fmt: skip
    assert [(group.limit, group.used) for group in memory._groups(root)] == [(GIB, 600)]


def test_version_one_says_no_limit_with_a_number(tmp_path: Path) -> None:
    root = _tree(tmp_path, {
        "proc/self/cgroup": "4:memory:/\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": "1000\n",
    })  # fmt: skip
    assert list(memory._groups(root)) == []


def test_a_machine_that_says_nothing_limits_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda which: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert list(memory._rooms(tmp_path)) == []


def _python(code: str, *, address_space: int = 0, **setting: str) -> subprocess.CompletedProcess[str]:
    limit = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({address_space},) * 2); " if address_space else ""
    )
    return subprocess.run(
        [sys.executable, "-c", limit + code], capture_output=True, text=True, env={"PATH": "", **setting}
    )


def test_the_cap_turns_the_kill_into_an_error_with_a_sentence() -> None:
    code = (
        "from graphsvc import memory\nmemory.cap()\n"
        "try: bytearray(400 << 20)\nexcept MemoryError: print(memory.spent())"
    )
    done = _python(code, GRAPHSVC_MEMORY="300M")
    assert "memory ran out" in done.stdout
    assert "300M" not in done.stderr
    assert "what was committed stays" in done.stdout
    assert _python(code, GRAPHSVC_MEMORY="2G").stdout == ""


def test_no_setting_caps_nothing() -> None:
    code = (
        "import resource; from graphsvc import memory; memory.cap(); print(resource.getrlimit(resource.RLIMIT_DATA)[0])"
    )
    limits = [group.limit for group in memory._groups(Path("/"))]
    assert int(_python(code).stdout) == min(limits, default=resource.RLIM_INFINITY)


def test_two_gigabytes_of_address_space_are_counted() -> None:
    code = "from graphsvc import memory; memory.check_clustering(2_000_000, 5_000_000)"
    done = _python(code, address_space=2 * GIB)
    assert "ulimit -v allows 2.1 GB" in done.stderr
    assert "InputError" in done.stderr


RUN = "import sys; from graphsvc.cli import main; main(sys.argv[1:])"


def _command(*words: object, address_space: int) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    return subprocess.run(
        [sys.executable, "-c", RUN, *map(str, words)], capture_output=True, text=True, preexec_fn=limited
    )


def test_load_and_clustering_finish_in_two_gigabytes(tmp_path: Path) -> None:
    from graphsvc.synth import write

    write(tmp_path, records=600, seed=1)
    case = tmp_path / "case.db"
    for words in (("load", case, tmp_path / "ads.csv"), ("cluster", case)):
        done = _command(*words, address_space=2 * GIB)
        assert done.returncode == 0, done.stderr


def test_memory_that_runs_out_is_one_line_and_the_exit_code_of_a_user_error(tmp_path: Path) -> None:
    code = "from graphsvc import cli; cli._dispatch = lambda words: bytearray(3 << 30); cli.main(['info'])"
    done = _python(code, address_space=2 * GIB)
    assert done.returncode == 2
    assert done.stderr == (
        "graphsvc: memory ran out (ulimit -v allows 2.1 GB); what was committed stays: raise `ulimit -v`, "
        "or keep fewer records in the case\n"
    )


def test_a_case_too_large_for_what_is_allowed_is_refused_before_clustering(tmp_path: Path) -> None:
    from graphsvc.synth import write

    write(tmp_path, records=300, seed=1)
    case = tmp_path / "case.db"
    assert _command("load", case, tmp_path / "ads.csv", address_space=2 * GIB).returncode == 0
    code = (
        "import sys; from graphsvc import memory; memory.PER_RECORD = 10**8; "
        "from graphsvc.cli import main; main(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code, "cluster", str(case)], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "linking and clustering 300 records needs about 30." in done.stderr
