"""Which lines of a file a review comment may stand at: those in the hunks of its diff, as GitHub shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import InputError
from pipeline.sources.driver import GitError, chunks, explained
from pipeline.sources.history import resolve

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

Hunks = tuple[tuple[int, int], ...]


def hunks(root: Path, base: str, head: str, under: Sequence[str]) -> Mapping[str, Hunks]:
    """By file below one of ``under``: the hunks at ``head`` as first and last line, with three lines of context.

    Renames are followed as GitHub follows them. A file whose name git would quote is left out, and so is what comes
    behind the first 16 MiB. Raises InputError as ``resolve`` does.
    """
    if not under:
        return {}
    pair = (resolve(root, base), resolve(root, head))
    found: dict[str, list[tuple[int, int]]] = {}
    try:
        for path, first, last in _hunks(_lines(root, *pair, *under)):
            found.setdefault(path, []).append((first, last))
    except GitError as error:
        raise explained(error, root) from None
    return {path: tuple(places) for path, places in sorted(found.items())}


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
