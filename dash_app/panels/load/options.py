"""What a file cannot say of itself: its source's name, region, zone, and the marking its records get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

import dash_mantine_components as dmc
from dash import Input, State, html

from dash_app import ids, kit, texts
from dash_app.desk import Desk
from dash_app.language import N_, _
from graphsvc.service import choices

AS_FOUND = N_("as found")
DAYS = {N_("day first"): True, N_("month first"): False}


def layout(desk: Desk) -> list[Any]:
    known, default = choices(), desk.case.defaults()
    return [
        html.Fieldset(
            [
                html.Legend(_("About the file")),
                dmc.TextInput(
                    id=ids.LOAD_SOURCE,
                    label=_("Source"),
                    description=_("A name for where it came from"),
                    size="xs",
                ),
                dmc.TextInput(
                    id=ids.LOAD_REGION,
                    label=_("Region"),
                    description=_("For numbers without a country"),
                    placeholder="GB",
                    size="xs",
                    debounce=300,
                ),
                dmc.Select(
                    id=ids.LOAD_TIMEZONE,
                    label=_("Time zone"),
                    description=_("For times without one"),
                    size="xs",
                    clearable=True,
                    searchable=True,
                    limit=40,
                    placeholder="UTC",
                    data=sorted(available_timezones()),
                ),
                dmc.Select(
                    id=ids.LOAD_DAYFIRST,
                    label=_("Dates such as 03/04"),
                    size="xs",
                    value=AS_FOUND,
                    allowDeselect=False,
                    description=_("Which number is the day"),
                    data=[{"value": one, "label": _(one)} for one in (AS_FOUND, *DAYS)],
                ),
            ],
            className="fields",
        ),
        html.Fieldset(
            [
                html.Legend(_("Marking of its records")),
                dmc.Select(
                    id=ids.LOAD_TLP,
                    label="TLP",
                    description=_("Who may see it"),
                    size="xs",
                    value=default["tlp"],
                    data=known["tlp"],
                    allowDeselect=False,
                ),
                dmc.Select(
                    id=ids.LOAD_PURPOSE,
                    label=_("Purpose"),
                    description=_("What it may be used for"),
                    size="xs",
                    value=default["purpose"],
                    allowDeselect=False,
                    data=sorted({*known["purposes"], default["purpose"]}),
                ),
                dmc.TextInput(
                    id=ids.LOAD_BASIS,
                    label=_("Legal basis"),
                    description=_("Why it may be held"),
                    size="xs",
                    value=default["basis"],
                ),
                dmc.TextInput(
                    id=ids.LOAD_ORIGINATOR,
                    label=_("Originator"),
                    description=_("Who it came from"),
                    size="xs",
                    value=default["originator"],
                ),
            ],
            className="fields",
        ),
        dmc.Checkbox(
            id=ids.LOAD_UPDATE,
            size="xs",
            label=_("These are new versions of records that the case already holds under this source"),
        ),
        html.Div([kit.button(_("Load it"), ids.LOAD_GO, "load", variant="filled", size="sm")], className="actions"),
    ]


CHANGES = (Input(ids.LOAD_REGION, "value"), Input(ids.LOAD_TIMEZONE, "value"), Input(ids.LOAD_DAYFIRST, "value"))
STATES = (
    State(ids.LOAD_SOURCE, "value"), State(ids.LOAD_REGION, "value"), State(ids.LOAD_TIMEZONE, "value"),
    State(ids.LOAD_DAYFIRST, "value"), State(ids.LOAD_TLP, "value"), State(ids.LOAD_PURPOSE, "value"),
    State(ids.LOAD_BASIS, "value"), State(ids.LOAD_ORIGINATOR, "value"), State(ids.LOAD_UPDATE, "checked"),
)  # fmt: skip
NAMES = ("source", "region", "timezone", "dayfirst", "tlp", "purpose", "basis", "originator", "update")


def reading(values: Mapping[str, Any]) -> dict[str, Any]:
    """Options that change how a file is read, from the form's values; empty ones are left out."""
    out = {
        "source": str(values.get("source") or "").strip()[:80],
        "region": texts.region(values.get("region")),
        "timezone": str(values.get("timezone") or ""),
    }
    day = DAYS.get(str(values.get("dayfirst")))
    return {name: value for name, value in out.items() if value} | ({} if day is None else {"dayfirst": day})


def marking(values: Mapping[str, Any]) -> dict[str, Any]:
    """Options that say what the records are marked with."""
    out = {name: str(values.get(name) or "").strip()[:200] for name in ("tlp", "purpose", "basis", "originator")}
    return {name: value for name, value in out.items() if value} | ({"update": True} if values.get("update") else {})
