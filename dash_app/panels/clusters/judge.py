"""What people said of a network, and how easily strangers could have been put together in it: the merge-risk meter."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app import decide, kit, texts
from dash_app.desk import Desk
from dash_app.language import N_, _
from graphsvc.model import Decision, Verb

STATES = {"accepted": N_("accepted"), "unsure": N_("unsure")}
SURE = 0.9  # share of resamples from which a cluster counts as stable; drawn as a mark on the bar


def marks(desk: Desk) -> dict[str, Decision]:
    """Network id -> the newest standing decision that it is accepted, or that somebody is unsure."""
    found: dict[str, Decision] = {}
    for one in sorted(desk.case.decisions(), key=lambda d: (d.at, d.id)):
        if one.verb is Verb.TAG and one.value in STATES:
            found |= {target: one for target in one.targets if target.startswith("network:")}
    return found


def said(mark: Decision | None) -> str:
    """`accepted, 2026-01-15, local`, or '' where nobody has said anything."""
    if mark is None:
        return ""
    return f"{_(STATES[mark.value])}, {mark.at[:10]}, {texts.visible(mark.author, 40)}"


def panel(ref: str, mark: Decision | None, weakest: tuple[str, str] | None) -> html.Section:
    """What was said, and the buttons with their keys."""
    told = None
    if mark is not None:
        told = html.P([html.Strong(said(mark)), ": ", kit.words(mark.reason, 300)], className="data")
    alone = None if weakest else html.P(
        _("It is one actor's: there is no link between actors to split at. Keep two of its adverts apart on the canvas "
          "instead."), className="hint",
    )  # fmt: skip
    return kit.section(
        _("Your review"), told, decide.network_buttons(ref, weakest), alone,
        html.P(_("Keys: A accept, X split, U unsure, arrows to move. Each asks for a reason and can be taken back."),
               className="hint"),
    )  # fmt: skip


def meter(found: dict[str, Any]) -> html.Section:
    """How the network could be wrong, as a scale that reads without colour: the step that holds is named and marked."""
    current: dict[str, Any] = {"aria-current": "true"}
    steps = [
        html.Li([_(told), html.Span("▲", className="here-mark", **kit.UNSPOKEN)], className="risk here", **current)
        if name == found["level"] else html.Li(_(told), className="risk")
        for name, told in texts.LEVELS.items()
    ]  # fmt: skip
    return kit.section(
        _("Merge risk"),
        html.Ol(steps, className="risks", **kit.named(_("How easily strangers could have been put together"))),
        kit.facts(
            [
                (_("Weakest cut"), _cut(found)),
                (_("Held by"), ", ".join(texts.visible(name, 60) for name in found["held_by"])
                 or _("no single identifier")),
                (_("Without it"), _("it falls into {n} pieces").format(n=found["falls_into"])
                 if found["falls_into"] > 1 else _("it stays in one piece")),
                (_("Stability"), _share(found["stability"])),
                (_("By chance"), _chance(found["by_chance"])),
            ]
        ),
        aside=_("the further left, the riskier"),
    )  # fmt: skip


def _cut(found: dict[str, Any]) -> Any:
    told = _("{nats:.1f} nats would have to be wrong for it to fall in two").format(nats=found["weakest"])
    if not found["proven"]:
        told = _("at most {told}").format(told=told)
    by = ", ".join(texts.visible(name, 50) for name in found["cut"][:3])
    return f"{told} ({by})" if by else told


def _share(share: float | None) -> Any:
    """A bar with its figure, and a mark where it counts as stable."""
    if share is None:
        return _("not assessed")
    bar = html.Span(
        [html.Span(style={"width": f"{share:.0%}"}, className="fill"),
         html.Span(style={"insetInlineStart": f"{SURE:.0%}"}, className="line-at")],
        className="share-bar", **kit.UNSPOKEN,
    )  # fmt: skip
    return [bar, _("stayed together in {share:.0%} of the resamples of its evidence").format(share=share)]


def _chance(chance: float | None) -> str:
    if chance is None:
        return _("not assessed")
    if chance < 0.01:
        return _("a shuffle of who shows what gives hardly any cluster as tight")
    return _("a shuffle of who shows what gives {n:.2f} clusters as tight, for each one that is there").format(n=chance)
