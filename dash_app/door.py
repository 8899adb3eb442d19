"""The only way to add a callback: it declares its permission, and its errors become sentences.

    @door.callback(Permission.SEE, Output(...), Input(...))
    def search(text): ...

`undeclared(app)` lists the callbacks that came in by another way; `create_app` refuses to start with any.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from dash import ClientsideFunction, Dash, Output, ctx, no_update, set_props
from dash.exceptions import PreventUpdate

from dash_app import ids
from dash_app.access import Permission
from dash_app.exposure import masked
from dash_app.gate import require
from dash_app.headers import unexpected
from dash_app.kit import notice
from graphsvc.errors import GraphsvcError
from graphsvc.service import veiled

NAMESPACE = "graphsvc"  # of the functions in assets/*.js


class Door:
    """Registers callbacks of one app. `permissions`: callback id (its outputs, as Dash spells it) -> permission."""

    def __init__(self, app: Dash) -> None:
        self.app = app
        self.permissions: dict[str, Permission] = {}

    def callback(self, permission: Permission, *dependencies: Any, **options: Any) -> Callable[..., Any]:
        """Like `Dash.callback`, refused to sessions without `permission`. Without an Output it answers nothing."""
        nothing = no_update if any(isinstance(one, Output) for one in dependencies) else None

        def declare(function: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(function)
            def guarded(*values: Any) -> Any:
                require(permission)
                try:
                    with veiled(masked()):
                        return function(*values)
                except PreventUpdate:
                    raise
                except GraphsvcError as error:
                    say(str(error), "error")
                except Exception as error:
                    say(unexpected(error), "error")
                return nothing

            before = set(self.app.callback_map)
            self.app.callback(*dependencies, **options)(guarded)
            for name in set(self.app.callback_map) - before:
                self.permissions[name] = permission
            return function

        return declare

    def clientside(self, name: str, *dependencies: Any, **options: Any) -> None:
        """A callback that runs in the browser: function `name` of assets/*.js. It reaches no data of its own."""
        function = ClientsideFunction(NAMESPACE, name)
        self.app.clientside_callback(function, *dependencies, **options)  # type: ignore[no-untyped-call]


def say(sentence: str, tone: str = "info") -> None:
    """Show a notification with this answer. `tone`: info, good or error."""
    set_props(ids.NOTICES, {"sendNotifications": [notice(sentence, tone)]})


def pressed() -> dict[str, Any]:
    """Id of the button, one of many alike, that was pressed. Buttons that a screen draws anew call their callback as
    well, and bring along those that were pressed before; a press comes alone. Raises PreventUpdate where none was."""
    if len(ctx.triggered) != 1 or not ctx.triggered[0]["value"]:
        raise PreventUpdate
    id_: dict[str, Any] = ctx.triggered_prop_ids[ctx.triggered[0]["prop_id"]]
    return id_


def undeclared(app: Dash, door: Door) -> list[str]:
    """Callbacks that run on the server without a declared permission, sorted."""
    return sorted(
        name for name, entry in app.callback_map.items() if "callback" in entry and name not in door.permissions
    )
