from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.errors import FileRefused, InputError, UnknownName
from loaders import Options, read
from loaders.tabular import choose


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (
            "ad_id,title,description,category,posted_at,city,country,language,url,phone,email,price,salary,image_hash",
            "ads",
        ),
        ("title,body", "ads"),
        ("id,text", "ads"),
        ("headline,phone", "ads"),
        ("id,title,ethnicity,age,hair,eyes,height,phone", "ads"),
        ("phone", "phones"),
        ("phone,note,first_seen,last_seen", "phones"),
        ("msisdn,carrier,telegram", "phones"),
        ("address,asset,list", "wallets"),
        ("address,asset,tag,category,source,confidence", "wallets"),
        ("from,to,amount,asset,tx,time", "wallets"),
        ("sender,receiver,value", "wallets"),
        ("account_id,platform,username,bio,phone,email,created_at", "accounts"),
        ("platform,follower,followed,since", "accounts"),
        ("username,platform,member_of", "accounts"),
        ("telegram,phone,registered_at", "accounts"),
        ("id,username,description,followers_count,location", "accounts"),
    ],
)
def test_columns_choose_their_loader(make: Callable[..., Path], header: str, kind: str) -> None:
    assert choose(make("a.csv", header + "\n"), Options()) == kind


def test_a_mapping_helps_to_choose(make: Callable[..., Path]) -> None:
    path = make("a.csv", "aaa,bbb\n1,2\n")
    with pytest.raises(FileRefused, match="no loader knows its columns"):
        choose(path, Options())
    assert choose(path, Options(mapping={"AAA": "title", "bbb": "text"})) == "ads"


def test_two_that_fit_are_named(make: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match=r"a\.csv could be accounts or wallets; say which with --as"):
        choose(make("a.csv", "from,to\n"), Options())


def test_a_loader_that_knows_none_of_the_columns_says_so(make: Callable[..., Path]) -> None:
    with pytest.raises(FileRefused, match="phones knows none of its columns"):
        read(make("a.csv", "title,text\nx,y\n"), "phones")


def test_an_unknown_loader_is_named(make: Callable[..., Path]) -> None:
    with pytest.raises(UnknownName, match="unknown loader 'cars'; known: accounts, ads, phones, tagpacks, wallets"):
        read(make("a.csv", "title\nx\n"), "cars")
