"""Hubs by diversity, not by degree: how many different posters stand behind a value.

Four hundred adverts with one e-mail are one poster; four hundred adverts with two hundred e-mails are a service. The
adverts of a value are grouped by the other contacts (phone, e-mail, account) they share, and the effective number of
groups is the Hill number of order 1, the exponential of the Shannon entropy of their sizes (Hill 1973; Jost 2006).

- An agency has a number *and* an address, and each would hide the other: a value's two commonest companions do not
  join its groups.
- One poster rotates numbers: groups are told apart fully only as far as they have accounts or addresses of their own or
  are alive at once, or the value stands in few of their adverts (a desk or a deposit wallet is shown now and then,
  one's own handle often), or it stands beside another identifier of its own kind (a second number is an agency's, a
  desk's or a friend's).
- One poster's contacts are one companion where that is known (`personas`), and a wording that only one poster uses
  holds the adverts behind a value together.
- A hub makes whatever stands beside it look diverse: the most diverse values are judged first, the others without them.
- Adverts with no other contact say nothing for or against. A value that is all they have stays exclusive; their merge
  risk says that a single identifier holds them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.evidence import priors, term_frequency, weigh
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.groups import groups_behind
from graphsvc.linking.units import TEMPLATE

CONTACTS = ("phone", "email", "account")  # what tells one poster from another
LASTING = ("email", "account")  # of these, what a poster keeps while numbers change
HUB = 1.0  # nats: a value worth less than this after the discount is a hub
ALIVE_AT_ONCE = 3.0  # groups alive at once, or with lasting contacts of their own, from which all count as posters
SHOWN_OFTEN = 0.5  # share of a group's adverts that one's own contact stands in
OWN_TEXT = 1.5  # effective posters up to which a wording is one poster's own
PEEL = 0.5  # of the greatest diversity among the values that may be hubs: which of them are judged in one round
ROUNDS = 16  # rounds of peeling; each halves the diversity that is left


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Per value: weight, prior and rarity in nats, diversity (1 or more), and whether it is a hub."""

    weight: NDArray[np.float64]
    prior: NDArray[np.float64]
    rarity: NDArray[np.float64]
    diversity: NDArray[np.float64]
    hub: NDArray[np.bool_]


def judge(
    graph: EvidenceGraph, hubs: NDArray[np.bool_], posters: NDArray[np.bool_],
    persona: NDArray[np.int64] | None = None,
) -> Judged:  # fmt: skip
    """Weights and hubs of a graph. `hubs`, `posters`: values that a person's verdict settles. `persona`: per value,
    one value that stands for its poster, where posters are known; else each value stands for itself."""
    prior, rarity = priors(graph), term_frequency(graph)
    hub, wording = hubs.copy(), graph.of_kind(TEMPLATE)
    own_text, settled = np.zeros(graph.values, dtype=bool), False
    spread = np.ones(graph.values)
    for _ in range(ROUNDS):
        spread = np.where(posters, 1.0, diversity(graph, hub, own_text, persona))
        fresh = (weigh(prior, rarity, spread) < HUB) & ~posters & ~hub
        if settled and not fresh.any():
            break
        settled = not fresh.any()  # once more with the last round's own texts
        if not settled:
            hub |= fresh & (spread >= PEEL * spread[fresh].max())
        own_text = wording & (spread < OWN_TEXT) & ~hub
    hub |= (weigh(prior, rarity, spread) < HUB) & ~posters
    return Judged(np.where(hub, 0.0, weigh(prior, rarity, spread)), prior, rarity, spread, hub)


def diversity(
    graph: EvidenceGraph, ignored: NDArray[np.bool_], own_text: NDArray[np.bool_] | None = None,
    persona: NDArray[np.int64] | None = None,
) -> NDArray[np.float64]:  # fmt: skip
    """Effective number of posters behind each value, 1 or more. `ignored` values (known hubs) tell no poster from
    another; `own_text` and `persona` as for `groups_behind`. Linear in edges times the (bounded) identifiers of one
    unit."""
    behind = groups_behind(
        graph, graph.of_kind(*CONTACTS) & ~ignored, graph.of_kind(*LASTING),
        np.zeros(graph.values, dtype=bool) if own_text is None else own_text,
        np.arange(graph.values) if persona is None else persona,
    )  # fmt: skip
    entropy = _entropy(behind.value, behind.size, graph.values)
    lasting = np.exp(_entropy(behind.value[behind.lasting], behind.size[behind.lasting], graph.values))
    concurrent = (np.maximum(behind.alive_at_once, lasting) - 1.0) / (ALIVE_AT_ONCE - 1.0)
    borrowed = 1.0 - behind.shown / SHOWN_OFTEN
    second = 2.0 * behind.beside_own_kind - 1.0
    apart = np.clip(np.maximum(concurrent, np.maximum(borrowed, second)), 0.0, 1.0)
    effective: NDArray[np.float64] = np.exp(entropy * apart)
    return effective


def _entropy(owner: NDArray[np.int64], size: NDArray[np.float64], values: int) -> NDArray[np.float64]:
    """Shannon entropy, in nats, of the group sizes of each value."""
    share = size / np.bincount(owner, weights=size, minlength=values)[owner]
    return np.asarray(np.bincount(owner, weights=-share * np.log(share), minlength=values), dtype=np.float64)
