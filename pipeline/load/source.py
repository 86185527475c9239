"""Where files come from: all that reading a study asks of a work tree, an index or a revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

REGULAR = 0o100644
EXECUTABLE = 0o100755
SYMLINK = 0o120000
SUBMODULE = 0o160000
_REGULAR_FILES = frozenset({REGULAR, EXECUTABLE})

UNKNOWN_SIZE = -1
"""The size of a file whose content the repository does not hold (a filtered fetch)."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One file as git sees it. ``path`` is relative to the top, with ``/`` between its parts.

    ``size`` is in bytes, ``mode`` is git's (0 and others for what git would not keep, such as a
    pipe). A name that is not UTF-8 holds its odd bytes as surrogates, as ``os.fsdecode`` does.
    """

    path: str
    size: int
    mode: int = REGULAR

    @property
    def regular(self) -> bool:
        """Whether this is a plain file: no link, no submodule, no pipe."""
        return self.mode in _REGULAR_FILES


class Source(Protocol):
    """Files by path. A work tree, an index and a revision with equal files cannot be told apart."""

    def files(self, under: str) -> Iterable[Entry]:
        """Every file below the directory ``under`` ("" is the top), sorted by path.

        Symbolic links and submodules are entries themselves and never followed. Nothing is found
        below what is not a directory. Raises InputError if the tree cannot be listed.
        """
        ...

    def read(self, path: str) -> bytes:
        """The content of the plain file at ``path``.

        Raises FileNotFoundError if there is none, InputError if it is no plain file or cannot be
        read.
        """
        ...


def read_optional(source: Source, path: str) -> bytes | None:
    """The content of the file at ``path``, or None if there is no such file.

    Raises InputError if something stands there that cannot be read.
    """
    try:
        return source.read(path)
    except FileNotFoundError:
        return None
