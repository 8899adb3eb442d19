"""From a result and its context to a `Brief`: the whole case first, then the networks one by one (`network`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from graphsvc.brief import Brief, Cut, HubLine, NetworkPart, SourceLine
from graphsvc.brief.changes import changes
from graphsvc.brief.network import Networks
from graphsvc.brief.wording import LEVELS, plural
from graphsvc.documents import ReportContext
from graphsvc.marking import TLP
from graphsvc.model import canonical_json
from graphsvc.results import BY_CHANCE, STABLE, NetworkCluster, Result

RANKED, DETAILED, LISTED = 100, 25, 100
SIZES = ((2, 2), (3, 5), (6, 10), (11, 30), (31, 100), (101, 0))  # records in a network; 0: no upper end


def build(result: Result, context: ReportContext) -> Brief:
    ordered = review_order(result, context.unranked)
    networks = Networks(result, context)
    ranked = [networks.summary(rank, network) for rank, network in enumerate(ordered[:RANKED], 1)]
    detailed = [networks.detail(part, network) for part, network in zip(ranked[:DETAILED], ordered)]
    tlp = str(result.marking.get("tlp", ""))
    return Brief(
        title=context.title,
        at=context.at,
        author=context.author,
        banner=context.banner,
        tlp=tlp if tlp in TLP else "",
        facts=tuple(_facts(result)),
        counts=tuple(sorted(result.counts.items())),
        summary=tuple(_summary(result, ordered)),
        changes=changes(context.changed),
        sources=Cut.of(_sources(result), LISTED),
        files=Cut.of(_files(detailed), LISTED),
        sizes=_sizes(ordered),
        ranking=Cut(tuple(ranked), len(ordered)),
        networks=Cut(tuple(detailed), len(ordered)),
        alone=_alone(result),
        unranked=len(context.unranked),
        hubs=Cut.of(
            (HubLine(networks.caption(h.identifier), h.records, h.diversity, h.verdict) for h in result.hubs), LISTED
        ),
        left_out=Cut.of(iter(result.notes), LISTED),
        alerts=Cut.of((alert.text for alert in result.alerts), LISTED),
    )


def review_order(result: Result, unranked: Collection[str] = ()) -> list[NetworkCluster]:
    """Networks that link at least two records and may be ranked, in the order of `NetworkCluster.review`."""
    linked = (network for network in result.networks if len(network.records) > 1 and network.id not in unranked)
    return sorted(linked, key=lambda network: network.review)


def _alone(result: Result) -> int:
    """Records that no network of two or more holds."""
    linked = {actor for network in result.networks if len(network.records) > 1 for actor in network.actors}
    return sum(len(actor.records) for actor in result.actors if actor.id not in linked)


def _facts(result: Result) -> Iterator[tuple[str, str]]:
    yield "Method", f"{result.method}, version {result.method_version}"
    for name, value in sorted(result.parameters.items()):
        yield f"Parameter {name}", value if isinstance(value, str) else canonical_json(value)
    yield "Seed", str(result.seed)
    yield "Version of the identifier rules", str(result.keys_version)
    yield "Result document, SHA-256", result.digest
    for label, name in (("Legal basis", "legal_basis"), ("Purpose", "purpose"), ("Originator", "originators")):
        value = result.marking.get(name)
        if value:
            yield label, value if isinstance(value, str) else ", ".join(map(str, value))


def _summary(result: Result, ordered: list[NetworkCluster]) -> Iterator[str]:
    levels = Counter(network.merge_risk.level for network in ordered)
    yield f"{plural(len(ordered), 'network')} of two or more records, read here from the weakest link to the strongest."
    for level in ("single-identifier", "fragile", "firm"):
        if levels[level]:
            yield f"{plural(levels[level], 'network')}: {LEVELS[level][1][0].lower()}{LEVELS[level][1][1:]}"
    unstable = sum(n.merge_risk.stability is not None and n.merge_risk.stability < STABLE for n in ordered)
    if unstable:
        yield f"{plural(unstable, 'network')} that would not stay together in most resamples of the evidence."
    chance = sum(n.merge_risk.by_chance is not None and n.merge_risk.by_chance > BY_CHANCE for n in ordered)
    if chance:
        yield f"{plural(chance, 'network')} no tighter than a shuffle of who uses what gives by chance."
    one_source = sum(len({ref.source for ref in network.records}) == 1 for network in ordered)
    if one_source:
        yield f"{plural(one_source, 'network')} seen by one source only."
    bridged = sum(bool(network.bridges) for network in ordered)
    if bridged:
        yield f"{plural(bridged, 'network')} in which recruitment and sale, or two places, meet."
    waiting = sum(not hub.verdict for hub in result.hubs)
    if result.hubs:
        discounted = plural(len(result.hubs), "identifier")
        verdicts = f"a person's verdict is awaited for {waiting:,}" if waiting else "each has a person's verdict"
        yield f"{discounted} discounted as shared by many; {verdicts}."


def _sources(result: Result) -> Iterator[SourceLine]:
    whole = sum(_number(row.get("records")) for row in result.coverage) or 1
    seen = Counter(
        s for network in result.networks if len(network.records) > 1 for s in {r.source for r in network.records}
    )
    for row in sorted(result.coverage, key=lambda row: str(row.get("source", ""))):
        source, records = str(row.get("source", "")), _number(row.get("records"))
        yield SourceLine(
            source, records, _share(records / whole), str(row.get("first") or ""), str(row.get("last") or ""),
            _spread(row.get("places")), _spread(row.get("languages")), seen[source],
        )  # fmt: skip


def _files(networks: list[NetworkPart]) -> list[str]:
    """SHA-256 of every file that a record shown here was read from."""
    parts = (part for network in networks for part in network.parts.items)
    return sorted({record.file for part in parts for record in part.records.items if record.file})


def _share(part: float) -> str:
    return "<1 %" if 0 < part < 0.01 else f"{100 * part:.0f} %"


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _spread(value: Any) -> str:
    """Places or languages of a source, whichever way the result counts them: by name, as a list, as a number."""
    if isinstance(value, Mapping):
        ordered = sorted(value.items(), key=lambda item: (-_number(item[1]), str(item[0])))
        more = f", and {len(ordered) - 5:,} more" if len(ordered) > 5 else ""
        return ", ".join(f"{name} ({count})" for name, count in ordered[:5]) + more
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value[:5])) + (f", and {len(value) - 5:,} more" if len(value) > 5 else "")
    return "" if value is None else str(value)


def _sizes(networks: list[NetworkCluster]) -> tuple[tuple[str, int], ...]:
    counted = []
    for low, high in SIZES:
        label = f"{low}" if low == high else f"{low}–{high}" if high else f"{low} and more"
        counted.append((label, sum(low <= len(n.records) <= (high or len(n.records)) for n in networks)))
    return tuple(counted)
