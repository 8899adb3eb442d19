"""The distributed path from the command line: `graphsvc spark link`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphsvc.cli.printing import JsonFlag, emit, say


def spark(
    what: Annotated[str, typer.Argument(metavar="link", help="What to do: link.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of CSV, JSONL or Parquet files.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the results.")],
    master: Annotated[str, typer.Option(metavar="URL", help="local[N], spark://host:7077, yarn or k8s://...")] = "",
    only: Annotated[str, typer.Option(metavar="GLOB", help="Only files of such names, as 'ads-*.csv'.")] = "*",
    source: Annotated[str, typer.Option(metavar="NAME", help="One source for all files; else each its own.")] = "",
    region: Annotated[str, typer.Option(metavar="CC", help="Country of numbers written without their code.")] = "",
    seed: Annotated[int, typer.Option(min=0)] = 0,
    memory: Annotated[str, typer.Option(metavar="SIZE", help="Of the driver and of each executor, as 2g.")] = "2g",
    limit: Annotated[int, typer.Option(min=1, help="Records of a component beyond which it is cut.")] = 200_000,
    shard: Annotated[int, typer.Option(min=1, help="Records that one task links, about.")] = 20_000,
    neo4j: Annotated[str, typer.Option(metavar="CASE", help="Also write the results to neo4j://host:7687/NAME.")] = "",
    jar: Annotated[list[Path] | None, typer.Option(metavar="F", help="Jar for Spark, as the Neo4j connector.")] = None,
    events: Annotated[str, typer.Option(metavar="DIR", help="Keep Spark's event log here.")] = "",
    json: JsonFlag = False,
) -> None:
    """Link a folder of adverts on Spark: the same answer as one machine's, for what does not fit one."""
    from graphsvc.errors import InputError
    from graphsvc.service.checking import check_region
    from graphsvc.spark.session import require

    if what != "link":
        raise InputError(f"graphsvc spark does not know {what!r}; it knows link")
    require()
    from graphsvc.spark.files import check_empty, slices
    from graphsvc.spark.neo4j import check_connector, publish
    from graphsvc.spark.run import Size, run
    from graphsvc.spark.session import cores, session

    check_empty(output)
    parts = slices(folder, only, source, check_region(region), cores(master))
    jars = [str(one) for one in jar or []]
    with session(master or "local[*]", memory=memory, jars=jars, events=events) as started:
        if neo4j:
            check_connector(started)
        found = run(started, parts, output, seed=seed, size=Size(shard, limit))
        if neo4j:
            found["neo4j"] = publish(started, output, neo4j)
    if json:
        return emit(found)
    say(
        f"{folder}: {found['records']} records, {found['rejected']} rejected; {found['actors']} actors, "
        f"{found['networks']} networks, {found['links']} links, {found['hubs']} hubs, written to {output}"
    )
    say(*(f"  rejected: {row}" for row in found["rejected_rows"]))
    say(*(f"  warning: {warning}" for warning in found["warnings"]))
    many = found["cut"]["linking"] + sum(found["cut"]["joining"])
    if many:
        say(
            f"  {many} identifiers hold more than {limit} records together and were cut: links through them are not "
            f"complete; raise --limit where workers have the memory"
        )
    return None
