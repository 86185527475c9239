"""Which lines of a file a review comment may stand at: those in the hunks of its diff, as GitHub shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from pipeline import limits
from pipeline.errors import InputError
from pipeline.load.source import UNKNOWN_SIZE, Entry
from pipeline.sources.driver import GitError, chunks, explained
from pipeline.sources.history import resolve
from pipeline.sources.snapshot import Revision

_HEADER = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_FORM = (
    "-r",
    "-p",
    "-M",
    "--unified=3",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)

_PAGE = re.compile(rf"(?:{limits.PATH_PART}/){{1,{limits.PATH_DEPTH + 3}}}{limits.PATH_PART}", re.ASCII)
_SUFFIXES = (".md", ".mdx")
NAMES = 500_000
"""Characters of names that git is asked about at once; a command line may not be much longer."""

Hunks = tuple[tuple[int, int], ...]


def hunks(root: Path, base: str, head: str, under: Sequence[str]) -> Mapping[str, Hunks]:
    """By file below one of ``under``: the hunks at ``head`` as first and last line, with three lines of context.

    Renames are followed as GitHub follows them. Only pages are looked at that a study may hold: git is to compare
    neither ten billion files nor one that was never fetched, at which it stops. A file whose name git would quote is
    left out, and so is what comes behind the first 16 MiB. Raises InputError as ``resolve`` does.
    """
    pair = (resolve(root, base), resolve(root, head))
    pages = _pages(root, pair, under)
    if not pages:
        return {}
    found: dict[str, list[tuple[int, int]]] = {}
    try:
        for path, first, last in _hunks(_lines(root, *pair, *pages)):
            found.setdefault(path, []).append((first, last))
    except GitError as error:
        raise explained(error, root) from None
    return {path: tuple(places) for path, places in sorted(found.items())}


def _pages(root: Path, commits: tuple[str, str], under: Sequence[str]) -> list[str]:
    """The pages at either commit that git can compare."""
    found: set[str] = set()
    room = NAMES
    for source in (Revision(root, commit) for commit in commits):
        for study in under:
            listed = list(islice(source.files(study), limits.STUDY_FILES + 1))
            names = {each.path for each in listed if _comparable(each)}
            room -= sum(map(len, names))
            if len(listed) <= limits.STUDY_FILES and room > 0:
                found |= names
    return sorted(found)


def _comparable(entry: Entry) -> bool:
    small = entry.size != UNKNOWN_SIZE and entry.size <= limits.FILE_BYTES
    return entry.regular and small and entry.path.endswith(_SUFFIXES) and bool(_PAGE.fullmatch(entry.path))


def _lines(root: Path, base: str, head: str, *under: str) -> Iterator[bytes]:
    rest = b""
    try:
        for chunk in chunks(root, "diff-tree", *_FORM, base, head, "--", *under):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
    except InputError:  # a diff too long to be read to its end
        return


def _hunks(lines: Iterator[bytes]) -> Iterator[tuple[str, int, int]]:
    """Path, first and last line at the head. Lines inside a hunk are counted, so that none is taken for a header."""
    path = ""
    for line in lines:
        if line.startswith(b"+++ "):
            path = _named(line.removeprefix(b"+++ "))
        elif line.startswith(b"diff --git "):
            path = ""
        elif path and (header := _HEADER.match(line)):
            old, first, new = (int(part or 1) for part in header.groups())
            _skip(lines, old, new)
            if new:
                yield path, first, first + new - 1


def _skip(lines: Iterator[bytes], old: int, new: int) -> None:
    while old or new:
        mark = next(lines, b"")[:1]
        if not mark:
            return
        old -= mark in b" -"
        new -= mark in b" +"


def _named(name: bytes) -> str:
    """The path behind ``b/``; nothing for a file that is gone or whose name is quoted."""
    if not name.startswith(b"b/"):
        return ""
    return name.removeprefix(b"b/").removesuffix(b"\t").decode("utf-8", "surrogateescape")
