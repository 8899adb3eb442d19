"""What a file is, by its first bytes; its name is only a claim."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

# Formats that are read.
TEXT, JSON, XLSX, PARQUET, GZIP = "text", "json", "xlsx", "parquet", "gzip"
YAML = "yaml"  # no bytes tell it from text; the name does

# Formats that are not, in words for a sentence.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office file"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh91AY", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"{\\rtf", "a rich-text document"),
    (b"ARROW1\x00\x00", "an Arrow file"),
    (b"Obj\x01", "an Avro file"),
    (b"PGDMP", "a PostgreSQL dump"),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|table|div|script|meta)\b", re.IGNORECASE)
_JSON = re.compile(rb"\{\s*(?:[\"}]|$)|\[\s*(?:null\s*,\s*)*(?:[{\]\[]|$)")

ADVICE = {
    "an old or password-protected Office file": "save it as .xlsx without a password, or as CSV",
    "a web page": "export the table itself, as CSV or .xlsx",
}


def identify(head: bytes, file: BinaryIO) -> str:
    """One of the format names above, or words for what it is instead. `file` is seekable where it may be a zip."""
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(file)
    for signature, named in _SIGNATURES:
        if head.startswith(signature):
            return named
    text = head
    for bom in _BOMS:
        text = text.removeprefix(bom)
    text = text.replace(b"\x00", b"").lstrip()
    if _MARKUP.match(text):
        return "a web page"
    if text.startswith(b"<?xml"):
        return "an XML document"
    return JSON if _JSON.match(text) else TEXT


def _zip(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except Exception:  # zipfile and struct each have their own for the same damage
        return "a damaged zip archive"
    if "xl/workbook.xml" in names:
        return XLSX
    if "xl/workbook.bin" in names:
        return "a binary Excel workbook (.xlsb)"
    if "content.xml" in names:
        return "an OpenDocument file"
    if "word/document.xml" in names:
        return "a Word document"
    return "a zip archive"
