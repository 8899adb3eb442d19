"""The canvas's files are all listed, really served, and stand on their own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash, html
from flask.testing import FlaskClient

import dash_app
from dash_app.canvas import GraphCanvas

FOLDER = Path(dash_app.__file__).parent
CANVAS = FOLDER / "canvas"
LISTED = [entry["relative_package_path"] for entry in dash_app._js_dist + dash_app._css_dist]
OWN = sorted((CANVAS / "js").glob("*.js"))
# Of cytoscape 3.34.4, dist/cytoscape.min.js, as published. A new version changes this line and the licence's years.
VENDORED = "081591ab735b2b6a3b31a3c60f8f3a3e2fee8c92939e0c7820ad1208571b6cd8"


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    app = Dash("assets", serve_locally=True)
    app.layout = html.Div(GraphCanvas("g"))
    with app.server.test_client() as client:
        yield client


def test_every_file_on_disk_is_listed_once() -> None:
    files = [str(path.relative_to(FOLDER)) for path in CANVAS.rglob("*") if path.suffix in (".js", ".css")]
    assert sorted(files) == sorted(LISTED)


def test_the_page_loads_each_file_in_order_and_the_server_serves_it(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    addresses = re.findall(r'(?:src|href)="(/_dash-component-suites/dash_app/[^"]+)"', page)
    plain = [re.sub(r"\.v[\w-]+m[0-9a-f]+\.", ".", address.removeprefix("/_dash-component-suites/dash_app/"))
             for address in addresses]  # fmt: skip
    assert [path for path in plain if path.endswith(".js")] == LISTED[:-1]
    assert [path for path in plain if path.endswith(".css")] == LISTED[-1:]
    for address, path in zip(addresses, plain):
        with client.get(address) as response:
            assert response.status_code == 200
            assert response.get_data() == (FOLDER / path).read_bytes()


def test_the_page_names_no_other_host(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


def test_the_library_is_as_published_with_its_licence_beside_it() -> None:
    bundle = CANVAS / "vendor" / "cytoscape.min.js"
    licence = (CANVAS / "vendor" / "cytoscape.LICENSE.txt").read_text()
    assert hashlib.sha256(bundle.read_bytes()).hexdigest() == VENDORED
    assert "The Cytoscape Consortium" in licence
    assert "Permission is hereby granted, free of charge" in licence


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_scripts_make_no_code_no_markup_and_no_request(path: Path) -> None:
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")
    forbidden = r"\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|https?:|fetch\(|XMLHttp"
    assert re.findall(forbidden, text) == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_scripts_hold_one_idea(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert len(lines) <= 200
    assert max(map(len, lines)) <= 120
    assert lines[0].startswith("/*")
