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
    ("text", "region", "method"),
    [
        ("+44 7700 900123", "", "international"),
        ("0044 7700 900123", "", "international"),
        ("011 44 7700 900123", "US", "international"),
        ("tel:+447700900123", "", "link:tel"),
        ("wa.me/447700900123", "", "link:wa.me"),
        ("https://signal.me/#p/+447700900123", "", "link:signal.me"),
        ("viber://chat?number=%2B447700900123", "", "link:viber"),
        ("07700 900123", "GB", "national:GB"),
        ("call 07700 900123", "gb", "national:GB"),
        ("07700900123", "GB", "national:GB"),
        ("2025550143", "US", "national:US"),
        ("llama al 612345678", "ES", "national:ES"),
        ("phone 60000-51234", "SG", ""),
    ],
)
def test_method_says_how_it_was_read(text: str, region: str, method: str) -> None:
    finds = scan(text, region=region, kinds=["phone"]).finds
    assert [find.method for find in finds] == ([method] if method else [])
    assert all(0.5 < find.confidence < 1 for find in finds)


def test_confidence_follows_what_announces_a_number() -> None:
    ordered = ["Anna 07700900123 near the park", "call 07700900123", "call 07700 900123", "https://wa.me/447700900123"]
    confidences = [one(text, "GB").confidence for text in ordered]
    assert confidences == sorted(confidences)
    assert confidences[0] < confidences[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Docket 07400123633", "Wobblegram 07400123633 was approved", "Zrk: 07400123633", "Glorp 07400123633, page 4",
        "Waitress wanted, lodging provided. Gimble 07400123633, apply in person",
    ],
)  # fmt: skip
def test_a_valid_number_under_a_noun_is_a_candidate_at_most(text: str) -> None:
    found = scan(text, region="GB", kinds=["phone"])
    assert found.finds == []
    assert {candidate.value for candidate in found.candidates} <= {"+447400123633"}
    assert all(text[candidate.start : candidate.end] == "07400123633" for candidate in found.candidates)


@pytest.mark.parametrize(
    "text",
    [
        "Sweet Anna 07400123633 incall", "Cleaner wanted, ring 07400123633", "07400123633", "Anna\n07400123633\nincall",
        "new in town 💋 07400123633 💋", "Gimble 0⃣7⃣4⃣0⃣0⃣1⃣2⃣3⃣6⃣3⃣3⃣",
        "Gimble zero seven four zero zero one two three six three three",
    ],
)  # fmt: skip
def test_what_announces_or_hides_a_number_makes_it_one(text: str) -> None:
    assert one(text, "GB").identifier.value == "+447400123633"


def test_a_column_that_names_its_kind_needs_no_other_word() -> None:
    text = "Wobblegram 07400123633"
    assert scan(text, region="GB", kinds=["phone"]).finds == []
    (find,) = scan(text, region="GB", kinds=["phone"], named=True).finds
    assert find.identifier.value == "+447400123633"


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


@pytest.mark.parametrize(
    "text", ["call 07400123633/07400123634", "07400123633 or 07400123634", "ring 07400123633, 07400123634"]
)
def test_two_numbers_in_a_row(text: str) -> None:
    finds = scan(text, region="GB", kinds=["phone"]).finds
    assert [find.identifier.value for find in finds] == ["+447400123633", "+447400123634"]


@pytest.mark.parametrize("text", ["WhatsApp: 447400123633", "tel 447400123633", "0044 (0)7400 123 633"])
def test_a_calling_code_without_its_plus_sign(text: str) -> None:
    assert one(text, "GB").identifier.value == "+447400123633"


@pytest.mark.parametrize("text", ["DE44 5001 0517 5407 3249 12", "4539 1488 0343 6467 valid thru 09/26"])
@pytest.mark.parametrize("region", ["DE", "GB", "AU", "NO", "SG"])
def test_accounts_and_cards_are_none(text: str, region: str) -> None:
    assert scan(text, region=region, kinds=["phone"]).finds == []
