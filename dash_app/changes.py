"""What differs between two clusterings, in words: for the comparison of runs, and for what a decision would change."""

from __future__ import annotations

from typing import Any

from dash_app import texts
from dash_app.language import N_, _, ngettext

PARTS = {
    "appeared": N_("appeared"),
    "gone": N_("gone"),
    "grown": N_("grown"),
    "shrunk": N_("shrunk"),
    "split": N_("split"),
    "merged": N_("merged"),
}


def rows(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Each change of a difference as `Case.diff` gives it: {"part", "what", "name", "was", "is", "told", "names": of
    the clusters concerned in the newer result, "before": of those in the older one}."""
    out: list[dict[str, Any]] = []
    for name in found["appeared"]:
        out.append(_row("appeared", name, "", "", _("was not there before"), [name], []))
    for name in found["gone"]:
        out.append(_row("gone", name, "", "", _("is not there any more"), [], [name]))
    for part in ("grown", "shrunk"):
        for one in found[part]:
            told = _("{came} records came, {left} left").format(came=one["came"], left=one["left"])
            out.append(_row(part, one["name"], one["was"], one["is"], told, [one["name"]], [one["name"]]))
    for one in found["split"]:
        told = _("into {names}").format(names=_names(one["into"]))
        out.append(_row("split", one["name"], "", "", told, one["into"], [one["name"]]))
    for one in found["merged"]:
        told = _("from {names}").format(names=_names(one["from"]))
        out.append(_row("merged", one["name"], "", "", told, [one["name"]], one["from"]))
    return out


def _row(part: str, name: str, was: Any, is_: Any, told: str, names: list[str], before: list[str]) -> dict[str, Any]:
    shown = texts.visible(name, 60)
    return {"part": part, "what": _(PARTS[part]), "name": shown, "was": was, "is": is_, "told": told, "names": names,
            "before": before}  # fmt: skip


def _names(names: list[str]) -> str:
    more = len(names) - 6
    told = ", ".join(texts.visible(name, 60) for name in names[:6])
    return told + (_(" and {n} more").format(n=more) if more > 0 else "")


def summary(found: dict[str, Any]) -> str:
    """`1 appeared, 2 gone, 63 unchanged`."""
    counts = [f"{len(found[part])} {_(word)}" for part, word in PARTS.items() if found[part]]
    return ", ".join([*counts, _("{n} unchanged").format(n=found["unchanged"])])


def would(found: dict[str, Any]) -> list[str]:
    """What a decision would change, as `Case.what_if` gives it, in sentences."""
    if found["nothing"]:
        return [_("Nothing would change: no record, link or network.")]
    lines = [
        _("Network {name} would be {what}: {told}.").format(
            name=one["name"], what=one["what"],
            told=one["told"] if one["was"] == "" else _("{was} records, then {is_}").format(
                was=one["was"], is_=one["is"]),
        )
        for one in rows(found["networks"])
    ]  # fmt: skip
    for number, one, many in (
        (found["moved"], N_("{n} record would go to another actor."), N_("{n} records would go to other actors.")),
        (found["linked"], N_("{n} link would come."), N_("{n} links would come.")),
        (found["unlinked"], N_("{n} link would go."), N_("{n} links would go.")),
    ):
        if number:
            lines.append(ngettext(one, many, number).format(n=number))
    for name, told in (
        ("become", N_("Discounted as shared by many from then on: {names}.")),
        ("no_longer", N_("No longer discounted as shared by many: {names}.")),
    ):
        if found["hubs"][name]:
            lines.append(_(told).format(names=_names(found["hubs"][name])))
    lines += [
        _("Network {name}: '{was}' would read '{is_}'.").format(
            name=texts.visible(one["network"], 60), was=one["was"], is_=one["is"])
        for one in found["worded"]
    ]  # fmt: skip
    return [*lines, *(texts.visible(note, 300) for note in found["notes"])]
