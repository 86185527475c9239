"""How git is run: an argument vector, bytes, a cap on what is read, and no outside influence.

GitPython only starts the process. Its object interface is not used: on hostile trees its diff has
come back empty and its reading of blobs and trees had no bounds (see SECURITY.md).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

from pipeline import limits
from pipeline.errors import InputError

OUTPUT_BYTES = 16 * limits.MIB
"""The most that any answer of git may hold: some 150,000 names. A hostile tree can have 10 billion."""
_CHUNK = 64 * limits.KIB
_MESSAGE = 8 * limits.KIB

_OPTIONS = (
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never",
    "-c", "core.pager=", "-c", "log.showSignature=false", "-c", "diff.external=",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",  # a filtered fetch stays filtered
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# A bare repository is one that a machine fetched for us; a person's settings have no part in it.
_ISOLATED = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_COUNT": "0"}


class GitError(Exception):
    """git ended with ``status``; ``message`` is what it ``said`` first of all that was fatal, on one line."""

    def __init__(self, status: int, said: bytes) -> None:
        lines = said.decode("utf-8", "replace").split("\n")
        self.status = status
        self.message = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0]).strip()
        super().__init__(self.message)

    @property
    def not_fetched(self) -> bool:
        """Whether git stopped at an object that a partial clone left out."""
        return "from promisor remote" in self.message


def output(root: Path, *arguments: str) -> bytes:
    """What git prints. Raises GitError if git fails, InputError if it cannot run or says too much."""
    return b"".join(chunks(root, *arguments))


def chunks(root: Path, *arguments: str) -> Iterator[bytes]:
    """What git prints, piece by piece; whoever stops early stops git. Raises as ``output`` does."""
    process = start(root, *arguments)
    # Beside the output, not behind it: of a hostile tree git warns until the pipe is full, and then waits for us.
    warnings: list[bytes] = []
    listener = Thread(target=_listen, args=(process.stderr, warnings), daemon=True)
    listener.start()
    try:
        yield from _capped(process.stdout, arguments[0])
        listener.join()
        status = process.proc.wait()
    finally:
        process.proc.kill()
        listener.join()
        stop(process)
    if status:
        raise GitError(status, b"\n".join(warnings))


def _listen(stream: IO[bytes], heard: list[bytes]) -> None:
    """Read all that git complains of, and keep how it begins and how it ends."""
    heard.append(stream.read(_MESSAGE))
    end = b""
    while data := stream.read(_CHUNK):
        end = (end + data)[-_MESSAGE:]
    heard.append(end)


def _capped(stream: IO[bytes], place: str) -> Iterator[bytes]:
    left = OUTPUT_BYTES
    while data := stream.read(_CHUNK):
        left -= len(data)
        if left < 0:
            most = f"git lists more than {OUTPUT_BYTES // limits.MIB} MiB of file names"
            raise InputError(most, place=place, remedy="Name one study.")
        yield data


def start(root: Path, *arguments: str, talks: bool = False) -> Any:
    """Start git in ``root``; ``talks`` opens its standard input. Whoever starts it stops it.

    Raises InputError if git is not installed.
    """
    from subprocess import PIPE

    missing = InputError("git is needed here and was not found", remedy="Install git.")
    with _environment(root):
        try:
            from git import Git, GitCommandNotFound
        except ImportError:  # GitPython refuses to be imported where there is no git
            raise missing from None
        where = () if (root / ".git").exists() else (f"--git-dir={root}",)
        command = [Git.GIT_PYTHON_GIT_EXECUTABLE, *_OPTIONS, *where, *arguments]
        try:
            return Git(root).execute(command, istream=PIPE if talks else None, as_process=True)
        except GitCommandNotFound:
            raise missing from None


def stop(process: Any) -> None:
    """End a process of ``start`` and close its pipes, now rather than when memory is tidied."""
    process.proc.kill()
    for pipe in (process.proc.stdin, process.proc.stdout, process.proc.stderr):
        if pipe:
            with suppress(OSError):  # what was not yet written has no reader any more
                pipe.close()
    process.proc.wait()


@contextmanager
def _environment(root: Path) -> Iterator[None]:
    """For the moment in which git starts, only those ``GIT_*`` settings that are meant for it.

    A hook's GIT_DIR would name another repository; GIT_INDEX_FILE is kept, because during
    ``git commit FILE`` it is the index that will be committed.
    """
    before = dict(os.environ)
    bare = not (root / ".git").exists()
    kept = re.compile("GIT_EXEC_PATH|GIT_PYTHON_.*" + ("" if bare else "|GIT_INDEX_FILE|GIT_CONFIG.*"))
    ours = {name: value for name, value in before.items() if not name.startswith("GIT_") or kept.fullmatch(name)}
    if Path.cwd() != root:
        ours.pop("GIT_INDEX_FILE", None)
    ours |= _ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": str(root.parent)} | (_ISOLATED if bare else {})
    try:
        os.environ.clear()
        os.environ.update(ours)
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def explained(error: GitError, root: Path) -> InputError:
    """What the person can do about an error of git."""
    if "dubious ownership" in error.message:
        return InputError(
            "git does not read this repository, because somebody else owns it",
            place=str(root),
            remedy=f"If you trust it: `git config --global --add safe.directory {root}`.",
        )
    if "not a git repository" in error.message:
        return InputError("this is not a git repository", place=str(root), remedy="Grade files, without a revision.")
    said = error.message.removeprefix("fatal: ") or f"it ended with status {error.status}"
    return InputError(f"git failed: {said[:200]}", place=str(root), remedy="Mend the repository and try again.")
