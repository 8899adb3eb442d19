"""`scan`: right finds, nothing from what only looks like one, offsets into the raw text, linear on any text."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from graphsvc.identifiers import Scan, scan
from graphsvc.identifiers.reading import linear
from graphsvc.model import NodeKind, split_id
from tests.identifiers.cases import DATA, cases
from tests.identifiers.strategies import hostile, regions

TEXTS, NEGATIVES = cases("texts"), cases("negatives")
# Countries whose numbers have 8 to 11 digits, with and without a trunk zero.
REGIONS = ("", "US", "GB", "DE", "FR", "ES", "NO", "GR", "RU", "IN", "AU", "SG", "BR", "PL", "IT", "CN")
MIB = 1 << 20


def ids(found: Scan) -> list[str]:
    return [find.identifier.id for find in found.finds]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["text"][:40])
def test_finds_in_text(case: dict[str, str]) -> None:
    found = scan(case["text"], region=case.get("region", ""))
    assert ids(found) == case["ids"]
    assert all(find.raw == case["text"][find.start : find.end] for find in found.finds)


@pytest.mark.parametrize("region", REGIONS)
def test_what_only_looks_like_an_identifier_gives_nothing(region: str) -> None:
    """Links are links; no other find is allowed in any row."""
    wrong = {
        case["text"]: [find.identifier.id for find in found.finds]
        for case in NEGATIVES
        if (found := scan(case["text"], region=region))
        and any(f.identifier.kind is not NodeKind.URL for f in found.finds)
    }
    assert wrong == {}


@settings(max_examples=300, deadline=None)
@given(hostile, regions)
def test_any_text_gives_ordered_finds_that_quote_it(text: str, region: str) -> None:
    found = scan(text, region=region)
    done = 0
    for find in found.finds:
        assert done <= find.start < find.end <= len(text)
        assert find.raw == text[find.start : find.end]
        assert 0 < find.confidence <= 1
        assert find.method
        assert split_id(find.identifier.id) == (find.identifier.kind.value, find.identifier.parts)
        done = find.end
    assert all(0 <= c.start < c.end <= len(text) for c in found.candidates)
    assert found == scan(text, region=region)


def test_offsets_are_of_the_raw_text() -> None:
    text = "\u200b\u202e call \ufeff０７７\u200b００ ９００１２３\u200d, <jo\u200bhn@example.com>"
    phone, email = scan(text, region="GB").finds
    assert (phone.raw, phone.identifier.value) == ("０７７\u200b００ ９００１２３", "+447700900123")
    assert (email.raw, email.identifier.value) == ("jo\u200bhn@example.com", "john@example.com")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"https://example.com/{'0x' + '5a' * 20}", ["wallet"]),  # an address outranks the link around it
        (f"http://global-#URL_{'1a' * 32}#", ["url"]),
        ("https://example.com/07700900123?mail=a@example.org", ["url"]),  # a link outranks its digits and its @
        ("telegram: @lola_99", ["account"]),
        (f"phone:sha256:{'1a' * 32}", ["phone"]),  # not the picture sha256:...
    ],
)
def test_one_kind_owns_each_character(text: str, expected: list[str]) -> None:
    assert [find.identifier.kind.value for find in scan(text, region="GB").finds] == expected


def test_kinds_narrow_the_scan() -> None:
    text = "+44 7700 900123 john@example.com @lola_99"
    assert ids(scan(text, kinds=["phone"])) == ["phone:+447700900123"]
    assert scan(text, kinds=["phone"]).candidates == []
    assert scan(text, kinds=[]) == Scan()


def test_candidates_are_no_finds() -> None:
    found = scan("ask @lola_99, btc 1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu, insta: Lola")
    assert ids(found) == ["wallet:bitcoin:1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"]
    assert [(c.kind.value, c.value) for c in found.candidates] == [
        ("account", "lola_99"),
        ("wallet", "bitcoin-cash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"),
        ("account", "instagram:lola"),
    ]


def test_public_helplines_are_counted_and_left_out() -> None:
    found = scan("trapped? call 1-888-373-7888 or +1 202 555 0143", region="US")
    assert ids(found) == ["phone:+12025550143"]
    assert found.suppressed == {"helper-number": 1}


def test_a_national_number_needs_its_country() -> None:
    assert scan("call 07700 900123").finds == []
    (find,) = scan("call 07700 900123", region="GB").finds
    assert (find.method, find.identifier.value) == ("national:GB", "+447700900123")


HOSTILE = [
    *(
        "a",
        "1",
        "+",
        "(",
        "@",
        "a@",
        "a.",
        "1 ",
        "1-",
        "0 1 ",
        "12/12/2024 ",
        "http://",
        "www.",
        "a.b/",
        "a@b.",
        "tg ",
        "?",
        "5",
        "07♥",
        "one ",
        "twenty one",
        "a at b dot c ",
    ),
    *(
        "#EMAIL_",
        "sha256:",
        "(at)",
        "x" * 34 + " ",
        "4" + "x" * 94,
        "\u200b",
        "\u200b1",
        "５",
        "١",
        "微信",
        "\x00",
        "\ud800",
        "😀",
    ),
]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_mebibyte_of_one_thing(piece: str) -> None:
    """A scan that grew with the square of the text would not end within the limit."""
    scan((piece * (MIB // len(piece) + 1))[:MIB], region="GB")


@pytest.mark.timeout(120)
def test_a_line_of_ten_megabytes() -> None:
    """As many finds as there are adverts on it, within the limit."""
    contacts = "call 07700 900123 or mail anna@example.com, insta: lola_99, https://example.com/a"
    advert = f"Anna 22, 60/hour, 12/03/2024, {contacts} {'fresh in town and ready to work ' * 6}"
    small, large = 100, 34_000
    once = Counter(find.identifier.kind for find in scan(advert * small, region="GB").finds)
    assert once == {NodeKind.PHONE: small, NodeKind.EMAIL: small, NodeKind.ACCOUNT: small, NodeKind.URL: small}
    text = advert * large
    assert len(text) > 10_000_000
    assert len(scan(text, region="GB").finds) == 4 * large


def adverts() -> Iterator[dict[str, str]]:
    with (DATA / "real" / "emscad_sample.csv").open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def columns(advert: dict[str, str]) -> Iterator[str]:
    yield from (text for name, text in advert.items() if name not in ("ad_id", "job_id"))


def test_every_hashed_contact_of_the_real_adverts_is_found_and_no_other() -> None:
    expected = json.loads((DATA / "real" / "emscad_sample_expected.json").read_text("utf-8"))["tokens"]
    found = {}
    for advert in adverts():
        finds = [find for text in columns(advert) for find in scan(text).finds if find.method == "pseudonym"]
        tokens = {f"{find.identifier.kind.value.upper()}_{find.identifier.parts[1]}" for find in finds}
        if tokens:
            found[advert["ad_id"]] = sorted(tokens)
    assert found == expected


@pytest.mark.parametrize("with_region", [False, True])
def test_numbers_in_the_real_adverts(with_region: bool) -> None:
    """The plain numbers are found as written; salaries, dates, versions and standards give none."""
    found: dict[str, set[str]] = {}
    for advert in adverts():
        region = advert["location"][:2] if with_region else ""
        for text in columns(advert):
            for find in scan(text, region=region).finds:
                if find.identifier.kind is NodeKind.PHONE and find.method != "pseudonym":
                    found.setdefault(find.identifier.value, set()).add(advert["ad_id"])
    national = {"+19855550105": {"fraud-842"}} if with_region else {}
    assert found == {
        "+442079460350": {"emscad-14743", "emscad-543"},
        "+447700900546": {"emscad-14743", "emscad-543"},
        "+447700900631": {"emscad-295"},
        **national,
    }


@pytest.mark.parametrize("region", ["", "US", "GB", "ES", "NO", "GR", "PL", "SG"])
def test_salaries_of_the_real_adverts_are_no_numbers(region: str) -> None:
    salaries = [advert["salary_range"] for advert in adverts() if advert["salary_range"]]
    assert len(salaries) > 50
    assert [s for s in salaries if scan(s, region=region).finds] == []


FALL_BACK = """
import json, sys
sys.modules["re2"] = None
from graphsvc.identifiers import scan
from graphsvc.identifiers.reading import linear
rows = json.load(sys.stdin)
print(json.dumps([linear.ENGINE, [[f.identifier.id for f in scan(t, region=r).finds] for t, r in rows]]))
"""


def test_both_engines_find_the_same() -> None:
    rows = [(case["text"], case.get("region", "")) for case in TEXTS] + [(case["text"], "GB") for case in NEGATIVES]
    run = subprocess.run(
        [sys.executable, "-c", FALL_BACK], input=json.dumps(rows), capture_output=True, text=True, check=True
    )
    engine, found = json.loads(run.stdout)
    assert (linear.ENGINE, engine) == ("re2", "re")
    assert found == [ids(scan(text, region=region)) for text, region in rows]
