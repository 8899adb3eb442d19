from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.errors import FileRefused
from graphsvc.model import Locator, Mention, Moment, NodeKind, Record, RecordKind
from loaders.tagpacks import LEVELS

PACK = "loaders/tagpacks/pack.yaml"
SHA256 = "f0a22fa5c77802ad44243542f3fd502b8af17702d3c24fb0b2a8c6fb7db5ee58"
A, B = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"
EVM = "0x52908400098527886E0F7030069857D2E4169EE7"
HEAD = "title: t\ncreator: c\ncurrency: BTC\n"


def test_one_tag_field_by_field(load: Callable[..., Any]) -> None:
    """The header is inherited; what the tag says itself counts before it; the confidence has its level."""
    got = load(PACK)
    assert got.records[1] == Record(
        kind=RecordKind.WALLET,
        source="pack",
        key=f"{EVM}|Lantern's mixer|https://example.com/tags",
        locator=Locator(SHA256, 19, 25),
        passages=(("context", '{"count": 2}'),),
        posted=Moment("2024-04-02", "2024-04-02"),
        subject=Mention(NodeKind.WALLET, EVM, "address", "ETH"),
        attributes=(
            ("asset", "ETH"), ("label", "Lantern's mixer"), ("category", "mixing_service"), ("confidence", "web_crawl"),
            ("reported_by", "https://example.com/tags"), ("pack", "Harbour test pack"), ("creator", "graphsvc tests"),
            ("description", "Two services and one complaint; nobody is meant."), ("public", "false"),
            ("confidence_level", "20"),
        ),
    )  # fmt: skip


def test_every_tag_and_what_has_no_field(load: Callable[..., Any]) -> None:
    got = load(PACK)
    assert [(record.subject.raw, dict(record.attributes)["label"]) for record in got.records] == [
        (A, "Lantern Exchange"), (EVM, "Lantern's mixer"), (B, "named in a complaint"),
    ]  # fmt: skip
    assert dict(got.records[0].attributes)["concepts"] == "exchange\nservice"
    assert dict(got.records[2].attributes)["abuse"] == "scam"
    assert "confidence_level" not in dict(got.records[2].attributes), "hearsay is none of GraphSense's ids"
    assert got.reader.unmapped_columns == {"colour": 1}
    assert got.reader.plan.loader == "tagpacks"
    assert got.reader.plan.format == "yaml"


def test_damaged_copy(load: Callable[..., Any]) -> None:
    got = load("loaders/tagpacks/pack_damaged.yaml")
    assert [(row.line, row.reason) for row in got.rejected] == [
        (7, "column 'address' is empty; a tag of a transaction or an actor tags no wallet"),
        (9, "the entry is no tag; a tag is a list of 'key: value' lines"),
        (10, "the key 'label' stands twice in one tag"),
    ]
    assert [record.subject.raw for record in got.records] == [A, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"]


def test_levels_are_graphsense_s() -> None:
    assert LEVELS["ownership"] == 100
    assert LEVELS["authority_data"] == 60
    assert LEVELS["web_crawl"] == 20


def test_an_unquoted_hexadecimal_address_stays_text(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    """A YAML 1.1 reader makes a number of it, and the address is lost."""
    got = load(make("p.yaml", f"{HEAD}tags:\n- address: {EVM}\n  label: no\n"))
    assert got.records[0].subject.raw == EVM
    assert dict(got.records[0].attributes)["label"] == "no"


def test_a_header_below_its_tags_is_inherited_too(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("p.yml", f"title: t\ncreator: c\ntags:\n- address: {A}\n  label: x\ncurrency: BTC\n"))
    assert got.records[0].subject.hint == "BTC"


def test_the_same_fields_in_a_table(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("p.csv", f"address,label,currency,confidence\n{A},x,BTC,ownership\n"), "tagpacks")
    assert ("confidence_level", "100") in got.records[0].attributes


def test_a_table_of_tags_is_still_for_wallets(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    assert load(make("p.csv", f"address,label,source,category\n{A},x,s,exchange\n")).reader.plan.loader == "wallets"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("title: t\ntags: *a\n", "line 2: holds the alias '*a', but no value above it has it"),
        ("title: !!python/object/apply:os.system ['ls']\n", "line 1: holds a type tag (!...)"),
        ("title: t\ntags:\n- !!python/name:os.system {address: x}\n", "line 3: holds a type tag (!...)"),
        ("title: t\n<<: {a: b}\n", "line 2: holds a merge key"),
        ("title: t\n? [key]\n: value\n", "line 2: holds a key that is no text"),
        ("title: t\n\tcreator: c\n", "line 2: found "),
        ("title: t\ntags:\n- address: a\n---\ntitle: u\n", "line 4: begins a second document"),
        ("title: 'open\ncreator: c\n", "of stream (while scanning a quoted scalar from line 1)"),
        ("title: t\ntitle: u\n", "line 2: the key 'title' stands twice"),
        ("title: t\n  creator: c\n", "line 2: mapping values are not allowed"),
        (f"title: {'[' * 5000}\n", "line 1: is nested deeper than 64 levels"),
        ("title: \x07\ntags:\n- address: a\n", "the header holds bytes that are not utf-8, or a control character"),
        (f"a: &a {'[' * 40}{']' * 40}\nb: {'[' * 40}*a{']' * 40}\ntags: [{{a: b}}]\n", "the header is nested deeper"),
        ("title: t\ncreator: c\n", "has no list of tags"),
        ("title: t\ntags: []\n", "lists no tag"),
        ("nothing but a text\n", "line 1: begins no 'key: value' lines"),
        ("title: t\ntags:\n- label: x\n", "no column"),
    ],
)
def test_what_is_refused_says_where(make: Callable[..., Path], load: Callable[..., Any], body: str, said: str) -> None:
    with pytest.raises(FileRefused) as caught:
        load(make("p.yaml", body))
    if said != "no column":
        assert said in str(caught.value)
    assert "p.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_tags_that_share_a_list_as_pyyaml_writes_it(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    tags = f"tags:\n- address: {A}\n  label: x\n  concepts: &id001\n  - exchange\n  - service\n"
    got = load(make("p.yaml", f"{HEAD}{tags}- address: {B}\n  label: y\n  concepts: *id001\n"))
    assert [dict(record.attributes)["concepts"] for record in got.records] == ["exchange\nservice"] * 2


def test_a_billion_laughs_do_nothing(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    bomb = 'a: &b0 ["lol","lol"]\n' + "".join(f"b{i}: &b{i} [{f'*b{i - 1},' * 9}]\n" for i in range(1, 20))
    with pytest.raises(FileRefused, match=r"line \d: brings shared values to over 16 MiB"):
        load(make("p.yaml", bomb))


def test_a_control_character_costs_its_tag_only(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("p.yaml", f"{HEAD}tags:\n- address: {A}\n  label: x\x1b[31m\n- address: {B}\n  label: y\n"))
    assert [(row.line, "control character" in row.reason) for row in got.rejected] == [(5, True)]
    assert [record.subject.raw for record in got.records] == [B]


def test_a_picture_is_no_pack(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    with pytest.raises(FileRefused, match="a PNG picture"):
        load(make("p.yaml", b"\x89PNG\r\n\x1a\n" + bytes(64)))
