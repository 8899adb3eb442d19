"""Commands without a case: extract, synth, bench, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from graphsvc.cli.printing import JsonFlag, emit, say, table


def extract(
    region: Annotated[str, typer.Option(help="Country of national numbers, e.g. GB.")] = "",
    kind: Annotated[str, typer.Option(help="Only this kind: phone, email, account, url, wallet, image.")] = "",
    json: JsonFlag = False,
) -> None:
    """Identifiers in texts: JSON lines {"id","text"} in, one JSON line for each find out. (--json changes nothing.)"""
    import json as codec
    import sys

    from graphsvc import identifiers
    from graphsvc.errors import InputError
    from graphsvc.service.checking import check_region

    kinds, region = None, check_region(region)
    if kind:
        identifiers.get(kind)
        kinds = [kind, "pseudonym"]
    bad = first_bad = 0
    write = sys.stdout.buffer.write
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            item = codec.loads(line, parse_constant=_no_constant)
            key, text = item["id"], item["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, RecursionError):
            bad, first_bad = bad + 1, first_bad or number
            continue
        masked, _ = identifiers.redact(text)
        for find in identifiers.scan(masked, region=str(item.get("region") or region), kinds=kinds).finds:
            if kind and find.identifier.kind != kind:
                continue
            row = {
                "id": key, "kind": find.identifier.kind.value, "raw": find.raw, "value": find.identifier.value,
                "start": find.start, "end": find.end, "method": find.method, "confidence": find.confidence,
            }  # fmt: skip
            write(codec.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
    if bad:
        raise InputError(
            f'{bad} line(s) were not JSON objects with "id" and "text" (first: line {first_bad}); the others were read'
        )


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def synth(
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    records: Annotated[int, typer.Option(min=1, help="How many adverts.")] = 1000,
    seed: Annotated[int, typer.Option()] = 0,
    hubs: Annotated[int, typer.Option(min=0, help="Numbers, pages and texts that strangers share.")] = 3,
    benign: Annotated[bool, typer.Option("--benign", help="Nobody but honest posters.")] = False,
    json: JsonFlag = False,
) -> None:
    """Planted-truth files: adverts, accounts, wallets, and truth.jsonl. All of it is invented."""
    from graphsvc.synth import write

    manifest = write(directory, records=records, seed=seed, hubs=hubs, benign=benign)
    if json:
        return emit(manifest.as_json())
    say(f"written to {directory}: " + ", ".join(sorted(manifest.files)))
    return None


def bench(
    what: Annotated[
        str, typer.Argument(metavar="[PART]", help="extraction, line, linking, load, neo4j, store, templates, or all.")
    ] = "",
    quick: Annotated[bool, typer.Option("--quick", help="Small sizes, under two minutes.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="A million adverts too, and the store at its full size.")
    ] = False,
    sizes: Annotated[str, typer.Option(metavar="N,N", help="Numbers of adverts, for the line and neo4j.")] = "",
    case: Annotated[
        Path | None, typer.Option(metavar="F", help="The store's made case: asked where it is, else made and kept.")
    ] = None,
    server: Annotated[str, typer.Option(metavar="URL", help="A Neo4j for the part neo4j: neo4j://host:7687.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="F", help="The JSON; plots stand beside it as HTML.")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Figures with machine, versions, sizes and seed; without PART the whole line, its peers and its bars."""
    from graphsvc.bench import run
    from graphsvc.cli.results import write_text
    from graphsvc.model import canonical_json

    options: dict[str, dict[str, Any]] = {
        "line": {"full": full, "sizes": _numbers(sizes)},
        "neo4j": {"server": server, "sizes": _numbers(sizes)},
        "store": {"quick": not full and case is None and (quick or not what), "case": str(case or "")},
    }
    found = run(what, quick=quick, options=options)
    target = output or (None if what else Path("graphsvc-bench.json"))
    if target:
        from graphsvc.bench.line.page import page

        write_text(target, [canonical_json(found), "\n"])
        write_text(target.with_suffix(".html"), [page(found)])
    if json:
        return emit(found)
    say(found["machine"]["summary"])
    for part in found["parts"]:
        say("", f"{part['name']}  ({part['size']})")
        table(["figure", "value", "bar"], [(row["figure"], row["value"], row.get("bar", "")) for row in part["rows"]])
    if target:
        say("", f"written: {target}, {target.with_suffix('.html')}")
    return None


def _numbers(text: str) -> list[int]:
    from graphsvc.errors import InputError

    try:
        found = [int(number.replace("_", "")) for number in text.split(",") if number.strip()]
    except ValueError:
        found = [0]
    if any(number < 100 for number in found):
        raise InputError(f"--sizes {text!r}: whole numbers of adverts from 100 on, as 10000,100000")
    return found


def doctor(json: JsonFlag = False) -> None:
    """Check this machine: versions, full-text search, packages in their place."""
    checks = _checks()
    if json:
        emit({"checks": checks, "ok": all(check["ok"] for check in checks if check["needed"])})
    else:
        table(["check", "found", ""], [(c["name"], c["found"], "ok" if c["ok"] else c["fix"]) for c in checks])
    bad = [check for check in checks if check["needed"] and not check["ok"]]
    if bad:
        from graphsvc.errors import InputError

        raise InputError("; ".join(f"{check['name']}: {check['fix']}" for check in bad))


def _checks() -> list[dict[str, Any]]:
    import shutil
    import sqlite3
    import sys
    from importlib.util import find_spec

    import graphsvc
    from graphsvc.memory import size, smallest

    def check(name: str, found: str, ok: bool, fix: str, needed: bool = True) -> dict[str, Any]:
        return {"name": name, "found": found, "ok": ok, "fix": fix, "needed": needed}

    memory = sqlite3.connect(":memory:")
    options = {row[0] for row in memory.execute("PRAGMA compile_options")}
    memory.close()
    place = Path(graphsvc.__file__).parent.parent
    beside = {name: (spec.origin or "") if (spec := find_spec(name)) else "" for name in ("loaders", "dash_app")}
    wrong = [name for name, origin in beside.items() if not origin.startswith(str(place))]
    java = shutil.which("java") or ""
    room = smallest()
    may = f"{size(room.bytes)} may be taken ({room.by})" if room else "no limit known"
    return [
        check("python", sys.version.split()[0], sys.version_info >= (3, 11), "install Python 3.11 or newer"),
        check("sqlite", sqlite3.sqlite_version, sqlite3.sqlite_version_info >= (3, 40), "install SQLite 3.40 or newer"),
        check("sqlite FTS5", "yes" if "ENABLE_FTS5" in options else "no", "ENABLE_FTS5" in options,
              "use a Python whose SQLite has FTS5"),
        check("re2", "yes" if find_spec("re2") else "no", find_spec("re2") is not None,
              "pip install google-re2 (slower without)", needed=False),
        check("packages", "in place" if not wrong else ", ".join(wrong), not wrong,
              "another package of that name hides ours; use a fresh virtual environment"),
        check("memory", may, True, "", needed=False),
        check("java", java or "none", bool(java), "only for a Neo4j on this machine", needed=False),
    ]  # fmt: skip
