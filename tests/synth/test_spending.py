"""Transactions are what their kind says, and change nothing else."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime

from graphsvc import identifiers
from graphsvc.analysis.wallets import Payment, transactions
from graphsvc.analysis.wallets.coinjoin import shape
from graphsvc.synth.money import RATE
from graphsvc.synth.wallets import ASSETS


def owners(corpus) -> dict[str, str]:
    lines = (corpus.folder / "owners.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert len(told) == corpus.manifest.files["owners.jsonl"] == len({row["wallet"] for row in told})
    return {row["wallet"]: row["owner"] for row in told}


def made(corpus):
    rows = corpus.rows("transactions.csv")
    return transactions(
        Payment(r["from"], r["to"], "bitcoin", r["tx"], r["time"], float(r["amount"]), r["asset"], None, "")
        for r in rows
        if r["asset"] == ASSETS["bitcoin"]
    )


def test_sweeps_have_one_owner_and_mixes_many(corpus):
    owner = owners(corpus)
    hot = {wallet for wallet, whose in owner.items() if whose == "exchange"}
    assert len(hot) == 1
    one, many, services = 0, defaultdict(int), 0
    for transaction in made(corpus):
        whose = {owner[wallet] for wallet in transaction.inputs if wallet in owner}
        if len(transaction.inputs) < 2:
            continue
        if hot & set(transaction.inputs):
            services += 1
        elif shape(transaction):
            assert len(whose) == len(transaction.inputs)
            many[shape(transaction)] += 1
        else:
            one += len(whose) == 1
            many["payjoin"] += len(whose) == 2
    assert one > 40
    assert services >= 2
    assert {"whirlpool", "wasabi", "joinmarket"} <= set(many)
    assert 0 < many["payjoin"] <= 0.05 * one


def test_customers_of_some_posters_pay_what_an_advert_asks_soon_after(corpus):
    priced = corpus.planted("price")
    assert len(priced) > 3
    asked = [
        (datetime.fromisoformat(ad["posted_at"]), float(ad["price"].split()[0]))
        for ad in corpus.rows("ads.csv")
        if ad["price"]
    ]
    rate = {ASSETS[chain]: price for chain, price in RATE.items()}
    paid = [row for row in corpus.rows("transactions.csv") if row["to"] in priced]
    met = 0
    for row in paid:
        at, worth = datetime.fromisoformat(row["time"]), float(row["amount"]) * rate[row["asset"]]
        met += any(0 <= (at - day).days <= 3 and abs(worth / price - 1) <= 0.02 for day, price in asked if at >= day)
    assert met > 0.95 * len(paid) > 20


def test_every_wallet_passes_its_checksum(corpus):
    rows = corpus.rows("transactions.csv")
    wallets = {row[end] for row in rows for end in ("from", "to")} | owners(corpus).keys()
    assert len(wallets) > 300
    assert all(identifiers.clean("wallet", wallet) for wallet in wallets)


def test_nobody_honest_is_left_out(benign):
    assert len(owners(benign)) > 20
