"""What every test may use: a fixed clock, a real Neo4j, and the rule about what may be left out.

`GRAPHSVC_REQUIRE=neo4j,browser` turns a missing part into a failure. Without it the part's tests are skipped, and
one closing line says what was left out and how to get it.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.support import neo4j_server
from tests.support.parts import PARTS, REQUIRED, left_out, missing

Clock = Callable[[], datetime]
OWNER = pytest.StashKey[bool]()  # set in the process that named the run, and that ends its server


def pytest_configure(config: pytest.Config) -> None:
    """The run gets a name, inherited by workers and by any pytest that a test starts: one server for all of them."""
    if "GRAPHSVC_TEST_RUN" not in os.environ:
        os.environ["GRAPHSVC_TEST_RUN"] = uuid.uuid4().hex
        config.stash[OWNER] = True


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(OWNER, False):
        neo4j_server.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for part in PARTS:
            if item.get_closest_marker(part) and part not in REQUIRED and (why := missing(part)):
                item.add_marker(pytest.mark.skip(reason=why))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in left_out():
        terminalreporter.write_line(line)


@pytest.fixture
def clock() -> Clock:
    """The moment all tests happen in."""
    return lambda: datetime(2026, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def neo4j_url() -> str:
    """Address of a real Neo4j 5.26, started once for the whole run."""
    return neo4j_server.start()


@pytest.fixture
def neo4j_case(neo4j_url: str) -> Iterator[str]:
    """A fresh case in the real server, wiped afterwards."""
    name = f"t{uuid.uuid4().hex[:12]}"
    yield f"{neo4j_url}/{name}"
    neo4j_server.wipe(neo4j_url, name)
