from __future__ import annotations

import math

from graphsvc.analysis.wallets import payments, transactions
from graphsvc.model import EdgeType, RecordKind, canonical_json
from graphsvc.store.common.arrays import day_of
from tests.support import records
from tests.support.money import paid, transaction, wallet

A, B, C = wallet("a"), wallet("b"), wallet("c")


def stated(by, to, at="2025-01-02T00:00:00Z", predicate=EdgeType.PAID, **data):
    about = records.record("1", kind=RecordKind.WALLET, node=by)
    return records.statement(about, to, subject=by, predicate=predicate, at=at, data=canonical_json(data))


def test_payments_are_read_from_statements():
    (one,) = payments([stated(A, B, amount="1,000.5", asset="btc", tx=" AbC ", amount_fiat="2,000 EUR")])
    assert (one.payer, one.payee, one.chain, one.tx) == (A, B, "bitcoin", "abc")
    assert (one.amount, one.asset, one.fiat, one.day) == (1000.5, "BTC", (2000.0, "EUR"), 20090.0)


def test_what_is_no_payment_is_passed_over():
    other = stated(A, B, predicate=EdgeType.MENTIONS)
    crossing = stated(A, wallet("x", "tron"))
    pseudonym = stated(A, "account:telegram:x")
    assert payments([other, crossing, pseudonym]) == []
    assert payments([stated(A, B), stated(A, B)]) == payments([stated(A, B)])


def test_amounts_that_are_none():
    found = payments([stated(A, B, amount_of_all="3"), stated(A, C, amount="much"), stated(B, C, amount="-1")])
    assert [one.amount for one in found] == [None, None, None]


def test_rows_of_one_transaction_are_one():
    (made,) = transactions(transaction("t", ["a", "b"], {"c": 2.0, "d": 0.5}))
    assert (made.inputs, made.outputs) == ((A, B), ((C, 2.0), (wallet("d"), 0.5)))


def test_unlike_amounts_of_one_output_are_its_shares():
    (made,) = transactions([paid("a", "c", "t", 1.0), paid("b", "c", "t", 2.5)])
    assert made.outputs == ((C, 3.5),)


def test_without_an_id_each_record_is_one_transaction():
    found = transactions([paid("a", "c", record="r1"), paid("b", "c", record="r1"), paid("d", "c", record="r2")])
    assert [made.inputs for made in found] == [(A, B), (wallet("d"),)]


def test_chains_are_never_merged_by_an_id():
    assert len(transactions([paid("a", "c", "t"), paid("a", "c", "t", chain="litecoin")])) == 2


def test_days():
    assert day_of("1970-01-02T12:00:00Z") == 1.5
    assert day_of("1970-01-03") == 2.0
    assert math.isnan(day_of(""))
    assert math.isnan(day_of("soon"))
