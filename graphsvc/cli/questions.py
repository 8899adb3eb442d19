"""Commands that ask or decide: search, explain, decide."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graphsvc.cli.printing import CaseArg, JsonFlag, emit, say, table

_IDS = ("record:", "actor:", "network:", "template:")  # taken as they are; anything else is looked for


def search(
    case: CaseArg,
    query: Annotated[str, typer.Argument(metavar="QUERY")],
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    region: Annotated[str, typer.Option(help="Country of national numbers, e.g. GB.")] = "",
    json: JsonFlag = False,
) -> None:
    """One box: numbers in any notation, parts of numbers, handles, wallets, words."""
    from graphsvc.identifiers import redact
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        hits = opened.masked(opened.search(query, limit=limit, region=region))
        asked = opened.masked(redact(query)[0])
    if json:
        return emit({"query": asked, "hits": hits})
    if not hits:
        say("nothing in this case matches; try a part of the number or name")
    else:
        table(
            ["kind", "label", "records", "rank", "id"],
            [(h["kind"], h["label"], h["records"], h["rank"], h["id"]) for h in hits],
        )
    return None


def named_node(opened: Any, text: str) -> str:
    """A node id, or whatever search reads as exactly one node."""
    from graphsvc.errors import CaseNotFound, InputError

    if opened.view.node(text) is not None:
        return text
    hits = [hit for hit in opened.search(text, limit=10) if hit["rank"] == "exact"] or opened.search(text, limit=10)
    if not hits:
        raise CaseNotFound(f"nothing in this case matches {text!r}; look for it with `graphsvc search`")
    if len(hits) > 1:
        raise InputError(
            f"{text!r} could be {len(hits)} things; give the id of one: {', '.join(h['id'] for h in hits[:3])}"
        )
    found: str = hits[0]["id"]
    return found


def explain(
    case: CaseArg,
    a: Annotated[str, typer.Argument(metavar="A", help="A node id, number, handle, wallet.")],
    b: Annotated[str, typer.Argument(metavar="B")],
    json: JsonFlag = False,
) -> None:
    """Why two things are linked, or why not: paths, evidence, weights, doubts."""
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.masked(opened.explain(named_node(opened, a), named_node(opened, b)))
    if json:
        return emit(found)
    say("linked" if found["linked"] else f"not linked: {found['reason']}")
    for number, path in enumerate(found["paths"], 1):
        say(f"path {number}: " + " - ".join(node["label"] for node in path["nodes"]))
    if found["waterfall"]:
        table(["evidence", "log-odds"], [(step["label"], f"{step['weight']:+.2f}") for step in found["waterfall"]])
    if found["evidence"]:
        table(
            ["record", "field", "found", "method", "file", "line"],
            [(e["key"], e["field"], e["raw"], e["method"], e["file"], e["line"]) for e in found["evidence"][:20]],
        )
    for name, rows in (("formed", found["formed"]), ("would change it", found["changes"])):
        for row in rows:
            say(f"{name}: {' '.join(part for part in (row.get('day', ''), row['label'], row['text']) if part)}")
    for rival in found["rivals"]:
        for name, sentences in (("for", rival["for_it"]), ("against", rival["against"])):
            say(*(f"{rival['name']}, {name}: {sentence}" for sentence in sentences))
    for doubt in found["doubts"]:
        say(f"doubt: {doubt}")
    return None


def decide(
    case: CaseArg,
    verb: Annotated[
        str,
        typer.Argument(help="same, not-same, unsure, verdict, protect, unlink, category, note, tag; or list, undo."),
    ],
    targets: Annotated[list[str] | None, typer.Argument(help="Nodes or records; for undo, the decision's id.")] = None,
    value: Annotated[str, typer.Option(help="The verdict (agency, hotline, ...), category, note or tag.")] = "",
    reason: Annotated[str, typer.Option(help="Why, in a few words.")] = "",
    expires: Annotated[str, typer.Option(help="Date on which it lapses, e.g. 2027-01-31.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Store nothing; say what it would change.")] = False,
    json: JsonFlag = False,
) -> None:
    """Decide, with a reason; every later run respects it. Or list decisions, or undo one.

    --dry-run --json: {"networks", "actors": as `diff` gives them, "moved": n, "linked": n, "unlinked": n, "hubs":
    {"become", "no_longer"}, "worded": [{"network", "was", "is"}], "notes": [text], "nothing": bool}
    """
    from graphsvc.service import open_case
    from graphsvc.service.looking import decision_row

    with open_case(case, create=False) as opened:
        if verb == "list":
            rows = [decision_row(decision) for decision in opened.decisions(standing=False)]
        elif verb == "undo":
            rows = [decision_row(opened.undo(target, reason=reason)) for target in targets or [""]]
        else:
            nodes = [t if t.startswith(_IDS) else named_node(opened, t) for t in targets or []]
            if dry_run:
                return _changes(opened.masked(opened.what_if(verb, nodes, value=value, reason=reason)), json)
            rows = [decision_row(opened.decide(verb, nodes, value=value, reason=reason, expires=expires))]
        rows = opened.masked(rows)
    if json:
        return emit({"decisions": rows} if verb in ("list", "undo") else rows[0])
    table(
        ["id", "decision", "about", "by", "at", "reason", ""],
        [(r["id"], f"{r['verb']} {r['value']}".strip(), " ".join(r["targets"]), r["author"], r["at"], r["reason"],
          "" if r["stands"] else f"undone by {r['undone_by']}") for r in rows],
    )  # fmt: skip
    return None


def _changes(found: dict[str, Any], json: bool) -> None:
    """What a decision would change."""
    if json:
        return emit(found)
    if found["nothing"]:
        say("nothing would change")
    for tier in ("networks", "actors"):
        change = found[tier]
        for name in ("appeared", "gone", "grown", "shrunk", "split", "merged"):
            if change[name]:
                say(f"{len(change[name])} {tier} {name}: {', '.join(map(_named, change[name][:10]))}")
    say(f"{found['moved']} records move, {found['linked']} links come, {found['unlinked']} go")
    for what, labels in found["hubs"].items():
        if labels:
            say(f"{what.replace('_', ' ')} a hub: {', '.join(labels)}")
    say(*(f"{row['network']}: {row['was']} would be {row['is']}" for row in found["worded"]))
    say(*(f"note: {note}" for note in found["notes"]))
    return None


def _named(change: Any) -> str:
    return change if isinstance(change, str) else str(change["name"])


def versions(
    case: CaseArg, advert: Annotated[str, typer.Argument(help="An advert's node id or key.")], json: JsonFlag = False
) -> None:
    """What changed in an advert from version to version.

    --json: {"node", "label", "versions": n, "changes": [{"before", "after", "at", "fields": [{"field", "before",
    "after"}], "texts": [{"field", "pieces": [{"what", "text"}]}], "added", "removed": [{"id", "label"}], "withheld"}]}
    """
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.masked(opened.versions(named_node(opened, advert)))
    if json:
        return emit(found)
    say(f"{found['label']}: {found['versions']} version(s)")
    for change in found["changes"]:
        say(f"{change['at'] or 'undated'}:")
        say(*(f"  {row['field']}: {row['before']!r} became {row['after']!r}" for row in change["fields"]))
        for text in change["texts"]:
            pieces = "".join(_MARKED[piece["what"]].format(piece["text"]) for piece in text["pieces"])
            say(f"  {text['field']}: {' '.join(pieces.split())}")
        for what in ("added", "removed"):
            if change[what]:
                say(f"  {what}: {', '.join(row['label'] for row in change[what])}")
    return None


_MARKED = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def rotation(
    case: CaseArg,
    template: Annotated[str, typer.Argument(help="A template's id; without one, all are listed.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 100,
    json: JsonFlag = False,
) -> None:
    """Wordings that adverts repeat, and which numbers each went through.

    --json: as `Case.rotations` gives it, with a template as `Case.rotation`.
    """
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.masked(opened.rotation(template) if template else opened.rotations(limit=limit))
    if json:
        return emit(found)
    if not template:
        table(
            ["template", "adverts", "identifiers", "changes", "first", "last", "text"],
            [
                (t["id"], t["adverts"], t["identifiers"], t["changes"], t["first"][:10], t["last"][:10], t["excerpt"])
                for t in found["templates"]
            ],
        )
        return say(f"and {found['more']} more") if found["more"] else None
    text = " ".join(piece["constant"] if "constant" in piece else _slot(piece["slot"]) for piece in found["pieces"])
    say(" ".join(text.split()))
    table(
        ["identifier", "first", "last", "adverts"],
        [(t["label"], t["first"][:10], t["last"][:10], t["records"]) for t in found["tenures"]],
    )
    for step in found["steps"]:
        say(f"{step['at'][:10]}: {step['before_label']} -> {step['after_label']} (gap {step['gap']:.0f} days)")
    return None


def _slot(slot: dict[str, Any]) -> str:
    shown = " | ".join(value["text"] for value in slot["values"][:3])
    return f"[{shown}{' | …' if len(slot['values']) > 3 or slot['more'] else ''}]"
