"""Wording as evidence: which adverts of a projection repeat which text.

Texts are compared without the identifiers in them (`templates`), so a link by wording never repeats a link by phone.
Records whose every marking forbids links are not read. What was found is kept on a shelf: a record's id changes with
its text, so it holds as long as the projection shows the same records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.incremental import DRIFT, Wordings, placed, told
from graphsvc.linking.templates import Grouped, TemplateIndex, group_texts, templates_of
from graphsvc.linking.templates.find import VERSION
from graphsvc.linking.units import Wording
from graphsvc.model import RecordKind, StoredRecord
from graphsvc.store import Projection
from graphsvc.store.common.shelf import Shelf, packed, unpacked

KEPT = "wording"


def worded(projection: Projection, records: Iterable[StoredRecord]) -> Wording:
    """Wordings of the adverts among `records`, in any order; those that are not in the projection are left out."""
    record, texts = texts_of(projection, records)
    return _wording(record, group_texts(texts))


def _wording(record: NDArray[np.int64], groups: Grouped) -> Wording:
    found = templates_of(groups)
    templates = sorted(found.ids)
    place = {template: number for number, template in enumerate(templates)}
    sorted_place = np.array([place[template] for template in found.ids], dtype=np.int64)
    some = found.template >= 0
    return Wording(templates, record[some], sorted_place[found.template[some]], found.similarity[some])


def texts_of(projection: Projection, records: Iterable[StoredRecord]) -> tuple[NDArray[np.int64], list[str]]:
    """(indices, texts) of the adverts among `records` that the projection shows and lets be linked, in its order."""
    index = {record: number for number, record in enumerate(projection.records)}
    linkable = projection.record_linkable.tolist()
    texts = {
        index[one.id]: f"{one.title}\n{one.text}"
        for one in records
        if one.kind == RecordKind.AD and linkable[index.get(one.id, -1)] and one.id in index
    }
    record = np.array(sorted(texts), dtype=np.int64)
    return record, [texts[number] for number in record.tolist()]


def kept_wording(projection: Projection, records: Callable[[], Iterable[StoredRecord]], shelf: Shelf) -> Wording:
    """As `worded`; from the shelf where it is there, else it is put there."""
    of = seal(projection)
    kept = shelf.older(KEPT)
    if kept is not None and np.array_equal(kept["of"], of):
        return Wording(
            unpacked(kept["templates"], len(kept["sizes"])), kept["record"], kept["template"], kept["similarity"]
        )
    record, texts = texts_of(projection, records())
    groups = group_texts(texts)
    wording = _wording(record, groups)
    shelf.put(
        KEPT,
        {
            "of": of, "templates": packed(wording.templates),
            "sizes": np.bincount(wording.template, minlength=len(wording.templates)), "record": wording.record,
            "template": wording.template, "similarity": wording.similarity,
            # what it takes to place later adverts: who leads each text that was read, and the index
            "records": packed(projection.records), "many": np.array([len(projection.records)]), "read": record,
            "leader": groups.told(),
            "index": np.frombuffer(TemplateIndex.of(groups).to_bytes(), dtype=np.uint8),
        },
    )  # fmt: skip
    return wording


def later_wording(
    projection: Projection, records: Callable[[Collection[str]], Iterable[StoredRecord]], shelf: Shelf
) -> Wording | None:
    """Wordings of all adverts, of which only those that came since the last reading are read: each finds its template
    in the index of then. `records`: gives records by id. None where nothing fit to go on from is on the shelf."""
    kept = shelf.older(KEPT)
    if kept is None:
        return None
    known = unpacked(kept["records"], int(kept["many"][0]))
    before = placed(known, projection.records)
    if before is None:
        return None
    new = [projection.records[one] for one in np.flatnonzero(before < 0).tolist()]
    if len(new) > DRIFT * len(known):
        return None
    near = np.ones(len(kept["read"]))
    near[np.searchsorted(kept["read"], kept["record"])] = kept["similarity"]
    last = Wordings(known, kept["read"], kept["leader"], near, TemplateIndex.from_bytes(kept["index"].tobytes()))
    return told(projection, last, before, *texts_of(projection, records(new)))


def seal(projection: Projection) -> NDArray[np.uint8]:
    """What says that two projections show the same records, let the same of them be linked, and read texts alike."""
    digest = hashlib.blake2b(f"{VERSION}\n".encode(), digest_size=32)
    digest.update(packed(projection.records).data)
    digest.update(projection.record_linkable.tobytes())
    return np.frombuffer(digest.digest(), dtype=np.uint8)
