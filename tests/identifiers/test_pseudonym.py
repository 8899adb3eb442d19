"""Hashed values: linked, never read."""

from __future__ import annotations

import pytest

from graphsvc import identifiers
from graphsvc.identifiers import scan

DIGEST = "1f3a" * 16


@pytest.mark.parametrize(
    ("text", "raw", "node"),
    [
        (f"mail #EMAIL_{DIGEST}#now", f"#EMAIL_{DIGEST}#", f"email:sha256:{DIGEST}"),
        (f"1#URL_{DIGEST.upper()}##PHONE", f"#URL_{DIGEST.upper()}#", f"url:sha256:{DIGEST}"),
        (f"see phone:SHA256:{DIGEST}.", f"phone:SHA256:{DIGEST}", f"phone:sha256:{DIGEST}"),
        (f"EMAIL_{DIGEST} x", f"EMAIL_{DIGEST}", f"email:sha256:{DIGEST}"),
    ],
)
def test_in_text(text: str, raw: str, node: str) -> None:
    (find,) = scan(text).finds
    assert (find.raw, find.identifier.id, find.confidence) == (raw, node, 1.0)


def test_neighbours_are_told_apart() -> None:
    text = f"#EMAIL_{DIGEST}##PHONE_{DIGEST}##URL_{DIGEST}#"
    assert [find.identifier.kind.value for find in scan(text).finds] == ["email", "phone", "url"]


@pytest.mark.parametrize("text", [f"EMAIL_{DIGEST}0", f"#EMAIL_{DIGEST[:-1]}#", f"#NAME_{DIGEST}#", DIGEST])
def test_longer_shorter_and_other_codes_are_none(text: str) -> None:
    assert scan(text).finds == []


def test_captions_show_four_digits() -> None:
    assert identifiers.caption(f"email:sha256:{DIGEST}") == "hashed e-mail 1f3a…"
    assert identifiers.caption(f"phone:sha256:{DIGEST}") == "hashed number 1f3a…"
    assert identifiers.caption(f"url:sha256:{DIGEST}") == "hashed link 1f3a…"
