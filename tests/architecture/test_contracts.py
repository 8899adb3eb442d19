"""The structure the README draws is the one these tests check."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.application import use_cases
from importlinter.configuration import configure

from graphsvc import cli, clustering, exports, identifiers, registry, reports, store
from loaders import LOADERS

ROOT = Path(__file__).parents[2]
PACKAGES = ("graphsvc", "loaders", "dash_app")


def test_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    kept = use_cases.lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert kept, capsys.readouterr().out


def test_contracts_catch_a_violation(tmp_path: Path) -> None:
    """The layers contract is alive: a package that imports upwards breaks it."""
    package = tmp_path / "sample"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "low.py").write_text("import sample.high\n")
    (package / "high.py").touch()
    (tmp_path / "setup.toml").write_text(
        '[tool.importlinter]\nroot_package = "sample"\n[[tool.importlinter.contracts]]\n'
        'name = "layers"\ntype = "layers"\nlayers = ["sample.high", "sample.low"]\n'
    )
    import sys

    sys.path.insert(0, str(tmp_path))
    try:
        assert not use_cases.lint_imports(config_filename=str(tmp_path / "setup.toml"), cache_dir=None)
    finally:
        sys.path.remove(str(tmp_path))


REGISTRIES = {
    "identifiers": (identifiers.KINDS, identifiers.GROUP),
    "stores": (store.STORES, store.GROUP),
    "methods": (clustering.METHODS, clustering.GROUP),
    "exports": (exports.FORMATS, exports.GROUP),
    "reports": (reports.REPORTS, reports.GROUP),
    "commands": (cli.COMMANDS, cli.GROUP),
    "loaders": (LOADERS, "graphsvc.loaders"),
}


@pytest.mark.parametrize("name", REGISTRIES)
def test_every_registered_path_loads(name: str) -> None:
    builtin, group = REGISTRIES[name]
    for entry, path in registry.merged(builtin, group).items():
        found = registry.load(path)
        assert found.__doc__, f"{name}: {entry} has no docstring"
        named = getattr(found, "NAME", entry)
        assert named == entry


def test_entry_points_repeat_the_registries() -> None:
    """Loaders reach the core by entry point; the list in pyproject must be the list in Python."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["graphsvc.loaders"] == LOADERS


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


FORBIDDEN = {"pickle", "marshal", "shelve", "yaml", "diskcache", "dill"}


def test_no_unsafe_loading() -> None:
    """RIGHTS C14: nothing here unpickles, evals or parses YAML."""
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name.split(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [(node.module or "").split(".")[0]]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec"), path
            assert not FORBIDDEN & set(names), path


def test_modules_stay_small() -> None:
    """A module of over 400 lines has stopped holding one idea."""
    large = {str(path.relative_to(ROOT)): count for path in _sources() if (count := _lines(path)) > 420}
    assert not large


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_nothing_is_left_undone() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    found = [
        (str(path.relative_to(ROOT)), mark) for path in _sources() for mark in marks if mark in path.read_text("utf-8")
    ]
    assert not found
