"""Cold starts, as a user meets them: the command line's help, and the app from the command to its first answers."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from graphsvc.errors import InputError

TIMES = 3
COMMAND = "import sys; from graphsvc.cli import main; main(sys.argv[1:])"
FIRST = ("/_dash-layout", "/_dash-dependencies")  # what a page asks for before it shows anything


def starts(case: Path) -> Iterator[tuple[str, float, float]]:
    """(figure, seconds, bar in seconds)."""
    yield "graphsvc --help, median of 3", median(_help() for _ in range(TIMES)), 0.3
    page, shown = map(median, zip(*(_served(case) for _ in range(TIMES))))
    yield "graphsvc serve to the first answer, median of 3", page, 4.0
    yield "from there to all a page asks for first", shown, 1.0


def _help() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", COMMAND, "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _served(case: Path) -> tuple[float, float]:
    """Seconds from the command to the first page, and from there to what the page asks for."""
    start = time.perf_counter()
    words = [sys.executable, "-c", COMMAND, "serve", str(case), "--no-browser", "--port", "0"]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            link = process.stdout.readline().strip()
            if not link:
                said.seek(0)
                raise InputError(f"the app does not start: {said.read().strip().splitlines()[-1:]}")
            browser = build_opener(HTTPCookieProcessor(CookieJar()))
            _read(browser, link)
            page = time.perf_counter() - start
            host = "/".join(link.split("/")[:3])
            for path in FIRST:
                _read(browser, host + path)
            return page, time.perf_counter() - start - page
        finally:
            process.terminate()


def _read(browser: OpenerDirector, address: str) -> None:
    with browser.open(address) as answer:
        answer.read()
