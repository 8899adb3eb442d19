"""Assets: served by us, icons shared with the canvas, and nothing that parses strings into code or markup."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

import dash_app
from dash_app import kit

ASSETS = Path(dash_app.__file__).parent / "assets"
SCRIPTS = sorted(ASSETS.glob("*.js"))


def kinds() -> dict[str, tuple[str, str, str]]:
    """(light, dark, path) of each node kind of the canvas."""
    palette = (ASSETS.parent / "canvas" / "js" / "palette.js").read_text("utf-8")
    rows = re.findall(r'^    (\w+): \{\s*light: "(#\w+)",\s*dark: "(#\w+)"[^}]*?path:([^}]+)', palette, re.M)
    return {name: (light, dark, "".join(re.findall(r'"([^"]+)"', path))) for name, light, dark, path in rows}


def test_kinds_look_the_same_on_canvas_and_page() -> None:
    css = unquote((ASSETS / "icons.css").read_text("utf-8"))
    found = kinds()
    assert {"ad", "phone", "wallet", "account", "template", "network"} <= set(found)
    for name, (light, dark, path) in found.items():
        assert f"d='{path}'" in css.partition(f".icon-{name} ")[2].partition("}")[0], name
        assert f"--kind-{name}: {light};" in css
        assert f"--kind-{name}: {dark};" in css


def test_every_icon_that_is_used_exists() -> None:
    css = (ASSETS / "icons.css").read_text("utf-8")
    used = set()
    for path in sorted(ASSETS.parent.rglob("*.py")):
        text = path.read_text("utf-8")
        used |= set(re.findall(r'kit\.icon\("([\w-]+)"', text)) | set(re.findall(r'^ICON = "([\w-]+)"', text, re.M))
        used |= set(re.findall(r'kit\.empty\(\s*"([\w-]+)"', text))
    assert used > {"search", "network"}
    missing = sorted(name for name in used if f".icon-{name} " not in css)
    assert not missing


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_parse_nothing_and_call_nobody(path: Path) -> None:
    text = path.read_text("utf-8")
    for word in ("eval(", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "new Function", "https://"):
        assert word not in text, word


def test_style_fetches_nothing_from_elsewhere() -> None:
    for path in sorted(ASSETS.glob("*.css")):
        text = re.sub(r'url\("data:[^"]*"\)', "", path.read_text("utf-8"))
        assert "://" not in text
        assert "@import" not in text


def test_text_of_others_is_isolated() -> None:
    shown = kit.words("a\u202eb")
    assert type(shown).__name__ == "Bdi"
    assert shown.children == "a‹RLO›b"
