"""Suggest next: from what a person accepted, the records to look at next, learning from every yes and no.

Ground(evidence)                 the evidence of a case, indexed once for any number of searches
search = Search(ground, seeds)   one search; search.answer(record, yes) teaches it
search.next(10)                  suggestions, each with the path that justifies it
recall(evidence, truth, ...)     recall at 10, 25, 50, 100 questions beside a 1/degree^2 walk
"""

from __future__ import annotations

from graphsvc.analysis.suggest.ground import Ground
from graphsvc.analysis.suggest.recall import recall
from graphsvc.analysis.suggest.search import Search, Step, Suggestion

__all__ = ["Ground", "Search", "Step", "Suggestion", "recall"]
