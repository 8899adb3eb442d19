"""Work for the tests of timing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence


class Inner:
    def rest(self, seconds: float) -> None:
        time.sleep(seconds)


def outer(seconds: float) -> None:
    Inner().rest(seconds)
    time.sleep(seconds)
    Inner().rest(seconds)


def take(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def work(words: Sequence[str]) -> None:
    megabytes, seconds = words
    take(int(megabytes))
    outer(float(seconds))
    print("did", *words)


def with_child(words: Sequence[str]) -> None:
    code = f"import time; held = bytearray({words[0]} << 20); time.sleep(0.5)"
    subprocess.run([sys.executable, "-c", code], check=True)


def fails(words: Sequence[str]) -> None:
    raise ValueError("no such thing")
