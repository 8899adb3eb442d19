"""Telephone numbers: methods, confidence, extensions, masks, captions. Which texts hold one: the case files."""

from __future__ import annotations

import pytest

from graphsvc import identifiers
from graphsvc.identifiers import Find, Identifier, scan
from graphsvc.model import NodeKind


def one(text: str, region: str = "") -> Find:
    (find,) = scan(text, region=region, kinds=["phone"]).finds
    return find


@pytest.mark.parametrize(
    ("text", "region", "method", "confidence"),
    [
        ("+44 7700 900123", "", "international", 0.99),
        ("0044 7700 900123", "", "international", 0.9),
        ("011 44 7700 900123", "US", "international", 0.9),
        ("tel:+447700900123", "", "link:tel", 0.99),
        ("wa.me/447700900123", "", "link:wa.me", 0.99),
        ("https://signal.me/#p/+447700900123", "", "link:signal.me", 0.99),
        ("viber://chat?number=%2B447700900123", "", "link:viber", 0.99),
        ("07700 900123", "GB", "national:GB", 0.9),
        ("call 07700 900123", "gb", "national:GB", 0.95),
        ("07700900123", "GB", "national:GB", 0.75),
        ("2025550143", "US", "national:US", 0.6),
        ("llama al 612345678", "ES", "national:ES", 0.95),
        ("phone 60000-51234", "SG", "", 0),
    ],
)
def test_method_and_confidence_say_how_it_was_read(text: str, region: str, method: str, confidence: float) -> None:
    finds = scan(text, region=region, kinds=["phone"]).finds
    assert [(find.method, find.confidence) for find in finds] == ([(method, confidence)] if method else [])


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("+44 20 7946 0000 ext. 12", "12"),
        ("+44 20 7946 0000 extension 345", "345"),
        ("+44 20 7946 0000 x12", "12"),
        ("+44 20 7946 0000 #12", "12"),
        ("+44 20 7946 0000, доб. 12", "12"),
        ("+442079460000;ext=7", "7"),
    ],
)
def test_an_extension_belongs_to_the_mention(text: str, extension: str) -> None:
    find = one(text)
    assert find.identifier == Identifier(NodeKind.PHONE, ("+442079460000",), {"extension": extension})
    assert find.raw == text
    assert identifiers.clean("phone", text) == find.identifier


@pytest.mark.parametrize("behind", [" x1", " #1 in town", " extra 12 rooms", " x", " 12 rooms", " xx"])
def test_what_is_no_extension(behind: str) -> None:
    assert one(f"+44 20 7946 0000{behind}").identifier.data == {}


@pytest.mark.parametrize("mask", ["***", "xxx", "•••", " ***", " xx", "-XX", "*", "###", "???", "__"])
@pytest.mark.parametrize("text", ["+49 30 23125{}", "030 23125{}", "+44 7700 9001{}", "07700 9001{}", "(202) 555-0{}"])
def test_a_number_with_digits_taken_out_is_none(text: str, mask: str) -> None:
    """In Germany what is left can be a shorter number; it is none."""
    for region in ("DE", "GB", "US"):
        assert scan(text.format(mask), region=region).finds == []


@pytest.mark.parametrize("text", ["*{}*", "**{}**", "* {}", "• {} • Anna", "{} xx", "{}??", "({})*", "{} *call*"])
def test_bullets_bold_and_kisses_mask_nothing(text: str) -> None:
    assert one(text.format("07700 900123"), "GB").identifier.value == "+447700900123"
    assert one(text.format("+44 20 7946 0000")).raw == "+44 20 7946 0000"


@pytest.mark.parametrize("text", ["* {}", "• {} • Anna", "*{}*", "{}?"])
def test_bullets_mask_nothing_where_numbers_have_no_fixed_length(text: str) -> None:
    assert one(text.format("030 23125000"), "DE").identifier.value == "+493023125000"


def test_an_app_is_kept_beside_the_number() -> None:
    assert one("https://wa.me/447700900123").identifier.data == {"app": "whatsapp"}


@pytest.mark.parametrize(
    "digits", ["07700 900123", "٠٧٧٠٠ ٩٠٠١٢٣", "０７７００ ９００１２３", "𝟎𝟕𝟕𝟎𝟎 𝟗𝟎𝟎𝟏𝟐𝟑", "०७७०० ९००१२३"]
)
def test_digits_of_every_script(digits: str) -> None:
    find = one(digits, "GB")
    assert (find.identifier.value, find.raw) == ("+447700900123", digits)


def test_a_column_is_read_more_leniently_than_text() -> None:
    """A possible length is enough where the column says what it holds; a text needs an assigned range."""
    assert scan("+44 1999 123456").finds == []
    found = identifiers.clean("phone", "+44 1999 123456")
    assert found is not None
    assert found.value == "+441999123456"


def test_caption_is_the_international_form() -> None:
    assert identifiers.caption("phone:+442079460000") == "+44 20 7946 0000"
    assert identifiers.caption("phone:+12025550143") == "+1 202-555-0143"
    assert identifiers.caption("phone:nonsense") == "nonsense"


def test_helpers_are_told_apart() -> None:
    phone = identifiers.get("phone")
    assert phone.is_helper(identifiers.clean("phone", "0800 1111", region="GB"))
    assert phone.is_helper(identifiers.clean("phone", "08000 121 700", region="GB"))
    assert not phone.is_helper(identifiers.clean("phone", "07700 900123", region="GB"))
    assert not phone.is_helper(Identifier(NodeKind.EMAIL, ("+448001111",)))
