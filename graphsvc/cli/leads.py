"""Commands that lead on: hubs, suggest, bridges, wallets, payments. Their --json is what `Case` gives by that name."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graphsvc.cli.printing import CaseArg, JsonFlag, emit, say, table

SHOWN = 25
RunOption = Annotated[str, typer.Option(help="A run's id; the newest when not given.")]
SeedOption = Annotated[int, typer.Option(help="Of the random comparison.")]


def suggest(
    case: CaseArg,
    seeds: Annotated[
        list[str], typer.Argument(metavar="SEED...", help="Adverts, numbers, accounts; actor:, network:.")
    ],
    yes: Annotated[list[str] | None, typer.Option(help="A suggestion that belongs to it; repeatable.")] = None,
    no: Annotated[list[str] | None, typer.Option(help="One that does not; repeatable.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 10,
    json: JsonFlag = False,
) -> None:
    """What to look at next, from what you accepted, with the path that justifies it.

    --json: {"seeds": [node], "accepted": n, "suggestions": [{"node", "records", "score", "path": [node], "evidence":
    [{"identifier", "label", "kind", "epoch", "weight", "yes", "no"}]}], "identifiers": [those fields +
    "unasked"], "notes": [text]}
    """
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        read = [[_read(opened, text) for text in texts] for texts in (seeds, yes or [], no or [])]
        found = opened.masked(opened.suggest(read[0], yes=read[1], no=read[2], limit=limit))
    if json:
        return emit(found)
    table(
        ["look at", "records", "score", "path"],
        [
            (row["node"]["id"], row["records"], f"{row['score']:.2f}", " - ".join(n["label"] for n in row["path"]))
            for row in found["suggestions"]
        ],
    )
    if found["identifiers"]:
        table(
            ["identifier", "worth", "yes", "no", "not asked"],
            [
                (step["label"], f"{step['weight']:.2f}", step["yes"], step["no"], step["unasked"])
                for step in found["identifiers"]
            ],
        )
    say(*found["notes"])
    return None


def _read(opened: Any, text: str) -> str:
    from graphsvc.cli.questions import named_node

    found: str = text if text.startswith(("actor:", "network:")) else named_node(opened, text)
    return found


def hubs(case: CaseArg, run: RunOption = "", json: JsonFlag = False) -> None:
    """What many different posters share, with a guess what it is, waiting for a verdict.

    --json: {"hubs": [{"identifier", "kind", "label", "ref", "records", "diversity", "guess", "reasons", "verdict",
    "author", "at", "expires"}]}
    """
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.masked(opened.hubs(run))
    if json:
        return emit({"hubs": found})
    table(
        ["identifier", "records", "posters", "perhaps", "verdict", "id"],
        [
            (h["label"], h["records"], f"{h['diversity']:.0f}", h["guess"] or "not known",
             f"{h['verdict']} ({h['author']})" if h["verdict"] else "waits", h["identifier"])
            for h in found
        ],
    )  # fmt: skip
    return None


def bridges(
    case: CaseArg,
    run: RunOption = "",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 100,
    seed: SeedOption = 0,
    draws: Annotated[int, typer.Option(min=19, max=9999, help="Random rewirings to compare with.")] = 99,
    json: JsonFlag = False,
) -> None:
    """What joins job adverts and sale adverts, ranked beside random bridges of the same degrees.

    --json: {"bridges": [{"actors", "network", "name", "identifiers", "labels", "nodes", "jobs", "sales", "unknown",
    "score", "null_mean", "reached", "draws", "beyond_chance", "merge_risk", "sentences"}], "contradictions": [{"kind",
    "actor", "nodes", "jobs", "unknown", "score", "null_mean", "reached", "draws", "beyond_chance", "sentence"}],
    "notes": [text]}
    """
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.masked(opened.bridges(run, limit=limit, seed=seed, draws=draws))
    if json:
        return emit(found)
    for number, bridge in enumerate(found["bridges"][:SHOWN], 1):
        say(f"{number}. {bridge['name'] or ' and '.join(bridge['actors'])}: {' '.join(bridge['sentences'])}")
    for one in found["contradictions"][:SHOWN]:
        say(f"contradiction, {one['actor']}: {one['sentence']}")
    for what in ("bridges", "contradictions"):
        if len(found[what]) > SHOWN:
            say(f"and {len(found[what]) - SHOWN} more {what}; --json lists them")
    say(*(f"note: {note}" for note in found["notes"]))
    return None


def wallets(case: CaseArg, json: JsonFlag = False) -> None:
    """Wallets that belong together, the services that stop it, and the tags.

    --json: {"method", "version", "parameters", "kind": "inference", "clusters": [{"id", "chain", "wallets", "labels",
    "joined_by", "tags"}], "passed_over": {reason: n}, "services": [{"wallet", "label", "why"}], "tags": [{"wallet",
    "label", "category", "abuse", "confidence", "reported_by", "record"}], "payments": n, "notes": [text]}
    """
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.masked(opened.wallets())
    if json:
        return emit(found)
    say(f"{len(found['clusters'])} wallet clusters from {found['payments']} payments ({found['method']}, an inference)")
    table(
        ["cluster", "chain", "wallets", "transactions", "among them"],
        [
            (c["id"], c["chain"], len(c["wallets"]), len(c["joined_by"]), ", ".join(c["labels"][:3]))
            for c in found["clusters"][:SHOWN]
        ],
    )
    for why, count in found["passed_over"].items():
        say(f"joined nothing: {count} transactions ({why})")
    for service in found["services"][:SHOWN]:
        say(f"not followed: {service['label']} ({service['why']})")
    say(*(f"note: {note}" for note in found["notes"]))
    return None


def payments(
    case: CaseArg,
    run: RunOption = "",
    rate: Annotated[
        list[str] | None, typer.Option(metavar="ASSET:CURRENCY=PRICE", help="Price of one unit; repeatable.")
    ] = None,
    window: Annotated[float, typer.Option(help="Days after an advert.")] = 2.0,
    tolerance: Annotated[float, typer.Option(help="Share of the price by which a payment may differ.")] = 0.05,
    seed: SeedOption = 0,
    json: JsonFlag = False,
) -> None:
    """Payments beside adverts in time, each with what shifted times would give.

    --json: {"window_days", "tolerance", "compared": n, "payments": [{"kind", "actor", "wallet", "label", "adverts",
    "payments", "matched", "null_mean", "null_low", "null_high", "reached", "draws", "q", "holds", "sentence"}],
    "notes": [text]}
    """
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        rates = _rates(rate or [])
        found = opened.masked(opened.payments(run, rates=rates, window=window, tolerance=tolerance, seed=seed))
    if json:
        return emit(found)
    holding = [one for one in found["payments"] if one["holds"]]
    say(f"{len(holding)} of {found['compared']} comparisons hold against shifted times")
    for one in holding[:SHOWN]:
        say(f"{one['actor']}, {one['label']} ({one['kind']}): {one['sentence']}")
    say(*(f"note: {note}" for note in found["notes"]))
    return None


def _rates(texts: list[str]) -> dict[str, float]:
    from graphsvc.errors import InputError

    rates = {}
    for text in texts:
        name, _, price = text.partition("=")
        try:
            rates[name.strip()] = float(price)
        except ValueError:
            raise InputError(f"--rate {text!r} is not of the form ASSET:CURRENCY=PRICE, e.g. BTC:EUR=60000") from None
    return rates
