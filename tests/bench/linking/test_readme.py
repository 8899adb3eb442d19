"""The README's table is the committed figures, and the figures are what this code measures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphsvc.bench.linking.measured import cell
from graphsvc.bench.linking.readme import BEGIN, END, figures, inserted, render
from graphsvc.errors import InputError

README = Path(__file__).parents[3] / "README.md"
REFRESH = "measure and render again with: python -m graphsvc.bench.linking.readme --measure"


def test_the_readme_shows_the_committed_figures():
    readme = README.read_text("utf-8")
    assert inserted(readme, figures()) == readme, REFRESH


def test_the_smallest_figures_are_what_this_code_measures():
    smallest = figures()["smallest"]
    measured = cell(smallest["records"], smallest["seed"], hubs=smallest["hubs"])
    assert measured == pytest.approx(smallest["figures"], abs=1e-4), REFRESH


def test_failures_and_the_limit_of_synthetic_data_stand_in_the_block():
    block = render(figures())
    assert "accuracy on synthetic data is not accuracy in the field" in block
    changed = json.loads(json.dumps(figures()))
    changed["bars"][0] |= {"met": False, "value": 0.123}
    changed["controls"]["benign"][1] |= {"met": False, "held": 0, "value": 77.0}
    failing = render(changed)
    assert "0.123 | **not met**" in failing
    assert "77.000 (bar <= 1; met in 0 of" in failing


@pytest.mark.parametrize("readme", ["", f"{BEGIN} only", f"{END} {BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_readme_without_its_markers_is_one_sentence(readme):
    with pytest.raises(InputError, match="once each, in this order"):
        inserted(readme, figures())


def test_the_rest_of_the_readme_stays():
    text = inserted(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n", figures())
    assert text.startswith("before\n\n" + BEGIN)
    assert text.endswith(END + "\n\nafter\n")
    assert "old" not in text.split()
