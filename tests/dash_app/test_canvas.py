"""The component's Python side: props, JSON, and what importing costs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from dash import Dash, Input, Output, html

from dash_app.canvas import GraphCanvas
from dash_app.canvas.component import INPUTS, OUTPUTS

NODES = {"n1": {"data": {"label": "+44 20 7946 0001", "kind": "phone"}, "position": {"x": 1.5, "y": -2.0}}}


def test_json_names_namespace_type_and_given_props_only() -> None:
    canvas = GraphCanvas("g", nodes=NODES, theme="dark", banner="TLP:RED")
    assert canvas.to_plotly_json() == {
        "namespace": "dash_app",
        "type": "GraphCanvas",
        "props": {"id": "g", "nodes": NODES, "edges": {}, "theme": "dark", "banner": "TLP:RED"},
    }


def test_json_of_an_app_that_uses_it_round_trips() -> None:
    app = Dash("round-trip")
    app.layout = html.Div([GraphCanvas({"type": "canvas", "index": 1}, nodes=NODES)])
    body = app.server.test_client().get("/_dash-layout").get_json()
    assert body["props"]["children"][0]["props"]["nodes"] == json.loads(json.dumps(NODES))


def test_unknown_prop_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument: `stylesheet`"):
        GraphCanvas("g", stylesheet=[])


def test_restored_outputs_may_be_given() -> None:
    canvas = GraphCanvas("g", viewport={"zoom": 2, "pan": {"x": 0, "y": 0}}, positions={"nodes": {}})
    assert canvas.viewport["zoom"] == 2


def test_every_event_can_be_an_input_and_every_prop_an_output() -> None:
    app = Dash("events", suppress_callback_exceptions=False)
    app.layout = html.Div([GraphCanvas("g"), html.Div(id="out")])

    @app.callback(Output("out", "children"), *(Input("g", name) for name in OUTPUTS))
    def seen(*_values: object) -> None:
        return None

    for name in INPUTS[1:]:
        app.callback(Output("g", name, allow_duplicate=True), Input("out", "title"), prevent_initial_call=True)(str)
    assert app.server.test_client().get("/_dash-dependencies").status_code == 200


def test_caller_s_dicts_are_not_shared() -> None:
    nodes = dict(NODES)
    canvas = GraphCanvas("g", nodes=nodes)
    nodes["n2"] = {}
    assert list(canvas.nodes) == ["n1"]


def test_importing_the_package_does_not_import_dash() -> None:
    code = "import sys, dash_app; sys.exit('dash' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_page_loads_react_18() -> None:
    app = Dash("page")
    app.layout = html.Div(GraphCanvas("g"))
    assert "/deps/react@18." in app.server.test_client().get("/").get_data(as_text=True)
