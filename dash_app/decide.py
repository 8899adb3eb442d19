"""Decisions on screen: the buttons, what each stands for in the case, and the list of what was decided.

A decision is stored data with author, time and reason. It can be taken back, which is a decision as well; there is no
button that accepts many at once.
"""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app import ids, kit, texts
from dash_app.desk import Desk
from dash_app.language import N_, _
from graphsvc.errors import InputError

TITLES = {
    "protect": N_("Protect"),
    "note": N_("Add a note"),
    "tag": N_("Add a tag"),
    "verdict": N_("Say what this shared identifier is"),
    "same": N_("These two are the same"),
    "not-same": N_("These two are not the same"),
    "unsure": N_("Unsure about these two"),
    "unlink": N_("Take this link back"),
    "accept": N_("Accept this network after review"),
    "split": N_("Split this network at its weakest link"),
    "doubt": N_("Unsure about this network"),
    "undo": N_("Take a decision back"),
}
EXPLAINED = {
    "protect": N_("Its value is masked on every screen, in exports and in reports, and it leaves all rankings."),
    "note": N_("The note stays with it, with your name and the time."),
    "tag": N_("A short word to find it by."),
    "verdict": N_("Later runs weigh links through it accordingly. It says what the identifier is, nothing about a "
                  "person."),
    "same": N_("Later runs keep them together."),
    "not-same": N_("Later runs never join them."),
    "unsure": N_("It is kept for a second look; runs are not changed by it."),
    "unlink": N_("Later runs do not use the link between them."),
    "accept": N_("Kept as a tag with your name, the time and the reason. It is about the network as it is now: when a "
                 "run changes its records, it waits for review again. Runs are not changed by it."),
    "split": N_("Kept as 'not the same' about the two actors at its weakest link: later runs never join them. See what "
                "that would change before you save it."),
    "doubt": N_("Kept as a tag for a second look, with your name, the time and the reason. Runs do not change."),
    "undo": N_("The decision no longer counts; both stay on record."),
}  # fmt: skip
# What is decided about a network, as what is stored: (verb, value).
STANDS_FOR = {"accept": ("tag", "accepted"), "doubt": ("tag", "unsure"), "split": ("not-same", "")}
TRIED = ("verdict", "protect", "same", "not-same", "unlink", "split")  # verbs that change what a run finds


KEYS = {"same": "s", "not-same": "n", "unsure": "u", "accept": "a", "split": "x", "doubt": "u"}


def _start(text: str, verb: str, glyph: str, *refs: str) -> Any:
    id_ = {**ids.part("decide", refs[0]), "verb": verb, "other": "".join(refs[1:])}
    key: dict[str, Any] = {"data-key": KEYS[verb]} if verb in KEYS else {}
    return kit.button(text, id_, glyph, color="gray", **key)


def buttons(ref: str, found: dict[str, Any]) -> html.Div:
    """What can be decided about one node; `found`: its card."""
    return html.Div(
        [
            _start(_("Note"), "note", "note", ref),
            _start(_("Tag"), "tag", "tag", ref),
            _start(_("Verdict"), "verdict", "verdict", ref)
            if found["kind"] not in ("ad", "actor", "network") else None,
            None if found["protected"] else _start(_("Protect"), "protect", "protect", ref),
        ],
        className="actions",
    )  # fmt: skip


def pair_buttons(a: str, b: str) -> html.Div:
    """What can be decided about two nodes."""
    return html.Div(
        [
            _start(_("Same"), "same", "same", a, b),
            _start(_("Not the same"), "not-same", "not-same", a, b),
            _start(_("Unsure"), "unsure", "doubt", a, b),
            _start(_("Take link back"), "unlink", "unlink", a, b),
        ],
        className="actions",
    )


def network_buttons(ref: str, weakest: tuple[str, str] | None) -> html.Div:
    """What can be decided about a network. `weakest`: refs of the two actors at its weakest link, None for one of a
    single actor, which there is nothing to split in."""
    return html.Div(
        [
            _start(_("Accept"), "accept", "same", ref),
            _start(_("Split at the weakest link"), "split", "not-same", *weakest) if weakest else None,
            _start(_("Unsure"), "doubt", "doubt", ref),
        ],
        className="actions",
    )


def listing(rows: list[dict[str, Any]]) -> Any:
    """Decisions as the service lists them, newest first."""
    if not rows:
        return html.P(_("Nothing was decided yet."), className="hint")
    return html.Ul([_item(row) for row in sorted(rows, key=lambda row: (row["at"], row["id"]), reverse=True)],
                   className="decisions")  # fmt: skip


def _item(row: dict[str, Any]) -> html.Li:
    stands = row["stands"]
    what = texts.verb(row["verb"])
    back = None if stands else html.Div(
        [_("taken back {day} by").format(day=row["undone_at"][:10]), " ", kit.words(row["undone_by"], 40), ": ",
         kit.words(row["undone_reason"], 200)], className="hit-meta",
    )  # fmt: skip
    until = " · " + _("holds until {day}").format(day=row["expires"]) if row.get("expires") else ""
    return html.Li(
        [
            html.Div(
                [
                    html.Strong(what), kit.words(row["value"], 200) if row["value"] else None,
                    kit.button(_("Take back"), {**ids.part("decide", row["id"]), "verb": "undo", "other": ""},
                               size="compact-xs", color="gray", variant="subtle") if stands else None,
                ],
                className="decision-head",
            ),
            html.Div([_("About"), " ", kit.words(" and ".join(row["about"]), 200)]) if row.get("about") else None,
            html.Div(kit.words(row["reason"], 400)),
            html.Div([kit.words(row["author"], 40), f" · {texts.moment(row['at'])}{until}"], className="hit-meta"),
            back,
        ],
        className="" if stands else "undone",
    )  # fmt: skip


def stored(desk: Desk, wish: dict[str, Any], value: str, choice: str) -> tuple[str, list[str], str]:
    """What a page asks for as what the case stores: (verb, targets, value)."""
    verb = str(wish["verb"])
    if verb not in TITLES or verb == "undo":
        raise InputError(_("there is no such decision; choose one of the buttons"))
    targets = [desk.case.resolve(str(ref)) for ref in wish["refs"]]
    if verb in STANDS_FOR:
        return STANDS_FOR[verb][0], targets, STANDS_FOR[verb][1]
    return verb, targets, choice if verb == "verdict" else value


def save(desk: Desk, wish: dict[str, Any], value: str, choice: str, reason: str, until: str = "") -> str:
    """Store the decision a page asked for; returns the sentence to show. Raises InputError, CaseNotFound."""
    if wish["verb"] == "undo":
        desk.case.undo(str(wish["refs"][0]), reason=reason)
        return _("Taken back. Both decisions stay on record.")
    verb, targets, kept = stored(desk, wish, value, choice)
    desk.case.decide(verb, targets, value=kept, reason=reason, expires=until if verb == "verdict" else "")
    what = texts.verb(verb) if wish["verb"] not in STANDS_FOR or not kept else kept
    return _("Saved: {what}. It counts from now on, and can be taken back.").format(what=what)
