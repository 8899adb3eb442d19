"""Forgetting to register a loader, or to give it fixtures and words, fails here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import loaders
from graphsvc.registry import load
from loaders import LOADERS, get
from loaders.tabular import TabularLoader, never
from loaders.tabular.names import joined

FOLDER = Path(loaders.__file__).parent
DATA = Path(__file__).parents[1] / "data" / "loaders"
NO_LOADERS = {"__init__", "cli"}


def test_every_module_with_a_loader_is_registered() -> None:
    found = {}
    for path in sorted(FOLDER.glob("*.py")):
        if path.stem in NO_LOADERS:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Loader"):
                found[path.stem] = f"loaders.{path.stem}:{node.name}"
    assert found == LOADERS


@pytest.mark.parametrize("name", LOADERS)
def test_a_loader_says_what_it_is(name: str) -> None:
    loader = load(LOADERS[name])
    assert name == loader.NAME
    assert loader.__doc__
    assert loader.VERSION


@pytest.mark.parametrize("name", LOADERS)
def test_a_loader_has_fixtures_and_a_damaged_copy(name: str) -> None:
    files = [path.name for path in (DATA / name).iterdir()]
    assert any("damaged" in file for file in files)
    assert any("damaged" not in file for file in files)


def test_there_are_no_fixtures_of_loaders_that_do_not_exist() -> None:
    extra = [path.name for path in sorted(DATA.iterdir()) if path.is_dir() and path.name not in LOADERS]
    assert extra == []


@pytest.mark.parametrize("name", LOADERS)
def test_a_synonym_means_one_field_and_is_never_dropped(name: str) -> None:
    """A name in two fields would be decided by the order of a file; one on the never-collect list would be dead."""
    loader = get(name)
    assert isinstance(loader, TabularLoader)
    exempt = loader.vocabulary(()).exempt
    fields: dict[str, str] = {}
    for field, synonyms in loader.FIELDS.items():
        for synonym in (field, *synonyms):
            assert fields.setdefault(joined(synonym), field) == field, synonym
            assert not never.group(synonym, exempt), synonym
        assert len({joined(synonym) for synonym in (field, *synonyms)}) == len(synonyms) + 1, field


@pytest.mark.parametrize("name", LOADERS)
def test_needed_key_and_time_fields_exist(name: str) -> None:
    loader = get(name)
    assert isinstance(loader, TabularLoader)
    used = {*loader.NEEDED, *loader.TIMES, *(field for fields in loader.KEYS for field in fields)}
    assert used <= set(loader.FIELDS)


@pytest.mark.parametrize("name", LOADERS)
def test_a_loader_knows_its_own_template(name: str) -> None:
    loader = get(name)
    columns = tuple(field for field, synonyms in loader.FIELDS.items() if synonyms)
    scores = {other: get(other).sniff(columns) for other in LOADERS}
    assert max(scores, key=lambda other: scores[other]) == name
