"""The first-run tour of the demo case: a few cards that say where evidence and doubts are. It covers nothing that is
needed, is dismissed for good by one key, and comes back from the help dialog (assets/tour.js)."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app import ids, kit
from dash_app.language import N_, _

DEMO = "demo"  # the name that `graphsvc demo` gives its case
# (what the card points at, its title, its text)
CARDS = (
    (f"#{ids.SEARCH}", N_("Begin with something you know"),
     N_("Type a number, a handle, a wallet or a few words. Any spelling finds the same node. Everything in this case "
        "is made up, so try anything.")),
    (f"#{ids.CANVAS}", N_("Three kinds of line"),
     N_("Solid: seen in a record. Dashed: what a named person judged. Dotted: what an algorithm inferred. Only the "
        "solid ones are facts.")),
    (f"#{ids.INSPECTOR}", N_("Every link opens its evidence"),
     N_("Click a line, or select two nodes and ask why they are linked. You see each record with its source, its time "
        "and where in the text the find stands, and then how the link can be wrong.")),
    (f"#{ids.nav('clusters')}", N_("Where doubts come first"),
     N_("Clusters are ranked by their weakest link, not by their size. Those that one shared number holds together "
        "stand at the top, with the other explanations for them.")),
    (f"#{ids.nav('review')}", N_("You decide, and say why"),
     N_("Same, not the same, or unsure, each with a reason. A decision can be taken back, and every later run respects "
        "it.")),
    (f"#{ids.MASK}", N_("Before somebody looks on"),
     N_("This button masks every label on the page. Links are for review by a person; they say nothing about guilt.")),
)  # fmt: skip


def layout(case: str) -> html.Section:
    """The cards, hidden until the script shows one. `case`: what the header calls the case."""
    offered: dict[str, Any] = {"data-offered": str(case == DEMO).lower()}
    return html.Section(
        [
            *[_card(number, *card) for number, card in enumerate(CARDS)],
            html.Div(
                [
                    html.Button(_("End the tour"), id=ids.TOUR_END, type="button", className="tour-quiet"),
                    html.Span(className="grow"),
                    html.Button(_("Back"), id=ids.TOUR_BACK, type="button"),
                    html.Button(_("Next"), id=ids.TOUR_NEXT, type="button", className="tour-main",
                                **_data(last=_("Done"), next=_("Next"))),
                ],
                className="tour-foot",
            ),
        ],
        id=ids.TOUR, className="tour", hidden=True, **kit.named(_("Tour of the demo case")), **offered,
    )  # fmt: skip


def _card(number: int, target: str, title: str, text: str) -> html.Div:
    place = _("{n} of {all}").format(n=number + 1, all=len(CARDS))
    return html.Div(
        [html.P(place, className="hint"), html.H2(_(title)), html.P(_(text))],
        className="tour-card", hidden=True, **_data(target=target),
    )  # fmt: skip


def _data(**values: str) -> dict[str, Any]:
    return {f"data-{name}": value for name, value in values.items()}
