"""Files that are not what they claim: each is refused in one sentence that names it, and nothing of it is yielded."""

from __future__ import annotations

import gzip
import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.errors import FileRefused, GraphsvcError, InputError
from graphsvc.model import Record, Rejected
from loaders import open_reader

Make = Callable[[str, bytes | str], Path]
HTML = b"<!DOCTYPE html>\n<html><body><table><tr><td>phone</td></tr></table></body></html>"


def refused(path: Path, kind: str = "", **options: Any) -> str:
    """The sentence a file is refused with."""
    with pytest.raises(FileRefused) as error:
        open_reader(path, kind, **options)
    sentence = str(error.value)
    assert "\n" not in sentence
    assert len(sentence) < 400
    return sentence


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _gz(content: bytes) -> bytes:
    """Gzip without the moment it was packed: test names must not depend on it."""
    return gzip.compress(content, mtime=0)


BOOK = {"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"  \n\n \n", "nothing but blank lines"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "is a PNG picture, not a table"),
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3", "is a PDF document"),
        ("a.csv", HTML, "is a web page"),
        ("a.xls", b"\n \xef\xbb\xbf" + HTML, "knows its columns"),
        ("a.xls", b"\xef\xbb\xbf\n " + HTML, "is a web page"),
        ("a.csv", b"<?xml version='1.0'?><a/>", "is an XML document"),
        ("a.csv", zipped({"x.txt": b"1"}), "is a zip archive"),
        ("a.csv", zipped(BOOK), "holds an Excel workbook, not delimited text; rename it to end in .xlsx"),
        ("a.csv", b'[{"id": 1, "title": "x"}]', "holds JSON, not delimited text"),
        ("a.csv", b'{"id": 1, "title": "x"}\n{"id": 2}\n', "holds JSON, not delimited text"),
        ("a.json", b"id,title\n1,x\n", "holds delimited text, not JSON"),
        ("a.parquet", b"id,title\n1,x\n", "holds delimited text, not Parquet"),
        ("a.parquet", b"PAR1" + b"x" * 100 + b"PAR1", "is a damaged Parquet file"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "is a damaged zip archive"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or password-protected Office file"),
        ("a.csv", b"id,title\n1,a\x00b\n", "has NUL bytes (line 2)"),
        ("a.csv", bytes(range(1, 256)) + b"\x00", "has NUL bytes (line 2)"),
        ("a.csv.gz", b"id,title\n1,x\n", "is not gzip, though its name says so"),
        ("a.csv", _gz(b"id,title\n1,x\n"), "holds gzip; give it .gz at its end"),
        (
            "a.csv.gz",
            _gz(b"id,title\n" + random.Random(1).randbytes(5000).hex().encode())[:-200],
            "in the middle of its gzip data",
        ),
        ("a.csv.gz", _gz(b"id,title\n1,x\n") + b"garbage", "holds damaged gzip data"),
        ("a.csv.gz", _gz(b""), "is empty once unpacked"),
        ("a.csv.gz", _gz(_gz(b"id,title\n1,x\n")), "is gzip once unpacked"),
        ("a.csv.gz", _gz(b"\x89PNG\r\n\x1a\n"), "is a PNG picture once unpacked"),
        ("a.csv", b"foo,bar\n1,2\n", "no loader knows its columns ('foo', 'bar')"),
        ("a.csv", b"+44 20 7946 0000,phone\n+44 20 7946 0001,x\n", "a number or an address where a column name should"),
        ("a.csv", b"title,someone@example.org\nx,y\n", "a number or an address where a column name should be"),
        ("a.csv", b"hello\nworld\n", "no loader knows its columns ('hello')"),
        ("a.csv", b'id,title,text\n1,a,b\n2,"never closed,b\n3,c,d\n', "the quote opened in line 3 is never closed"),
        ("a.csv", b'"id"x,title\n1,x\n', "has no header that can be read, for not valid CSV"),
        ("a.csv", b'"id,title\n1,x\n', "the quote opened in line 1 is never closed"),
        ("a.csv", b"".join(b"c%d," % n for n in range(10_001)), "has 10,001 columns, more than the 10,000"),
        ("a.json", b'[{"id": 1, "title": "x"', "breaks off in the middle of a record"),
        ("a.json", b'{"records": [{"id": 1, "title": "x"}', "breaks off in the middle of a record"),
        ("a.json", b'[{"id": 1, "title": "x"}] and more', "goes on after its records end (line 1)"),
        ("a.json", b'[{"id": 1, "title": "x"}, 7]', "line 1 holds a value that is no record"),
        ("a.json", b"[]", "holds no record that can be read"),
        ("a.jsonl", b"{\n", "breaks off in the middle of a record"),
        (
            "a.json",
            b'[{"title": "x"},{' + b",".join(b'"c%d": 1' % n for n in range(10_001)) + b"}]",
            "columns, more than",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_refused_in_one_sentence(make: Make, name: str, content: bytes, words: str) -> None:
    sentence = refused(make(name, content))
    assert words in sentence
    assert name in sentence


def test_a_million_columns(make: Make) -> None:
    sentence = refused(make("wide.csv", ",".join(f"c{n}" for n in range(1_000_000)) + "\n"))
    assert sentence == "wide.csv has 1,000,000 columns, more than the 10,000 that are read; transpose or cut it"


def test_a_first_line_without_end(make: Make) -> None:
    assert "has no header that can be read, for the row is longer than 16 MiB; split it" in refused(
        make("long.csv", b"x" * (17 << 20))
    )


def test_directory_missing_file_and_device(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").mkdir()
    assert refused(tmp_path / "ads.csv") == "ads.csv is a directory; name the files in it"
    assert "gone.csv' does not exist" in refused(tmp_path / "gone.csv")
    assert "null is not a regular file" in refused(Path("/dev/null"))
    assert "cannot be read" in refused(Path("a\0b.csv"))


def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is not a regular file" in refused(tmp_path / "pipe.csv")


def test_a_name_with_a_line_break_stays_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "a·b·[31m.csv" in refused(path)


def test_a_file_that_changes_while_it_is_read(make: Make) -> None:
    path = make("a.csv", "id,title\n1,x\n")
    reader = open_reader(path)
    path.write_text("id,title\n1,y\n2,z\n")
    with pytest.raises(FileRefused, match=r"a\.csv changed while it was being read"):
        next(iter(reader))


def test_gzip_bomb(make: Make) -> None:
    bomb = gzip.compress(b"id,title\n" + b"1,x\n" * 20_000_000, compresslevel=9)
    assert len(bomb) < 200_000
    assert "as a decompression bomb does" in refused(make("a.csv.gz", bomb))


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({**BOOK, "xl/sharedStrings.xml": b"<sst>" + bytes(90 << 20) + b"</sst>"}, "as a decompression bomb does"),
        ({**BOOK, **{f"p{n}": b"" for n in range(1001)}}, "too many parts"),
        ({**BOOK, "../evil.xml": b"<a/>"}, "named to lie outside"),
        ({**BOOK, "/etc/evil.xml": b"<a/>"}, "named to lie outside"),
        ({**BOOK, "x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "XML that no workbook needs"),
        (
            {**BOOK, "x.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a []><a/>'.encode("utf-16")},
            "no workbook needs",
        ),
        ({**BOOK, "x.xml": b"no xml"}, "XML that no workbook needs"),
        (BOOK, "is a damaged workbook"),
    ],
)
def test_workbooks_that_are_traps(make: Make, members: dict[str, bytes], words: str) -> None:
    assert words in refused(make("a.xlsx", zipped(members)), "ads")


def test_an_open_document_names_itself(make: Make) -> None:
    content = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})
    assert "is an OpenDocument file" in refused(make("a.ods", content))


def test_a_ten_megabyte_value_costs_its_row_only(make: Make, load: Callable[..., Any]) -> None:
    got = load(make("a.csv", "id,title,text\n1,a,b\n2,c," + "x" * (10 << 20) + "\n3,e,f\n"))
    assert [record.key for record in got.records] == ["1", "3"]
    assert [(row.file, row.line, row.reason) for row in got.rejected] == [
        ("a.csv", 3, "column 'text' holds 10,485,760 characters, more than the 1,048,576 of one value; shorten it")
    ]


@pytest.mark.parametrize("long", ["y" * (17 << 20), '"' + ("y" * 1023 + "\n") * (17 << 10) + '"'])
def test_a_row_beyond_all_bounds_is_read_past(make: Make, load: Callable[..., Any], long: str) -> None:
    got = load(make("a.csv", f"id,title,text\n1,a,b\n2,c,{long}\n3,e,f\n"))
    assert [record.key for record in got.records] == ["1", "3"]
    assert [(row.line, row.reason) for row in got.rejected] == [(3, "the row is longer than 16 MiB; split it")]
    assert got.records[1].locator.line == 4 + long.count("\n")


def test_an_endless_quote_is_refused_in_bounded_memory(make: Make) -> None:
    content = 'id,title\n1,a\n2,"open\n' + ("z," * 500 + "\n") * (20 << 10)
    assert "the quote opened in line 3 is never closed" in refused(make("a.csv", content))


def test_rows_of_jsonl_beyond_all_bounds(make: Make, load: Callable[..., Any]) -> None:
    content = '{"id": 1, "title": "a"}\n{"id": 2, "title": "' + "x" * (17 << 20) + '"}\n{"id": 3, "title": "c"}\n'
    got = load(make("a.jsonl", content))
    assert [record.key for record in got.records] == ["1", "3"]
    assert [(row.line, row.reason) for row in got.rejected] == [(2, "the line is longer than 16 MiB; split it")]


def test_deep_json_costs_its_record_only(make: Make, load: Callable[..., Any]) -> None:
    deep = '{"title": ' * 70 + "1" + "}" * 70
    deeper = '{"title": ' * 20_000 + "1" + "}" * 20_000
    for name, form in (("a.jsonl", "{}\n{}\n{}\n"), ("a.json", "[{},{},\n{}]")):
        got = load(make(name, form.replace("{}", "%s") % ('{"id": 1, "title": "t"}', deep, deeper)))
        assert [record.key for record in got.records] == ["1"]
        assert [row.reason for row in got.rejected] == [
            "the record is nested deeper than 64 levels; flatten it",
            "the record is nested too deeply; flatten it",
        ]


def test_never_collected_values_are_nowhere(make: Make, load: Callable[..., Any]) -> None:
    """RIGHTS A7: not in records, not in the plan, not in warnings; the columns are named and counted."""
    content = (
        "id,title,ethnicity,Nationality,visa status,religion,bust size,photo,DOB,street address,victim.name,phone\n"
        "1,t,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,555-0100\n"
    )
    got = load(make("a.csv", content))
    assert "SECRET" not in repr((got.records, got.reader.plan, got.reader.warnings))
    assert got.reader.dropped_columns == {
        "ethnicity": 1,
        "Nationality": 1,
        "visa status": 1,
        "religion": 1,
        "bust size": 1,
        "photo": 1,
        "DOB": 1,
        "street address": 1,
        "victim.name": 1,
    }


def test_never_collected_columns_cannot_be_mapped_back(make: Make) -> None:
    with pytest.raises(InputError, match="'nationality' is never collected") as error:
        open_reader(make("a.csv", "id,title,nationality\n1,t,x\n"), "ads", mapping={"Nationality": "attribute"})
    assert not isinstance(error.value, FileRefused)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".csv", ".tsv", ".jsonl", ".json", ".csv.gz", ".xlsx", ".parquet", ""]),
    st.one_of(
        st.binary(max_size=400),
        st.text('id,title;text\t|"\n\r[]{}: \\u1e9ü\ud83d\x00nul', max_size=200).map(
            lambda text: ("id,title,text\n" + text).encode("utf-8", "surrogatepass")
        ),
        st.text('{}[]",:\\u d8001trueid\n', max_size=200).map(lambda text: ('{"title": "a"}\n' + text).encode()),
        st.text('{}[]",:\\u d8001trueid\n', max_size=200).map(lambda text: ('[{"title": "a"},' + text).encode()),
    ),
    st.booleans(),
)
def test_any_bytes_give_rows_or_one_sentence(tmp_path: Path, suffix: str, content: bytes, pack: bool) -> None:
    path = tmp_path / f"fuzz{suffix}"
    path.write_bytes(gzip.compress(content) if pack and suffix.endswith(".gz") else content)
    try:
        items = list(open_reader(path, "ads"))
    except GraphsvcError as error:
        sentence, items = str(error), []
    else:
        sentence = ""
    assert "\n" not in sentence
    assert all(isinstance(item, Record | Rejected) for item in items)
    assert all("\n" not in item.reason for item in items if isinstance(item, Rejected))


def test_a_file_that_goes_away_while_it_is_read(make: Make) -> None:
    path = make("a.csv", "id,title\n1,x\n")
    reader = open_reader(path)
    path.unlink()
    with pytest.raises(FileRefused, match=r"a\.csv went away while it was being read"):
        next(iter(reader))
