from __future__ import annotations

from pathlib import Path

import pytest

from dash_app.desk import Desk
from tests.support.site import tied, write_adverts


@pytest.fixture
def clustered(desk: Desk, tmp_path: Path) -> Desk:
    """With two posters that a run links by two shared contacts."""
    desk.case.load(write_adverts(tmp_path / "tied.csv", tied()))
    desk.case.cluster()
    desk.changed()
    return desk
