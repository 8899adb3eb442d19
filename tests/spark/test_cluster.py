"""A cluster of two workers, one of which dies in the middle."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from graphsvc.results import Result
from tests.support import spark_cluster
from tests.support.spark_runs import Ran, command

SECONDS = 400  # on an idle machine it takes 40
pytestmark = [pytest.mark.spark, pytest.mark.timeout(2 * SECONDS)]


def test_a_worker_that_is_killed_in_mid_job_costs_nothing_but_time(
    small: Path, small_result: Result, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    with (
        spark_cluster.started(2, tmp_path) as cluster,
        subprocess.Popen(
            command(small, output, "--master", cluster.url, "--memory", "600m", "--shard", "100"),
            env=spark_cluster.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as driver,
    ):  # fmt: skip
        try:
            deadline = time.monotonic() + SECONDS
            while not (output / "_work" / "templates" / "buckets" / "_SUCCESS").exists():
                assert driver.poll() is None, driver.communicate()
                assert time.monotonic() < deadline
                time.sleep(0.05)
            cluster.kill(0)
            out, err = driver.communicate(timeout=SECONDS)
        finally:
            driver.kill()
    ran = Ran(driver.returncode, out, err, output)
    assert ran.code == 0, ran.err
    assert {row["id"] for row in ran.table("actors")} == {actor.id for actor in small_result.actors}
    assert {row["id"] for row in ran.table("networks")} == {network.id for network in small_result.networks}
