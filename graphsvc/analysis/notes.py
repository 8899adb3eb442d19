"""Limits and warnings that stand in every result: what was left out, and what the numbers are not."""

from __future__ import annotations

from graphsvc import clustering
from graphsvc.analysis.clusters import Clusters
from graphsvc.linking.graph import LIST_LENGTH
from graphsvc.linking.link import Evidence
from graphsvc.linking.traits import BASE
from graphsvc.model import Verb
from graphsvc.results import Hub


def notes(
    evidence: Evidence, clusters: Clusters, engine: clustering.Method, hubs: tuple[Hub, ...], unsure: int
) -> tuple[str, ...]:
    """Sentences, the standing limits first. `unsure`: decisions of that verb."""
    graph = evidence.graph
    out = [
        "Linked does not mean trafficking. Links are for review by a person.",
        "Accuracy on synthetic data is not accuracy in the field.",
    ]
    if engine.TIER == "plain":
        out.append(
            "This method joins whatever shares an identifier, whoever shares it: one agency number fuses strangers."
        )
    if engine.TIER == "actors":
        out.append(
            f"Weights are shipped priors by kind and rarity; of contacts that stand together, "
            f"{evidence.joined.share:.0%} are taken to be one poster's: learnt from this case without labels, from a "
            f"prior of {BASE:.0%}."
        )
    bare = graph.units - len(set(graph.unit.tolist()))
    single = sum(len({record.source for record in n.records}) == 1 for n in clusters.networks)
    fragile = sum(network.wording == "possibly linked" for network in clusters.networks)
    lone = sum(len(link.evidence) == 1 for link in clusters.links)
    said = [
        (bare, "{n} record(s) have no identifier that may link them; each stands alone."),
        (evidence.units.barred, "{n} statement(s) under markings that forbid links were left out."),
        (graph.undated, "{n} use(s) of numbers that changed hands cannot be dated and were left out."),
        (
            evidence.directories,
            f"{{n}} record(s) name more than {LIST_LENGTH} identifiers: directories, which link nobody.",
        ),
        (
            len(hubs),
            "{n} identifier(s) that many different posters share link nobody; say what they are by a verdict.",
        ),
        (lone, "{n} pair(s) of actors share one identifier only: listed as links, in no network for that."),
        (
            fragile,
            "{n} network(s) hang on few identifiers, on evidence that resampling does not bear out, or are no tighter "
            "than chance gives: called possibly linked, not one network.",
        ),
        (single, "{n} network(s) were seen by a single source only."),
        (unsure, f"{{n}} decision(s) say {Verb.UNSURE.value}; they change nothing."),
    ]
    out += [sentence.format(n=number) for number, sentence in said if number]
    return (*out, *evidence.rules.notes)
