"""The encoding of a text file: what its bytes prove first, a guess last, and never a silent repair.

Byte-order marks, then strict UTF-8 over the whole file, then the pattern of NULs that UTF-16 leaves, then
charset-normalizer on the lines that are not ASCII. A file that is mostly UTF-8 is UTF-8: its other lines are rejected
one by one. In a single-byte file a line that is sound UTF-8 is rejected likewise, for it would decode to nonsense.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass

from charset_normalizer import from_bytes

from graphsvc.errors import FileRefused
from loaders.tabular.limits import MAX_ROW
from loaders.tabular.received import Received

BAD = "\udc80"  # stands for bytes that do not decode; no sound text holds a lone surrogate
_ERRORS = "loaders.mark"
_CHUNK = 1 << 20
_SAMPLE_BYTES = 32 << 10
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "cp874")
_CANDIDATES = (*SINGLE_BYTE, "gb18030", "big5", "cp932", "euc_jp", "cp949")


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return BAD, error.end


codecs.register_error(_ERRORS, _mark)


@dataclass(frozen=True, slots=True)
class Encoding:
    """`sound`: every byte decodes, so rows need no second look. `guessed`: no byte proves it."""

    codec: str
    sound: bool
    guessed: bool = False

    @property
    def label(self) -> str:
        return "utf-8" if self.codec == "utf-8-sig" else self.codec

    def open(self, received: Received, newline: str) -> io.TextIOWrapper:
        """The file as text; what does not decode becomes BAD."""
        return io.TextIOWrapper(received.open(), self.codec, _ERRORS, newline=newline)

    def fault(self, text: str) -> str:
        """Why a row's text cannot be trusted, or ''."""
        if BAD in text:
            return f"bytes that are not {self.label}; the file mixes encodings, save these rows as UTF-8"
        if self.codec in SINGLE_BYTE and not text.isascii():
            try:
                text.encode(self.codec).decode("utf-8")
            except UnicodeError:
                return ""
            return f"UTF-8 in a {self.label} file; the file mixes encodings, save these rows as {self.label}"
        return ""


def detect(received: Received, most: int = -1) -> Encoding:
    """Looks at the whole file, or at its first `most` bytes. Raises FileRefused for NULs and unknown encodings."""
    with received.open() as stream:
        head = stream.read(_CHUNK)
        codec = next((codec for bom, codec in _BOMS if head.startswith(bom)), "") or _wide(head)
        wide = codec.startswith(("utf-16", "utf-32"))
        decoder = codecs.getincrementaldecoder(codec or "utf-8")("strict")
        line, seen, chunk = 1, 0, head
        while chunk:
            seen += len(chunk)
            if not wide and (at := chunk.find(b"\x00")) >= 0:
                line += chunk.count(b"\n", 0, at)
                raise FileRefused(f"{received.name} has NUL bytes (line {line}): this is no text; export it as UTF-8")
            line += chunk.count(b"\n")
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return Encoding(codec, False) if codec else _unproved(received)
            if 0 <= most <= seen:
                return Encoding(codec or "utf-8", True)
            chunk = stream.read(_CHUNK)
        try:
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            return Encoding(codec, False) if codec else _unproved(received)
    return Encoding(codec or "utf-8", True)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: text in it has a NUL in every second byte, wherever it is Latin."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < len(head) * 0.3:
        return ""
    return "utf-16-le" if odd > 20 * even else "utf-16-be" if even > 20 * odd else ""


def _unproved(received: Received) -> Encoding:
    """Not UTF-8 as a whole: mostly UTF-8, or something to be guessed from its lines."""
    sound = broken = sampled = 0
    sample: list[bytes] = []
    with received.open() as stream:
        line = 0
        while text := stream.readline(MAX_ROW):
            line += 1
            if b"\x00" in text:
                raise FileRefused(f"{received.name} has NUL bytes (line {line}): this is no text; export it as UTF-8")
            if text.isascii():
                continue
            try:
                text.decode("utf-8")
                sound += 1
            except UnicodeDecodeError:
                broken += 1
                if sampled < _SAMPLE_BYTES:
                    sample.append(text[:_SAMPLE_BYTES])
                    sampled += len(sample[-1])
    if sound >= broken:
        return Encoding("utf-8", False)
    codec = _guess(b"".join(sample))
    if not codec:
        raise FileRefused(f"{received.name} is in an encoding that could not be recognised; save it as UTF-8")
    return Encoding(codec, False, guessed=True)


def _guess(sample: bytes) -> str:
    """The likeliest encoding; among equals the more common one, for short texts fit several."""
    fits = [
        (match.percent_chaos, -match.percent_coherence, _CANDIDATES.index(codec))
        for match in from_bytes(sample, cp_isolation=list(_CANDIDATES))
        for codec in match.could_be_from_charset
        if codec in _CANDIDATES
    ]
    return _CANDIDATES[min(fits)[2]] if fits else ""
