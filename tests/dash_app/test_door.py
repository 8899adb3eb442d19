from __future__ import annotations

from typing import Any

import dash
import pytest
from dash import Input, Output, html
from flask import Flask, g

from dash_app import ids
from dash_app.access import OWNER, Permission, Session
from dash_app.app import create_app
from dash_app.door import Door, undeclared
from graphsvc.errors import InputError
from graphsvc.service import Case
from tests.support.site import PORT, SECRET, Hands, Site


def test_every_callback_of_the_app_declared_its_permission(site: Site) -> None:
    door = site.app.server.extensions["door"]
    assert undeclared(site.app, door) == []
    assert set(door.permissions.values()) == set(Permission)


def test_a_callback_by_another_way_stops_the_app(case: Case, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    from dash_app.panels import reports

    register = reports.register

    def careless(door: Door, desk: Any) -> None:
        register(door, desk)
        door.app.callback(Output(ids.CASE_NAME, "title"), Input(ids.URL, "hash"))(lambda value: value)

    monkeypatch.setattr(reports, "register", careless)
    with pytest.raises(RuntimeError, match=r"case-name\.title"):
        create_app(case, secret=SECRET, port=PORT, clock=hands)


@pytest.fixture
def door() -> Door:
    app = dash.Dash("bare", server=Flask("bare"))
    app.layout = html.Div([html.Div(id="a"), html.Div(id="b")])
    return Door(app)


def call(door: Door, permissions: frozenset[Permission], now: Hands) -> Any:
    with door.app.server.test_request_context("/"):
        g.session = Session(permissions, now(), now())
        return door.app.server.test_client()


def test_errors_become_notices(door: Door, hands: Hands) -> None:
    """A sentence of ours reaches the reader; anything else becomes a number."""

    @door.callback(Permission.SEE, Output("a", "children"), Input("b", "title"))
    def fail(value: str) -> str:
        raise InputError("choose another") if value == "ours" else ValueError("secret detail")

    @door.app.server.before_request
    def sign_in() -> None:
        g.session = Session(OWNER, hands(), hands())

    client = door.app.server.test_client()
    said = {}
    for value in ("ours", "theirs"):
        answer = client.post(
            "/_dash-update-component",
            json={
                "output": "a.children", "outputs": {"id": "a", "property": "children"},
                "inputs": [{"id": "b", "property": "title", "value": value}], "changedPropIds": ["b.title"],
            },
        )  # fmt: skip
        assert answer.status_code == 200
        body = answer.get_json()
        assert "a" not in body.get("response", {})
        said[value] = body["sideUpdate"][ids.NOTICES]["sendNotifications"][0]["message"]
    assert said["ours"] == "choose another"
    assert "secret detail" not in said["theirs"]
    assert "error " in said["theirs"]
