import numpy as np

from graphsvc.linking.units import units
from graphsvc.linking.wording import worded
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
