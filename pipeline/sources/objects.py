"""Contents of git's objects through one lasting ``git cat-file`` process."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import Any

from pipeline import limits
from pipeline.errors import InputError
from pipeline.load.source import UNKNOWN_SIZE
from pipeline.sources import driver
from pipeline.sources.worktree import too_large


class Objects:
    """Reads blobs of the repository at ``root`` by their 40 (or 64) hexadecimal digits."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._running: dict[tuple[int, str], Any] = {}
        weakref.finalize(self, _stop, self._running)

    def size(self, name: str) -> int:
        """Bytes of the object, or UNKNOWN_SIZE if the repository does not hold it."""
        return self._header("--batch-check", name)

    def content(self, name: str, path: str) -> bytes:
        """The object's bytes; ``path`` is said in errors. Raises InputError if it cannot be read."""
        size = self._header("--batch", name)
        if size < 0:
            remedy = "Fetch it: a filtered or broken repository does not hold every file."
            raise InputError("the repository does not hold this file's content", place=path, remedy=remedy)
        if size > limits.FILE_BYTES:
            _stop(self._running)  # it would go on writing
            raise too_large(path)
        data: bytes = self._process("--batch").stdout.read(size + 1)
        return data[:-1]

    def _header(self, mode: str, name: str) -> int:
        process = self._process(mode)
        process.stdin.write(f"{name}\n".encode("ascii"))
        process.stdin.flush()
        line: bytes = process.stdout.readline(200)
        parts = line.split()
        if len(parts) == 3 and parts[1] == b"blob":
            return int(parts[2])
        if line.endswith(b" missing\n"):
            return UNKNOWN_SIZE
        error = driver.GitError(128, line or process.stderr.read(1000))
        _stop(self._running)
        if error.not_fetched:
            return UNKNOWN_SIZE
        raise driver.explained(error, self._root)

    def _process(self, mode: str) -> Any:
        """The running process of that mode. A child of ours starts its own: two must not share a pipe."""
        key = (os.getpid(), mode)
        if key not in self._running:
            self._running[key] = driver.start(self._root, "cat-file", mode, talks=True)
        return self._running[key]


def _stop(running: dict[tuple[int, str], Any]) -> None:
    """End those processes, but not the ones that only the parent of this process may end."""
    for (owner, _), process in running.items():
        if owner == os.getpid():
            driver.stop(process)
    running.clear()
