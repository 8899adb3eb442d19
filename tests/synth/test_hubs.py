from __future__ import annotations

import pytest

from graphsvc.synth import write
from graphsvc.synth.hubs import KINDS
from tests.support.corpus import Corpus


def test_hubs_are_shown_by_strangers_in_their_share_of_the_adverts(tmp_path):
    made = Corpus(tmp_path, write(tmp_path, records=6000, seed=2, hubs=12))
    hubs = [entry for entry in made.manifest.planted if entry["kind"] in KINDS]
    assert [entry["kind"] for entry in hubs] == [*KINDS, *KINDS]
    for entry in hubs:
        assert 0.015 * 6000 < entry["ads"] < 0.035 * 6000
        assert entry["networks"] >= 10
        plain = made.showing(entry["value"])
        assert len(plain) >= 0.85 * entry["ads"]
        _, networks = made.owners(plain)
        assert len(networks) > 0.8 * entry["networks"]


@pytest.mark.parametrize("hubs", [0, 1, 50])
def test_as_many_hubs_as_asked_for(tmp_path, hubs):
    made = write(tmp_path, records=300, seed=2, hubs=hubs)
    assert sum(entry["kind"] in KINDS for entry in made.planted) == hubs


def test_the_exchange_is_paid_by_many_networks(corpus):
    exchanges = set(corpus.planted("exchange"))
    tagged = {row["address"] for row in corpus.rows("wallets.csv") if row["category"] == "exchange"}
    assert tagged == exchanges
    senders = {row["from"] for row in corpus.rows("payments.csv") if row["to"] in exchanges}
    assert len(senders) >= 10
    assert sum(entry["networks"] for entry in corpus.manifest.planted if entry["kind"] == "exchange") >= 10
