"""How likely it is that two linked actors are of one network, or are one poster.

The weight of a link adds up what its values are worth one by one. They are not shown independently of each other, and
of actors that share anything at all many are strangers, so that its log-odds are too sure. Here the traits of a link
give a probability by logistic regression (Platt 1999), fitted once on planted corpora of two generators and shipped: a
case needs no labels. `graphsvc.bench.linking.fitted` fits anew; the benchmark judges on seeds that it does not use.
Learning the share of right links of each case by EM (Saerens, Latinne and Decaestecker 2002) helps where few are right,
and feeds on itself elsewhere, so it is not done.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, tanh

from graphsvc.linking.units import TEMPLATE

MOST = 3  # values of one kind that count: more were mostly copied together
KINDS = {TEMPLATE: "wordings", "image": "pictures", "phone": "phones"}
WEIGHTS: dict[str, float] = {
    "intercept": -1.83,
    "together": 3.54,
    "wordings": 4.42,
    "pictures": 3.78,
    "phones": 0.98,
    "others": 3.2,
    "smaller": 0.94,
    "carried": -1.18,
    "single": 2.01,
}


def traits(shared: Iterable[tuple[str, int]], sizes: tuple[int, int], *, together: bool) -> dict[str, float]:
    """Traits of a link. `shared`: (kind, units of the two actors that carry it) of each value. `sizes`: units of either
    actor. `together`: linking puts the two into one network. `single`: one of them is a single advert; `smaller`,
    `carried`: logarithms of the smaller size, and of all uses of what is shared."""
    found = dict.fromkeys(WEIGHTS, 0.0) | {"intercept": 1.0, "together": float(together)}
    carried = 0
    for kind, units in shared:
        trait = KINDS.get(kind, "others")
        found[trait] = min(found[trait] + 1.0, MOST)
        carried += units
    smaller = min(sizes)
    return found | {"smaller": log(smaller), "carried": log(max(carried, 1)), "single": float(smaller == 1)}


def probability(shared: Iterable[tuple[str, int]], sizes: tuple[int, int], *, together: bool) -> float:
    """Probability in (0, 1) that two linked actors are of one network; arguments as of `traits`."""
    odds = sum(WEIGHTS[trait] * value for trait, value in traits(shared, sizes, together=together).items())
    return 0.5 * (1.0 + tanh(0.5 * odds))
