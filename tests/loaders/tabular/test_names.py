from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.errors import InputError
from loaders.tabular.names import distinct, find, joined, listing, show, spellings, words


@pytest.mark.parametrize(
    "name", ["Job Title", "job_title", "jobTitle", "JOB-TITLE", " job  title ", "JobTitle", "jób_tîtle"]
)
def test_one_name_in_every_spelling(name: str) -> None:
    assert words(name) == ("job", "title")
    assert joined(name) == "jobtitle"


def test_words_of_other_scripts() -> None:
    assert words("Номер телефона") == ("номер", "телефона")
    assert words("Größe_in_cm") == ("grosse", "in", "cm")
    assert words("") == ()


def test_spellings_go_from_the_whole_to_the_last_part() -> None:
    assert spellings("contact.phone_2") == ["contactphone2", "contactphone", "phone2", "phone"]
    assert spellings("phone (2)") == ["phone"]
    assert spellings("3") == ["3"]


def test_repeated_and_empty_names_become_distinct() -> None:
    names, warnings = distinct(["a", "", "a", "a (2)", ""])
    assert names == ("a", "column 2", "a (2)", "a (2) (2)", "column 5")
    assert warnings == [
        "two columns are called 'a'; the later one is read as 'a (2)'",
        "two columns are called 'a (2)'; the later one is read as 'a (2) (2)'",
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("a (2)b", max_size=6), max_size=12))
def test_distinct_names_are_distinct(names: list[str]) -> None:
    made, _ = distinct(names)
    assert len(set(made)) == len(made) == len(names)
    assert all(made)


def test_find_says_what_there_is() -> None:
    assert find("Ad Text", ("ad_text", "x"), "a.csv") == "ad_text"
    assert find("x", ("X", "x"), "a.csv") == "x"
    with pytest.raises(InputError, match=r"a\.csv has no column 'y'; its columns are 'x'"):
        find("y", ("x",), "a.csv")


def test_text_for_a_sentence() -> None:
    assert show("a\nb\x00") == "'a·b·'"
    assert len(show("x" * 500)) == 62
    assert listing(tuple("abcdefghijklmnop")).endswith("'l' and 4 more")
