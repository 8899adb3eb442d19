from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graphsvc.errors import InputError
from graphsvc.service import Case, open_case


def test_a_load_ends_with_a_tally_that_adds_up(case: Case, two_posters: Path) -> None:
    tally = case.load(two_posters)
    assert (tally.records, tally.new, tally.seen, tally.changed, tally.rejected) == (7, 7, 0, 0, [])
    assert tally.mapping["description"] == "text"
    assert case.info()["by_kind"] == {"ad": 7, "phone": 2}


def test_the_same_bytes_twice_add_nothing_on_any_day(
    tmp_path: Path, clock: Callable[[], datetime], two_posters: Path
) -> None:
    name = str(tmp_path / "days.db")
    with open_case(name, clock=clock) as case:
        case.load(two_posters)
        before = case.store.digest()
    with open_case(name, clock=lambda: clock() + timedelta(days=9)) as case:
        again = case.load(two_posters)
        assert case.store.digest() == before
    assert (again.records, again.new, again.seen) == (7, 0, 7)


def test_a_changed_text_is_a_version_beside_the_first(case: Case, adverts: Callable[..., Path]) -> None:
    row = {"ad_id": "1", "title": "Room", "description": "call +44 7700 900101"}
    case.load(adverts([row, {**row, "ad_id": "2"}, {**row, "ad_id": "3"}]))
    tally = case.load(adverts([{**row, "description": "call +44 7700 900102"}]))
    assert (tally.new, tally.seen, tally.changed) == (0, 0, 1)
    versions = case.card("ad:ads:1")["versions"]
    assert {v["text"] for v in versions} == {"call +44 7700 900101", "call +44 7700 900102"}


def test_strangers_under_known_keys_are_not_made_versions(case: Case, adverts: Callable[..., Path]) -> None:
    january = [{"ad_id": str(n), "title": f"January {n}", "description": f"text {n}"} for n in range(4)]
    february = [{"ad_id": str(n), "title": f"February {n}", "description": f"other {n}"} for n in range(4)]
    case.load(adverts(january))
    before = case.store.digest()
    with pytest.raises(InputError, match=r"4 of the 4 keys .* --source"):
        case.load(adverts(february))
    assert case.store.digest() == before
    assert case.load(adverts(february), source="february").new == 4
    assert case.load(adverts(february), update=True).changed == 4


def test_what_is_loaded_carries_the_marking_asked_for(case: Case, two_posters: Path) -> None:
    case.defaults(basis="warrant 7", originator="unit-9")
    case.load(two_posters, tlp="RED")
    (marking,) = case.view.markings()
    assert (marking.tlp, marking.legal_basis, marking.caveats) == ("RED", "warrant 7", {"NOT-IMM"})
    assert marking.originators == {"unit-9"}
    assert marking.review_by == "2026-07-14"


def test_unload_takes_a_load_back_and_lets_it_come_again(case: Case, two_posters: Path) -> None:
    empty = case.store.digest()
    case.load(two_posters)
    full = case.store.digest()
    assert case.unload("ads") == 7
    assert case.info()["records"] == 0
    assert case.load(two_posters).new == 7
    assert case.store.digest() == full != empty


def test_a_bad_row_is_named_and_stops_nothing(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "wallets.csv"
    path.write_text("address,asset\n0x0000000000000000000000000000000000000001,ETH\nnot-a-wallet,BTC\n")
    tally = case.load(path)
    assert tally.records == 1
    (rejected,) = tally.rejected
    assert (rejected.file, rejected.line) == ("wallets.csv", 3)
    assert "not-a-wallet" not in rejected.reason


def test_max_bad_opts_in_to_stopping(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "wallets.csv"
    path.write_text("address,asset\n" + "nonsense,BTC\n" * 9 + "0x0000000000000000000000000000000000000001,ETH\n")
    with pytest.raises(InputError, match="9 of the first 10 rows"):
        case.load(path, max_bad=0.5)
    assert case.info()["records"] == 0


def test_a_sheet_of_what_is_no_workbook_is_refused(case: Case, two_posters: Path) -> None:
    with pytest.raises(InputError, match="is no workbook"):
        case.load(two_posters, sheet="March")


def test_a_preview_masks_a_private_key_before_it_cuts_the_cell(case: Case, tmp_path: Path) -> None:
    secret = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"  # the Bitcoin wiki's example
    path = tmp_path / "ads.csv"
    path.write_text(f"ad_id,title,text\n1,Room,{'x' * 180} {secret} end\n")
    shown = str(case.preview(path)["sample"])
    assert "5HueCGU8" not in shown


def test_an_unknown_option_is_refused(case: Case, two_posters: Path) -> None:
    with pytest.raises(InputError, match="no such load option: colour"):
        case.load(two_posters, colour="red")


def test_a_mapping_once_given_is_kept_for_its_source(case: Case, adverts: Callable[..., Path]) -> None:
    rows = [{"ad_id": "1", "zzz": "call +44 7700 900101", "title": "x"}]
    case.load(adverts(rows), mapping={"zzz": "text"})
    assert case.preview(adverts(rows))["columns"]["zzz"] == "text"


def test_private_keys_are_masked_before_anything_is_kept(
    case: Case, adverts: Callable[..., Path], tmp_path: Path
) -> None:
    key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"  # published example key of the Bitcoin wiki
    tally = case.load(adverts([{"ad_id": "1", "title": "x", "description": f"send to {key} now"}]))
    assert tally.refused == {"private-key": 1}
    case.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("case.db*"))
    assert key.encode() not in stored
