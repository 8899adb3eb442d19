"""A Spark session with what this package needs, and Spark's own errors as one sentence."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.errors import InputError, StoreUnavailable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

QUIET = Path(__file__).parent / "log4j2.properties"
EXTRA = "pip install 'graphsvc[spark]'"


@contextmanager
def session(
    master: str, *, memory: str = "2g", partitions: int = 0, jars: Sequence[str] = (), events: str = ""
) -> Iterator[SparkSession]:
    """A session of its own, stopped at the end. `memory`: of the driver's JVM and of each executor's. `partitions`: of
    a shuffle, 0 for the number of cores. `jars`: files for driver and executors. `events`: folder for the event log.
    Raises InputError where Spark cannot start, StoreUnavailable where a job of it fails."""
    _check(jars)
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.memory": memory, "spark.executor.memory": memory,
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={QUIET.as_uri()}",
        "spark.pyspark.python": sys.executable, "spark.pyspark.driver.python": sys.executable,
        "spark.driver.maxResultSize": "0",  # the arrays of uses come to the driver whole
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        # a worker that dies takes its shuffle files along: its tasks run again, and this is how often
        "spark.stage.maxConsecutiveAttempts": "8", "spark.task.maxFailures": "4",
    }  # fmt: skip
    if jars:
        settings["spark.jars"] = ",".join(jars)
    if events:
        Path(events).mkdir(parents=True, exist_ok=True)
        settings |= {
            "spark.eventLog.enabled": "true", "spark.eventLog.dir": Path(events).absolute().as_uri(),
            "spark.executor.processTreeMetrics.enabled": "true",  # the Python workers' memory is told too
        }  # fmt: skip
    builder = SparkSession.builder.master(master).appName("graphsvc spark link")
    for name, value in settings.items():
        builder = builder.config(name, value)
    # the JVM that the driver starts reads this one from the environment alone
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        with _jvm_quiet():
            spark = builder.getOrCreate()
    except (Py4JError, PySparkException, RuntimeError) as error:
        raise InputError(f"Spark did not start at {master}: {_first_line(error)}; check --master and Java") from None
    spark.conf.set("spark.sql.shuffle.partitions", str(partitions or spark.sparkContext.defaultParallelism))
    try:
        yield spark
    except (Py4JError, PySparkException) as error:
        raise StoreUnavailable(f"Spark gave up: {_first_line(error)}; run the same command again") from None
    finally:
        spark.stop()


def require() -> None:
    """Raises InputError where Spark or Java is missing."""
    if find_spec("pyspark") is None:
        raise InputError(f"the distributed path needs Spark: {EXTRA}")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise InputError("Spark needs Java 17 or later: apt-get install openjdk-17-jre-headless, or set JAVA_HOME")


def cores(master: str) -> int:
    """How many tasks run at once, as far as the address tells: files are cut accordingly."""
    inside = re.fullmatch(r"local\[(\d+)\]", master)
    return int(inside[1]) if inside else os.cpu_count() or 1


def _check(jars: Sequence[str]) -> None:
    require()
    for jar in jars:
        if not Path(jar).is_file():
            raise InputError(f"{jar}: no such jar; see graphsvc/spark/README.md for where to get it")


@contextmanager
def _jvm_quiet() -> Iterator[None]:
    """The JVM inherits stderr when it starts, and says things there that no setting stops."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _first_line(error: Exception) -> str:
    """What Spark says happened: the innermost cause, without its stack."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by:")]
    return (causes[-1].removeprefix("Caused by:").strip() if causes else lines[0] if lines else "no reason given")[:300]
