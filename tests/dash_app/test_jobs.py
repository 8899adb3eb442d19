"""Jobs run in a real worker process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dash_app import worker
from dash_app.jobs import Job, Jobs
from graphsvc.service import Case
from tests.support.site import write_adverts

SECONDS = 60.0


@pytest.fixture
def ended() -> list[Job]:
    return []


@pytest.fixture
def jobs(case: Case, tmp_path: Path, ended: list[Job]) -> Iterator[Jobs]:
    folder = tmp_path / "work"
    folder.mkdir()
    made = Jobs(case.name, folder, ended.append)
    yield made
    made.close()


def finished(jobs: Jobs, job: Job) -> Job:
    with jobs._changed:
        assert jobs._changed.wait_for(lambda: job.over, SECONDS)
    assert jobs.get(job.id) is job
    return job


def load_order(path: Path, **options: str) -> dict[str, object]:
    return {"upload": "u", "path": str(path), "kind": "ads", "options": {"source": "later", **options}}


def test_a_load_ends_with_its_tally(jobs: Jobs, case: Case, tmp_path: Path, ended: list[Job]) -> None:
    before = case.info()["records"]
    job = finished(jobs, jobs.start("load", "Load later", load_order(write_adverts(tmp_path / "later.csv"))))
    assert (job.state, job.error) == ("done", "")
    assert job.result["tally"]["records"] == job.result["tally"]["new"] == 9
    assert job.result["rejected"] == 0
    assert job.result["listing"] == ""
    assert case.info()["records"] == before + 9


def test_rejected_rows_are_listed_in_a_file(jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "crooked.csv"
    path.write_text(
        'ad_id,title,description,posted\n1,=cmd|calc,fine,2025-01-01\n2,bad,"x",not a date at all\n', "utf-8"
    )
    job = finished(jobs, jobs.start("load", "Load", load_order(path)))
    assert job.state == "done", job.error
    if job.result["rejected"]:
        listing = Path(job.result["listing"]).read_text("utf-8").splitlines()
        assert listing[0] == "file,line,reason"
        assert len(listing) == job.result["rejected"] + 1


def test_an_error_is_one_sentence(jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    job = finished(jobs, jobs.start("load", "Load nothing", load_order(path)))
    assert job.state == "failed"
    assert job.error
    assert "\n" not in job.error
    assert "Traceback" not in job.error


def test_an_unknown_task_becomes_a_numbered_error(jobs: Jobs) -> None:
    job = finished(jobs, jobs.start("other", "Other", {}))
    assert job.state == "failed"
    assert "error " in job.error


def test_a_job_that_waits_can_be_cancelled(jobs: Jobs, tmp_path: Path) -> None:
    path = write_adverts(tmp_path / "later.csv")
    first = jobs.start("load", "First", load_order(path))
    second = jobs.start("load", "Second", load_order(path, source="never"))
    jobs.cancel(second.id)
    assert finished(jobs, second).state == "cancelled"
    assert finished(jobs, first).state == "done"
    jobs.cancel(first.id)
    assert first.state == "done"


def test_a_running_job_can_be_cancelled_and_run_again(jobs: Jobs, case: Case, tmp_path: Path) -> None:
    path = write_adverts(tmp_path / "later.csv")
    job = jobs.start("load", "First", load_order(path))
    with jobs._changed:
        assert jobs._changed.wait_for(lambda: jobs._process is not None, SECONDS)
    jobs.cancel(job.id)
    assert finished(jobs, job).state == "cancelled"
    again = finished(jobs, jobs.start("load", "Again", load_order(path)))
    assert again.state == "done"
    later = [source for source in case.info()["sources"] if source["source"] == "later"]
    assert later[0]["records"] == 9


def test_a_worker_that_dies_is_told(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")
    job = finished(jobs, jobs.start("cluster", "Run", {}))
    assert (job.state, job.error) == ("failed", worker.GONE)


def test_every_job_that_ended_is_announced(jobs: Jobs, ended: list[Job]) -> None:
    one, two = jobs.start("other", "One", {}), jobs.start("other", "Two", {})
    finished(jobs, two)
    with jobs._changed:
        assert jobs._changed.wait_for(lambda: len(ended) == 2, SECONDS)
    assert ended == [one, two]
    assert not jobs.busy()
    assert [job.id for job in jobs.all()] == [one.id, two.id]
    assert jobs.get("nothing") is None


def test_cells_are_no_formulas() -> None:
    for text in ("=1+1", "+44", "-1", "@x", "\tx", "'x"):
        assert worker._cell(text) == f"'{text}"
    assert worker._cell("plain = text") == "plain = text"
