"""Where adverts say to be: counts by country and place, no finer than records give them, and no coordinates.

The newest record of an advert counts. Protected adverts are left out and counted.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graphsvc.model import NodeKind
from graphsvc.service import timing
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.service.case import Case


def places(case: Case, nodes: Collection[str], first: str, last: str, undated: bool) -> dict[str, Any]:
    found = timing.times(case, nodes)
    days = timing.day_range(first, last, undated)
    shown = timing.within(found, (), days)[0] if days else found.nodes
    pen = Pen(case, case.view)
    adverts = [node.id for node in shown if node.kind is NodeKind.AD]
    open_ = [advert for advert in adverts if advert not in pen.protected]
    spots: dict[tuple[str, str], list[str]] = {}
    for advert in open_:
        _, country, place = found.where.get(advert, ("", "", ""))
        spots.setdefault((country, pen.mask.text(place.strip())), []).append(case.ref(advert))
    untold = spots.pop(("", ""), [])
    rows = [
        {"country": country, "place": place, "adverts": len(refs), "refs": refs}
        for (country, place), refs in sorted(spots.items())
    ]
    return {"places": rows, "protected": len(adverts) - len(open_), "untold": len(untold)}
