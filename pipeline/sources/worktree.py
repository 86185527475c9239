"""Files as they lie on disk, seen as git would see them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import limits
from pipeline.errors import InputError
from pipeline.load.source import EXECUTABLE, REGULAR, SUBMODULE, SYMLINK, Entry

_GIT = ".git"
# A pipe must not block, a link must not be followed. Windows has neither flag, nor the dangers.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Worktree:
    """The files below ``root``, tracked or not. Nothing of git is loaded or run."""

    root: Path

    def files(self, under: str) -> Iterator[Entry]:
        """Every file below ``under``, sorted by path; see ``Source``."""
        if not self._is_ours(under):
            return
        nested = self._repository
        # A stack, not recursion: a hostile tree is thousands of directories deep.
        pending = [iter(self._listed(under))]
        while pending:
            for found in pending[-1]:
                path = f"{under}/{found.name}" if under else found.name
                if not found.is_dir(follow_symlinks=False):
                    yield _entry(path, found)
                elif nested and os.path.lexists(f"{found.path}/{_GIT}"):
                    yield Entry(path, 0, SUBMODULE)
                else:
                    under = path
                    pending.append(iter(self._listed(path)))
                    break
            else:
                pending.pop()
                under = under.rpartition("/")[0] if pending else under

    def read(self, path: str) -> bytes:
        """The content of the plain file at ``path``; see ``Source``."""
        parent = path.rpartition("/")[0]
        if not self._is_ours(parent):
            raise FileNotFoundError(path)
        try:
            descriptor = os.open(self._place(path), _FLAGS)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise FileNotFoundError(path) from None
        except OSError as error:
            raise _unreadable(path, error) from None
        try:
            return _content(path, descriptor)
        finally:
            os.close(descriptor)

    def _listed(self, under: str) -> list[os.DirEntry[str]]:
        """The entries of a directory in the order of whole paths, where ``a.md`` comes before ``a/``."""
        try:
            with os.scandir(self._place(under)) as found:
                entries = [entry for entry in found if entry.name.lower() != _GIT]
        except OSError as error:
            raise _unreadable(under or ".", error) from None
        return sorted(entries, key=_as_in_paths)

    def _is_ours(self, path: str) -> bool:
        """Whether ``path`` is a directory that is reached through no link and no other repository."""
        nested = self._repository
        at = str(self.root)
        for part in path.split("/") if path else ():
            at = f"{at}/{part}"
            try:
                mode = os.lstat(at).st_mode
            except (OSError, ValueError):
                return False
            if not stat.S_ISDIR(mode) or part.lower() == _GIT or (nested and os.path.lexists(f"{at}/{_GIT}")):
                return False
        return True

    @property
    def _repository(self) -> bool:
        """Whether the root is one; else repositories below it are directories like any other."""
        return os.path.lexists(self._place(_GIT))

    def _place(self, path: str) -> str:
        # Text, because joining Path objects takes a tenth of the time of reading a study.
        return f"{self.root}/{path}"


def _as_in_paths(entry: os.DirEntry[str]) -> str:
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name


def _entry(path: str, listed: os.DirEntry[str]) -> Entry:
    try:
        found = listed.stat(follow_symlinks=False)
    except OSError as error:
        raise _unreadable(path, error) from None
    if stat.S_ISLNK(found.st_mode):
        return Entry(path, found.st_size, SYMLINK)
    if not stat.S_ISREG(found.st_mode):
        return Entry(path, 0, stat.S_IFMT(found.st_mode))
    program = os.name == "posix" and found.st_mode & stat.S_IXUSR
    return Entry(path, found.st_size, EXECUTABLE if program else REGULAR)


def _content(path: str, descriptor: int) -> bytes:
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        raise FileNotFoundError(path)
    if not stat.S_ISREG(mode):
        raise InputError("this is no regular file", place=path, remedy="Put a regular file here, or name another.")
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        data = file.read(limits.FILE_BYTES + 1)
    if len(data) > limits.FILE_BYTES:
        raise too_large(path)
    return data


def too_large(path: str) -> InputError:
    """The error of a file that nothing of ours reads whole."""
    most = limits.FILE_BYTES // limits.MIB
    return InputError(f"this file is larger than {most} MiB", place=path, remedy="Name a smaller one.")


def _unreadable(path: str, error: OSError) -> InputError:
    reason = (error.strerror or "it cannot be read").lower()
    return InputError(f"cannot be read: {reason}", place=path, remedy="Check what it is and who may read it.")
