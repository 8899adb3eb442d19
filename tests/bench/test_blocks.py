"""Blocks of the README."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphsvc.bench.blocks import Block
from graphsvc.errors import InputError


@pytest.fixture
def block(tmp_path: Path) -> Block:
    return Block("speed", tmp_path / "figures.json", lambda found: [f"| {found['n']} |"], lambda: {"n": 7})


def test_the_rest_of_the_readme_stays(block: Block) -> None:
    text = block.inserted("before\n\n<!-- bench speed -->\nold\n<!-- /bench speed -->\n\nafter\n", {"n": 3})
    assert text == "before\n\n<!-- bench speed -->\n| 3 |\n<!-- /bench speed -->\n\nafter\n"


@pytest.mark.parametrize("order", ["", "begin", "end begin", "begin end begin end", "begin end end"])
def test_a_readme_without_its_markers_is_one_sentence(block: Block, order: str) -> None:
    readme = " ".join({"begin": block.begin, "end": block.end}[word] for word in order.split())
    with pytest.raises(InputError, match="once each, in this order"):
        block.inserted(readme, {"n": 3})


def test_measuring_writes_the_figures_and_the_readme(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(block.render({"n": 1}))
    block.path.write_text('{"n": 2}')
    monkeypatch.setattr("sys.argv", ["block", "--readme", str(readme)])
    block.main("about")
    assert readme.read_text() == block.render({"n": 2})
    monkeypatch.setattr("sys.argv", ["block", "--measure", "--readme", str(readme)])
    block.main("about")
    assert json.loads(block.path.read_text()) == {"n": 7}
    assert readme.read_text() == block.render({"n": 7})
