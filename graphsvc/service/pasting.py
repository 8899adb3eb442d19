"""A pasted list: every line becomes known, unknown or ambiguous; unknown ones with what they may be a slip of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from graphsvc import identifiers
from graphsvc.model import NodeKind, split_id
from graphsvc.service.checking import check_region
from graphsvc.service.drawing import Pen
from graphsvc.service.masking import covered
from graphsvc.store import Node, View

if TYPE_CHECKING:
    from graphsvc.service.case import Case

NEAR = 3  # near matches offered for a line
MEANT = 6  # nodes offered for an ambiguous line
LOOKED_UP = 200  # unknown lines that near matches are looked for; a longer list is no list of slips
PIECES = 3  # two slips leave one of three pieces of a value whole
HITS = 200  # nodes compared for each piece
SHORT = 8  # characters from which two slips are still the same value; below, one
LEAST = 5  # characters below which everything is near everything
SLIPS = (NodeKind.PHONE, NodeKind.ACCOUNT, NodeKind.WALLET, NodeKind.EMAIL, NodeKind.URL)


def paste(case: Case, lines: Sequence[str], region: str) -> dict[str, Any]:
    view = case.view
    pen = Pen(case, view)
    region = check_region(region)
    out: dict[str, Any] = {"known": [], "unknown": [], "ambiguous": []}
    for line in dict.fromkeys(stripped for raw in lines if (stripped := raw.strip())):
        read_as = identifiers.query(line, region=region)
        exact = view.nodes(read_as)
        drawn = pen.nodes(exact or _partly(view, line, read_as))
        if not drawn:
            near = _near(view, pen, line, read_as) if len(out["unknown"]) < LOOKED_UP else []
            out["unknown"].append(
                {
                    "line": covered(line),
                    "read_as": [covered(identifiers.caption(node)) for node in read_as],
                    "near": near,
                }
            )
        elif len(drawn) == 1 and (exact or _value(drawn[0]["id"]) in _values(line, ())):
            out["known"].append({**drawn[0], "line": covered(line)})
        else:
            out["ambiguous"].append({"line": covered(line), "nodes": drawn})
    return out


def _partly(view: View, line: str, read_as: Sequence[str]) -> list[Node]:
    """Nodes that a line may mean without being read as one: a handle without its platform, the start of a number."""
    hits = view.search(line, read_as, MEANT)
    return view.nodes([hit.node for hit in hits if hit.rank <= 1 or len(hits) == 1])


def _near(view: View, pen: Pen, line: str, read_as: Sequence[str]) -> list[dict[str, Any]]:
    """Nodes whose value is a slip or two away from a line, the nearest first; protected ones are never named."""
    wanted = list(dict.fromkeys(value for value in _values(line, read_as) if len(value) >= LEAST))[:2]
    found: dict[str, int] = {}
    for value in wanted:
        for node in _alike(view, value):
            if node in pen.protected:
                continue
            other = _value(node)
            most = 1 if min(len(value), len(other)) < SHORT else 2
            away = distance(value, other, most)
            if 0 <= away <= most:
                found[node] = min(away, found.get(node, away))
    best = sorted(found, key=lambda node: (found[node], node))[:NEAR]
    drawn = {node["id"]: node for node in pen.nodes(view.nodes(best))}
    return [drawn[node] for node in best if node in drawn]


def _values(line: str, read_as: Iterable[str]) -> Iterable[str]:
    """What a line's value may be: as it was read, else its digits, else its last word."""
    yield from dict.fromkeys(_value(node) for node in read_as)
    word = re.split(r"[\s:/]+", line.strip().rstrip("/"))[-1]
    digits = re.sub(r"\D", "", line)
    if len(digits) >= 7 and not re.search(r"[^\W\d_]", line):
        yield digits.removeprefix("00").removeprefix("0")
    elif not read_as:
        yield word.removeprefix("@").casefold()


def _value(node: str) -> str:
    """What of a node's id a person types: a number's digits, a handle, an address."""
    kind, parts = split_id(node)
    return parts[-1].removeprefix("+") if kind == NodeKind.PHONE else parts[-1].casefold()


def _alike(view: View, value: str) -> Collection[str]:
    """Identifiers that hold a piece of a value, sorted."""
    size = -(-len(value) // PIECES)
    pieces = [piece for start in range(0, len(value), size) if len(piece := value[start : start + size]) > 2]
    hits = (hit.node for piece in pieces for hit in view.search(piece, (), HITS) if hit.rank <= 2)
    return sorted({node for node in hits if node.partition(":")[0] in SLIPS})


def distance(a: str, b: str, most: int) -> int:
    """Characters inserted, left out, exchanged or swapped with their neighbour between two values (optimal string
    alignment); -1 for more than `most`."""
    if abs(len(a) - len(b)) > most:
        return -1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return -1
    return row[-1] if row[-1] <= most else -1
