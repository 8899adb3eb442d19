"""Tables: AG Grid community with the same manners everywhere. Cells are text; nothing in them is parsed."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
from dash import html

from dash_app import kit, texts

THEME = (  # AG Grid reads this as its own theme grammar; it evaluates nothing
    "themeQuartz.withParams({backgroundColor: 'var(--mantine-color-body)',"
    " foregroundColor: 'var(--mantine-color-text)', borderColor: 'var(--edge)',"
    " headerBackgroundColor: 'var(--ground-2)', rowHoverColor: 'var(--hover)',"
    " selectedRowBackgroundColor: 'var(--chosen)', accentColor: 'var(--accent)', fontFamily: 'inherit', fontSize: 13,"
    " headerFontSize: 12, spacing: 5, wrapperBorder: false, wrapperBorderRadius: 0, columnBorder: false})"
)

NUMBER: dict[str, Any] = {"filter": "agNumberColumnFilter", "type": "numericColumn"}


def grid(id_: str, columns: list[dict[str, Any]], label: str, *, several: bool, hint: str) -> html.Div:
    """A table whose rows carry `ref` as their id; `several` rows or one can be selected. `hint`: shown when empty."""
    table = dag.AgGrid(
        id=id_,
        columnDefs=columns,
        rowData=[],
        getRowId="params.data.ref",
        defaultColDef={"sortable": True, "resizable": True, "filter": True, "suppressHeaderMenuButton": False},
        dashGridOptions={
            "theme": {"function": THEME},
            "rowSelection": {
                "mode": "multiRow" if several else "singleRow", "checkboxes": several, "headerCheckbox": several,
                "enableClickSelection": True,
            },
            "selectionColumnDef": {"width": 36, "minWidth": 36, "resizable": False},
            "rowHeight": 30,
            "headerHeight": 32,
            "animateRows": False,
            "suppressDragLeaveHidesColumns": True,
            "noRowsOverlayComponent": "NoRows",
            "noRowsOverlayComponentParams": {"hint": hint},
            "ensureDomOrder": True,
            "enableBrowserTooltips": True,
        },
        style={"height": "100%", "width": "100%"},
    )  # fmt: skip
    return html.Div(table, className="grid", role="region", **kit.named(label))


def node_row(node: dict[str, Any], hubs: frozenset[str]) -> dict[str, Any]:
    """A drawn node as a row of the canvas' table twin."""
    marks = [
        "protected" if node["protected"] else "",
        node["verdict"] or ("shared by many" if node["id"] in hubs else ""),
    ]
    return {
        "ref": node["ref"],
        "kind": texts.SHORT.get(node["kind"]) or texts.kinds(node["kind"], 1),
        "glyph": node["kind"],
        "label": texts.label(node),
        "records": node["records"],
        "degree": node["degree"],
        "first": str(node["first"])[:10],
        "last": str(node["last"])[:10],
        "marks": ", ".join(mark for mark in marks if mark),
    }
