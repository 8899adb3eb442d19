"""What tells whether two personas are one poster, and what it is worth.

A pair of personas is compared by traits, each a number; the log-odds that they are one poster are a weighted sum of
them (Fellegi and Sunter 1969, with weights that allow for traits which come together). The weights below are shipped
priors: logistic regression on corpora of two generators of other make (benign and not, with and without texts, accounts
or dates) and rounded. How common one poster is among the pairs of the case at hand is learnt without labels (`share`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, lgamma, log

# Nats for one unit of each trait, of personas that stand together in an advert ...
TOGETHER: dict[str, float] = {
    "rate": 0.1,  # log-likelihood ratio of how often they stand together, see `bonds`
    "company of the smaller": 0.6,  # the same of how much of its company the other is
    "company of the larger": 0.5,
    "identifiers": 0.35,  # worth of the identifiers that stand together, in nats, at most MOST
    "texts alike": 0.6,  # share of their other adverts that have a wording in common, as far as that was seen
    "texts unlike": -5.5,
    "no texts": -0.6,  # 1 where either has no other advert whose wording is known
    "companions alike": 1.6,  # share of their other adverts in which they keep the same company
    "companions unlike": -0.4,
    "phone": -2.5,  # numbers in use at once that stand apart, share of their uses
    "email": -1.5,  # addresses that stand apart
    "account": -3.5,
}  # fmt: skip
# ... of those that the first joins left apart, when it is known who stands beside them: one's own value keeps few
# companies, a desk's or a friend's many ...
LEFT: dict[str, float] = {
    "rate": 0.25, "company of the smaller": 0.15, "company of the larger": 0.15, "identifiers": 0.35,
    "texts alike": 0.4, "texts unlike": -4.5, "no texts": -0.75, "companions alike": 4.5, "companions unlike": -0.7,
    "phone": -2.7, "email": -1.0, "account": -2.5, "crowd of the smaller": -1.3, "crowd of the larger": -0.6,
}  # fmt: skip
# ... of personas one of whose numbers follows the other's.
FOLLOWING: dict[str, float] = {
    "succession": 0.85, "company of the smaller": 0.3, "company of the larger": 0.45, "texts alike": 0.8,
    "texts unlike": -3.0, "companions alike": 0.8, "companions unlike": -0.8, "email": -1.2, "account": -1.2,
}  # fmt: skip
# ... and of personas that never stand together and have a wording in common.
WORDED: dict[str, float] = {
    "company of the smaller": 0.15, "company of the larger": 0.55, "texts unlike": -4.7, "companions alike": 1.5,
    "account": -3.0, "users": -1.0, "complete": 0.35,
}  # fmt: skip
BASE = 0.45  # share of one poster's among the pairs that the weights were learnt on
INTERCEPT = -0.3
SAME_WORDS, LEFT_APART = 3.2, 1.2  # intercepts of pairs with a wording in common, and of those left apart
MOST = 8.0
FULL = 5.0  # nats from which a value in common counts in full
ITS_OWN, ANYONES = (4.0, 1.0), (1.0, 2.0)  # Beta laws of the share of company that one's own, another's value keeps
CAUTION = 400  # pairs' worth of belief in BASE
FURTHEST = 1.0  # nats by which the case may move the intercept
RARER, COMMONER = 2.0, 1.5  # nats by which it may move that of pairs which the first joins left apart or never asked
STEPS = 20


def log_odds(traits: Mapping[str, float], worth: Mapping[str, float]) -> float:
    """Weighted sum of the traits, in nats."""
    return sum(weight * traits[name] for name, weight in worth.items())


def worded(traits: Mapping[str, float], users: int, several: tuple[int, int]) -> dict[str, float]:
    """The traits of two personas with a wording in common that `users` personas use. `several`: in how many adverts
    either shows more than one contact of its own, and none of the other."""
    return {**traits, "users": log(users), "complete": sum(company(0, adverts) for adverts in several)}


def company(together: int, others: int) -> float:
    """Log-likelihood ratio that a persona is another's own, which it stands beside in `together` of its adverts, while
    strangers stand in `others` of the rest."""
    own, any_ = ITS_OWN, ANYONES
    return (
        _log_beta(own[0] + together, own[1] + others) - _log_beta(*own)
        - _log_beta(any_[0] + together, any_[1] + others) + _log_beta(*any_)
    )  # fmt: skip


def crowd(companions: Mapping[int, int]) -> float:
    """Shannon entropy, in nats, of who stands beside a persona (companion -> adverts)."""
    total = sum(companions.values())
    return -sum(often / total * log(often / total) for often in sorted(companions.values()))


def alike(
    mine: Mapping[int, int], adverts: int, theirs: Mapping[int, int], others: int, worth: Sequence[float]
) -> tuple[float, float]:
    """(alike, unlike): how far two profiles (value -> adverts that show it) overlap, and how far they do not; both 0
    where nothing was seen, and in doubt where little was. `worth` of the values, in nats: stock is not alike."""
    seen = min(adverts, others)
    if not seen:
        return 0.0, 0.0
    common = sorted(mine.keys() & theirs.keys())
    shares = [min(mine[value] / adverts, theirs[value] / others) for value in common]
    told = sum(share * min(1.0, worth[value] / FULL) for share, value in zip(shares, common))
    doubt = seen / (1.0 + seen)
    return min(1.0, told) * doubt, (1.0 - min(1.0, sum(shares))) * doubt


def share(odds: Sequence[float]) -> float:
    """Share of pairs of one poster, by EM over their log-odds under BASE (Saerens, Latinne and Decaestecker 2002,
    'Adjusting the outputs of a classifier to new a priori probabilities'), with BASE as prior."""
    found = BASE
    for _ in range(STEPS):
        shift = _logit(found) - _logit(BASE)
        likely = sum(1.0 / (1.0 + exp(-max(-50.0, min(50.0, one + shift)))) for one in odds)
        found = (likely + CAUTION * BASE) / (len(odds) + CAUTION)
    return found


def intercept(found: float) -> float:
    """Log-odds of a pair that shows no trait, where a share `found` of all pairs is one poster's."""
    return INTERCEPT + max(-FURTHEST, min(FURTHEST, _logit(found) - _logit(BASE)))


def moved(found: float) -> float:
    """Nats to add to the log-odds of pairs that were not joined first, where a share `found` is one poster's."""
    return max(-RARER, min(COMMONER, _logit(found) - _logit(BASE)))


def _logit(p: float) -> float:
    return log(p / (1.0 - p))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
