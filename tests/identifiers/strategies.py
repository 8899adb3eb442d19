"""Hostile text for property tests: any character, pieces of identifiers, and what hides or breaks them."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "+44 7700 900123",
    "07700 900123",
    "(202) 555-0143",
    "t.me/",
    "https://",
    "www.",
    "@lola_99",
    "telegram: ",
    "line id ",
    "wa.me/447700900123",
    "john@example.com",
    "example.com",
    "/?a=1&b=2#c",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu",
    f"#EMAIL_{'a1' * 32}#",
    f"sha256:{'a1' * 32}",
    "(at)",
    "private key ",
    "微信",
    "%2e%2e",
    "//",
    "\u0130",
    "ß",
    "1-888-373-7888",
    "tg://resolve?domain=",
    "-----BEGIN PRIVATE KEY-----",
    "seed phrase: ",
)
_CHARS = st.one_of(
    st.characters(),
    st.sampled_from("0123456789+-()./@:#_ \n\t\x00\u200b\u202e\ufe0f\u20e3\ud800\udfff٠१０ａＺabcxyzABC%&?=$[]<>\"'"),
)
hostile = st.lists(st.one_of(st.text(_CHARS, max_size=30), st.sampled_from(PIECES)), max_size=6).map("".join)
regions = st.sampled_from(["", "GB", "US", "DE", "NO", "RU", "XX", "gb"])
