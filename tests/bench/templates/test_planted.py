import pytest

from graphsvc.bench.templates.planted import SCRIPTS, boilerplate, plant


@pytest.mark.parametrize("script", list(SCRIPTS))
def test_texts_of_every_script_with_their_template(script):
    texts, truth = plant(5, 4, 1, script=script)
    assert sorted(truth) == sorted([0, 1, 2, 3, 4] * 4)
    assert len(set(texts)) == 20
    assert all("+44 7700 900" in text for text in texts)
    assert plant(5, 4, 1, script=script) == (texts, truth)
    assert plant(5, 4, 2, script=script)[0] != texts


def test_boilerplate_is_one_paragraph():
    one, other = boilerplate(["a", "b"], 12, 1)
    assert one.removeprefix("a") == other.removeprefix("b")
    assert len(one.split()) == 13
