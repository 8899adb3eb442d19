"""A process that prepares rows: batches on its standard input, each answered on its standard output in turn.

A message is its length in eight bytes, then JSON (`ingest.wire`). It speaks to nobody but the process that started it,
and ends when that closes the pipe, which the system does for a process that was killed.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import BinaryIO

from graphsvc.ingest.preparing import prepare_all
from graphsvc.ingest.wire import packed, rows_of

_LENGTH = 8  # bytes, big-endian


def send(stream: BinaryIO, message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """The next message. Raises EOFError where the other end is gone."""
    size = int.from_bytes(_exactly(stream, _LENGTH), "big")
    return _exactly(stream, size)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found


def main() -> None:
    """Answer until the pipe closes. What else is printed goes to standard error, where it harms no answer."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.disable()  # rows make no cycles
    while True:
        try:
            rows, marking, region = rows_of(receive(sys.stdin.buffer))
            send(answers, packed(prepare_all(rows, marking, region)))
        except (EOFError, BrokenPipeError, MemoryError):  # of the last the other end makes a sentence
            os._exit(1)  # without a try to write what nobody reads
