"""Files in git that need no checkout: the index, and the tree of a revision."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pipeline.errors import InputError
from pipeline.load.source import SUBMODULE, UNKNOWN_SIZE, Entry
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

    def _records(self, under: str) -> Iterator[tuple[Entry, str]]:
        """Each file at or below ``under``, in the order of paths, with the name of its object."""
        raise NotImplementedError

    def _sized(self, path: str, mode: str, name: str) -> Entry:
        number = int(mode, 8)
        return Entry(path, 0 if number == SUBMODULE else self._objects.size(name), number)

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
            for entry, name in self._records(under):
                # A path that is listed but no plain file has no name to read it by.
                self._names[entry.path] = name if entry.regular else ""
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

    def _records(self, under: str) -> Iterator[tuple[Entry, str]]:
        done = 0
        try:
            for path, (mode, _, name, size) in self._tree(under, "-l"):
                # "-" is a submodule, "BAD" an object that is not here.
                known = int(size) if size.isdigit() else 0 if size == "-" else UNKNOWN_SIZE
                yield Entry(path, known, int(mode, 8)), name
                done += 1
        except driver.GitError as error:
            if not error.not_fetched:
                raise
            # Asked for sizes, git stops at the first file that a partial clone left out.
            for path, (mode, _, name) in islice(self._tree(under), done, None):
                yield self._sized(path, mode, name), name

    def _tree(self, under: str, *options: str) -> Iterator[tuple[str, list[str]]]:
        path = ("--", under) if under else ()
        return _split(driver.chunks(self._root, "ls-tree", "-r", "-z", *options, "--full-tree", self.commit, *path))


class Index(_Snapshot):
    """What is staged for the next commit. Raises InputError while a merge is unresolved."""

    def __reduce__(self) -> tuple[type[Index], tuple[Path]]:
        """Another process opens the same index for itself."""
        return Index, (self._root,)

    def _records(self, under: str) -> Iterator[tuple[Entry, str]]:
        path = [under] if under else []
        for name, (mode, blob, stage) in _split(driver.chunks(self._root, "ls-files", "-s", "-z", "--", *path)):
            if stage != "0":
                remedy = "Finish the merge, then `git add` the file."
                raise InputError("this file has an unresolved merge conflict", place=name, remedy=remedy)
            yield self._sized(name, mode, blob), blob


def _split(chunks: Iterator[bytes]) -> Iterator[tuple[str, list[str]]]:
    """Path and facts of each record: facts, a tab, the path, a NUL, out of chunks that end anywhere."""
    rest = b""
    for chunk in chunks:
        *records, rest = (rest + chunk).split(b"\0")
        for record in records:
            facts, _, path = record.partition(b"\t")
            yield path.decode("utf-8", "surrogateescape"), facts.decode("ascii").split()


def _below(entries: list[Entry], under: str) -> list[Entry]:
    if not under:
        return entries
    low = bisect_left(entries, Entry(f"{under}/", UNKNOWN_SIZE, 0))
    high = bisect_left(entries, Entry(f"{under}0", UNKNOWN_SIZE, 0))  # "0" follows "/"
    return entries[low:high]
