from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.results import Result
from tests.support.spark_runs import corpus, one_machine


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("small"), 400)


@pytest.fixture(scope="session")
def small_result(small: Path) -> Result:
    return one_machine(small, small.parent / "one.db")[1]
