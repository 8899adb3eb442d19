import numpy as np
import pytest

from graphsvc.linking.units import units
from graphsvc.linking.wording import kept_wording, later_wording, worded
from tests.support.linked import texts_of, wording
from tests.support.projections import Row, ad, make_projection

A = "phone:+442079460001"


def test_repeated_texts_become_templates_of_their_adverts():
    rows = [ad("a", A), ad("b"), ad("c", day=3.0), ad("d")]
    texts = {"a": wording(1), "b": wording(1), "c": wording(2)}
    projection = make_projection(rows)
    found = worded(projection, texts_of(rows, texts))
    assert [projection.records[i].split(":")[3][0] for i in found.record.tolist()] == ["a", "b"]
    assert len(found.templates) == 1
    assert found.templates[0].startswith("template:")
    assert found.similarity.tolist() == [1.0, 1.0]


def test_markings_that_forbid_links_are_respected():
    rows = [Row("a", (), linkable=False), ad("b"), ad("c")]
    found = worded(make_projection(rows), texts_of(rows, dict.fromkeys("abc", wording(1))))
    assert len(found.record) == 2


def test_records_that_are_not_shown_are_left_out():
    rows = [ad("a"), ad("b"), ad("c")]
    found = worded(make_projection(rows[:2]), texts_of(rows, dict.fromkeys("abc", wording(1))))
    assert len(found.record) == 2


def test_templates_stand_among_the_identifiers_in_order():
    rows = [ad("a", A, "url:x.example.com"), ad("b", A), ad("c", "account:telegram:x")]
    projection = make_projection(rows)
    found = units(projection, worded(projection, texts_of(rows, {"a": wording(1), "c": wording(1)})))
    assert found.identifiers == sorted(found.identifiers)
    shown = {
        found.refs[unit].key: [found.identifiers[i].partition(":")[0] for i in found.identifier[found.unit == unit]]
        for unit in range(3)
    }
    assert shown == {"a": ["phone", "template", "url"], "b": ["phone"], "c": ["account", "template"]}


def test_no_text_is_no_wording():
    found = worded(make_projection([ad("a")]), [])
    assert found.templates == []
    assert found.record.dtype == np.int64


class Shelf:
    """Keeps the last arrays of each name, and counts readings of records."""

    lasts = True

    def __init__(self):
        self.kept = {}
        self.read = 0

    def get(self, name):
        return self.kept.get(name)

    older = get

    def put(self, name, arrays):
        self.kept[name] = arrays

    def records(self, records):
        def give(*_):
            self.read += 1
            return records

        return give


def shown(found):
    return sorted((found.templates[t], r, s) for t, r, s in zip(found.template, found.record, found.similarity))


def test_wordings_are_found_once_for_the_same_records():
    rows = [ad(key) for key in "abc"]
    shelf, projection = Shelf(), make_projection(rows)
    texts = shelf.records(texts_of(rows, {"a": wording(1), "b": wording(1), "c": wording(2)}))
    first, again = (kept_wording(projection, texts, shelf) for _ in range(2))
    assert shelf.read == 1
    assert shown(first) == shown(again)
    assert len(shown(first)) == 2
    kept_wording(make_projection(rows[:2]), texts, shelf)
    barred = make_projection([rows[0], Row("b", linkable=False), rows[2]])
    assert len(kept_wording(barred, texts, shelf).record) == 0
    assert shelf.read == 3


def test_later_adverts_are_read_alone():
    old = [ad(f"{number:02d}") for number in range(20)]
    texts = {row.key: wording(int(row.key) // 2) for row in old} | {"19": wording(50)}
    shelf = Shelf()
    assert later_wording(make_projection(old), shelf.records([]), shelf) is None
    kept_wording(make_projection(old), shelf.records(texts_of(old, texts)), shelf)
    new = [ad("98"), ad("99")]
    later = texts_of(new, {"98": wording(50), "99": wording(0)})
    found = later_wording(make_projection([*old, *new]), shelf.records(later), shelf)
    whole = worded(make_projection([*old, *new]), texts_of([*old, *new], texts | {"98": wording(50), "99": wording(0)}))
    assert shown(found) == shown(whole)
    assert later_wording(make_projection(old[1:]), shelf.records([]), shelf) is None


@pytest.mark.parametrize("many", [2, 3])
def test_more_than_a_tenth_is_too_much(many):
    old, new = [ad(f"{number:02d}") for number in range(20)], [ad(f"x{number}") for number in range(many)]
    shelf = Shelf()
    kept_wording(make_projection(old), shelf.records(texts_of(old, {row.key: wording(1) for row in old})), shelf)
    found = later_wording(make_projection([*old, *new]), shelf.records([]), shelf)
    assert (found is None) == (many > 2)
