"""Files in git that need no checkout: the index, and the tree of a revision."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError
from pipeline.load.source import UNKNOWN_SIZE, Entry
from pipeline.sources import driver, history
from pipeline.sources.objects import Objects


class _Snapshot:
    """Lists once, reads by object name. A listing that was read to its end is kept."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._objects = Objects(root)
        self._names: dict[str, str] = {}
        self._listings: dict[str, list[Entry]] = {}

    def files(self, under: str) -> Iterator[Entry]:
        """Every file below ``under``, sorted by path; see ``Source``."""
        known = self._known(under)
        yield from known if known is not None else self._listed(under)

    def read(self, path: str) -> bytes:
        """The content of the plain file at ``path``; see ``Source``."""
        if path not in self._names and self._known(path.rpartition("/")[0]) is None:
            for _ in self._entries(path):
                pass
        if path not in self._names:
            raise FileNotFoundError(path)
        if not self._names[path]:
            raise InputError("this is no regular file", place=path, remedy="Put a regular file here, or name another.")
        return self._objects.content(self._names[path], path)

    def _records(self, under: str) -> Iterator[tuple[str, int, bytes]]:
        """(path, size, mode and object name as git prints them) of each file at or below ``under``."""
        raise NotImplementedError

    def _known(self, under: str) -> list[Entry] | None:
        """The part of a kept listing that lies below ``under``, None if it was never listed."""
        for listed, entries in self._listings.items():
            if not listed or under == listed or under.startswith(f"{listed}/"):
                return _below(entries, under)
        return None

    def _listed(self, under: str) -> Iterator[Entry]:
        kept = []
        for entry in self._entries(under):
            if not under or entry.path.startswith(f"{under}/"):
                kept.append(entry)
                yield entry
        self._listings[under] = sorted(kept)

    def _entries(self, under: str) -> Iterator[Entry]:
        try:
            for path, size, record in self._records(under):
                mode, *names = record.split()
                entry = Entry(path, size, int(mode, 8))
                # A path that is listed but not a plain file has no name to read it by.
                self._names[path] = names[-1].decode("ascii") if entry.regular else ""
                yield entry
        except driver.GitError as error:
            raise driver.explained(error, self._root) from None


class Revision(_Snapshot):
    """The files of a commit, straight from git's objects. ``root`` may be a bare repository.

    ``rev`` is what a person may write for a commit; ``commit`` is what it stood for at the start.
    Raises InputError if there is no such commit.
    """

    def __init__(self, root: Path, rev: str) -> None:
        super().__init__(root)
        self.commit = history.resolve(root, rev)

    def __reduce__(self) -> tuple[type[Revision], tuple[Path, str]]:
        """Another process opens the same commit for itself."""
        return Revision, (self._root, self.commit)

    def _records(self, under: str) -> Iterator[tuple[str, int, bytes]]:
        path = ("--", under) if under else ()
        for record in _split(driver.chunks(self._root, "ls-tree", "-r", "-z", "-l", "--full-tree", self.commit, *path)):
            facts, _, name = record.partition(b"\t")
            size = facts.rsplit(b" ", 1)[-1]
            # "-" is a submodule, "BAD" an object that is not here.
            yield _text(name), int(size) if size.isdigit() else 0 if size == b"-" else UNKNOWN_SIZE, facts[: -len(size)]


class Index(_Snapshot):
    """What is staged for the next commit. Raises InputError while a merge is unresolved."""

    def __reduce__(self) -> tuple[type[Index], tuple[Path]]:
        """Another process opens the same index for itself."""
        return Index, (self._root,)

    def _records(self, under: str) -> Iterator[tuple[str, int, bytes]]:
        for record in _split(driver.chunks(self._root, "ls-files", "-s", "-z", "--", *([under] if under else []))):
            facts, _, name = record.partition(b"\t")
            mode, oid, stage = facts.split()
            if stage != b"0":
                remedy = "Finish the merge, then `git add` the file."
                raise InputError("this file has an unresolved merge conflict", place=_text(name), remedy=remedy)
            submodule = mode == b"160000"
            yield _text(name), 0 if submodule else self._objects.size(oid.decode("ascii")), b"%s %s" % (mode, oid)


def _split(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Records that end in NUL, out of chunks that end anywhere."""
    rest = b""
    for chunk in chunks:
        *records, rest = (rest + chunk).split(b"\0")
        yield from records


def _below(entries: list[Entry], under: str) -> list[Entry]:
    if not under:
        return entries
    low = bisect_left(entries, Entry(f"{under}/", UNKNOWN_SIZE, 0))
    high = bisect_left(entries, Entry(f"{under}0", UNKNOWN_SIZE, 0))  # "0" follows "/"
    return entries[low:high]


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
