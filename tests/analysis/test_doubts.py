import pytest

from graphsvc.analysis.doubts import Rival, doubts


def _said(*shared, unsure=0):
    return " ".join(doubts([Rival(*one) for one in shared], unsure))


@pytest.mark.parametrize(
    ("rival", "words"),
    [
        (("phone", 1.0, False, 10.0), "safety phone"),
        (("phone", 1.0, False, 10.0), "forwarding"),
        (("phone", 1.0, False, 400.0), "recycled"),
        (("phone", 2.0, False, 10.0), "agency may stand behind it"),
        (("phone", 40.0, True, 10.0), "posting service"),
        (("image", 1.0, False, 10.0), "Stock or stolen"),
        (("url", 1.0, False, 10.0), "booking site"),
        (("wallet", 1.0, False, 10.0), "exchange"),
        (("email", 1.0, False, 10.0), "hangs on one e-mail address"),
    ],
)
def test_each_rival_explanation_has_its_sentence(rival, words):
    assert words in _said(rival)


def test_no_rival_is_named_without_ground():
    said = _said(("email", 1.0, False, 10.0), ("account", 1.0, False, 900.0))
    assert said == ""
    assert "recycled" not in _said(("phone", 1.0, False, float("nan")))


def test_finds_of_little_confidence_are_counted():
    assert "2 of the shared identifiers" in _said(("email", 1.0, False, 1.0), ("email", 1.0, False, 1.0), unsure=2)
