"""Base58 in its three forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.identifiers.chains import base58

# Bitcoin's base58_encode_decode.json: hex, text.
VECTORS = [
    ("61", "2g"),
    ("626262", "a3gV"),
    ("636363", "aPEr"),
    ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
    ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
    ("516b6fcd0f", "ABnLTmg"),
    ("bf4f89001e670274dd", "3SEo3LWLoPntC"),
    ("572e4794", "3EFU7m"),
    ("ecac89cad93923c02321", "EJDM8drfXA6uyA"),
    ("10c8511e", "Rt5zm"),
    ("00000000000000000000", "1111111111"),
]


@pytest.mark.parametrize(("data", "text"), VECTORS)
def test_vectors(data: str, text: str) -> None:
    assert base58.encode(bytes.fromhex(data)) == text
    assert base58.decode(text) == bytes.fromhex(data)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80), st.sampled_from([base58.BITCOIN, base58.RIPPLE]))
def test_round_trips(data: bytes, alphabet: str) -> None:
    if data:
        assert base58.decode(base58.encode(data, alphabet), alphabet) == data
    assert base58.decode_check(base58.encode_check(data, alphabet), alphabet) == (data or None)
    assert base58.decode_blocks(base58.encode_blocks(data)) == data


@pytest.mark.parametrize("text", ["", "0", "O", "I", "l", "é", "1" * 200, "abc "])
def test_no_base58(text: str) -> None:
    assert base58.decode(text) is None
    assert base58.decode_check(text) is None


@pytest.mark.parametrize("text", ["1", "1111", "zzzzzzzzzzz", "0" * 11])
def test_no_blocks(text: str) -> None:
    assert base58.decode_blocks(text) is None


def test_one_wrong_character_breaks_the_checksum() -> None:
    text = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
    assert base58.decode_check(text) is not None
    for place in range(len(text)):
        for char in "2z":
            if char != text[place]:
                assert base58.decode_check(text[:place] + char + text[place + 1 :]) is None
