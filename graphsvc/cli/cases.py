"""Commands about a case as a whole: info, unload, copy, retention, audit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphsvc.cli.printing import CaseArg, JsonFlag, emit, say, table


def info(case: CaseArg, json: JsonFlag = False) -> None:
    """Sources, counts and runs of a case, with its marking."""
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.info()
    if json:
        return emit(found)
    say(f"{found['case']}  ({found['store']})  {found['banner']}")
    say(f"{found['records']} records, {found['nodes']} nodes, {found['edges']} edges, {found['decisions']} decisions")
    table(["kind", "nodes"], sorted(found["by_kind"].items()))
    table(
        ["source", "records", "from", "to"],
        [(s["source"], s["records"], s["first"][:10], s["last"][:10]) for s in found["sources"]],
    )
    if found["runs"]:
        table(
            ["run", "at", "method", "actors", "networks", ""],
            [
                (r["id"], r["at"], r["method"], r["actors"], r["networks"], "stale" if r["stale"] else "")
                for r in found["runs"]
            ],
        )
    for warning in found["warnings"]:
        say(f"warning: {warning}")
    return None


def unload(case: CaseArg, source: Annotated[str, typer.Argument(metavar="SOURCE")], json: JsonFlag = False) -> None:
    """Take every load of one source back."""
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        gone = opened.unload(source)
    if json:
        return emit({"source": source, "records_removed": gone})
    say(f"{gone} records of source {source} were taken out, with everything that rested on them alone")
    return None


def copy(
    source: Annotated[str, typer.Argument(metavar="CASE1")],
    target: Annotated[str, typer.Argument(metavar="CASE2")],
    files: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Not there, but files for `neo4j-admin database import` of CASE2, a URL."),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Copy a case into an empty one, in any store; nothing is lost."""
    from graphsvc.service import copy_case
    from graphsvc.service.copying import copy_to_files

    if files:
        made = copy_to_files(source, target, files)
        if json:
            return emit(made)
        return say(f"written into {files}; there, with an empty server stopped:", made["command"])
    done = copy_case(source, target)
    if json:
        return emit(done)
    say(f"copied {done['rows']['record']} records and {done['rows']['statement']} statements; digest {done['digest']}")
    return None


def retention(
    case: CaseArg,
    run: Annotated[bool, typer.Option("--run", help="Erase; without it, only say what would go.")] = False,
    json: JsonFlag = False,
) -> None:
    """What is past its review date; with --run, erase it."""
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        today = opened.now[:10]
        due = sorted(m.hash for m in opened.store.parts().values() if m.erasable(today))
        gone = opened.expire() if run else 0
    if json:
        return emit({"markings_due": due, "records_erased": gone, "dry_run": not run})
    say(f"{len(due)} marking(s) past their review date" + (f"; {gone} records erased" if run else "; nothing erased"))
    return None


def audit(case: CaseArg, json: JsonFlag = False) -> None:
    """Verify the audit chain and show its last events."""
    from graphsvc.errors import StoreDamaged
    from graphsvc.rights.audit import verify
    from graphsvc.store import open_store

    store = open_store(case, create=False)
    try:
        events = list(store.rows("audit"))
    finally:
        store.close()
    chains = verify(events)
    broken = [chain for chain in chains if chain.fault]
    if json:
        emit(
            {"events": len(events), "intact": not broken, "last": events[-20:],
             "chains": [{"case": c.case, "count": c.count, "head": c.head, "fault": c.fault} for c in chains]}
        )  # fmt: skip
    else:
        table(
            ["seq", "at", "who", "verb", "what", "n"],
            [(e["seq"], e["ts_utc"], e["actor"], e["verb"], e["object_type"], e["n_objects"]) for e in events[-20:]],
        )
        say(*(f"checkpoint {c.case} {c.count} {c.head}" for c in chains))
    if broken:
        raise StoreDamaged(f"{case}: the audit trail does not hold: {broken[0].fault}; compare with a backup")
