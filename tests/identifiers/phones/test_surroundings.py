"""What is seen around a number, by name."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.phones.context import Around
from graphsvc.identifiers.phones.forms import Piece
from graphsvc.identifiers.phones.surroundings import form, shape, surroundings
from graphsvc.identifiers.reading.text import Text

NUMBER = "07700900123"


def seen(template: str, shown: str = NUMBER) -> set[str]:
    text = Text(template.format(shown))
    start = text.folded.index(Text(shown).folded)
    end = start + len(Text(shown).folded)
    return set(surroundings(text, start, end, Around(text, start, end)))


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("{}", {"left:start", "set off"}),
        ("Docket {}", {"left:label1", "right:end led"}),
        ("Purchase docket {}, page 4", {"left:label2", "right:comma led"}),
        ("Docket: {}", {"left:heading", "right:end led"}),
        ("The docket that was read out is {} of 3", {"left:words", "right:word led"}),
        ("Sweet Anna {} incall", {"left:name", "half set off", "about:advert"}),
        ("Катя {}", {"left:name", "set off"}),
        ("lovely girl, {}, incall", {"left:comma", "set off"}),
        ("Anna\n{}\nincall", {"left:line", "set off"}),
        ("💋 {} 💋", {"left:mark", "set off"}),
        ("kept here। {}", {"left:sentence"}),
        ("write to us or {}", {"left:too"}),
        ("waitress wanted {}", {"about:work"}),
        ("zzz {} was dispatched to the depot", {"about:paper"}),
        ("call {}", {"call:beside", "call:far"}),
        ("call us. Open until ten. {}", {"call:near", "left:sentence"}),
    ],
)
def test_named(template: str, names: set[str]) -> None:
    assert names <= seen(template)


def test_nothing_leads_to_a_number_that_is_announced() -> None:
    assert not [name for name in seen("call {}") if name.startswith(("left:", "right:"))]


@pytest.mark.parametrize("shown", ["0\u200b7700900123", "𝟎𝟕𝟕𝟎𝟎𝟗𝟎𝟎𝟏𝟐𝟑", "०७७००९००१२३"])
def test_a_disguise_is_seen(shown: str) -> None:
    assert "style:disguised" in seen("Docket {}", shown)
    assert "style:disguised" not in seen("Docket {}")


def test_digits_of_the_script_around_them_are_no_disguise() -> None:
    assert "style:disguised" not in seen("اتصل {}", "٠٧٧٠٠٩٠٠١٢٣")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("07700 900123", "form:format"),
        ("07700 900 123", "form:format"),
        ("0770 0900 123", "form:grouped"),
        (NUMBER, "form:bare"),
    ],
)
def test_form(written: str, name: str) -> None:
    assert form(Piece(0, len(written), written), "+447700900123") == name


def test_shape() -> None:
    piece = Piece(0, 11, "07400123633")
    assert list(shape(piece, "+447400123633", "national:GB")) == ["zero", "mobile"]
    assert "exit" in shape(Piece(0, 14, "00447400123633"), "+447400123633", "international")


def test_of_a_long_text_only_what_is_near_counts() -> None:
    far = "massage incall " + "z " * 3000
    assert "about:advert" not in seen(far + "Docket {}")
