"""Files that come in and go out: streamed to a private folder, known by random ids, gone when the server ends.

Names from outside are shown, never followed: an upload lies in a folder of its own under a cleaned name, a download
is found by its id alone and carries a name the server made.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import IO, Any

from flask import Request, Response, g, jsonify, request, send_file
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from dash_app.access import Permission
from dash_app.gate import Gate
from dash_app.language import _, number

UPLOAD_CAP = 1 << 30  # bytes; 1 GiB
FORM_EXTRA = 64 * 1024  # bytes that multipart framing may add to the files themselves
MAX_NAME = 100
_UNSAFE = re.compile(r"[^\w.()\[\] -]+")


def clean_name(name: str) -> str:
    """The last part of a file name from outside, with nothing in it that a path or a shell would read.

    Extensions stay: loaders look at them, and the stem becomes the name of the source unless another is given.
    """
    last = re.split(r"[/\\]", name)[-1]
    cleaned = _UNSAFE.sub("_", last).strip(". ")
    if len(cleaned) > MAX_NAME:
        stem, dot, suffix = cleaned.partition(".")
        keep = suffix[-20:]
        cleaned = f"{stem[: MAX_NAME - len(keep) - 1]}{dot}{keep}"
    return cleaned or "file"


@dataclass(frozen=True, slots=True)
class Upload:
    id: str
    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Download:
    id: str
    name: str
    path: Path


class Files:
    """The private folder (mode 0700) and what lies in it."""

    def __init__(self, cap: int = UPLOAD_CAP) -> None:
        self.cap = cap
        self.folder = Path(tempfile.mkdtemp(prefix="graphsvc-"))
        self._uploads: dict[str, Upload] = {}
        self._downloads: dict[str, Download] = {}
        self._lock = Lock()

    def install(self, gate: Gate) -> None:
        gate.server.request_class = request_class(self)
        gate.server.teardown_request(self._sweep)
        gate.route("/upload", "upload", Permission.LOAD, self._receive, "POST")
        gate.route("/download/<id_>", "download", Permission.EXPORT, self._send, "GET")

    # --- in ---------------------------------------------------------------------------------------------------
    def uploads(self) -> list[Upload]:
        with self._lock:
            return list(self._uploads.values())

    def upload(self, id_: str) -> Upload | None:
        with self._lock:
            return self._uploads.get(id_)

    def drop(self, id_: str) -> None:
        """Remove an upload and its bytes."""
        with self._lock:
            found = self._uploads.pop(id_, None)
        if found is not None:
            shutil.rmtree(found.path.parent, ignore_errors=True)

    def _receive(self) -> Any:
        """Multipart, streamed to disk. 413 above the cap, 507 when the disk has no room."""
        request.max_content_length = self.cap + FORM_EXTRA
        request.max_form_memory_size = FORM_EXTRA
        size = request.content_length
        if size is None:
            return _refused(_("the upload does not say how large it is"), 411)
        if size > self.cap + FORM_EXTRA:
            raise RequestEntityTooLarge(
                _("the file is larger than {n} MiB; load it with `graphsvc load`").format(n=number(self.cap >> 20))
            )
        if size > shutil.disk_usage(self.folder).free:
            return _refused(
                _("the disk has no room for {n} MiB; free some and drop the file again").format(n=number(size >> 20)),
                507,
            )
        taken = []
        for part in request.files.getlist("file"):
            id_ = secrets.token_hex(16)
            name = clean_name(part.filename or "")
            target = self.folder / id_ / name
            target.parent.mkdir(mode=0o700)
            received = Path(part.stream.name)
            part.close()
            received.rename(target)
            found = Upload(id_, name, target, target.stat().st_size)
            with self._lock:
                self._uploads[id_] = found
            taken.append({"id": id_, "name": name, "size": found.size})
        if not taken:
            return _refused(_("the upload holds no file"), 400)
        return jsonify(files=taken)

    def stream(self) -> IO[bytes]:
        """Where the bytes of an upload go while they arrive."""
        # Closed by werkzeug, moved or swept afterwards: a context manager here would end too early.
        stream = tempfile.NamedTemporaryFile(dir=self.folder, prefix="part-", delete=False)  # noqa: SIM115
        g.setdefault("parts", []).append(Path(stream.name))
        return stream

    def _sweep(self, error: BaseException | None) -> None:
        """What an upload that broke off left behind goes with its request."""
        for part in g.get("parts", ()):
            part.unlink(missing_ok=True)

    # --- out --------------------------------------------------------------------------------------------------
    def offer(self, paths: list[Path], name: str) -> Download:
        """Make files downloadable; several become one zip. `name` (without suffix) is the server's own."""
        path = paths[0]
        if len(paths) > 1:
            path = path.parent / f"{name}.zip"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
                for one in paths:
                    bundle.write(one, one.name)
        made = Download(secrets.token_hex(16), f"{name}{''.join(path.suffixes[-1:])}", path)
        with self._lock:
            self._downloads[made.id] = made
        return made

    def _send(self, id_: str) -> Response:
        with self._lock:
            found = self._downloads.get(id_)
        if found is None or not found.path.is_file():
            raise NotFound(_("there is no such file; make it again on the screen it came from"))
        return send_file(found.path, as_attachment=True, download_name=found.name, max_age=0)

    def close(self) -> None:
        """Remove the folder with everything in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def request_class(files: Files) -> type[Request]:
    """Flask's request, with uploads written into the private folder instead of memory and the shared /tmp."""

    class PrivateRequest(Request):
        def _get_file_stream(self, total_content_length: int | None, content_type: str | None,
                             filename: str | None = None, content_length: int | None = None) -> IO[bytes]:  # fmt: skip
            return files.stream()

    return PrivateRequest


def _refused(sentence: str, status: int) -> Any:
    answer = jsonify(error=sentence)
    answer.status_code = status
    return answer
