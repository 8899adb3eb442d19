"""Host names: one spelling for one host.

Internationalised names are kept in their ASCII form (UTS #46 non-transitional, RFC 5891), lower case, no final dot.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from importlib.resources import files

import idna

MAX_LABEL, MAX_NAME = 63, 253  # RFC 1035
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")


@lru_cache(maxsize=1)
def top_level() -> frozenset[str]:
    """Every top-level domain of the root zone, in its ASCII form, and the reserved ones of RFC 2606."""
    lines = files("graphsvc.identifiers.reading").joinpath("tlds.txt").read_text("ascii").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=16384)
def host_name(text: str) -> str:
    """The canonical spelling of a host name of two labels or more, '' when it is none."""
    text = text.rstrip(".")
    if len(text) > MAX_NAME:
        return ""
    try:
        name = text.lower() if text.isascii() else idna.encode(text, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""
    labels = name.split(".")
    if len(labels) < 2 or len(name) > MAX_NAME or not all(map(_is_label, labels)) or labels[-1].isdigit():
        return ""
    return name


def _is_label(label: str) -> bool:
    return len(label) <= MAX_LABEL and _LABEL.fullmatch(label) is not None


@lru_cache(maxsize=16384)
def public_host(text: str) -> str:
    """`host_name`, where the top-level domain exists, else ''."""
    name = host_name(text)
    return name if name.rpartition(".")[2] in top_level() else ""


def address(text: str) -> str:
    """A public IPv4 or bracketed IPv6 address in its canonical spelling, else ''."""
    try:
        found = ipaddress.ip_address(text[1:-1] if text.startswith("[") and text.endswith("]") else text)
    except ValueError:
        return ""
    return "" if not found.is_global else f"[{found}]" if found.version == 6 else str(found)


def cut_sentence(text: str) -> str:
    """A host name without the sentence that was glued to it: `mail.example.com.Please` gives `mail.example.com`."""
    labels = text.split(".")
    while len(labels) > 2 and (_starts_sentence(labels) or not public_host(".".join(labels))):
        labels.pop()
    return ".".join(labels)


def _starts_sentence(labels: list[str]) -> bool:
    return labels[-1].istitle() and labels[-2].islower()
