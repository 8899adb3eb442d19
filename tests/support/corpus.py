"""A synthetic corpus read back from its files, with questions that tests ask of it."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graphsvc.synth.manifest import Manifest


@dataclass(frozen=True)
class Corpus:
    """A written corpus and its files read back."""

    folder: Path
    manifest: Manifest

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    def truth(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(source, key) -> (actor, network)"""
        lines = (self.folder / "truth.jsonl").read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert all(set(row) == {"source", "key", "actor", "network"} for row in rows)
        assert len({(row["source"], row["key"]) for row in rows}) == len(rows)
        return {(row["source"], row["key"]): (row["actor"], row["network"]) for row in rows}

    def planted(self, kind: str) -> list[str]:
        return [entry["value"] for entry in self.manifest.planted if entry["kind"] == kind]

    def showing(self, value: str) -> list[dict[str, str]]:
        """Adverts that show a value plainly: a number in any notation, or a text."""
        if not value.startswith("+"):
            return [row for row in self.rows("ads.csv") if value in row["description"] + row["image_hash"]]
        digits = value.lstrip("+")
        national = digits[1:] if digits.startswith("1") else digits[2:]
        found = []
        for row in self.rows("ads.csv"):
            shown = "".join(filter(str.isdigit, row["description"] + " " + row["phone"]))
            if national in shown:
                found.append(row)
        return found

    def owners(self, rows: list[dict[str, str]]) -> tuple[set[str], set[str]]:
        """Actors and networks of some adverts."""
        truth = self.truth()
        labels = [truth["ads", row["ad_id"]] for row in rows]
        return {actor for actor, _ in labels}, {network for _, network in labels}

    def actors_by_network(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for actor, network in self.truth().values():
            found[network].add(actor)
        return found
