"""What only the server store can meet: addresses, credentials, a server that goes away."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, InputError, StoreError, StoreUnavailable
from graphsvc.service import open_case
from graphsvc.store import open_store
from graphsvc.store.neo4j.driver import address, credentials
from tests.support import neo4j_server
from tests.support.proxy import CuttingProxy

Clock = Callable[[], datetime]


@pytest.mark.parametrize(
    ("case", "found"),
    [
        ("neo4j://localhost:7687/harbour", ("bolt://localhost:7687", "harbour")),
        ("neo4j://localhost", ("bolt://localhost:7687", "default")),
        ("neo4j+s://graph.example.org/two%20words", ("bolt+s://graph.example.org:7687", "two words")),
        ("bolt://[::1]:9/x", ("bolt://[::1]:9", "x")),
    ],
)
def test_an_address_names_server_and_case(case: str, found: tuple[str, str]) -> None:
    assert address(case) == found


@pytest.mark.parametrize(
    "case", ["neo4j://user:secret@host/x", "neo4j://host:port/x", "neo4j:///x", "neo4j://host/a/b", "neo4j+x://host/a"]
)
def test_a_crooked_address_is_refused_without_echoing_a_password(case: str) -> None:
    with pytest.raises(InputError) as caught:
        address(case)
    assert "secret" not in str(caught.value)


def test_credentials_come_from_the_environment_or_an_owners_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GRAPHSVC_NEO4J_USER", "GRAPHSVC_NEO4J_PASSWORD", "GRAPHSVC_NEO4J_AUTH_FILE"):
        monkeypatch.delenv(name, raising=False)
    assert credentials() is None
    file = tmp_path / "auth"
    file.write_text("reader\npass word\n")
    monkeypatch.setenv("GRAPHSVC_NEO4J_AUTH_FILE", str(file))
    file.chmod(0o644)
    with pytest.raises(InputError, match="chmod 600"):
        credentials()
    file.chmod(0o600)
    assert credentials() == ("reader", "pass word")
    monkeypatch.setenv("GRAPHSVC_NEO4J_USER", "writer")
    monkeypatch.setenv("GRAPHSVC_NEO4J_PASSWORD", "other")
    assert credentials() == ("writer", "other")


def test_a_server_that_is_not_there_is_one_sentence_within_five_seconds() -> None:
    start = time.monotonic()
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:9 does not answer; .* run the same command again"):
        open_store("neo4j://127.0.0.1:9/x")
    assert time.monotonic() - start < 5


@pytest.mark.neo4j
def test_a_case_that_does_not_exist_is_not_made_by_looking(neo4j_case: str) -> None:
    with pytest.raises(CaseNotFound):
        open_store(neo4j_case, create=False)


@pytest.mark.neo4j
def test_two_cases_on_one_server_do_not_see_each_other(neo4j_case: str, clock: Clock, tmp_path: Path) -> None:
    file = _adverts(tmp_path, 5)
    with open_case(neo4j_case, clock=clock) as one, open_case(neo4j_case + "-other", clock=clock) as two:
        one.load(file)
        assert (one.info()["records"], two.info()["records"]) == (5, 0)
        assert two.search("7700") == []


@pytest.mark.neo4j
def test_a_wrong_password_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = neo4j_server.launch(tmp_path, auth=True)
    try:
        monkeypatch.setenv("GRAPHSVC_NEO4J_USER", "neo4j")
        monkeypatch.setenv("GRAPHSVC_NEO4J_PASSWORD", "wrong")
        start = time.monotonic()
        with pytest.raises(StoreError, match="refused the user or password") as caught:
            open_store(f"{server.url}/x")
        assert time.monotonic() - start < 5
        assert "wrong" not in str(caught.value)
    finally:
        server.stop()


@pytest.mark.neo4j
def test_a_server_stopped_in_mid_load_is_one_sentence_and_the_load_resumes(tmp_path: Path, clock: Clock) -> None:
    file = _adverts(tmp_path, 6000)
    with open_case(str(tmp_path / "whole.db"), clock=clock) as whole:
        whole.load(file)
        expected = whole.store.digest()
    server = neo4j_server.launch(tmp_path)
    url = server.url
    stopped: list[float] = []

    def stop(done: int, _total: int) -> None:
        if not stopped:
            server.stop()
            stopped.append(time.monotonic())

    with open_case(f"{url}/load", clock=clock) as case:
        with pytest.raises(StoreUnavailable, match="does not answer"):
            case.load(file, progress=stop)
        assert time.monotonic() - stopped[0] < 5
    again = neo4j_server.launch(tmp_path, int(url.rsplit(":", 1)[1]))
    try:
        with open_case(f"{url}/load", clock=clock) as case:
            tally = case.load(file)
            assert (tally.records, tally.resumed_at > 0) == (6000, True)
            assert case.store.digest() == expected
    finally:
        again.stop()


@pytest.mark.neo4j
def test_cut_connections_lose_and_double_nothing(neo4j_case: str, tmp_path: Path, clock: Clock) -> None:
    """RIGHTS C32: cut at random points, some after the commit was sent; every write is idempotent."""
    file = _adverts(tmp_path, 2500)
    with open_case(str(tmp_path / "whole.db"), clock=clock) as whole:
        whole.load(file)
        expected = whole.store.digest()
    rest, name = neo4j_case.rsplit("/", 1)
    proxy = CuttingProxy(int(rest.rsplit(":", 1)[1]))
    case_name = f"neo4j://127.0.0.1:{proxy.port}/{name}"
    rng = random.Random(20261124)
    cuts = 12
    try:
        for _ in range(cuts):
            proxy.cut_after(rng.randrange(2_000, 1_500_000))
            try:
                with open_case(case_name, clock=clock) as case:
                    case.load(file)
            except StoreUnavailable:
                continue
        with open_case(neo4j_case, clock=clock) as case:
            case.load(file)
            assert case.store.digest() == expected
    finally:
        proxy.close()


def _adverts(folder: Path, count: int) -> Path:
    path = folder / "ads.csv"
    lines = ["ad_id,title,description,posted"]
    lines += [f"a{n},Waiter {n},call +44 7700 900{n % 1000:03d},2025-11-{1 + n % 28:02d}" for n in range(count)]
    path.write_text("\n".join(lines) + "\n")
    return path
