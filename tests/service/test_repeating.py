"""Versions of adverts and what-if, as screens and commands ask for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.service import Case

HEADER = "ad_id,title,text,phone,posted\n"
FIRST = "1,Waiter needed,Good pay in the harbour,+44 7700 900123,2025-01-01\n"
OTHER = "2,Cook needed,Work in a kitchen with housing,+44 7700 900123,2025-01-05\n"
LATER = "1,Waiter needed,Best pay in the old harbour,+44 7700 900124,2025-02-01\n"
ADVERT, NUMBER = "ad:ads:1", "phone:+447700900123"


@pytest.fixture
def edited(case: Case, tmp_path: Path) -> Case:
    for name, rows in (("one.csv", FIRST + OTHER), ("two.csv", LATER + OTHER)):
        path = tmp_path / name
        path.write_text(HEADER + rows)
        case.load(path, source="ads")
    return case


def test_an_edited_advert_shows_what_came_and_went(edited: Case) -> None:
    found = edited.versions(ADVERT)
    assert (found["versions"], found["label"]) == (2, "Waiter needed")
    [change] = found["changes"]
    assert [row["id"] for row in change["added"]] == ["phone:+447700900124"]
    assert [row["id"] for row in change["removed"]] == [NUMBER]
    [text] = change["texts"]
    assert "".join(piece["text"] for piece in text["pieces"] if piece["what"] != "removed") == (
        "Best pay in the old harbour"
    )


def test_a_protected_number_is_counted_not_named(edited: Case) -> None:
    edited.decide("protect", [NUMBER], reason="a hotline")
    found = edited.versions(ADVERT)
    assert "900123" not in str(found["changes"])
    assert found["changes"][0]["withheld"] == 1


def test_versions_are_of_adverts(edited: Case) -> None:
    with pytest.raises(InputError, match="of an advert"):
        edited.versions(NUMBER)
    with pytest.raises(CaseNotFound):
        edited.versions("ad:ads:9")


def test_what_a_verdict_would_change_is_told_and_nothing_is_stored(edited: Case) -> None:
    with pytest.raises(CaseNotFound, match="no clusters yet"):
        edited.what_if("verdict", [NUMBER], value="agency")
    edited.cluster()
    before = edited.store.digest()
    found = edited.what_if("verdict", [NUMBER], value="agency")
    assert found["actors"]["gone"] == ["A-0001"]
    assert found["moved"] == 2
    assert found["hubs"]["become"] == ["+44 7700 900123"]
    assert edited.what_if("unsure", [ADVERT, NUMBER])["nothing"]
    assert edited.store.digest() == before
    edited.decide("verdict", [NUMBER], value="agency", reason="checked")
    assert edited.cluster().counts["alone"] == 2


RING = "Warm massage near the station, polite guests only, call {} between ten and nine, {} for one hour"


@pytest.fixture
def rotating(case: Case, tmp_path: Path) -> Case:
    """One wording under three numbers, one after another, and an advert of its own."""
    rows = [
        f"{n},Massage,{RING.format(f'+44 7700 90012{n // 2}', f'{70 + n} GBP')!r},,2025-0{n + 1}-01\n".replace("'", '"')
        for n in range(6)
    ]
    path = tmp_path / "ads.csv"
    path.write_text(
        HEADER + "".join(rows) + "9,Cook,Kitchen work with a room in the old town,+44 7700 900555,2025-01-01\n"
    )
    case.load(path, source="ads")
    return case


def test_a_wording_tells_which_numbers_it_went_through(rotating: Case) -> None:
    listed = rotating.rotations()
    [template] = listed["templates"]
    assert (template["adverts"], template["identifiers"], template["changes"]) == (6, 3, 2)
    assert template["patterns"] == {"phone": "succession"}
    found = rotating.rotation(template["id"])
    assert [tenure["identifier"][-1] for tenure in found["tenures"]] == ["0", "1", "2"]
    assert "Warm massage near the station" in found["pieces"][0]["constant"]
    assert any(piece["slot"]["kind"] == "number" for piece in found["pieces"] if "slot" in piece)
    assert len(found["members"]) == 6
    with pytest.raises(CaseNotFound, match="no template"):
        rotating.rotation("template:0000000000000000")


def test_a_protected_number_of_a_wording_is_in_no_list_and_no_slot(rotating: Case) -> None:
    rotating.decide("protect", ["phone:+447700900121"], reason="a hotline")
    [template] = rotating.rotations()["templates"]
    found = rotating.rotation(template["id"])
    assert found["withheld"] == 1
    assert "900121" not in str(found)
