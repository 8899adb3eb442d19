"""The evidence of a case, weighed once: what explaining, suggesting, bridges and payments look into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphsvc.memory import release
from graphsvc.service.concluding import about_records
from graphsvc.store import Projection, View

if TYPE_CHECKING:
    from graphsvc.linking.link import Evidence
    from graphsvc.service.case import Case


def evidence(case: Case, view: View, projection: Projection | None = None, *, plain: bool = False) -> Evidence:
    """Evidence of what a view shows, under the decisions that stand; kept until the case, its scope or the day change.
    `projection`: the view's, where it was read already. `plain`: as the methods that join whatever shares an identifier
    see it."""
    from graphsvc.linking.link import weighed
    from graphsvc.linking.units import units
    from graphsvc.linking.wording import kept_wording

    now = (case.store.version(), view.digest, case.now[:10], plain)
    if case.gathered is None or case.gathered[0] != now:
        decisions = about_records(case, view.decisions())
        projection = projection or view.projection()
        wording = None if plain else kept_wording(projection, view.every_record, view.shelf())
        release()
        case.gathered = now, weighed(units(projection, wording), decisions, plain=plain)
        release()
    return case.gathered[1]
