import numpy as np

from graphsvc.bench.templates.planted import boilerplate, plant
from graphsvc.linking.templates import find_templates
from graphsvc.linking.templates.find import stock_of, wordings
from graphsvc.linking.templates.shingles import shingle_sets
from graphsvc.linking.templates.similarity import NEAR_COPY, SLOTTED
from graphsvc.linking.templates.stock import FEWEST

PHRASE = "no hidden numbers and no messages please"


def _found(texts, measure=SLOTTED):
    return stock_of(wordings(texts, measure), texts, measure, 0)


def _stock(texts):
    return set(_found(texts).tolist())


def _shingles(text):
    return set(shingle_sets([text]).values.tolist())


def test_a_phrase_under_many_wordings_is_stock():
    texts, _ = plant(FEWEST + 20, 3, 1)
    assert _shingles(PHRASE) <= _stock([f"{text} {PHRASE}" for text in texts])
    assert not _shingles(PHRASE) & _stock(
        [f"{text} {PHRASE}" if number < 15 else text for number, text in enumerate(texts)]
    )


def test_the_wording_of_one_busy_poster_is_not():
    """However many adverts he has: what counts is how many others say it."""
    farm, _ = plant(1, 300, 2)
    others, _ = plant(60, 2, 3)
    found = _stock(farm + others)
    assert not any(_shingles(text) <= found for text in farm)
    assert len(found & set().union(*map(_shingles, farm))) < 10


def test_a_share_of_the_wordings_is_needed_in_a_large_corpus():
    texts, _ = plant(5000, 1, 4)
    assert not _shingles(PHRASE) & _stock(
        [f"{text} {PHRASE}" if number < 40 else text for number, text in enumerate(texts)]
    )
    assert _shingles(PHRASE) <= _stock(
        [f"{text} {PHRASE}" if number < 80 else text for number, text in enumerate(texts)]
    )


def test_a_paragraph_longer_than_the_texts_above_it_is_stock():
    short = [" ".join(text.split()[:9]) for text in plant(400, 1, 7)[0]]
    texts = boilerplate(short, 60, 1)
    assert len(_found(texts)) >= 50
    assert (find_templates(texts).template == -1).all()


def test_one_template_with_a_crowd_of_adverts_stays_one():
    texts, _ = plant(1, 400, 8)
    assert find_templates(texts).sizes.tolist() == [400]


def test_no_phrase_is_stock_in_a_handful_of_texts_or_for_near_copies():
    texts, _ = plant(FEWEST, 1, 5)
    assert not _stock(boilerplate(texts, 20, 1))
    many = boilerplate(plant(60, 1, 5)[0], 20, 1)
    assert not len(_found(many, NEAR_COPY))


def test_the_answer_is_ascending_and_distinct():
    found = _found(boilerplate(plant(60, 2, 6)[0], 30, 1))
    assert len(found) >= 29
    assert (np.diff(found.astype(np.int64)) > 0).all()
