"""Uploads and downloads: streamed, capped, private, found by id alone (RIGHTS C12, C21)."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_app.access import OWNER, Permission
from dash_app.files import MAX_NAME, Files, clean_name
from tests.support.site import Site

HOSTILE = [
    "../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\x\\ads.csv", "....//ads.csv",
    "ads.csv\x00.exe", "~/.ssh/id_rsa", "$(id).csv", "`id`.csv", "a;rm -rf x.csv", "\u202egpj.csv", "\ud800.csv", "",
    ".", "..", "...", "/", "\\", ".hidden", "x" * 5000 + ".csv.gz", "a\nb.csv", "<script>.csv", "%2e%2e%2fads.csv",
    "CON", "ads.csv ", "a/b/c.jsonl",
]  # fmt: skip


def send(site: Site, name: str = "ads.csv", body: bytes = b"ad_id,title\n1,x\n", **options: Any) -> Any:
    data = {"file": (io.BytesIO(body), name)}
    return site.post("/upload", data=data, content_type="multipart/form-data", **options)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_upload_lands_in_the_private_folder(inside: Site) -> None:
    answer = send(inside)
    assert answer.status_code == 200
    (told,) = answer.get_json()["files"]
    assert told["name"] == "ads.csv"
    assert told["size"] == 16
    found = inside.desk.files.upload(told["id"])
    assert found is not None
    assert found.path.read_bytes() == b"ad_id,title\n1,x\n"
    assert stat.S_IMODE(inside.desk.files.folder.stat().st_mode) == 0o700
    assert files_below(inside.desk.files.folder) == [found.path]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.isascii() or name.startswith("\u202e")])
def test_hostile_names_lead_nowhere(inside: Site, name: str) -> None:
    folder = inside.desk.files.folder
    beside = sorted(folder.parent.glob("*"))
    answer = send(inside, name)
    assert answer.status_code in (200, 400)
    for path in files_below(folder):
        assert path.resolve().is_relative_to(folder.resolve())
        assert len(path.relative_to(folder).parts) == 2
    assert sorted(folder.parent.glob("*")) == beside


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.sampled_from(HOSTILE)))
def test_a_cleaned_name_is_one_harmless_part(name: str) -> None:
    cleaned = clean_name(name)
    assert cleaned not in ("", ".", "..")
    assert Path(cleaned).name == cleaned
    assert "\\" not in cleaned
    assert not cleaned.startswith(".")
    assert len(cleaned) <= MAX_NAME
    assert cleaned.isprintable()
    assert clean_name(cleaned) == cleaned


def test_the_extension_survives_a_long_name() -> None:
    assert clean_name("x" * 500 + ".csv.gz").endswith(".csv.gz")


def test_too_much_is_refused_before_it_is_read(inside: Site) -> None:
    answer = send(inside, body=b"x" * 300_000)
    assert answer.status_code == 413
    assert "graphsvc load" in answer.get_json()["error"]
    assert files_below(inside.desk.files.folder) == []


def test_a_length_that_lies_does_not_help(inside: Site) -> None:
    answer = send(inside, body=b"x" * 300_000, content_length=100)
    assert answer.status_code in (400, 413)
    assert inside.desk.files.uploads() == []


def test_what_breaks_off_leaves_nothing(inside: Site) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nad_id,tit'
    answer = inside.post("/upload", data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 400
    assert files_below(inside.desk.files.folder) == []


def test_an_upload_without_a_file_is_refused(inside: Site) -> None:
    assert inside.post("/upload", data={"x": "y"}, content_type="multipart/form-data").status_code == 400
    assert inside.post("/upload", json={}).status_code == 400


def test_uploading_needs_the_permission_to_load(site: Site) -> None:
    assert send(site).status_code == 401
    site.sign_in(OWNER - {Permission.LOAD})
    assert send(site).status_code == 403
    assert files_below(site.desk.files.folder) == []


def test_a_dropped_upload_is_gone(inside: Site) -> None:
    id_ = send(inside).get_json()["files"][0]["id"]
    inside.desk.files.drop(id_)
    assert inside.desk.files.upload(id_) is None
    assert files_below(inside.desk.files.folder) == []


TRAVERSALS = [
    "..", "../x", "..%2fx", "%2e%2e/x", "....//", "..;/x", "/etc/passwd", "%2fetc%2fpasswd", "..\\x", "%5c..%5cx",
    "~root", "x/../../y", ".%00", "%00", "file:///etc/passwd", "C:%5cx", "..%c0%afx", "..%252fx", "0" * 32, "0" * 31,
    "A" * 32, "*", "?", "null", "-1", "1", "..%u2215x", "./x", "x/", "%2e",
]  # fmt: skip


@pytest.mark.parametrize("name", TRAVERSALS)
def test_downloads_are_found_by_id_alone(inside: Site, name: str, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("made")
    inside.desk.files.offer([tmp_path / "out.csv"], "harbour-graph")
    assert inside.get(f"/download/{name}").status_code in (404, 308)


def test_a_download_carries_the_servers_name(inside: Site, tmp_path: Path) -> None:
    (tmp_path / "whatever.csv").write_text("made")
    id_ = inside.desk.files.offer([tmp_path / "whatever.csv"], "harbour-graph-20260115").id
    answer = inside.get(f"/download/{id_}")
    assert answer.data == b"made"
    assert answer.headers["Content-Disposition"] == "attachment; filename=harbour-graph-20260115.csv"
    assert len(id_) == 32


def test_several_files_travel_as_one(inside: Site, tmp_path: Path) -> None:
    import zipfile

    paths = [tmp_path / "nodes.csv", tmp_path / "edges.csv"]
    for path in paths:
        path.write_text(path.name)
    found = inside.get(f"/download/{inside.desk.files.offer(paths, 'graph').id}")
    with zipfile.ZipFile(io.BytesIO(found.data)) as bundle:
        assert sorted(bundle.namelist()) == ["edges.csv", "nodes.csv"]
    assert "graph.zip" in found.headers["Content-Disposition"]


def test_downloading_needs_the_permission_to_export(site: Site, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("made")
    id_ = site.desk.files.offer([tmp_path / "out.csv"], "graph").id
    site.sign_in(OWNER - {Permission.EXPORT})
    assert site.get(f"/download/{id_}").status_code == 403


def test_everything_goes_with_the_server(tmp_path: Path) -> None:
    files = Files()
    (files.folder / "x").write_text("left")
    files.close()
    assert not files.folder.exists()
