"""The words of the canvas, to be translated: the same as in js/words.js, which has them for a canvas without a page."""

from __future__ import annotations

from dash_app.language import N_, _

WORDS = {
    "kind.ad": N_("Advert"),
    "kind.account": N_("Account"),
    "kind.phone": N_("Phone"),
    "kind.wallet": N_("Wallet"),
    "kind.email": N_("E-mail"),
    "kind.url": N_("Web address"),
    "kind.image": N_("Picture"),
    "kind.template": N_("Text template"),
    "kind.actor": N_("Actor"),
    "kind.network": N_("Network"),
    "kind.other": N_("Other"),
    "edge.fact": N_("Fact: seen in a record"),
    "edge.assessment": N_("Assessment: a named person's"),
    "edge.inference": N_("Inference: an algorithm's"),
    "mark.protected": N_("Protected"),
    "mark.hub": N_("Shared by many"),
    "mark.pinned": N_("Pinned"),
    "mark.group": N_("Group: several drawn as one"),
    "mark.more": N_("Not brought in yet"),
    "status.new": N_("Newly added"),
    "status.review": N_("Waiting for review"),
    "count.records": N_("{n} records"),
    "count.record": N_("1 record"),
    "count.links": N_("{n} links"),
    "count.link": N_("1 link"),
    "label.canvas": N_("Network graph"),
    "label.legend": N_("Legend"),
    "label.zoomIn": N_("Zoom in"),
    "label.zoomOut": N_("Zoom out"),
    "label.fit": N_("Fit everything"),
    "label.map": N_("Show or hide the overview"),
    "label.help": N_(
        "Arrow keys move between neighbours, Enter expands, Space selects, Delete hides, F fits, "
        "plus and minus zoom, Escape clears."
    ),
    "label.empty": N_("Nothing is drawn yet"),
    "picture.made": N_("Drawn {time}"),
}


def spoken() -> dict[str, str]:
    """What the `words` of a canvas say in the reader's language."""
    return {name: _(text) for name, text in WORDS.items()}
