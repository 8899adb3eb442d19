from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.errors import InputError
from graphsvc.model import EdgeType, Locator, Mention, Moment, NodeKind, Record, RecordKind, Relation

PROFILES = "loaders/accounts/profiles.csv"
SHA256 = "359e4b05847041f450bb39644e6462cff875b9e7dd60a844b2db8f1f686573bb"


def account(raw: str, column: str) -> Mention:
    return Mention(NodeKind.ACCOUNT, raw, column, "telegram")


def test_one_profile_field_by_field(load: Callable[..., Any]) -> None:
    assert load(PROFILES).records[0] == Record(
        kind=RecordKind.ACCOUNT,
        source="profiles",
        key="7001",
        locator=Locator(SHA256, 2, 2),
        text="Jobs in Leeds, write to me",
        place="Leeds",
        subject=account("harbour_jobs", "username"),
        mentions=(account("https://t.me/harbour_jobs", "profile_url"),),
        relations=(
            Relation(EdgeType.MEMBER_OF, account("harbour_work", "groups")),
            Relation(EdgeType.MEMBER_OF, account("night_shift", "groups")),
            Relation(EdgeType.REGISTERED_WITH, Mention(NodeKind.PHONE, "+44 7700 900123", "phone")),
            Relation(EdgeType.REGISTERED_WITH, Mention(NodeKind.EMAIL, "jobs@example.com", "email")),
        ),
        attributes=(("followers", "1200"), ("created", "2023-05-06")),
    )


def test_exact_profiles_and_warnings(load: Callable[..., Any]) -> None:
    got = load(PROFILES)
    assert [(record.key, record.subject.raw, record.subject.hint) for record in got.records] == [
        ("7001", "harbour_jobs", "telegram"),
        ("7002", "harbour.girl", "instagram"),
    ]
    assert got.reader.dropped_columns == {"display_name": 1}
    assert got.reader.warnings == [
        "column 'display_name' is never collected (names of persons); its values were left out"
    ]


def test_damaged_copy(load: Callable[..., Any]) -> None:
    got = load("loaders/accounts/profiles_damaged.csv")
    assert [(row.line, row.reason) for row in got.rejected] == [
        (2, "column 'username' is empty; a row needs its account"),
        (3, "column 'username' names an account without its platform; add a column platform"),
    ]
    assert [record.key for record in got.records] == ["7003"]


def test_follows_exactly(load: Callable[..., Any]) -> None:
    got = load("loaders/accounts/follows.csv")
    assert [(r.key, r.subject, r.posted, r.relations) for r in got.records] == [
        (
            "telegram|harbour_jobs|night_shift", account("harbour_jobs", "follower"),
            Moment("2024-03-01T12:00:00Z", "2024-03-01T12:00:00Z"),
            (Relation(EdgeType.FOLLOWS, account("night_shift", "followed"), at="2024-03-01T12:00:00Z"),),
        ),
        (
            "telegram|harbour_desk|harbour_jobs", account("harbour_desk", "follower"), None,
            (Relation(EdgeType.FOLLOWS, account("harbour_jobs", "followed")),),
        ),
    ]  # fmt: skip


def test_registrations_exactly(load: Callable[..., Any]) -> None:
    got = load("loaders/accounts/registrations.csv")
    number = "+44 7700 900124"
    assert [record.subject for record in got.records] == [account("@harbour_jobs", "telegram")] * 2
    assert got.records[1].relations == (
        Relation(EdgeType.REGISTERED_WITH, Mention(NodeKind.PHONE, number, "phone"), at="2024-04-01T10:00:00Z"),
    )
    assert len({record.key for record in got.records}) == 2


def test_a_target_makes_the_source_a_follower(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "source,target,platform\na,b,vk\n"))
    assert got.records[0].subject == Mention(NodeKind.ACCOUNT, "a", "source", "vk")
    assert got.records[0].relations[0].object.raw == "b"


def test_source_and_target_alone_could_be_anything(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    with pytest.raises(InputError, match=r"a\.csv could be accounts or wallets; say which with --as"):
        load(make("a.csv", "source,target\na,b\n"))


def test_a_link_or_a_prefix_names_its_platform(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "profile_url,bio\nhttps://t.me/harbour,x\ntelegram:harbour,y\nharbour,z\n"), "accounts")
    assert [record.subject.raw for record in got.records] == ["https://t.me/harbour", "telegram:harbour"]
    assert [row.line for row in got.rejected] == [4]


def test_other_accounts_are_mentions(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "platform,username,instagram\ntelegram,a,b\n"))
    assert got.records[0].mentions == (Mention(NodeKind.ACCOUNT, "b", "instagram", "instagram"),)
