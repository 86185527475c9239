"""The lines of a page as typed, with what does not speak to the reader blanked out.

Blanks keep every column where it was, so that a finding can point at the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.pattern import pattern
from pipeline.study import Fence, Page, Table

NEUTRAL = "\0"
"""Stands for code: no space, so that what follows it is not taken for all there is."""
CODE_SPAN = pattern(r"(`{1,3})(?!`)[^`\n]{1,400}\1(?!`)")
ADDRESSED = pattern(r"\[YOU\b")
DEFINITION = pattern(r"\s{0,3}\[[^\]\n]{1,200}\]:\s")
CELL = pattern(r"(?:\\.|[^|\\\n])+")
LEAD = pattern(r"[\s>]{0,40}(?:(?:#{1,6}|[-*+]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?")
OPENER = pattern(r"<!--|\{/\*|\[//\]|<[a-zA-Z]")
CLOSER = pattern(r"-->|\*/\}|</[a-zA-Z]{1,20}>")
LABEL = pattern(r"[^\s:|][^:|]{0,60}:(?:\*\*|__)?(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` of line ``number``, comments blanked, code neutral. ``fence`` is the language inside code.

    ``table`` numbers the table that the line is a body row of; 0 elsewhere.
    """

    number: int
    text: str
    fence: str | None = None
    table: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where something is due: a cell, an item, a value after its label.

    ``role`` is first (cell), cell, item, value or text; ``start`` counts characters from 0, behind
    the marks of emphasis that ``text`` leaves out.
    """

    text: str
    start: int
    role: str
    emphasised: bool = False


def surface(page: Page) -> Iterator[Line]:
    """The lines of the body. Table headers, link definitions and code of programs are left out.

    Inside Mermaid, SQL and untagged fences lines come as they are, with ``fence`` set.
    """
    fences = _fences(page)
    rows, heads = _rows(page)
    hidden = {number for note in page.hidden for number in range(note.line, note.end_line + 1)}
    for number, raw in enumerate(page.lines[page.body_line - 1 :], page.body_line):
        text = raw.rstrip("\r")
        if number in fences:
            if fences[number] in {"", "mermaid", "sql"}:
                yield Line(number, text, fences[number])
        elif number not in heads and not DEFINITION.match(text):
            text = _visible(text) if number in hidden else text
            yield Line(number, CODE_SPAN.sub(_blank, text), None, rows.get(number, 0))


def slots(line: Line) -> Iterator[Slot]:
    """The slots of a line, the larger before the smaller."""
    if line.table:
        cells = [cell for cell in CELL.finditer(line.text) if cell[0].strip() or cell.start()]
        for order, cell in enumerate(cells):
            yield _slot(cell[0], cell.start(), "cell" if order else "first")
        return
    lead = LEAD.match(line.text)
    start = lead.end() if lead else 0
    item = bool(lead and lead[0].strip(" >"))
    yield _slot(line.text[start:], start, "item" if item else "text")
    label = LABEL.match(line.text, start)
    if label:
        yield _slot(line.text[label.end() :], label.end(), "value")


def _slot(text: str, start: int, role: str) -> Slot:
    bare = text.lstrip(" *_~")
    opened = len(text) - len(bare)
    return Slot(bare.rstrip(" *_~"), start + opened, role, bool(text[:opened].strip()))


def _fences(page: Page) -> dict[int, str]:
    blocks = (block for block in page.root.all_blocks() if isinstance(block, Fence))
    return {
        number: block.language if block.fenced else "indented"
        for block in blocks
        for number in range(block.line, block.end_line + 1)
    }


def _rows(page: Page) -> tuple[dict[int, int], set[int]]:
    """Body lines of tables with the table's number, and the lines of their headers."""
    tables = [block for block in page.root.all_blocks() if isinstance(block, Table)]
    rows = {row.line: order for order, table in enumerate(tables, 1) for row in table.rows}
    heads = {table.line for table in tables if "|" in page.lines[table.line - 1]}
    return rows, heads - rows.keys()


def _visible(text: str) -> str:
    """A line on which something is hidden: from the first opening mark to the last closing one, blanks."""
    opener, closers = OPENER.search(text), list(CLOSER.finditer(text))
    start = opener.start() if opener else 0
    end = closers[-1].end() if closers else len(text)
    if end <= start:
        start, end = 0, len(text)
    return text[:start] + " " * (end - start) + text[end:]


def _blank(found: re.Match[str]) -> str:
    """Code says nothing to the reader; a blank that addresses the author is none, whatever it is set in."""
    return found[0] if ADDRESSED.search(found[0]) else NEUTRAL * len(found[0])
