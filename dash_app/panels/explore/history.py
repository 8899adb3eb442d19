"""What changed in an advert between its versions: fields, words, and the identifiers that came and went."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app import kit, texts
from dash_app.desk import Desk
from dash_app.language import _, ngettext

CHANGES = 6  # shown, the newest first
MARKS = {"removed": "piece-removed", "added": "piece-added"}


def changes(desk: Desk, found: dict[str, Any]) -> list[dict[str, Any]]:
    """Changes of a card's advert as `Case.versions` gives them; none for what has one version or is protected."""
    several = found["kind"] == "ad" and len(found["versions"]) > 1 and not found["protected"]
    return list(desk.case.versions(found["id"])["changes"]) if several else []


def section(found: list[dict[str, Any]]) -> Any:
    if not found:
        return None
    shown = found[::-1][:CHANGES]
    more = len(found) - len(shown)
    return kit.section(
        _("What changed in it"), *[_change(one) for one in shown],
        html.P(_("and {n} earlier").format(n=more), className="hint") if more > 0 else None,
        aside=ngettext("{n} change", "{n} changes", len(found)).format(n=len(found)),
    )  # fmt: skip


def _change(one: dict[str, Any]) -> html.Article:
    fields = [
        (texts.visible(field["field"], 40),
         [html.Del(kit.words(field["before"], 80)), " ", html.Ins(kit.words(field["after"], 80))])
        for field in one["fields"]
    ]  # fmt: skip
    words = [
        html.Div(
            [
                html.Span(texts.passage(piece["text"], 400), className=MARKS[piece["what"]])
                if piece["what"] in MARKS else texts.passage(_short(piece["text"]), 400)
                for piece in text["pieces"]
            ],
            className="passage", dir="auto",
        )
        for text in one["texts"]
    ]  # fmt: skip
    came, went = (", ".join(texts.visible(item["label"], 60) for item in one[name]) for name in ("added", "removed"))
    lines = [_("came: {names}").format(names=came)] if came else []
    lines += [_("went: {names}").format(names=went)] if went else []
    if one["withheld"]:
        lines.append(_("{n} protected identifiers changed; they are not named").format(n=one["withheld"]))
    when = texts.span(one["at"], "")
    return html.Article(
        [html.H4(when), kit.facts(fields) if fields else None, *words, kit.bullets(lines) if lines else None],
        className="record",
    )


def _short(text: str) -> str:
    """The ends of a long stretch that stayed the same."""
    return text if len(text) <= 120 else f"{text[:50]} … {text[-50:]}"
