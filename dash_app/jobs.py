"""Long work: a queue on the server, one worker process at a time, its progress read line by line.

A job outlives the page that started it: any page of the server sees the list. Cancelling kills the process; stores
commit in whole transactions, so what was committed stays and the same load started again goes on from there.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from dash_app.worker import GONE

KEPT = 50  # finished jobs listed


@dataclass(slots=True)
class Job:
    """`state`: waiting, running, done, failed or cancelled. `total`: -1 while it is unknown. `error`: a sentence."""

    id: str
    task: str
    title: str
    arguments: dict[str, Any]
    state: str = "waiting"
    done: int = 0
    total: int = -1
    error: str = ""
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


class Jobs:
    """All jobs of this server, each with a folder of its own below `folder`.

    `after` is called with each job that ended, from the queue's own thread.
    """

    def __init__(self, case: str, folder: Path, after: Callable[[Job], None]) -> None:
        self._case, self._folder, self._after = case, folder, after
        self._jobs: dict[str, Job] = {}
        self._process: subprocess.Popen[str] | None = None
        self._current = ""
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def start(self, task: str, title: str, arguments: Mapping[str, Any]) -> Job:
        """Queue a task of `dash_app.worker.TASKS`; returns its job at once."""
        job = Job(secrets.token_hex(16), task, title, dict(arguments))
        with self._changed:
            self._jobs[job.id] = job
            over = [old for old in self._jobs.values() if old.over]
            for old in over[: max(0, len(over) - KEPT)]:
                del self._jobs[old.id]
            if self._thread is None:
                self._thread = Thread(target=self._work, name="graphsvc-jobs", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return job

    def all(self) -> list[Job]:
        """Oldest first."""
        with self._changed:
            return list(self._jobs.values())

    def get(self, id_: str) -> Job | None:
        with self._changed:
            return self._jobs.get(id_)

    def busy(self) -> bool:
        """Whether anything waits, runs, or has ended and is still being cleared up."""
        with self._changed:
            return bool(self._current) or any(not job.over for job in self._jobs.values())

    def cancel(self, id_: str) -> None:
        """Stop a job that waits or runs; nothing happens to one that is over."""
        with self._changed:
            job = self._jobs.get(id_)
            if job is None or job.over:
                return
            job.state = "cancelled"
            if self._current == id_ and self._process is not None:
                self._process.kill()
            self._changed.notify_all()

    def close(self) -> None:
        """Stop everything; called when the server ends."""
        with self._changed:
            self._closed = True
            if self._process is not None:
                self._process.kill()
            self._changed.notify_all()

    # --- the queue's own thread -------------------------------------------------------------------------------
    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._next() is not None)
                job = self._next()
                if self._closed or job is None:
                    return
                job.state, self._current = "running", job.id
            self._run(job)
            self._after(job)
            with self._changed:
                self._current = ""
                self._changed.notify_all()

    def _next(self) -> Job | None:
        return next((job for job in self._jobs.values() if job.state == "waiting"), None)

    def _run(self, job: Job) -> None:
        folder = self._folder / job.id
        folder.mkdir(mode=0o700)
        order = {"case": self._case, "task": job.task, "folder": str(folder), "arguments": job.arguments}
        command = [sys.executable, "-m", "dash_app.worker"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            with self._changed:
                self._process = process
                self._changed.notify_all()
                if job.state == "cancelled" or self._closed:
                    process.kill()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(json.dumps(order))
                process.stdin.close()
            except BrokenPipeError:
                pass
            for line in process.stdout:
                self._heard(job, json.loads(line))
        with self._changed:
            self._process = None
            if job.state == "running":
                job.state, job.error = "failed", GONE

    def _heard(self, job: Job, message: dict[str, Any]) -> None:
        with self._changed:
            if job.over:
                return
            if "progress" in message:
                job.done, job.total = message["progress"]
            elif "error" in message:
                job.state, job.error = "failed", message["error"]
            else:
                job.state, job.result = "done", message["result"]
