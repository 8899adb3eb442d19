"""A mistake in what is asked is told before anything is opened or written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.errors import InputError
from graphsvc.service import Case
from graphsvc.service.checking import check_load, check_region

WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"


@pytest.mark.parametrize("region", ["ZZ", "UK", "Narnia", "+44", "G"])
def test_an_unknown_region_is_refused_not_ignored(region: str, case: Case, two_posters: Path) -> None:
    with pytest.raises(InputError, match="is not known; use an ISO 3166 code"):
        case.load(two_posters, region=region)
    with pytest.raises(InputError, match="is not known"):
        case.search("07700 900100", region=region)
    with pytest.raises(InputError, match="is not known"):
        case.paste(["07700 900100"], region=region)
    assert case.info()["records"] == 0


def test_a_region_may_be_written_small() -> None:
    assert (check_region(" gb "), check_region("")) == ("GB", "")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"tlp": "PINK"}, "PINK"),
        ({"purpose": "gossip"}, "gossip"),
        ({"purpose": ", ,"}, "purpose is empty"),
        ({"basis": WIF}, "private key"),
        ({"max_bad": 7.0}, "share of the rows"),
        ({"max_bad": float("nan")}, "share of the rows"),
    ],
)
def test_what_no_load_may_have(options: dict[str, Any], says: str, case: Case, two_posters: Path) -> None:
    with pytest.raises(InputError, match=says) as error:
        case.load(two_posters, **options)
    assert WIF not in str(error.value)
    assert case.info()["records"] == 0


@pytest.mark.parametrize("source", ["s" * 1001, "é" * 200, "\udcffx", WIF])
def test_a_source_that_no_id_could_carry(source: str) -> None:
    with pytest.raises(InputError, match="--source"):
        check_load(source, {}, {})


@pytest.mark.parametrize("column", [WIF, "a\ud800", "a\0b"])
def test_a_column_whose_name_may_not_be_kept_is_named_by_its_number(column: str) -> None:
    with pytest.raises(InputError, match="column 2") as error:
        check_load("ads", {"title": "title", column: ""}, {})
    assert column not in str(error.value)


def test_a_file_name_that_is_no_utf8_loads_and_is_kept_readable(case: Case, tmp_path: Path) -> None:
    odd = tmp_path / "ads\udcff.csv"
    odd.write_bytes(b"ad_id,title,description\n1,x,call +44 7700 900100\n")
    assert case.load(odd).new == 1
    assert case.info()["sources"][0]["files"][0]["name"] == "ads\ufffd.csv"


def test_a_preview_masks_private_keys(case: Case, adverts: Callable[..., Path]) -> None:
    shown = case.preview(adverts([{"ad_id": "1", "title": "x", "description": f"key {WIF}"}]))
    assert WIF not in str(shown)
    assert "█" in shown["sample"][0]["text"]


def test_a_long_key_still_counts_as_known(case: Case, adverts: Callable[..., Path]) -> None:
    """Strangers under the keys of another file are found out under long keys too."""
    key = "k" * 3000
    case.load(adverts([{"ad_id": key, "title": "January", "description": "one"}]))
    with pytest.raises(InputError, match="1 of the 1 keys"):
        case.load(adverts([{"ad_id": key, "title": "February", "description": "two"}]))
