import pytest

from graphsvc.analysis.agreement import measure
from graphsvc.bench.templates.planted import plant
from graphsvc.errors import InputError
from graphsvc.linking.templates import TemplateIndex, find_templates


def _labels(ids):
    return [one or f"alone {number}" for number, one in enumerate(ids)]


def _full(texts):
    found = find_templates(texts)
    return _labels([found.ids[number] if number >= 0 else "" for number in found.template.tolist()])


@pytest.mark.parametrize("known", [0.9, 0.5, 0.02])
def test_later_adverts_find_the_templates_of_a_full_run(known):
    texts, _ = plant(300, 8, 21)
    cut = int(len(texts) * known)
    index = TemplateIndex.build(texts[:cut])
    later = index.assign(texts[cut:])
    both = [*index.assign(texts[:cut]).ids, *later.ids]
    assert measure(_full(texts), _labels(both)).ari >= 0.98


def test_adverts_in_portions():
    texts, truth = plant(200, 8, 22)
    index = TemplateIndex.build(texts[:400])
    for place in range(400, len(texts), 150):
        index = index.extended(texts[place : place + 150])
    assert measure(truth, _labels(index.assign(texts).ids)).ari >= 0.98


def test_known_texts_keep_their_template():
    texts, _ = plant(100, 5, 23)
    found = find_templates(texts)
    again = TemplateIndex.build(texts).assign(texts)
    assert again.ids == [found.ids[number] for number in found.template.tolist()]
    assert not again.fresh.any()
    assert (again.similarity >= 0.45).all()


def test_a_text_alone_gets_company_and_new_texts_make_templates():
    index = TemplateIndex.build(
        ["waitress wanted for our summer team, room and food are free", "old radios bought here"]
    )
    later = index.assign(
        ["waitress wanted for our winter team, room and food are free", "we paint your house inside and out",
         "we paint your house inside and out 07700 900123", "nothing like that was ever said", "hi", ""]
    )  # fmt: skip
    first, second, third, *rest = later.ids
    assert first
    assert second == third != first
    assert rest == ["", "", ""]
    assert later.fresh.tolist() == [False, True, True, False, False, False]
    assert later.similarity.tolist()[1:] == [1, 1, 0, 0, 0]
    assert 0.45 < later.similarity[0] < 1
    assert index.extended(["we paint your house inside and out"]).assign(
        ["we paint your house inside and out"]
    ).ids == [second]


def test_an_empty_index_knows_nothing_and_learns():
    index = TemplateIndex.build([])
    assert index.assign([]).ids == []
    assert index.assign(["come and see our lovely garden"]).ids == [""]
    assert index.extended(["come and see our lovely garden"]).assign(["come and see our lovely garden"]).ids != [""]


def test_bytes_and_back():
    texts, _ = plant(60, 4, 24)
    index = TemplateIndex.build(texts, seed=3)
    data = index.to_bytes()
    back = TemplateIndex.from_bytes(data)
    assert back.to_bytes() == data == TemplateIndex.build(texts[::-1], seed=3).to_bytes()
    assert back.assign(texts).ids == index.assign(texts).ids
    assert len(data) < 240 * 180  # 4 bytes a word and 28 for each wording kept


def test_damaged_bytes_are_refused():
    data = TemplateIndex.build(plant(30, 2, 25)[0]).to_bytes()
    head = data.index(b"\n") + 1
    damaged = [
        b"", b"nothing", data[:-1], data + b"0", data[1:], data[:head] + b"{}\n", data[:head] + b"[1]\n" + data[head:],
        data.replace(b'"version": 1', b'"version": 2'), data.replace(b'"lengths": [', b'"lengths": [-'),
        data.replace(b'"seed": 0', b'"seed": null'),
    ]  # fmt: skip
    for bad in damaged:
        with pytest.raises(InputError, match="no template index of this version"):
            TemplateIndex.from_bytes(bad)
