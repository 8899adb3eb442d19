"""The network canvas: a Dash component on cytoscape.js, with props that name no engine.

The JavaScript is hand-written and served as it stands: `js/` in the order listed in `dash_app/__init__.py`, `vendor/`
with the licence beside it.
"""

from dash_app.canvas.component import GraphCanvas

__all__ = ["GraphCanvas"]
