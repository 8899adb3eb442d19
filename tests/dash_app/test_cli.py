from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dash_app import cli
from dash_app.app import check_host, create_app
from graphsvc.errors import InputError
from graphsvc.service import open_case
from tests.support.site import PORT, SECRET

MAIN = "from graphsvc.cli import main; main()"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", "", "127.0.0.1.evil.example"])
def test_no_address_but_loopback(host: str) -> None:
    with pytest.raises(InputError, match="no accounts yet"):
        check_host(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_loopback_is_served(host: str) -> None:
    check_host(host)


def test_a_busy_port_gives_the_next_free_one() -> None:
    first = cli.listen("127.0.0.1", 0)
    first.listen()
    port = first.getsockname()[1]
    second = cli.listen("127.0.0.1", port)
    assert port < second.getsockname()[1] <= port + cli.TRIED
    first.close()
    second.close()


def test_no_free_port_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(self: socket.socket, address: object) -> None:
        raise OSError("busy")

    monkeypatch.setattr(socket.socket, "bind", busy)
    with pytest.raises(InputError, match="no free port from 8050 to 8070"):
        cli.listen("127.0.0.1", 8050)


def test_the_app_itself_refuses_other_addresses(loaded: Path) -> None:
    with open_case(str(loaded)) as case, pytest.raises(InputError, match="no accounts yet"):
        create_app(case, secret=SECRET, port=PORT, host="0.0.0.0")


def test_a_case_in_memory_cannot_be_served() -> None:
    with open_case("memory:") as case, pytest.raises(InputError, match="outlives one process"):
        create_app(case, secret=SECRET, port=PORT)


def test_whoever_opens_the_link_at_once_waits_and_is_not_refused() -> None:
    with cli.listen("127.0.0.1", 0) as sock, socket.create_connection(sock.getsockname(), timeout=5):
        pass


def test_the_first_page_needs_neither_scipy_nor_networkx(loaded: Path) -> None:
    code = (
        "import sys; from dash_app.app import create_app; from graphsvc.service import open_case; "
        f"app = create_app(open_case({str(loaded)!r}), secret=b'x' * 32, port={PORT}); app.layout(); "
        "sys.exit(len({'scipy', 'networkx', 'pandas'} & {name.split('.')[0] for name in sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help_starts_without_dash() -> None:
    heavy = "{'dash', 'flask', 'plotly'} & {name.split('.')[0] for name in sys.modules}"
    code = f"import sys, dash_app.cli; sys.exit(len({heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_served_opened_and_stopped(loaded: Path) -> None:
    """The whole command: prints a link that works once, and ends cleanly on Ctrl-C."""
    import signal

    command = [sys.executable, "-c", MAIN, "serve", str(loaded), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        link = server.stdout.readline().strip()
        base = link.partition("/open")[0]
        health = _get(f"{base}/healthz")
        assert health == "ok\n"
        with pytest.raises(urllib.error.HTTPError) as locked:
            _get(base)
        assert locked.value.code == 401
        locked.value.close()
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
        told = server.stderr.read()
    assert "stopped" in told
    assert "Traceback" not in told


def test_the_demo_is_made_and_served(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAIN, "demo", "--port", "0", "--no-browser", "--directory", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        link = server.stdout.readline().strip()
        assert link.startswith("http://127.0.0.1:")
        assert (tmp_path / "demo.db").exists()
        assert _get(f"{link.partition('/open')[0]}/healthz") == "ok\n"
        server.terminate()
        assert server.wait(20) == 0
        assert "making the demo case" in server.stderr.read()


def _get(url: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the server never answered")
