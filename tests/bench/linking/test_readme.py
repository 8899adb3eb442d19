"""The README's table is the committed figures, and the figures are what this code measures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphsvc.bench.linking.measured import cell
from graphsvc.bench.linking.readme import BLOCK

README = Path(__file__).parents[3] / "README.md"
REFRESH = "measure and render again with: python -m graphsvc.bench.linking.readme --measure"


def test_the_readme_shows_the_committed_figures():
    readme = README.read_text("utf-8")
    assert BLOCK.inserted(readme, BLOCK.figures()) == readme, REFRESH


def test_the_smallest_figures_are_what_this_code_measures():
    smallest = BLOCK.figures()["smallest"]
    measured = cell(smallest["records"], smallest["seed"], hubs=smallest["hubs"])
    assert measured == pytest.approx(smallest["figures"], abs=1e-4), REFRESH


def test_failures_and_the_limit_of_synthetic_data_stand_in_the_block():
    block = BLOCK.render(BLOCK.figures())
    assert "accuracy on synthetic data is not accuracy in the field" in block
    changed = json.loads(json.dumps(BLOCK.figures()))
    changed["bars"][0] |= {"met": False, "value": 0.123}
    changed["controls"]["benign"][1] |= {"met": False, "held": 0, "value": 77.0}
    failing = BLOCK.render(changed)
    assert "0.123 | **not met**" in failing
    assert "77.000 (bar <= 1; met in 0 of" in failing
