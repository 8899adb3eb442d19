from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dash_app.desk import Desk
from dash_app.files import Upload
from dash_app.jobs import Job
from dash_app.panels.load import mapping, options, receive, sources, tally
from graphsvc.errors import CaseNotFound, InputError
from tests.support.site import ids_in, rows, text_of, write_adverts


@pytest.fixture
def upload(desk: Desk) -> Upload:
    """A file as it lies after an upload."""
    folder = desk.files.folder / "u"
    folder.mkdir()
    adverts = [{**row, "nationality": "x", "remark": "y"} for row in rows()]
    path = write_adverts(folder / "march.csv", adverts)
    found = Upload("u", "march.csv", path, path.stat().st_size)
    desk.files._uploads["u"] = found
    return found


def test_the_preview_shows_how_it_will_be_read(desk: Desk, upload: Upload) -> None:
    found, wish, _ = mapping.preview(desk, {"upload": "u"}, "", [], {})
    assert wish == {}
    shown = mapping.render(found, upload.name)
    said = text_of(shown)
    assert "march.csv" in said
    assert "9 rows" in said
    assert "nationality" in said
    assert "never collected" in said
    maps = [id_["ref"] for id_ in ids_in(shown) if isinstance(id_, dict) and id_["type"] == "map"]
    assert maps == list(range(6))  # every column but the one that is never collected
    assert "Kitchen help wanted 0" in text_of(mapping.sampled(found))


def test_a_column_can_be_left_out_or_read_otherwise(desk: Desk, upload: Upload) -> None:
    columns = mapping.preview(desk, {"upload": "u"}, "", [], {})[0]["columns"]
    free = [column for column, field in columns.items() if field != mapping.DROPPED]
    as_found: list[str | None] = [columns[column] or mapping.LEAVE_OUT for column in free]
    assert mapping.chosen(columns, as_found) == {}
    changed = [mapping.LEAVE_OUT if column == "city" else value for column, value in zip(free, as_found, strict=True)]
    wish = mapping.chosen(columns, changed)
    assert wish["ignore"] == ("city",)
    assert "city" not in wish["mapping"]
    found, given, _ = mapping.preview(desk, {"upload": "u"}, "", changed, {"region": "gb"})
    assert given["region"] == "GB"
    assert "place" not in found["sample"][0]


@pytest.mark.parametrize("values", [[], ["text"], ["text"] * 50])
def test_drop_downs_of_another_file_change_nothing(values: list[str | None]) -> None:
    assert mapping.chosen({"a": "key", "b": "text"}, values) == {}


@pytest.mark.parametrize("plan", [None, {}, {"upload": "x"}, {"upload": "../../etc/passwd"}, {"upload": ["u"]}])
def test_an_upload_is_found_by_its_id_alone(desk: Desk, upload: Upload, plan: dict[str, Any] | None) -> None:
    with pytest.raises(CaseNotFound):
        mapping.upload_of(desk, plan)


@pytest.mark.parametrize("region", ["Britain", "G", "1B", "<x>", "g b"])
def test_a_region_has_two_letters(region: str) -> None:
    with pytest.raises(InputError):
        options.reading({"region": region})


def test_options_that_say_nothing_are_left_out() -> None:
    assert options.reading({"source": " ", "region": "", "timezone": None, "dayfirst": options.AS_FOUND}) == {}
    assert options.reading({"dayfirst": "month first", "source": "March"}) == {"dayfirst": False, "source": "March"}
    assert options.marking({"tlp": "RED", "purpose": "", "update": False}) == {"tlp": "RED"}
    assert options.marking({"update": True}) == {"update": True}


TALLY: dict[str, Any] = {
    "records": 1204, "new": 1200, "seen": 3, "changed": 1,
    "rejected": [{"file": "a.csv", "line": 17, "reason": "no key"}],
    "dropped_columns": {"nationality": 12}, "unmapped_columns": {"remark": 4}, "refused": {"private key": 1},
    "suppressed": {}, "warnings": ["03/04 is ambiguous"], "mapping": {}, "key": "ad_id", "resumed_at": 500,
}  # fmt: skip


def test_the_tally_says_it_all() -> None:
    shown = tally.render(TALLY, 1, "d" * 32)
    said = text_of(shown)
    for part in (
        "1,204",
        "1,200",
        "no key",
        "17",
        "nationality (12)",
        "remark (4)",
        "private key (1)",
        "03/04",
        "500 rows",
    ):
        assert part in said, part
    links = [part.href for block in shown if block is not None for part in block._traverse() if hasattr(part, "href")]
    assert f"/download/{'d' * 32}" in links


def test_a_clean_load_says_so() -> None:
    assert "No row was rejected" in text_of(tally.render({**TALLY, "rejected": [], "resumed_at": 0}, 0, ""))


def test_progress_error_and_a_new_server_are_told_apart() -> None:
    job = Job("j", "load", "Load march.csv", {}, state="running", done=50, total=200)
    assert "50 of 200" in text_of(tally.content(job))
    job.state, job.error = "failed", "march.csv: not a table"
    assert "not a table" in text_of(tally.content(job))
    assert "started anew" in text_of(tally.content(None))


def test_waiting_uploads_are_listed(upload: Upload) -> None:
    assert "Nothing is loaded before you have seen" in text_of(receive.waiting([], ""))
    listed = receive.waiting([upload], "")
    assert "march.csv" in text_of(listed)
    assert {"type": "upload-check", "ref": "u"} in ids_in(listed)
    assert {"type": "upload-check", "ref": "u"} not in ids_in(receive.waiting([upload], "u"))


@pytest.mark.parametrize(("number", "shown"), [(0, "0 B"), (999, "999 B"), (33_300, "33.3 kB"), (1 << 30, "1.1 GB")])
def test_sizes(number: int, shown: str) -> None:
    assert receive.size(number) == shown


def test_sources_are_listed_and_named_by_refs(desk: Desk) -> None:
    listed = sources.listing(desk)
    said = text_of(listed)
    assert "board" in said
    assert "9 records · 1 file" in said
    assert "legal basis" in said
    (ref,) = [id_["ref"] for id_ in ids_in(listed) if isinstance(id_, dict)]
    assert "board" not in ref
    assert sources.source_of(desk, ref) == "board"
    with pytest.raises(CaseNotFound):
        sources.source_of(desk, "board")


def test_no_source_teaches(desk: Desk) -> None:
    desk.case.unload("board")
    assert "No source yet" in text_of(sources.listing(desk))


def test_paths_never_leave_the_server(desk: Desk, upload: Upload) -> None:
    found, _, _ = mapping.preview(desk, {"upload": "u"}, "", [], {})
    shown = (
        repr(mapping.render(found, upload.name)) + repr(mapping.sampled(found)) + repr(receive.waiting([upload], ""))
    )
    assert str(desk.files.folder) not in shown
    assert str(Path(desk.case.name).parent) not in repr(sources.listing(desk))
