"""Wording as evidence: which adverts of a projection repeat which text.

Texts are compared without the identifiers in them (`templates`), so a link by wording never repeats a link by phone.
Records whose every marking forbids links are not read.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graphsvc.linking.templates import find_templates
from graphsvc.linking.units import Wording
from graphsvc.model import RecordKind, StoredRecord
from graphsvc.store import Projection


def worded(projection: Projection, records: Iterable[StoredRecord]) -> Wording:
    """Wordings of the adverts among `records`, in any order; those that are not in the projection are left out."""
    index = {record: number for number, record in enumerate(projection.records)}
    linkable = projection.record_linkable.tolist()
    texts = {
        index[one.id]: f"{one.title}\n{one.text}"
        for one in records
        if one.kind == RecordKind.AD and linkable[index.get(one.id, -1)] and one.id in index
    }
    record = np.array(sorted(texts), dtype=np.int64)
    found = find_templates([texts[number] for number in record.tolist()])
    templates = sorted(found.ids)
    place = {template: number for number, template in enumerate(templates)}
    sorted_place = np.array([place[template] for template in found.ids], dtype=np.int64)
    some = found.template >= 0
    return Wording(templates, record[some], sorted_place[found.template[some]], found.similarity[some])
