"""One browser for all browser tests: Playwright cannot be started twice in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browser import launch


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with launch() as browser:
        yield browser
