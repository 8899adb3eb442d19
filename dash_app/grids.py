"""Tables: AG Grid community with the same manners everywhere. Cells are text; nothing in them is parsed."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
from dash import html

from dash_app import kit, texts
from dash_app.language import N_, _

THEME = (  # AG Grid reads this as its own theme grammar; it evaluates nothing
    "themeQuartz.withParams({backgroundColor: 'var(--mantine-color-body)',"
    " foregroundColor: 'var(--mantine-color-text)', borderColor: 'var(--edge)',"
    " headerBackgroundColor: 'var(--ground-2)', rowHoverColor: 'var(--hover)',"
    " selectedRowBackgroundColor: 'var(--chosen)', accentColor: 'var(--accent)', fontFamily: 'inherit', fontSize: 13,"
    " headerFontSize: 12, spacing: 5, wrapperBorder: false, wrapperBorderRadius: 0, columnBorder: false})"
)

# What AG Grid says in its filters and to screen readers, by its own keys.
WORDS = {
    "noRowsToShow": N_("Nothing to show"),
    "searchOoo": N_("Search…"),
    "filterOoo": N_("Filter…"),
    "equals": N_("Equals"),
    "notEqual": N_("Does not equal"),
    "lessThan": N_("Less than"),
    "greaterThan": N_("Greater than"),
    "lessThanOrEqual": N_("At most"),
    "greaterThanOrEqual": N_("At least"),
    "inRange": N_("Between two values"),
    "inRangeStart": N_("from"),
    "inRangeEnd": N_("to"),
    "blank": N_("Empty"),
    "notBlank": N_("Not empty"),
    "contains": N_("Contains"),
    "notContains": N_("Does not contain"),
    "startsWith": N_("Begins with"),
    "endsWith": N_("Ends with"),
    "andCondition": N_("and"),
    "orCondition": N_("or"),
    "applyFilter": N_("Apply"),
    "clearFilter": N_("Clear"),
    "resetFilter": N_("Reset"),
    "ariaFilterInput": N_("Filter"),
    "ariaFilterFromValue": N_("Filter from"),
    "ariaFilterToValue": N_("Filter to"),
    "ariaFilteringOperator": N_("Kind of filter"),
    "ariaRowSelect": N_("Press Space to choose this row"),
    "ariaRowDeselect": N_("Press Space to leave this row out"),
    "ariaRowToggleSelection": N_("Press Space to choose"),
    "ariaSelectAll": N_("Choose all rows"),
    "ariaInputEditor": N_("Edit"),
    "ariaSortableColumn": N_("Press Enter to sort"),
    "ariaColumnFiltered": N_("Column is filtered"),
    "ariaLabelColumnFilter": N_("Filter of the column"),
    "ariaFilterMenuOpen": N_("Open the filter"),
    "ariaChecked": N_("chosen"),
    "ariaUnchecked": N_("not chosen"),
    "ariaToggleCellValue": N_("Press Space to choose"),
    "ariaRowSelectionDisabled": N_("This row cannot be chosen"),
    "ariaHeaderSelection": N_("Column with all rows"),
    "pinColumn": N_("Pin the column"),
}

NUMBER: dict[str, Any] = {"filter": "agNumberColumnFilter", "type": "numericColumn"}


def grid(id_: str, columns: list[dict[str, Any]], label: str, *, several: bool, hint: str) -> html.Div:
    """A table whose rows carry `ref` as their id; `several` rows or one can be selected. `hint`: shown when empty."""
    table = dag.AgGrid(
        id=id_,
        columnDefs=[{**column, "headerName": _(head)} for column in columns for head in [column["headerName"]]],
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
            "tabToNextCell": {"function": "leaveTable()"},
            "enableBrowserTooltips": True,
            "localeText": {key: _(word) for key, word in WORDS.items()},
        },
        style={"height": "100%", "width": "100%"},
    )  # fmt: skip
    return html.Div(table, className="grid", role="region", **kit.named(label))


def node_row(node: dict[str, Any], hubs: frozenset[str]) -> dict[str, Any]:
    """A drawn node as a row of the canvas' table twin."""
    marks = [
        _("protected") if node["protected"] else "",
        texts.verdict(node["verdict"]) or (_("shared by many") if node["id"] in hubs else ""),
    ]
    return {
        "ref": node["ref"],
        "kind": texts.short(node["kind"]),
        "glyph": node["kind"],
        "label": texts.label(node),
        "records": node["records"],
        "degree": node["degree"],
        "first": str(node["first"])[:10],
        "last": str(node["last"])[:10],
        "marks": ", ".join(mark for mark in marks if mark),
    }
