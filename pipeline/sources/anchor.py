"""Where paths are counted from, found without git: its import costs more than grading a study."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError


@dataclass(frozen=True, slots=True)
class Anchor:
    """The directory that paths are relative to: the top of a work tree.

    ``loose`` says that there is none; then it is the root of the file system, and reports name
    studies relative to their parents.
    """

    root: Path
    loose: bool = False

    def spelling(self, path: str | Path) -> str:
        """``path``, as typed in the current directory, relative to the root with ``/`` between parts.

        Raises InputError if it lies elsewhere.
        """
        try:
            return Path(os.path.realpath(path)).relative_to(self.root).as_posix()
        except ValueError:  # also: a NUL in the path
            raise InputError(
                "this path is not in the repository", place=str(path), remedy="Run the command in its repository."
            ) from None


def anchor(start: str | Path = ".") -> Anchor:
    """The anchor of the file or directory ``start``, which need not exist."""
    real = Path(os.path.realpath(start))
    found = top(real)
    return Anchor(found) if found else Anchor(Path(real.anchor), loose=True)


def top(path: str | Path) -> Path | None:
    """The top of the work tree that ``path`` lies in, None if it lies in none.

    That is the nearest directory with a ``.git``, which is a file in linked work trees and submodules.
    """
    real = Path(os.path.realpath(path))
    return next((up for up in (real, *real.parents) if os.path.lexists(up / ".git")), None)
