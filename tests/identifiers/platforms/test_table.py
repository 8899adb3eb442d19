"""The platforms' table: every row usable, no word or host claimed twice."""

from __future__ import annotations

from collections import Counter

import pytest

from graphsvc.identifiers.platforms.table import by_host, by_label, by_word, platforms


def test_rows_are_complete() -> None:
    assert len(platforms()) > 25
    for name, platform in platforms().items():
        assert platform.title
        assert platform.words
        assert all(word == word.lower() for word in platform.words)
        assert bool(platform.hosts) == bool(platform.paths), name


def test_no_word_or_host_belongs_to_two() -> None:
    words = Counter(word for platform in platforms().values() for word in {*platform.words, platform.name})
    hosts = Counter(host for platform in platforms().values() for host in platform.hosts)
    assert [word for word, many in (words + hosts).items() if many > 1 and word not in ("paypal.me", "ok.ru")] == []
    assert set(by_host()) == set(hosts)


def test_labels_of_columns_know_more_than_words_of_texts() -> None:
    assert by_label()["x"].name == by_label()["t.me"].name.replace("telegram", "twitter") == "twitter"
    assert "x" not in by_word()


@pytest.mark.parametrize(
    ("platform", "name", "canonical"),
    [
        ("telegram", "@Lola_99", "lola_99"),
        ("telegram", "lo", ""),
        ("telegram", "9lola", ""),
        ("telegram", "joinchat", ""),
        ("telegram", "lola.99", ""),
        ("instagram", "Lola.99.", "lola.99"),
        ("facebook", "a", ""),
        ("twitter", "x" * 16, ""),
        ("youtube", "UCabcdefghijklmnopqrstuv", "UCabcdefghijklmnopqrstuv"),
        ("youtube", "LolaTV", "lolatv"),
        ("cashapp", "$Lola", "lola"),
        ("whatsapp", "lola", ""),
        ("linkedin", "company/Acme", "company/acme"),
    ],
)
def test_canonical_names(platform: str, name: str, canonical: str) -> None:
    assert platforms()[platform].canonical(name) == canonical
    assert not canonical or platforms()[platform].canonical(canonical) == canonical
