import pytest

from graphsvc.analysis.doubts import doubts
from graphsvc.analysis.rivals import rivals
from graphsvc.analysis.rivals.tally import Tally


def _said(posters=2, records=8, kinds=None, **counts):
    tally = Tally(posters, records, kinds or {"phone": 1}, **counts)
    return " ".join(doubts(tally, rivals(tally)))


@pytest.mark.parametrize(
    ("kinds", "counts", "words"),
    [
        ({"phone": 1}, {}, "Everything hangs on one phone number; without it nothing links them."),
        ({"email": 1}, {}, "Everything hangs on one e-mail address"),
        ({"template": 1}, {}, "Everything hangs on one advert text"),
        ({"phone": 1}, {"own": 2}, "It may be independents who share a safety phone: One contact"),
        ({"phone": 1}, {"at_once": 1}, "It may be a forwarding or reception number: 1 contact in use by several"),
        ({"phone": 1}, {"in_turn": 1, "fewest": 2}, "It may be a number or account that changed hands: 1 contact"),
        ({"phone": 1}, {"spread": 2.3}, "About 2.3 different posters stand behind one of them."),
        ({"image": 1}, {}, "It may be a stock text, picture or page"),
        ({"wallet": 1, "email": 1}, {"outside": 1, "wallets_outside": 1}, "It may be an address of an exchange"),
    ],
)
def test_each_doubt_has_its_sentence(kinds, counts, words):
    assert words in _said(kinds=kinds, **counts)


def test_what_something_speaks_against_is_no_doubt():
    said = _said(kinds={"email": 1, "account": 1}, own=0, fewest=3)
    assert said == ""
