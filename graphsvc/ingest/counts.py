"""What preparing left out, by name, so that the tally of a load adds up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """`refused`: private keys masked; `suppressed`: found and deliberately kept as no node; `unread`: column -> [how
    many values, line of the first]."""

    refused: Counter[str] = field(default_factory=Counter)
    suppressed: Counter[str] = field(default_factory=Counter)
    unread: dict[str, list[int]] = field(default_factory=dict)

    def miss(self, column: str, line: int, many: int = 1) -> None:
        entry = self.unread.setdefault(column, [0, line])
        entry[0] += many

    def add(self, later: Counts) -> None:
        """Counts of rows that come after those counted here."""
        self.refused.update(later.refused)
        self.suppressed.update(later.suppressed)
        for column, (many, line) in later.unread.items():
            self.miss(column, line, many)

    def warnings(self) -> list[str]:
        return [
            f"column {column}: {many} value{'s' if many > 1 else ''} could not be read as an identifier and "
            f"stay as text (first at line {line})"
            for column, (many, line) in sorted(self.unread.items())
        ]
