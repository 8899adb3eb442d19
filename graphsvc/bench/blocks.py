"""Blocks of the README that are rendered from committed figures, so that a test can say whether they are true.

A block stands between `<!-- bench NAME -->` and `<!-- /bench NAME -->`. Its module, run with -m, renders it anew; with
--measure it measures first.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphsvc.errors import InputError


@dataclass(frozen=True, slots=True)
class Block:
    """`path`: of the committed figures. `lines`: figures -> Markdown. `measure`: makes the figures, at full size."""

    name: str
    path: Path
    lines: Callable[[dict[str, Any]], Iterable[str]]
    measure: Callable[[], dict[str, Any]]

    @property
    def begin(self) -> str:
        return f"<!-- bench {self.name} -->"

    @property
    def end(self) -> str:
        return f"<!-- /bench {self.name} -->"

    def figures(self) -> dict[str, Any]:
        """The committed figures."""
        found: dict[str, Any] = json.loads(self.path.read_text("utf-8"))
        return found

    def render(self, figures: dict[str, Any]) -> str:
        """The block with its markers."""
        return "\n".join([self.begin, *self.lines(figures), self.end])

    def inserted(self, readme: str, figures: dict[str, Any]) -> str:
        """A README with its block rendered anew. Raises InputError where the markers do not stand once, in order."""
        before, begin, rest = readme.partition(self.begin)
        _, end, after = rest.partition(self.end)
        if not begin or not end or self.begin in after or self.end in after:
            raise InputError(
                f"README.md: needs {self.begin} and {self.end} once each, in this order; put them where the table goes"
            )
        return before + self.render(figures) + after

    def main(self, about: str | None) -> None:
        """The command line of the block's module."""
        words = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
        words.add_argument("--measure", action="store_true", help="measure first, at full size")
        words.add_argument("--readme", type=Path, default=Path("README.md"))
        given = words.parse_args()
        if given.measure:
            text = json.dumps(self.measure(), indent=1, sort_keys=False, ensure_ascii=False)
            self.path.write_text(text + "\n", "utf-8")
        given.readme.write_text(self.inserted(given.readme.read_text("utf-8"), self.figures()), "utf-8")
