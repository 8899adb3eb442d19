"""Accounts: links, announced names, columns; candidates where no platform is named."""

from __future__ import annotations

import pytest

from graphsvc import identifiers
from graphsvc.identifiers import Candidate, scan
from graphsvc.model import NodeKind


@pytest.mark.parametrize(
    ("text", "raw", "method", "confidence"),
    [
        ("https://t.me/Lola_99/12.", "https://t.me/Lola_99/12", "link:t.me", 0.98),
        ("https://m.facebook.com/lola.rossi", "https://m.facebook.com/lola.rossi", "link:m.facebook.com", 0.98),
        ("tg://resolve?domain=lola_99", "tg://resolve?domain=lola_99", "link:tg", 0.98),
        ("telegram @lola", "@lola", "label:telegram", 0.95),
        ("insta: lola_99.", "lola_99", "label:instagram", 0.9),
        ("insta: lolarossi", "lolarossi", "label:instagram", 0.75),
        ("snap lola_99", "lola_99", "label:snapchat", 0.7),
    ],
)
def test_methods(text: str, raw: str, method: str, confidence: float) -> None:
    (find,) = scan(text).finds
    assert (find.raw, find.method, find.confidence) == (raw, method, confidence)


def test_a_bare_handle_is_a_candidate_and_no_node() -> None:
    found = scan("write to @Lola_99!")
    assert found.finds == []
    assert found.candidates == [Candidate(NodeKind.ACCOUNT, "lola_99", 9, 17, "no platform is named beside it")]


@pytest.mark.parametrize(
    "text", ["a@lola_99", "x.@lola", "@12345", "@ab", "https://example.com/@lola", "@lola@example.com"]
)
def test_what_is_no_handle(text: str) -> None:
    assert scan(text).candidates == []


def test_the_same_name_on_two_platforms_is_two_nodes() -> None:
    names = {find.identifier.id for find in scan("telegram: lola_99, insta: lola_99").finds}
    assert names == {"account:telegram:lola_99", "account:instagram:lola_99"}


@pytest.mark.parametrize(
    ("raw", "hint", "same"),
    [("Lola_99", "telegram", True), ("Lola.99", "instagram", True), ("Lola", "mewe", False)],
)
def test_case_counts_only_where_the_platform_may_tell_it_apart(raw: str, hint: str, same: bool) -> None:
    one, other = identifiers.clean("account", raw, hint=hint), identifiers.clean("account", raw.lower(), hint=hint)
    assert one is not None
    assert (one == other) is same


LOOK_ALIKES = "аɑα еҽ оοօо рρ сϲ уγ хχ іıɩ јϳ ѕ ԁ ԛ ԝ һ к м т в н г пո иυս ź ö ç ï ñ ś ḷ Ꭺ"


@pytest.mark.parametrize("letter", LOOK_ALIKES.replace(" ", ""))
def test_look_alike_letters_merge_nothing(letter: str) -> None:
    """A name with one foreign letter is another name, or none; it never becomes the Latin one, nor a part of it."""
    for name in (f"lo{letter}la_99", f"{letter}lola_99", f"lola_99{letter}"):
        for latin in "aeopcyxijsdqwhkmtbnru":
            for hint in ("telegram", "instagram", "mewe"):
                plain = identifiers.clean("account", name.replace(letter, latin), hint=hint)
                assert plain is not None
                assert identifiers.clean("account", name, hint=hint) != plain
        for text in (f"telegram: {name}", f"telegram @{name}", f"write to @{name}", f"{name}@example.com"):
            found = scan(text)
            assert [find.identifier.id for find in found.finds] == [], text
            assert [item for item in found.candidates if item.kind != "email"] == [], text


def test_captions() -> None:
    assert identifiers.caption("account:telegram:lola_99") == "@lola_99 (Telegram)"
    assert identifiers.caption("account:facebook:100012345678") == "100012345678 (Facebook)"
    assert identifiers.caption("account:mewe:Lola") == "@Lola (mewe)"


@pytest.mark.parametrize(
    ("text", "value"),
    [("follow @lola_99 on instagram", "instagram:lola_99"), ("@lola_99 (insta)", "instagram:lola_99")],
)
def test_a_platform_named_behind_the_name(text: str, value: str) -> None:
    (find,) = scan(text).finds
    assert (find.identifier.value, find.raw) == (value, "@lola_99")


def test_a_word_behind_a_name_that_is_no_platform_makes_no_account() -> None:
    found = scan("meet @lola_99 on monday")
    assert found.finds == []
    assert [candidate.value for candidate in found.candidates] == ["lola_99"]
