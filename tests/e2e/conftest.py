from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphsvc.service import make_demo, open_case
from tests.support.browser import launch
from tests.support.canvas_page import EDGES, NODES, Canvas, shown
from tests.support.served import Screen, Served, copied, opened, served
from tests.support.site import tied, write_adverts


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launch() as browser:
        yield browser


@pytest.fixture(scope="module")
def drawn(browser: Any, request: pytest.FixtureRequest) -> Iterator[Canvas]:
    """The small graph on a page; a module's PROPS are further props of the canvas."""
    with shown(browser, NODES, EDGES, **getattr(request.module, "PROPS", {})) as canvas:
        yield canvas


@pytest.fixture
def canvas(drawn: Canvas) -> Iterator[Canvas]:
    """The canvas as it was drawn at first; nothing may have gone wrong on the page afterwards."""
    drawn.fresh()
    yield drawn
    drawn.assert_quiet()


@pytest.fixture(scope="session")
def clustered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two posters and an agency number, and two whom a run links, clustered; to be copied."""
    folder = tmp_path_factory.mktemp("clustered")
    with open_case(str(folder / "harbour.db")) as case:
        case.load(write_adverts(folder / "board.csv"), region="GB")
        case.load(write_adverts(folder / "tied.csv", tied()))
        case.cluster()
    return folder / "harbour.db"


@pytest.fixture
def harbour(clustered: Path, tmp_path: Path) -> Path:
    """An own copy of the clustered case."""
    return copied(clustered, tmp_path)


@pytest.fixture(scope="module")
def site(clustered: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The clustered case, served to all tests of a module that only look."""
    with served(copied(clustered, tmp_path_factory.mktemp("site"))) as running:
        yield running


@pytest.fixture
def screen(browser: Any, site: Served) -> Iterator[Screen]:
    """A page with an empty view."""
    site.desk.shelf.fresh()
    with opened(browser, site) as page:
        yield page


@pytest.fixture
def own(browser: Any, harbour: Path) -> Iterator[Screen]:
    """A page over a case of its own, for tests that change what is in it."""
    with served(harbour) as running, opened(browser, running) as page:
        yield page


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, to be copied."""
    return Path(make_demo(tmp_path_factory.mktemp("demo")))
