"""HTML tables that hold data, rewritten as Markdown tables. Those that hold the layout are left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.markdown.source import Line, Source, in_fences, shadow
from pipeline.markdown.tags import BLOCKS, Tag, tags

HINT = _OPEN = re.compile(r"<(?i:table)\b")
"""A page without a match has no HTML table."""
_CLOSE = re.compile(r"</table\s{0,9}>", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_PLAIN = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "p", "div"})
_BREAKS = re.compile(r"<(?:/?(?:p|div|li|ul|ol)|br)\b[^<>]*>", re.IGNORECASE)


@dataclass(slots=True)
class _Row:
    line: int
    end: int
    head: bool = False
    cells: list[str] = field(default_factory=list)


def without_grids(source: Source) -> Source:
    """The lines with every HTML data table as a Markdown table, its rows on the lines they came from."""
    coded = in_fences(line.text for line in source)
    out: list[Line] = []
    index = 0
    while index < len(source):
        line = source[index]
        start = None if coded[index] else _OPEN.search(shadow(line.text))
        last = _last(source, coded, index) if start else None
        grid = _grid(source[index : last + 1]) if last is not None else None
        if start is None or last is None or grid is None:
            out.append(line)
            index += 1
            continue
        out += _around(line, line.text[: start.start()])
        out += grid
        tail = source[last]
        out += _around(tail, tail.text[_CLOSE.search(tail.text).end() :])  # type: ignore[union-attr]  # found by _last
        index = last + 1
    return out


def _around(line: Line, text: str) -> list[Line]:
    """What stands before or after a table on its own line, set apart from it."""
    blank = line._replace(text="")
    return [blank, line._replace(text=text), blank] if text.strip() else [blank]


def _last(source: Source, coded: list[bool], index: int) -> int | None:
    """The line that closes the table opened at ``index``; None for nested, unclosed or code-bearing ones."""
    for last in range(index, len(source)):
        if coded[last] or (last > index and _OPEN.search(source[last].text)):
            return None
        if _CLOSE.search(source[last].text):
            return last
    return None


def _grid(lines: Source) -> list[Line] | None:
    """The Markdown table for those lines; None when they are layout."""
    text = "\n".join(line.text for line in lines)
    found = tags(text[: _CLOSE.search(text).start()])  # type: ignore[union-attr]  # the caller found it
    if any(tag.name.lower() in BLOCKS and tag.name.lower() not in _PLAIN | {"ul", "ol", "li"} for tag in found):
        return None
    rows = _rows(text, found, lines)
    width = max((len(row.cells) for row in rows), default=0)
    headed = any(row.head for row in rows)
    if width < 2 or (not headed and (len(rows) < 2 or _is_layout(rows, text))):
        return None
    head = rows[0] if rows[0].head and not _sideways(rows) else _Row(rows[0].line, rows[0].line, cells=[""])
    body = rows[1:] if head is rows[0] else rows
    rule = Line("|" + "---|" * width, head.line, head.end)
    return [_blank(rows[0]), _pipes(head, width), rule, *(_pipes(row, width) for row in body), _blank(rows[-1])]


def _sideways(rows: list[_Row]) -> bool:
    """Whether every row has its name in a ``<th>``: then none of them is the header."""
    return len(rows) > 1 and all(row.head for row in rows)


def _is_layout(rows: list[_Row], text: str) -> bool:
    filled = sum(1 for row in rows for cell in row.cells if re.sub(r"<[^<>]*>", "", cell).strip())
    cells = sum(len(row.cells) for row in rows)
    return filled * 2 <= cells or bool(_BLANK_LINE.search(text)) or "<ul" in text or "<ol" in text


def _rows(text: str, found: list[Tag], lines: Source) -> list[_Row]:
    rows: list[_Row] = []
    line = position = 0
    open_cell: int | None = None
    for tag in [*found, Tag("tr", closing=True, attributes="", start=len(text), end=len(text))]:
        line += text.count("\n", position, tag.start)
        position = tag.start
        name = tag.name.lower()
        if name not in {"tr", "td", "th"}:
            continue
        if open_cell is not None and rows:
            rows[-1].cells.append(_cell(text[open_cell : tag.start]))
            rows[-1].end = max(rows[-1].end, lines[line].end)
            open_cell = None
        if name == "tr" and not tag.closing:
            rows.append(_Row(lines[line].number, lines[line].end))
        elif name != "tr" and not tag.closing and rows:
            open_cell = tag.end
            rows[-1].head = rows[-1].head or name == "th"
    return [row for row in rows if row.cells]


def _cell(text: str) -> str:
    text = " ".join(_BREAKS.sub(" ", text.partition("</table")[0]).split())
    return text.replace("\\|", "|").replace("|", "\\|")


def _pipes(row: _Row, width: int) -> Line:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    return Line("| " + " | ".join(cells) + " |", row.line, row.end)


def _blank(row: _Row) -> Line:
    return Line("", row.line, row.line)
