"""The search tables hold the same however rows came in: one by one, at once, with their words made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphsvc.model import Actor
from graphsvc.store.common.text import document
from graphsvc.store.sqlite import SqliteStore
from graphsvc.store.sqlite.schema import MERGING
from tests.support.records import PHONE, advert, batch
from tests.support.snapshots import snapshot

MANY = 2 * MERGING["crisismerge"] + 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(str(tmp_path / "case.db"))
    yield store
    store.close()


def test_many_small_loads_are_found_like_a_large_one(store: SqliteStore, tmp_path: Path) -> None:
    rows = [advert(str(number), PHONE, title=f"Zeppelin {number}") for number in range(MANY)]
    for row in rows:
        store.writer(Actor()).put(batch([row]))
    whole = SqliteStore(str(tmp_path / "whole.db"))
    whole.writer(Actor()).put(batch(rows))
    assert len(store.view().search("zeppelin", limit=MANY)) == MANY
    assert snapshot(store.view(), ["search"]) == snapshot(whole.view(), ["search"])
    whole.close()


def test_words_made_elsewhere_are_kept_and_taken_back_as_its_own(store: SqliteStore) -> None:
    rows = [advert(str(number), PHONE, text="招工 Ángel números") for number in range(3)]
    plain = batch(rows)
    words = [document(record.title, record.text, record.parsed()) for record, _ in rows]
    store.writer(Actor()).put(replace(plain, words=words))
    assert len(store.view().search("números 招", limit=9)) == 3
    store.writer(Actor()).unload("ads")
    with store._connections.reading() as connection:
        (segments,) = connection.execute("SELECT count(*) FROM word_text_idx").fetchone()
    assert segments == 0
