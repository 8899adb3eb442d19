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


FORBIDDEN = {"pickle", "marshal", "shelve", "diskcache", "dill"}
YAML_READER = ROOT / "loaders" / "tabular" / "yamltext.py"
YAML_NAMES = {"parse", "CSafeLoader", "SafeLoader", "MarkedYAMLError", "__with_libyaml__"}  # and events
MAKES_OBJECTS = ("get_data", "get_single_", "construct_")  # methods of a loader


def _unsafe(source: str, *, yaml: bool = False) -> list[str]:
    """What a module uses that may run what a file says. `yaml`: PyYAML may be used, for its parse events."""
    found: list[str] = []
    attributes = 0
    nodes = list(ast.walk(ast.parse(source)))
    for node in nodes:
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if not (yaml and alias.name == "yaml" and not alias.asname)]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found += {node.func.id} & {"eval", "exec"}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "yaml":
            attributes += 1
            found += [] if node.attr in YAML_NAMES or node.attr.endswith("Event") else [f"yaml.{node.attr}"]
        elif isinstance(node, ast.Attribute) and yaml and node.attr.startswith(MAKES_OBJECTS):
            found.append(node.attr)
        found += [name for name in names if name.split(".")[0] in FORBIDDEN | {"yaml"}]
    bare = sum(isinstance(node, ast.Name) and node.id == "yaml" for node in nodes)
    return found + ["yaml, handed on"] * (bare - attributes)


def test_no_unsafe_loading() -> None:
    """RIGHTS C14: nothing here unpickles, evals or makes objects of YAML."""
    found = {
        path: unsafe for path in _sources() if (unsafe := _unsafe(path.read_text("utf-8"), yaml=path == YAML_READER))
    }
    assert not found


@pytest.mark.parametrize(
    "source",
    ["import yaml\nyaml.load(s, Loader=yaml.Loader)", "import yaml\nyaml.safe_load(s)", "import yaml as y",
     "import yaml\nyaml.load_all(s)", "import yaml\nyaml.add_constructor('!x', f)", "import yaml\nyaml.compose(s)",
     "import yaml\nyaml.SafeLoader(s).get_single_data()", "import yaml\nyaml.parse(s, Loader=yaml.UnsafeLoader)",
     "from yaml import safe_load", "import yaml.constructor",
     "import yaml\ngetattr(yaml, 'load')(s)", "import yaml\ny = yaml", "import pickle", "from dill import loads",
     "eval(s)"],
)  # fmt: skip
def test_unsafe_loading_is_found_even_in_the_reader_of_yaml(source: str) -> None:
    assert _unsafe(source, yaml=True)


def test_yaml_has_one_reader() -> None:
    source = "import yaml\nyaml.parse(s, Loader=yaml.SafeLoader)\nyaml.ScalarEvent"
    assert _unsafe(source) == ["yaml"]
    assert not _unsafe(source, yaml=True)


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
