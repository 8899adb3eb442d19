"""A small case and the app over it, for tests without a browser."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dash_app.app import create_app
from dash_app.desk import Desk
from dash_app.files import Files
from graphsvc.service import Case, open_case
from tests.support.served import copied
from tests.support.site import PORT, SECRET, Hands, Site, write_adverts


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file with the adverts loaded, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    with open_case(str(folder / "harbour.db"), clock=Hands()) as case:
        case.load(write_adverts(folder / "board.csv"), region="GB")
    return folder / "harbour.db"


@pytest.fixture
def case(loaded: Path, tmp_path: Path, hands: Hands) -> Iterator[Case]:
    """An own copy of the loaded case."""
    with open_case(str(copied(loaded, tmp_path)), clock=hands) as opened:
        yield opened


@pytest.fixture(autouse=True)
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of a test go, and nobody else's."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def desk(case: Case) -> Iterator[Desk]:
    made = Desk(case, Files())
    yield made
    made.close()


@pytest.fixture
def site(case: Case, hands: Hands) -> Iterator[Site]:
    """The app without a session."""
    links: list[str] = []
    app = create_app(case, secret=SECRET, port=PORT, clock=hands, announce=links.append, upload_cap=200_000)
    found = Site(app, app.server.test_client(), links)
    yield found
    found.desk.close()


@pytest.fixture
def inside(site: Site) -> Site:
    """The app with the owner's session."""
    site.sign_in()
    return site
