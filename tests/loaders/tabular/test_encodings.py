from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXTS = {
    "cp1252": "Se busca camarera, llame mañana. Atención: señoras, niños, über die Straße",
    "cp1250": "Poszukujemy kelnerki, zadzwoń później, źródło łąka",
    "cp1251": "Требуются девушки для работы в Берлине, звоните",
    "koi8_r": "Требуются девушки для работы в Берлине, звоните",
    "gb18030": "招聘服务员，月薪五千，请联系电话，工作地点北京",
    "cp932": "東京で働くスタッフを募集しています。電話してください",
    "cp949": "서울에서 일할 직원을 모집합니다",
    "cp1254": "İstanbul'da çalışacak garson aranıyor şimdi ağır",
}


def table(text: str) -> str:
    return f'id,title\n1,"{text}"\n2,plain\n3,"{text}"\n'


@pytest.mark.parametrize("codec", TEXTS)
def test_legacy_encodings_are_recognised_and_said(
    make: Callable[..., Path], load: Callable[..., Any], codec: str
) -> None:
    got = load(make("a.csv", table(TEXTS[codec]).encode(codec)))
    assert [record.title for record in got.records] == [TEXTS[codec], "plain", TEXTS[codec]]
    assert got.reader.plan.encoding == codec
    assert got.reader.warnings == [f"read as {codec}, which is a guess; check names and accents in the sample"]


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
     (codecs.BOM_UTF32_LE, "utf-32-le"), (b"", "utf-16-le"), (b"", "utf-16-be"), (b"", "utf-8")],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_unicode_with_and_without_a_mark(
    make: Callable[..., Path], load: Callable[..., Any], mark: bytes, codec: str, name: str
) -> None:
    text = table("Größe 🏠 дом") if name == "a.csv" else '{"id": 1, "title": "Größe 🏠 дом"}\n'
    got = load(make(name, mark + text.encode(codec)))
    assert got.records[0].title == "Größe 🏠 дом"
    assert got.reader.warnings == got.rejected == []


def test_mixed_encodings_cost_the_rows_that_differ(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    rows = [b"id,title", "1,señora".encode(), "2,señora".encode("cp1252"), "3,niños".encode(), b"4,plain"]
    got = load(make("a.csv", b"\n".join(rows)))
    assert [record.key for record in got.records] == ["1", "3", "4"]
    assert [(row.line, row.reason) for row in got.rejected] == [
        (3, "the row holds bytes that are not utf-8; the file mixes encodings, save these rows as UTF-8")
    ]


def test_utf8_rows_of_a_legacy_file_are_not_read_as_nonsense(
    make: Callable[..., Path], load: Callable[..., Any]
) -> None:
    rows = [b"id,title", *(f"{n},{TEXTS['cp1252']}".replace(", ", " ").encode("cp1252") for n in range(9))]
    got = load(make("a.csv", b"\n".join([*rows, "9,señora".encode()])))
    assert len(got.records) == 9
    assert [(row.line, row.reason.split(";")[0]) for row in got.rejected] == [
        (11, "the row holds UTF-8 in a cp1252 file")
    ]


def test_mixed_encodings_in_json_lines(make: Callable[..., Path], load: Callable[..., Any]) -> None:
    rows = ['{"id": 1, "title": "señora"}'.encode(), '{"id": 2, "title": "señora"}'.encode("latin-1")]
    got = load(make("a.jsonl", b"\n".join(rows)))
    assert [record.key for record in got.records] == ["1"]
    assert [(row.line, row.reason.split(";")[0]) for row in got.rejected] == [
        (2, "the record holds bytes that are not utf-8")
    ]


@pytest.mark.parametrize("escape", [r"\ud800", r"\u0000", r"\udc80x"])
def test_half_characters_cost_their_record(make: Callable[..., Path], load: Callable[..., Any], escape: str) -> None:
    got = load(make("a.jsonl", '{"id": 1, "title": "a' + escape + '"}\n{"id": 2, "title": "\\ud83d\\ude00"}\n'))
    assert [record.title for record in got.records] == ["😀"]
    assert [(row.line, row.reason) for row in got.rejected] == [
        (1, "the row holds a NUL or half a character; export it again as UTF-8")
    ]
