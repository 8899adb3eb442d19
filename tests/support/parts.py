"""Which optional parts of the machine the tests found, and what to say of those they did not."""

from __future__ import annotations

import os
import shutil
from functools import cache
from importlib.util import find_spec

PARTS = ("neo4j", "browser", "spark")
REQUIRED = frozenset(part for part in os.environ.get("GRAPHSVC_REQUIRE", "").split(",") if part)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """Path of the browser: GRAPHSVC_CHROMIUM, else found on PATH, else ''."""
    named = os.environ.get("GRAPHSVC_CHROMIUM", "")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), "")


@cache
def missing(part: str) -> str:
    """Why the part's tests cannot run, or ''."""
    if part == "browser":
        return "" if chromium() else "Chromium not found: apt-get install chromium, or set GRAPHSVC_CHROMIUM"
    if part == "spark":
        absent = [] if find_spec("pyspark") else ["pip install 'graphsvc[spark]'"]
        absent += [] if shutil.which("java") else ["apt-get install default-jdk-headless"]
        return f"Spark needs: {'; '.join(absent)}" if absent else ""
    if os.environ.get("GRAPHSVC_NEO4J_TEST_URL"):
        return ""
    absent = [tool for tool in ("java", "mvn") if not shutil.which(tool)]
    return f"Neo4j needs {' and '.join(absent)}: apt-get install default-jdk-headless maven" if absent else ""


def left_out() -> list[str]:
    return [f"left out: {part} tests. {why}" for part in PARTS if part not in REQUIRED and (why := missing(part))]
