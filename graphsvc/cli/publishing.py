"""Commands that write results where other tools draw them."""

from __future__ import annotations

from typing import Annotated

import typer

from graphsvc.cli.printing import CaseArg, JsonFlag, emit, say


def publish(
    case: CaseArg,
    run: Annotated[str, typer.Option(help="A run's id; the newest when not given.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take away what is published.")] = False,
    json: JsonFlag = False,
) -> None:
    """Write a run into its Neo4j case as Actor, Network and Template nodes, for Bloom and the Browser."""
    from graphsvc.service import open_case, publishing

    with open_case(case, create=False) as opened:
        if withdraw:
            publishing.withdraw(opened)
            return emit({"withdrawn": True}) if json else say("nothing is published any more")
        found = opened.publish(run)
    if json:
        return emit(found)
    counts = ", ".join(f"{many} {label}" for label, many in found["nodes"].items())
    return say(f"published {found['run']}: {counts or 'nothing'}, {found['edges']} edges; an inference, for review")
