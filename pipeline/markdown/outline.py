"""Headings and blocks in reading order → the tree of sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.markdown.blocks import Bold, Entry, Heading
from pipeline.study import Block, Section

_ENOUGH = 200
"""Characters that show how a heading is written."""
_BOLD_LEVEL = 100
"""Any real heading ends a section that a bold line opened."""


@dataclass(slots=True)
class _Open:
    title: str
    level: int
    rank: int
    line: int
    marker: str
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def section(self, end_line: int) -> Section:
        """The section, which ends at ``end_line``, or where its text does: HTML may start a heading after it."""
        inner = max((part.end_line for part in (*self.blocks, *self.sections)), default=self.line)
        end_line = max(self.line, end_line, inner)
        return Section(
            self.title, self.level, self.line, end_line, tuple(self.blocks), tuple(self.sections), self.marker
        )


def tree(entries: Sequence[Entry], lines: Sequence[str], first: int, last: int) -> Section:
    """The page as a section of level 0 over lines ``first`` to ``last``; ``lines`` begin at ``first``.

    A bold line opens a section one level below its heading if something stands under it before
    the next heading, or if a colon ends it; else it is a paragraph.
    """
    path = [_Open("", 0, 0, first, "page")]
    for entry, following in zip(entries, [*entries, None][1:], strict=True):
        if isinstance(entry, Heading):
            marker = _marker(lines, entry.line - first)
            _descend(path, _Open(entry.title, entry.level, entry.level, entry.line, marker))
        elif not isinstance(entry, Bold):
            path[-1].blocks.append(entry)
        elif entry.sure or not isinstance(following, Heading | Bold | None):
            parent = next(section for section in reversed(path) if section.rank < _BOLD_LEVEL)
            _descend(path, _Open(entry.title, parent.level + 1, _BOLD_LEVEL, entry.paragraph.line, "bold"))
        else:
            path[-1].blocks.append(entry.paragraph)
    _close(path, 0, last)
    return path[0].section(last)


def _descend(path: list[_Open], section: _Open) -> None:
    _close(path, section.rank, section.line - 1)
    path.append(section)


def _close(path: list[_Open], rank: int, end_line: int) -> None:
    """End every section of that rank or below; the page stays open."""
    while len(path) > 1 and path[-1].rank >= rank:
        ended = path.pop()
        path[-1].sections.append(ended.section(end_line))


def _marker(lines: Sequence[str], index: int) -> str:
    """How the heading on that line is written: "atx", "setext", "html" or "component"."""
    bare = lines[index][:_ENOUGH].lstrip() if index < len(lines) else ""
    if bare.startswith("#"):
        return "atx"
    if "<" in bare and not any(tag in bare.lower() for tag in ("<h", "<summary")):
        return "component"
    below = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return "setext" if below and not below.strip("=-") else "html"
