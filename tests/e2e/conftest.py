from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphsvc.service import make_demo, open_case
from tests.support.browser import launch
from tests.support.served import Screen, Served, opened, served
from tests.support.site import write_adverts


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launch() as browser:
        yield browser


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A case of two posters and an agency number, clustered."""
    path = tmp_path / "harbour.db"
    with open_case(str(path)) as case:
        case.load(write_adverts(tmp_path / "board.csv"), region="GB")
        case.cluster()
    return path


@pytest.fixture
def site(harbour: Path) -> Iterator[Served]:
    with served(harbour) as running:
        yield running


@pytest.fixture
def screen(browser: Any, site: Served) -> Iterator[Screen]:
    with opened(browser, site) as page:
        yield page


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case."""
    return Path(make_demo(tmp_path_factory.mktemp("demo")))
