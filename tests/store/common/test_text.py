"""Folding, needles, words: what two spellings of one thing have in common."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.store.common import text

ANY = st.text(max_size=60)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_folding_leaves_no_marks_and_no_runs_of_space(raw: str) -> None:
    folded = text.fold(raw)
    assert not [char for char in folded if char < " " or "\ud800" <= char <= "\udfff"]
    assert folded == " ".join(folded.split())
    folded.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [("HARBOUR", "harbour"), ("ｈａｒｂｏｕｒ", "harbour"), ("𝐡𝐚𝐫𝐛𝐨𝐮𝐫", "harbour"),
     ("har\u200bbour", "harbour"), ("Straße", "STRASSE"),
     ("e\u0301", "é"), ("٠٢٠", "020"), ("a \n\t b", "a b"), ("\u00a0a\0b", "a b"), ("ΣΑΣ", "σας"), ("\ufb01n", "fin")],
)  # fmt: skip
def test_spellings_that_meet(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@given(ANY, st.integers(0, 40), st.integers(1, 20))
@settings(max_examples=300, deadline=None)
def test_a_pattern_finds_what_the_rank_says(raw: str, start: int, length: int) -> None:
    needles = text.needles(raw[start : start + length])
    document = text.shelved([raw])
    rank = text.rank(raw, needles)
    for stage in range(3):
        patterns = [pattern for needle in needles if (pattern := text.pattern(needle, stage))]
        holds = any(pattern in document for pattern in patterns)
        assert holds == (rank is not None and rank <= stage and bool(patterns)), (stage, needles, document)


def test_needles_of_a_number_are_its_digits_too() -> None:
    assert text.needles("020 7946-0001") == ("020 7946-0001", "02079460001", "2079460001")
    assert text.needles("+44 (0)20") == ("+44 (0)20", "44020")
    assert text.needles("1-2") == ("1-2",)
    assert text.needles("  \0 ") == ()
    assert len(text.needles("x" * 10_000)[0]) == text.NEEDLE


def test_labels_of_ids() -> None:
    assert text.labels("ad:SOURCE:k%3A1") == ("k:1",)
    assert text.labels("account:telegram:name") == ("telegram:name", "name")
    assert text.labels("phone:+442079460001") == ("+442079460001",)
    assert text.labels("url:example.org/%ED%A0%80") == ("example.org/\ufffd",)


def test_words() -> None:
    assert text.words("Night shift, NIGHT-shift 24/7 naïve_x") == ["night", "shift", "24", "7", "naïve", "x"]
    assert text.words("日本語 abc") == ["日", "本", "語", "abc"]
    assert text.words("a" * 100) == ["a" * text.WORD]
    assert len(text.query_words(" ".join(map(str, range(100))))) == text.WORDS


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_words_are_words_of_themselves(raw: str) -> None:
    found = text.words(raw)
    assert text.words(" ".join(found)) == found


def test_a_body_is_title_text_passages_kept_values_and_place() -> None:
    content = '{"passages":[["benefits","tea"]],"attributes":[["company","Acme"]],"place":"Leith","text":"no"}'
    assert text.body("Title", "Text", content) == "Title\nText\ntea\nAcme\nLeith"
    for odd in ("", "[]", "{", '{"passages":7}', '{"passages":[1,["a"]],"place":null}'):
        assert text.body("", "Text", odd) == "Text"


def test_an_excerpt_is_around_the_first_word_found() -> None:
    long = "x " * 100 + "harbour" + " y" * 100
    assert "harbour" in text.excerpt(long, ["harbour"])
    assert len(text.excerpt(long, ["harbour"])) <= 80
    assert text.excerpt("Straße\nam Hafen", ["hafen"]) == "Straße am Hafen"
    assert text.excerpt("nothing here", ["harbour"]) == "nothing here"


@given(st.one_of(ANY, st.text("aZ9_. -\x00\x7f\n", max_size=60), st.text("aé９ß招工ก_ \u200b\ud800", max_size=60)))
@settings(max_examples=300, deadline=None)
def test_words_are_those_of_the_general_pattern_whatever_the_script(raw: str) -> None:
    assert text.words(raw) == list(dict.fromkeys(word[: text.WORD] for word in text._WORD.findall(text.fold(raw))))
