"""Image hashes in text."""

from __future__ import annotations

import pytest

from graphsvc import identifiers
from graphsvc.identifiers import scan

MD5, SHA256 = "d41d8cd98f00b204e9800998ecf8427e", "1a" * 32


@pytest.mark.parametrize("text", [f"sha256: {SHA256}", f"SHA-256={SHA256.upper()}", f"picture sha256 {SHA256}."])
def test_a_labelled_hash_is_found(text: str) -> None:
    (find,) = scan(text).finds
    assert (find.identifier.id, find.method) == (f"image:sha256:{SHA256}", "labelled")
    assert text[find.start : find.end] == find.raw


@pytest.mark.parametrize("text", [MD5, SHA256, f"md5: {MD5}ab", f"xmd5: {MD5}", f"phash: {MD5}", f"md5 {MD5[:20]}"])
def test_bare_or_broken_hashes_are_not(text: str) -> None:
    assert scan(text).finds == []


def test_algorithms_never_meet() -> None:
    one, other = (identifiers.clean("image", SHA256, hint=hint) for hint in ("sha256", "pdq"))
    assert one is not None
    assert one != other


def test_caption() -> None:
    assert identifiers.caption(f"image:sha256:{SHA256}") == "picture 1a1a1a1a… (sha256)"
