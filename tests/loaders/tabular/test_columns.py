from __future__ import annotations

import pytest

from graphsvc.errors import InputError
from loaders.tabular.columns import ColumnMap, Vocabulary, map_columns

FIELDS = {"key": ("id",), "title": ("headline",), "text": ("body", "description"), "phone": ("tel",), "attribute": ()}
WORDS = Vocabulary(FIELDS, frozenset({"title", "text"}), {"text": "title"}, frozenset({"score"}), frozenset())


def mapped(columns: str, mapping: dict[str, str] | None = None, ignore: tuple[str, ...] = ()) -> ColumnMap:
    return map_columns(tuple(columns.split(",")), WORDS, mapping or {}, ignore, "a.csv")


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        ("ID,Headline,BODY", "key,title,text"),
        ("tel,tel 2,TEL_3", "phone,phone,phone"),
        ("description,body", "title,text"),
        ("company.body,body", "title,text"),
        ("contact.tel,zzz", "phone,"),
        ("score,age,id", "(ignored),(dropped),key"),
    ],
)
def test_columns_find_their_fields(columns: str, fields: str) -> None:
    assert mapped(columns).fields == tuple(fields.split(","))


def test_what_the_user_says_comes_first() -> None:
    found = mapped("id,body,stuff,score,more", {"Stuff": "text", "score": "attribute", "more": ""}, ("id",))
    assert found.as_dict() == {"id": "(ignored)", "body": "title", "stuff": "text", "score": "attribute", "more": ""}


def test_a_mapping_as_a_preview_shows_it_is_understood() -> None:
    shown = mapped("id,age,score,zzz,body").as_dict()
    assert mapped("id,age,score,zzz,body", shown).as_dict() == shown
    assert mapped("id,age,score,zzz,body", {"body": "(dropped)", "id": "(ignored)"}).fields[0] == "(ignored)"


def test_never_collect_beats_ignore_and_mapping() -> None:
    assert mapped("age", ignore=("age",)).fields == ("(dropped)",)
    with pytest.raises(InputError, match=r"'age' is never collected \(age and birth\) and cannot be mapped"):
        mapped("age", {"age": "phone"})


@pytest.mark.parametrize(
    ("mapping", "ignore", "message"),
    [
        ({"nope": "text"}, (), "a.csv has no column 'nope'; its columns are 'id', 'body'"),
        ({"body": "ethnicity"}, (), "'ethnicity' is no field; map 'body' to one of key, title, text, phone, attribute"),
        ({}, ("nope",), "a.csv has no column 'nope'"),
    ],
)
def test_mistakes_are_named(mapping: dict[str, str], ignore: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError) as error:
        mapped("id,body", mapping, ignore)
    assert message in str(error.value)


def test_every_column_has_a_fate_and_drops_are_said() -> None:
    found = mapped("id,age,score,zzz")
    assert found.mapped() == [0]
    assert found.notes == (
        "column 'age' is never collected (age and birth); its values were left out",
        "column 'score' was left out: a label of truth or a score is no evidence",
    )


def test_preference_orders_the_columns_of_a_field() -> None:
    found = mapped("tel,x,phone")
    assert found.at("phone") == [2, 0]
    assert found.first("phone") == 2
    assert found.first("text") == -1


def test_known_is_told_from_open_columns_alone() -> None:
    assert WORDS.known(("id", "age", "score", "zzz")) == {"id": "key"}
    assert WORDS.open(("id", "age", "score", "zzz")) == ["id", "zzz"]
