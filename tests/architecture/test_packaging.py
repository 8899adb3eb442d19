"""What a stranger installs: the packages, the licence, two commands that need only python3, pip and make."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_ships_the_three_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["graphsvc", "loaders", "dash_app"]
    assert project["project"]["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text()


def test_our_generic_names_are_ours() -> None:
    """`loaders` and `dash_app` are generic import names; another wheel must not stand in for them."""
    import dash_app
    import graphsvc
    import loaders

    beside = Path(graphsvc.__file__).parent.parent
    assert Path(loaders.__file__).parent.parent == beside
    assert Path(dash_app.__file__).parent.parent == beside


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line}
    wanted = {_name(entry) for entry in project["dependencies"]}
    assert wanted <= locked


def _name(requirement: str) -> str:
    for mark in "<>=!~[ ;":
        requirement = requirement.split(mark)[0]
    return requirement
