"""What this program itself is: its version, and in a checkout the state of its files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline import __version__

FORMAT = 1
"""Of kept reports; raise it when their encoding changes."""
_PACKAGE = Path(__file__).parents[1]


def mark() -> str:
    """A text that differs between two states of this program that may grade differently.

    An installed wheel is told by its version. In a checkout the version says little: there it is
    the size and the time of every program and JSON file. Rubrics are told apart by their content.
    """
    released = f"{FORMAT} {__version__}"
    if (_PACKAGE / "data").is_dir():
        return released
    state = hashlib.sha256()
    for line in sorted((*_files(f"{_PACKAGE}"), *_files(f"{_PACKAGE.parent / 'schema'}"))):
        state.update(line.encode("utf-8", "surrogateescape"))
    return f"{released} {state.hexdigest()}"


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith((".py", ".json")):
                facts = entry.stat()
                yield f"{entry.path}\0{facts.st_size}\0{facts.st_mtime_ns}\n"
