"""Bridges from recruitment to sale: one cluster that posts job adverts and sale adverts, and what joins them.

An actor who posts adverts of both kinds is the strongest published sign of deceptive recruitment (Ramchandani,
Bastani and Wyatt 2025). It is a reason to look, and says nothing about anyone in the adverts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graphsvc.identifiers import caption
from graphsvc.linking.units import kind_of
from graphsvc.model import Category

NAMED = 5  # identifiers named in sentences; the rest are counted
_WORDS = {"phone": "number ", "email": "address ", "account": "account ", "url": "page ", "wallet": "wallet "}


def bridges(
    categories: Sequence[Collection[str]], uses: Iterable[tuple[int, str]], protected: Collection[str]
) -> tuple[str, ...]:
    """Sentences on a cluster; none when it has not both kinds. categories: per record. uses: (record, identifier) of
    what ties the cluster together. Protected identifiers are not named."""
    jobs = sum(Category.JOB in c for c in categories)
    sales = sum(Category.SALE in c for c in categories)
    if not jobs or not sales:
        return ()
    count: dict[str, list[int]] = {}
    for record, identifier in uses:
        both = count.setdefault(identifier, [0, 0])
        both[0] += Category.JOB in categories[record]
        both[1] += Category.SALE in categories[record]
    joint = sorted(
        (i for i, (job, sale) in count.items() if job and sale), key=lambda i: (-min(count[i]), -max(count[i]), i)
    )  # fmt: skip
    sentences = [f"{many(jobs, 'job advert')} and {many(sales, 'sale advert')} stand in this cluster."]
    for identifier in joint[:NAMED]:
        shown = "one protected identifier" if identifier in protected else name(identifier)
        job, sale = count[identifier]
        sentences.append(f"{many(job, 'job advert')} and {many(sale, 'sale advert')} share {shown}.")
    if len(joint) > NAMED:
        sentences.append(f"{len(joint) - NAMED} further identifiers stand in both kinds.")
    if not joint:
        sentences.append("No single identifier stands in both kinds; they are joined step by step.")
    return tuple(sentences)


def name(identifier: str) -> str:
    """An identifier as a sentence names it: `the number +44 20 7946 0001`."""
    return f"the {_WORDS.get(kind_of(identifier), '')}{caption(identifier)}"


def many(number: int, noun: str) -> str:
    """`1 advert`, `3 adverts`."""
    return f"{number} {noun}{'s' if number != 1 else ''}"
