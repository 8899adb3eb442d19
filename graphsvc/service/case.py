"""`Case`: one open case seen with one scope. Each method hands over to the module that does the work."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from graphsvc.model import Actor, Decision, Tally, canonical_json
from graphsvc.results import Result
from graphsvc.service import (
    bridging,
    concluding,
    connecting,
    deciding,
    drawing,
    explaining,
    flowing,
    following,
    grouping,
    judging,
    loading,
    looking,
    masking,
    newest,
    outgoing,
    pasting,
    paying,
    placing,
    publishing,
    refs,
    repeating,
    reviewing,
    spreading,
    suggesting,
    timing,
)
from graphsvc.store import Clock, Store, View, open_store

if TYPE_CHECKING:
    from graphsvc.analysis.explain import Explainer
    from graphsvc.linking.link import Evidence

Progress = Callable[[int, int], None]  # rows done, rows in all (-1: unknown)


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_case(name: str, *, actor: Actor | None = None, clock: Clock | None = None, create: bool = True) -> Case:
    """Open (or with `create`, make) a case: `harbour.db`, `neo4j://host:7687/NAME`, `memory:`.

    Raises CaseNotFound, InputError, StoreUnavailable, StoreDamaged.
    """
    clock = clock or utc_now
    return Case(name, open_store(name, clock=clock, create=create), actor or Actor(), clock)


class Case:
    """One open case, seen with one scope (`parts`; None is the owner's, all). Close it, or use it in a `with`."""

    def __init__(
        self, name: str, store: Store, actor: Actor, clock: Clock, parts: Collection[int] | None = None
    ) -> None:
        self.name, self.store, self.actor, self.clock, self.parts = name, store, actor, clock, parts
        self._refs = refs.Refs(store)
        self.run_counts: dict[str, dict[str, int]] = {}
        self.concluded: tuple[str, weakref.ref[Result]] | None = None  # a run's result, while anybody holds it
        self.newest: newest.Newest | None = None
        self.gathered: tuple[tuple[int, str, str, bool], Evidence] | None = None
        self.timed: tuple[tuple[int, str, str, frozenset[str]], timing.Times] | None = None
        self.explainer: tuple[Evidence, str, Explainer] | None = None

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    @property
    def view(self) -> View:
        """What this case's scope may see, now."""
        return self.store.view(self.parts)

    @property
    def now(self) -> str:
        return self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    # --- in -------------------------------------------------------------------------------------------------
    def preview(self, path: str | Path, kind: str = "", **options: Any) -> dict[str, Any]:
        """What loading would do, nothing written: {"path", "loader", "source", "format", "encoding", "delimiter",
        "rows", "columns": {column: field}, "fields": [every field of the loader], "key", "sample": [{field: text}],
        "warnings": [...]}"""
        return loading.preview(self.store, Path(path), kind, options)

    def load(self, path: str | Path, kind: str = "", *, progress: Progress | None = None, **options: Any) -> Tally:
        """Load a file. Options: source, region, mapping {column: field}, ignore, timezone, dayfirst, sheet, purpose,
        basis, originator, tlp, update, max_bad. Raises FileRefused, StoreUnavailable; run again to resume."""
        return loading.load(self.store, self.actor, self.clock, Path(path), kind, options, progress)

    def unload(self, source: str) -> int:
        """Take every load of a source back; returns how many records went. Raises CaseNotFound."""
        return self.store.writer(self.actor).unload(source)

    def expire(self) -> int:
        """Erase what is past its review date and not held; returns how many records went."""
        return self.store.writer(self.actor).expire(self.now[:10])

    def defaults(self, **values: str) -> dict[str, str]:
        """Set the case's default purpose, basis, originator and tlp; returns those in force."""
        return loading.defaults(self.store, self.actor, values)

    # --- look -----------------------------------------------------------------------------------------------
    def info(self) -> dict[str, Any]:
        """{"case", "store", "records", "nodes", "edges", "statements", "by_kind": {kind: n}, "sources": [{"source",
        "records", "files": [{"name", "sha256", "size", "collected_at", "tlp", "rows"}], "first", "last"}],
        "runs": [{"id", "at", "method", "seed", "actors", "networks"}], "banner", "overdue", "warnings": [...]}"""
        return looking.info(self)

    def search(self, text: str, *, limit: int = 50, region: str = "") -> list[dict[str, Any]]:
        """Drawn nodes plus "rank" (exact, prefix, part, words) and "matched"."""
        return looking.search(self, text, limit, region)

    def paste(self, lines: Sequence[str], *, region: str = "") -> dict[str, Any]:
        """{"known": [drawn node + "line"], "unknown": [{"line", "read_as", "near": [drawn nodes a slip or two away]}],
        "ambiguous": [{"line", "nodes"}]}; each line once"""
        return pasting.paste(self, lines, region)

    def card(self, node: str) -> dict[str, Any]:
        """Everything on one node: drawn node + {"counts": [{"type", "direction", "kind", "count"}], "banner",
        "attributes": {name: text}, "versions": [{"record", "title", "text", "posted", "file", "line"}],
        "candidates": [...], "notes": [...], "tags": [...], "decisions": [...], "actor", "network"}"""
        return looking.card(self, node)

    def expand(
        self, node: str, *, kind: str = "", type: str = "", limit: int = 25, order: str = "most",
        shown: Collection[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """{"nodes": [new drawn nodes], "edges": [drawn edges among shown and new], "already": n, "more": n}"""
        return drawing.expand(self, node, kind, type, limit, order, shown)

    def draw(
        self, nodes: Collection[str], *, first: str = "", last: str = "", undated: bool = False
    ) -> dict[str, Any]:  # fmt: skip
        """{"nodes": [...], "edges": [every edge among them], "outside": n nodes left out}: the links among what I have.
        `first`, `last`: only what records of these days say (UTC, both included); `undated`: and undated ones."""
        return drawing.draw(self, nodes, first, last, undated)

    def draw_groups(
        self, groups: Mapping[str, Collection[str]], nodes: Collection[str], *, first: str = "", last: str = "",
        undated: bool = False, waiting: Mapping[str, tuple[str, str, str]] | None = None, aside: Collection[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """As `draw`, the members of each group as one: {"nodes": [those by themselves], "edges": [between nodes and
        groups; an end may be a group's id; "lines": edges in one], "groups": {id: {"ref", "members": n, "kinds": {kind:
        n}, "first", "last", "protected": n, "degree"}}, "waiting": {id: {"ref", "left": n}}, "outside": n}. `waiting`:
        (node, kind, edge type) of which to count the neighbours that are neither here nor put `aside`."""
        days = timing.day_range(first, last, undated)
        return grouping.gathered(self, groups, nodes, days, waiting or {}, aside)

    def around(self, node: str, *, kind: str = "", type: str = "") -> list[str]:
        """Ids of every neighbour, at most 20,000, most connected first: to be grouped, not drawn."""
        return grouping.around(self, node, kind, type)

    def alike(self, nodes: Collection[str], by: str, *, limit: int = grouping.GROUPS) -> dict[str, Any]:
        """Nodes by what they share, in at most `limit` groups, the largest: {"groups": [{"value", "members": [ids]}],
        "rest": [ids]}. `by`: actor, network (of the newest run), month, place, wording, neighbours (the same ones among
        these), kind. Raises InputError."""
        return grouping.alike(self, nodes, by, limit)

    def ways(self, nodes: Collection[str]) -> list[dict[str, Any]]:
        """How nodes could be grouped, with true counts: [{"by", "groups": n, "largest": n, "rest": n}]"""
        return grouping.ways(self, nodes)

    def timing(self, nodes: Collection[str]) -> dict[str, Any]:
        """Records behind what is drawn, by day: {"days": {day: n}, "dated": n, "undated": n, "items": [{"nodes": [drawn
        ends]}] of undated ones, "zone": "UTC"}"""
        return timing.timing(self, nodes)

    def following(
        self, nodes: Collection[str], *, first: str = "", last: str = "", undated: bool = False
    ) -> list[dict[str, Any]]:  # fmt: skip
        """Networks and actors of the newest run that have members among `nodes`: {"id", "tier", "name", "shown": n of
        `nodes`, "inside": n of those within days as for `draw`}"""
        return following.following(self, nodes, first, last, undated)

    def places(
        self, nodes: Collection[str], *, first: str = "", last: str = "", undated: bool = False
    ) -> dict[str, Any]:  # fmt: skip
        """Where adverts among `nodes` say to be, within days as for `draw`: {"places": [{"country": two letters or '',
        "place", "adverts": n, "refs"}], "protected": n adverts left out, "untold": n that give no place}"""
        return placing.places(self, nodes, first, last, undated)

    def flows(
        self, nodes: Collection[str], *, around: str = "", group: bool = True, first: str = "", last: str = "",
        undated: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        """Payments among the wallets in `nodes`, or around one, within days as for `draw`. `group`: what one spender
        signs for is one (an inference): {"ends": [{"id", "ref", "label", "service": why or '', "wallets": n}], "flows":
        [{"payer", "payee" (ends' ids), "asset", "amount": sum or None, "divided", "unknown", "payments", "first",
        "last"}], "assets": [...], "protected": n payments left out, "more": n neighbours left out, "notes"}"""
        return flowing.flows(self, nodes, around, group, first, last, undated)

    def spread(self) -> dict[str, Any]:
        """How many others identifiers are tied to: {"nodes": n, "degrees": [[degree, n]], "hubs": [{"ref", "kind",
        "label", "degree"}] of the newest run, protected ones left out}"""
        return spreading.spread(self)

    def coverage(self) -> list[dict[str, Any]]:
        """Per source: {"source", "records", "first", "last", "places": {country: n}, "languages": {code: n}}"""
        return spreading.coverage(self)

    def captions(self, nodes: Collection[str]) -> dict[str, dict[str, str]]:
        """{id: {"kind", "label"}} of identifiers and wordings that a run names; protected ones masked."""
        return drawing.captions(self, nodes)

    def evidence(self, a: str, b: str, *, limit: int = 200) -> dict[str, Any]:
        """{"rows": [evidence row], "decisions": [...], "wrong": [sentences: how this link can be wrong]}"""
        return looking.evidence(self, a, b, limit)

    def paths(
        self, a: str, b: str, *, hops: int = 6, limit: int = 3, hubs: bool = False, without_types: Collection[str] = (),
        without_kinds: Collection[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """{"paths": [{"nodes": [drawn], "edges": [drawn], "doubts": [sentences]}], "hidden": n that run through hubs,
        "hidden_more": whether there may be more of these, "hubs": [drawn], "reason": why there is none, else "",
        "nearest": None, or {"path": the first once a rule is dropped or None, "needs": of hubs, kinds, hops those to
        drop, "reach": {"a": n, "b": n} nodes that each reaches}}. Raises InputError for what is no rule."""
        return connecting.paths(self, a, b, hops, limit, hubs, without_types, without_kinds)

    def explain(self, a: str, b: str) -> dict[str, Any]:
        """{"a", "b", "linked": bool, "reason", "paths", "evidence": [rows], "waterfall": [{"label", "weight"}],
        "doubts": [sentences], "formed": [{"day", "label", "text"}], "changes": [{"what", "label", "text", ...}],
        "rivals": [{"name", "state", "for_it", "against", "not_known"}]}"""
        return explaining.explain(self, a, b)

    def versions(self, advert: str) -> dict[str, Any]:
        """What changed in an advert: {"node", "label", "versions": n, "changes": [{"before", "after", "at", "fields":
        [{"field", "before", "after"}], "texts": [{"field", "pieces": [{"what", "text"}]}], "added", "removed": [{"id",
        "label"}], "withheld": n}]}, the earliest first."""
        return repeating.versions(self, advert)

    def rotations(self, *, limit: int = 100) -> dict[str, Any]:
        """Wordings that adverts repeat, those that most identifiers went through first: {"templates": [{"id",
        "adverts", "first", "last", "identifiers", "changes", "patterns": {kind: one, succession, pool, mixed},
        "excerpt"}], "more": n}"""
        return repeating.rotations(self, limit)

    def rotation(self, template: str) -> dict[str, Any]:
        """One of them: as in `rotations`, with {"members": [{"id", "label"}], "pieces": [{"constant": text} or {"slot":
        {"kind", "values": [{"text", "count", "first", "last"}], "empty", "more"}}], "tenures": [...], "steps": [...],
        "undated": [...], "withheld": n}"""
        return repeating.rotation(self, template)

    def layout(
        self, nodes: Sequence[str], edges: Sequence[tuple[str, str]],
        placed: Mapping[str, tuple[float, float]] | None = None, seed: int = 0,
    ) -> dict[str, tuple[float, float]]:  # fmt: skip
        """Positions of every node; those `placed` keep theirs."""
        return drawing.layout(nodes, edges, placed or {}, seed)

    # --- conclude -------------------------------------------------------------------------------------------
    def cluster(
        self, method: str = "", *, seed: int = 0, incremental: bool = False, progress: Progress | None = None,
        **parameters: Any,
    ) -> Result:  # fmt: skip
        """Run, store the run, return the result. `incremental`: link only what records since the last full run touch,
        where that is enough. Raises UnknownName for a method that does not exist."""
        return concluding.cluster(self, method, seed, parameters, progress, incremental)

    def runs(self) -> list[dict[str, Any]]:
        """{"id", "at", "author", "method", "seed", "parameters", "actors", "networks", "stale": bool}, oldest first;
        only those whose scope this case's scope contains."""
        return concluding.runs(self)

    def result(self, run: str = "") -> Result | None:
        """The result of a run, the newest when none is named; None when there is none. CaseNotFound for a bad name."""
        return concluding.result(self, run)

    def clusters(self, run: str = "", *, limit: int | None = None) -> list[dict[str, Any]]:
        """Rows for the clusters table, ranked for review by weakest link, `limit` at most: {"id", "name" (lineage),
        "tier": "network", "wording", "actors", "records", "identifiers", "level", "held_by": [captions], "falls_into",
        "weakest", "cut": [captions], "cut_off", "proven", "stability", "by_chance", "rivals": [{"name", "state",
        "for_it", "against", "not_known"}], "first", "last", "categories": {..}, "sources": [...], "bridges": [...],
        "resolved", "nodes": [ids to draw], "more_nodes"}"""
        return concluding.clusters(self, run, limit)

    def written(self, result: Result) -> Iterator[str]:
        """The canonical text of a result as it may leave the case, piece by piece: protected nodes under stand-ins."""
        return outgoing.written(self, result)

    def ranked(self, run: str = "") -> int:
        """How many rows the clusters table has."""
        return concluding.ranked(self, run)

    def hubs(self, run: str = "") -> list[dict[str, Any]]:
        """The verdict queue, those without a verdict first: [{"identifier", "kind", "label", "ref", "records",
        "diversity", "guess", "reasons": [sentences], "verdict", "author", "at", "expires"}]"""
        return judging.hubs(self, run)

    def discounted(self) -> frozenset[str]:
        """Identifiers that the newest run counts for little, because many different posters share them."""
        return newest.newest(self).discounted

    def review(self, run: str = "", *, limit: int = 100) -> dict[str, Any]:
        """Links between actors that no decision is about, the weakest of those that hold a network together first:
        {"links": [{"a", "b": {"id", "ref", "records", "level", "titles", "own", "categories"}, "network": name or '',
        "weight", "shared": [{"label", "kind", "weight", "records", "elsewhere"}], "nodes": [ids to draw]}], "more",
        "judged"}"""
        return reviewing.links(self, run, limit)

    def contradictions(self) -> list[dict[str, Any]]:
        """Standing decisions that say same of what others keep apart, known before any run: [{"decision", "kept":
        [decisions], "text"}]"""
        return reviewing.contradictions(self)

    def diff(self, old: str, new: str) -> dict[str, Any]:
        """What changed between two runs, by their names: appeared, gone, grown, shrunk, split, merged, unchanged."""
        return concluding.diff(self, old, new)

    # --- leads ----------------------------------------------------------------------------------------------
    def suggest(
        self, seeds: Sequence[str], *, yes: Collection[str] = (), no: Collection[str] = (), limit: int = 10
    ) -> dict[str, Any]:
        """What to look at next from seeds (nodes, actors, networks) and answers: {"seeds": [drawn], "accepted": n,
        "suggestions": [{"node", "records", "score", "path": [drawn], "evidence": [`analysis.suggest.Step` + "label"]}],
        "identifiers": [the same], "notes": [...]}. Raises NotAllowed for a protected seed."""
        return suggesting.suggest(self, seeds, yes, no, limit)

    def bridges(self, run: str = "", *, limit: int = 100, seed: int = 0, draws: int = 99) -> dict[str, Any]:
        """What joins job and sale adverts, beside random bridges: {"bridges": [`analysis.bridges.Bridge` + "name",
        "labels", "nodes", "beyond_chance"], "contradictions": [`analysis.bridges.Contradiction` + "nodes",
        "beyond_chance"], "notes": [...]}; "nodes": ids to draw"""
        return bridging.bridges(self, run, limit, seed, draws)

    def wallets(self) -> dict[str, Any]:
        """{"method", "version", "parameters", "kind": "inference", "clusters": [{"id", "chain", "wallets", "labels",
        "joined_by", "tags"}], "passed_over": {reason: n}, "services": [...], "tags": [...], "payments": n, "notes"}"""
        return paying.wallets(self)

    def payments(
        self, run: str = "", *, rates: Mapping[str, float] | None = None, window: float = 2.0,
        tolerance: float = 0.05, seed: int = 0,
    ) -> dict[str, Any]:  # fmt: skip
        """Payments beside adverts, each with its shifted-time null: {"window_days", "tolerance", "compared",
        "payments": [`analysis.wallets.Beside` + "label"], "notes": [...]}. `rates`: `BTC:EUR` -> price of one."""
        return paying.payments(self, run, rates or {}, window, tolerance, seed)

    # --- decide ---------------------------------------------------------------------------------------------
    def what_if(
        self, verb: str, targets: Sequence[str], *, value: str = "", reason: str = "", run: str = ""
    ) -> dict[str, Any]:
        """What a decision would change, before it is made; nothing is stored: {"networks", "actors": as `diff` gives
        them, "moved": n records, "linked": n, "unlinked": n, "hubs": {"become": [labels], "no_longer": [labels]},
        "worded": [{"network", "was", "is"}], "notes": [...], "nothing": bool}. The method, seed and parameters are
        those of the run named, the newest when none is."""
        return deciding.what_if(self, verb, targets, value, reason, run)

    def decide(self, verb: str, targets: Sequence[str], *, value: str = "", reason: str, expires: str = "") -> Decision:
        """Store a decision; every later run respects it. Raises InputError without a reason, CaseNotFound."""
        return deciding.decide(self, verb, targets, value, reason, expires)

    def undo(self, decision: str, *, reason: str) -> Decision:
        """Take a standing decision back; both stay in the record. Raises CaseNotFound."""
        return deciding.undo(self, decision, reason)

    def decisions(self, *, standing: bool = True) -> list[Decision]:
        return [masking.covered_decision(one) for one in self.view.decisions(standing=standing)]

    # --- out ------------------------------------------------------------------------------------------------
    def export(
        self, result: Result | None, path: str | Path, *, format: str = "", nodes: Collection[str] | None = None
    ) -> list[Path]:
        """Export the whole case or `nodes`; the format from the suffix unless named."""
        return outgoing.export(self, result, Path(path), format, nodes)

    def report(self, result: Result | None, path: str | Path, *, format: str = "") -> Path:
        """A cluster report of the result (the newest when None); the format from the suffix unless named."""
        return outgoing.report(self, result, Path(path), format)

    def publish(self, run: str = "") -> dict[str, Any]:
        """Write a run into its Neo4j case for Bloom: {"run", "nodes": {label: n}, "edges": n}."""
        return publishing.publish(self, run)

    def masked(self, value: Any) -> Any:
        """An answer as it may leave the case: protected nodes under stand-ins, their values blocked out of texts."""
        return outgoing.masked(self, value)

    # --- workspaces, refs -----------------------------------------------------------------------------------
    def ref(self, identifier: str) -> str:
        """What stands for an id wherever it would leave the data: 32 hex digits, keyed by the case."""
        return self._refs.make(identifier)

    def resolve(self, ref: str) -> str:
        """The id behind a ref handed out by this process. Raises CaseNotFound."""
        return self._refs.resolve(ref)

    def save_workspace(self, name: str, value: Mapping[str, Any]) -> None:
        self.store.writer(self.actor).set(f"workspace:{name}", canonical_json(dict(value)))

    def workspace(self, name: str) -> dict[str, Any] | None:
        import json

        text = self.store.get(f"workspace:{name}")
        return None if text is None else dict(json.loads(text))

    def drop_workspace(self, name: str) -> None:
        self.store.writer(self.actor).set(f"workspace:{name}", None)
