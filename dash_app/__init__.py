"""The screens: a Dash app over `graphsvc.service`.

Dash looks for a component's assets on its top-level package, so those of `dash_app.canvas` are listed here. Nothing
here imports Dash: the command line imports `dash_app.cli` on every start.
"""

from __future__ import annotations

__version__ = "0.1.0"

_CANVAS = (
    "vendor/cytoscape.min.js", "js/words.js", "js/text.js", "js/palette.js", "js/icons.js", "js/elements.js",
    "js/style.js", "js/edges.js", "js/sync.js", "js/labels.js", "js/shapes.js", "js/overlay.js", "js/view.js",
    "js/motion.js", "js/hover.js", "js/through.js", "js/lasso.js", "js/minimap.js", "js/keyboard.js",
    "js/commands.js", "js/legend.js", "js/frame.js", "js/picture.js", "js/events.js", "js/engine.js",
    "js/graph_canvas.js",
)  # fmt: skip

_js_dist = [{"relative_package_path": f"canvas/{path}", "namespace": "dash_app"} for path in _CANVAS]
_css_dist = [{"relative_package_path": "canvas/canvas.css", "namespace": "dash_app"}]
