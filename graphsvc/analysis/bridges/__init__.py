"""Bridges from recruitment to sale: what joins job adverts and sale adverts, in words, and ranked against chance.

bridges(categories, uses, protected)    sentences on one cluster
rank(evidence, result)                  all bridges of a result, each beside random ones of the same degrees
precision(evidence, result, truth)      precision at k on planted truth, beside random bridges
contradictions(evidence, result, said)  one poster whose job adverts contradict each other in place or wage
"""

from __future__ import annotations

from graphsvc.analysis.bridges.contradictions import Contradiction, contradictions, offers
from graphsvc.analysis.bridges.precision import precision
from graphsvc.analysis.bridges.rank import Bridge, rank
from graphsvc.analysis.bridges.sentences import NAMED, bridges

__all__ = ["NAMED", "Bridge", "Contradiction", "bridges", "contradictions", "offers", "precision", "rank"]
