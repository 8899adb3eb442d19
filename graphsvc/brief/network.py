"""One network as parts of a report: its place in the ranking, its links, its actors and their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphsvc.brief import ActorPart, Cut, EvidenceLine, LinkPart, NetworkPart, RecordLine
from graphsvc.brief.wording import LEVELS, holds, listed, offers, strength
from graphsvc.documents import ReportContext
from graphsvc.results import ActorCluster, Evidence, Link, MergeRisk, NetworkCluster, Result
from graphsvc.textsafe import shorten

ACTORS, RECORDS, EVIDENCE, LINKS = 12, 20, 20, 20  # shown of one network, actor, link
CAPTION = 80  # letters of an identifier; a whole sentence must fit around it


class Networks:
    """Reads one result and its context; each network's actors and links are found once."""

    def __init__(self, result: Result, context: ReportContext) -> None:
        self._context = context
        self._actors = {actor.id: actor for actor in result.actors}
        home = {actor: network.id for network in result.networks for actor in network.actors}
        self._links: dict[str, list[Link]] = {}
        for link in sorted(result.links, key=lambda link: (link.weight, link.a, link.b)):
            if home.get(link.a, "") and home.get(link.a) == home.get(link.b):
                self._links.setdefault(home[link.a], []).append(link)

    def caption(self, identifier: str) -> str:
        """What a reader sees for an identifier; its kind alone where the context gives no caption."""
        caption = self._context.captions.get(identifier) or f"{identifier.split(':')[0]} (not shown)"
        return shorten(caption, CAPTION)

    def summary(self, rank: int, network: NetworkCluster) -> NetworkPart:
        """The network's line in the ranking."""
        inside = self._inside(network)
        categories = sum((Counter(actor.category_counts) for actor in inside), Counter())
        return NetworkPart(
            rank=rank,
            id=network.id,
            name=f"Network {self._context.captions.get(network.id, rank)}",
            wording=network.wording,
            actors=len(network.actors),
            records=len(network.records),
            offers=offers(categories),
            sources=tuple(sorted({ref.source for ref in network.records})),
            level=_level(network.merge_risk),
            weakest=network.merge_risk.weakest,
            strength=strength(network.merge_risk.weakest),
            holds=holds(network.merge_risk, self.caption),
            warnings=tuple(_warnings(network)),
            bridges=network.bridges,
        )

    def detail(self, part: NetworkPart, network: NetworkCluster) -> NetworkPart:
        """The same, with links (weakest first), actors, records and rival explanations."""
        inside, links = self._inside(network), self._links.get(network.id, [])
        labels = {actor.id: f"{part.rank}.{_letters(at)}" for at, actor in enumerate(inside)}
        return replace(
            part,
            posted=self._posted(network),
            rivals=network.rivals,
            links=Cut(tuple(self._link(link, labels) for link in links[:LINKS]), len(links)),
            parts=Cut(tuple(self._part(actor, labels[actor.id]) for actor in inside[:ACTORS]), len(inside)),
        )

    def _posted(self, network: NetworkCluster) -> str:
        """First to last day on which its described records were posted, '' where none is dated."""
        found = (self._context.records.get(ref.text) for ref in network.records)
        days = sorted(record[1][:10] for record in found if record and record[1])
        return " to ".join(dict.fromkeys((days[0], days[-1]))) if days else ""

    def _inside(self, network: NetworkCluster) -> list[ActorCluster]:
        return [self._actors[actor] for actor in sorted(network.actors) if actor in self._actors]

    def _link(self, link: Link, labels: dict[str, str]) -> LinkPart:
        return LinkPart(
            labels.get(link.a, ""),
            labels.get(link.b, ""),
            link.weight,
            strength(link.weight),
            self._lines(link.evidence),
        )

    def _lines(self, evidence: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
        """Steps of a waterfall, strongest first; each starts where the one before ended."""
        lines, start = [], 0.0
        for row in sorted(evidence, key=lambda row: (-row.weight, row.identifier, row.epoch)):
            lines.append(
                EvidenceLine(
                    row.identifier, self.caption(row.identifier), row.kind, row.epoch, row.weight, row.prior, start,
                    row.records, row.elsewhere, row.role,
                )
            )  # fmt: skip
            start += row.weight
        return tuple(lines)

    def _part(self, actor: ActorCluster, label: str) -> ActorPart:
        known = [(ref, found) for ref in actor.records if (found := self._context.records.get(ref.text))]
        rows = (RecordLine(ref.source, ref.key, *found) for ref, found in known)
        joining = self._lines(row for row in actor.evidence if row.records > 1)
        held_by = [self.caption(identifier) for identifier in actor.merge_risk.held_by]
        return ActorPart(
            label=label,
            id=actor.id,
            offers=offers(actor.category_counts),
            doubt=f"Its records hold together only through {listed(held_by)}." if held_by else "",
            records=Cut.of(rows, RECORDS),
            undescribed=len(actor.records) - len(known),
            evidence=Cut.of(joining, EVIDENCE),
            idle=len(actor.evidence) - len(joining),
        )


def _level(risk: MergeRisk) -> str:
    """The meter's level: a firm cluster that resampling or chance speaks against is no better than a fragile one."""
    return "fragile" if risk.level not in LEVELS or (risk.level == "firm" and not risk.holds) else risk.level


def _warnings(network: NetworkCluster) -> Iterator[str]:
    sources = {ref.source for ref in network.records}
    if len(sources) == 1:
        yield (
            f"Every record comes from one source ({min(sources)}). What looks like a network may be how that source "
            "collects or how its site works; look for it elsewhere before relying on it."
        )
    if not network.resolved:
        yield (
            "Unresolved region: too large to be one network, and no split was supported by the evidence. Read it as a "
            "place to look, not as a network."
        )


def _letters(at: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    name = ""
    while at >= 0:
        name = chr(ord("A") + at % 26) + name
        at = at // 26 - 1
    return name
