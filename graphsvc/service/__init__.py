"""The only door to a case: screens, commands, notebooks and scripts all speak to `Case`.

    from graphsvc.service import open_case
    case = open_case("harbour.db")
    tally = case.load("ads.csv")
    result = case.cluster()
    case.export(result, "clusters.graphml")

Shapes used by screens and by `--json`
- drawn node: {"id", "ref", "kind", "label", "records", "degree", "first", "last", "protected", "verdict"}
- drawn edge: {"id", "ref", "source", "target", "source_ref", "target_ref", "type", "kind", "records", "first", "last"};
  `kind` is the strongest of its statements: fact, then assessment, then inference
- evidence row: {"record", "source", "key", "title", "posted", "field", "raw", "before", "after", "start", "end",
  "method", "confidence", "kind", "file", "file_sha256", "line", "marking", "tlp", "at", "data"};
  `before` and `after` are up to 60 characters of the raw text around the find
A `ref` stands for an id wherever it would leave the data (page element ids, URLs, logs, audit).
"""

from graphsvc.service.case import Case, open_case
from graphsvc.service.checking import check_load
from graphsvc.service.choices import choices
from graphsvc.service.connecting import FARTHEST, MOST_PATHS, REACH
from graphsvc.service.copying import copy_case
from graphsvc.service.demo import make_demo
from graphsvc.service.drawing import STRENGTH
from graphsvc.service.loading import check_first, sample
from graphsvc.service.masking import covered_finding, veiled

__all__ = [
    "FARTHEST", "MOST_PATHS", "REACH", "STRENGTH",
    "Case", "check_first", "check_load", "choices", "copy_case", "covered_finding", "make_demo", "open_case", "sample",
    "veiled",
]  # fmt: skip
