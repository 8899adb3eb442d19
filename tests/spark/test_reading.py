from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphsvc.spark.reading import BATCH, COLUMNS, SCHEMA, Slice, read, signed, unsigned

HEAD = "ad_id,title,description,posted_at,phone\n"


def rows(path: Path, number: int = 0, of: int = 1, region: str = "") -> list[dict[str, Any]]:
    return [row for batch in read(Slice(str(path), number, of, "", region)) for row in batch.to_pylist()]


def of_kind(found: list[dict[str, Any]], what: str) -> list[dict[str, Any]]:
    return [row for row in found if row["what"] == what]


def test_a_record_its_uses_and_its_text_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    text = "Cleaning and ironing in the whole town. Write to help@example.com at any hour"
    path.write_text(f"{HEAD}1,Clean homes,{text},2024-03-01T10:00:00Z,+44 20 7946 0123\n")
    found = rows(path)
    assert [(r["kind"], r["source"], r["key"]) for r in of_kind(found, "record")] == [("ad", "ads", "1")]
    uses = {(r["identifier"], r["confidence"]) for r in of_kind(found, "use")}
    assert uses == {("phone:+442079460123", 1.0), ("email:help%40example.com", 0.99)}
    assert len(of_kind(found, "text")) == 1
    tally = json.loads(of_kind(found, "tally")[0]["note"])
    assert (tally["records"], tally["rejected"]) == (1, 0)


def test_slices_of_a_file_together_are_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    lines = [f"{n},Room {n},A quiet room near the station number {n},,\n" for n in range(2 * BATCH + 10)]
    path.write_text(HEAD + "".join(lines))
    keys = [[row["key"] for row in of_kind(rows(path, number, 2), "record")] for number in range(2)]
    assert sorted(keys[0] + keys[1]) == sorted(str(n) for n in range(2 * BATCH + 10))
    assert len(keys[1]) == BATCH


def test_a_bad_row_is_a_row_and_a_bad_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(HEAD + "1,Room,Quiet room,,\n2,,,,\n")
    bad = of_kind(rows(path), "rejected")
    assert [(row["file"], row["line"]) for row in bad] == [("ads.csv", 3)]
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert [row["what"] for row in rows(path)] == ["refused"]
    (refused,) = rows(tmp_path / "none.csv")
    assert refused["what"] == "refused"
    assert "none.csv" in refused["note"]


@pytest.mark.parametrize("hashes", [[0, 1, 2**63 - 1, 2**63, 2**64 - 1]])
def test_unsigned_hashes_keep_their_order_as_signed_numbers(hashes: list[int]) -> None:
    made = signed(np.array(hashes, dtype=np.uint64))
    assert (np.diff(made.astype(object)) > 0).all()
    assert unsigned(made).tolist() == hashes


def test_every_column_has_a_type_of_spark() -> None:
    assert [column.split()[0] for column in COLUMNS.split(", ")] == SCHEMA.names
