"""Lines on their way to the parser, each knowing which lines of the file it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """One line of plain Markdown that stands for lines ``number`` to ``end`` of the file."""

    text: str
    number: int
    end: int


Source = Sequence[Line]

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})")
_TICKS = re.compile(r"`+")


def numbered(lines: Iterable[str], first: int) -> list[Line]:
    """The lines of a body that starts at line ``first`` of its file."""
    return [Line(text, number, number) for number, text in enumerate(lines, first)]


def in_fences(lines: Iterable[str]) -> list[bool]:
    """Which lines belong to a code fence, its two marker lines included.

    More generous than CommonMark about indentation: inside components, tabs and table cells a
    fence may stand anywhere.
    """
    marks: list[bool] = []
    mark = ""
    for text in lines:
        if mark:
            marks.append(True)
            rest = text.strip(" \t>")
            if len(rest) >= len(mark) and rest == mark[0] * len(rest):
                mark = ""
        else:
            found = _FENCE.match(text) if "```" in text or "~~~" in text else None
            mark = found[1] if found else ""
            marks.append(bool(mark))
    return marks


def shadow(text: str) -> str:
    """``text``, equally long, with its code spans blotted out: what may be read as markup."""
    if "`" not in text:
        return text
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    pieces: list[str] = []
    done = 0
    for start, end in runs:
        same = later[end - start]
        same.pop()
        if start < done or not same:
            continue
        close = runs[same[-1]][1]
        pieces += (text[done:start], "`" * (close - start))
        done = close
    return "".join(pieces) + text[done:]
