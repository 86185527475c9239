"""The front matter of a page as a value: data, the line of every key, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import limits
from pipeline.preamble import fences
from pipeline.preamble.flaws import Flaw, UnreadableError
from pipeline.study import NOTHING, Fault, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preamble:
    """What stands before the body of a page.

    ``data`` is None where there is no front matter (no faults then) or it cannot be read (faults).
    ``body_line`` is the first line of the body, from 1. ``key_lines`` gives the line of the key or
    list item at a path such as ``("authors", 0, "name")``. ``lines`` are the lines of the block as
    they stand in the file, both fences included.
    """

    data: Mapping[str, Any] | None
    body_line: int = 1
    key_lines: Mapping[Path, int]
    lines: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    def line(self, path: Path) -> int:
        """Return the line of the key at ``path``, else of the nearest thing around it, else 1."""
        while path and path not in self.key_lines:
            path = path[:-1]
        return self.key_lines[path] if path else 1

    def quote(self, path: Path) -> str | None:
        """Return the source line of the key at ``path``, cut to 120; None where no such key stands."""
        return _cut(self.lines[self.key_lines[path] - 1]) if path in self.key_lines else None


def read(text: str, path: str) -> Preamble:
    """Read the front matter of the page ``text`` (decoded, without a BOM). Never raises.

    ``path`` is the one of reports and only stands in the spans of faults.
    """
    block = None
    try:
        block = fences.find(text)
        if block is None:
            return Preamble(data=None, key_lines=NOTHING)
        fences.refuse_near_fences(block)
        # Start-up time is a feature: a page without front matter does not pay for the parser.
        from pipeline.preamble import handler

        tree = handler.load(block)
    except UnreadableError as error:
        lines = block.lines if block else ()
        faults = tuple(_fault(flaw, path, text) for flaw in error.flaws)
        return Preamble(data=None, body_line=len(lines) + 1, key_lines=NOTHING, lines=lines, faults=faults)
    return Preamble(data=tree.data, body_line=len(block.lines) + 1, key_lines=tree.lines, lines=block.lines)


def _fault(flaw: Flaw, path: str, text: str) -> Fault:
    lines = text.split("\n", flaw.line)
    quote = _cut(lines[flaw.line - 1]) if flaw.line <= len(lines) else None
    return Fault(rule=flaw.rule, span=Span(path, flaw.line, flaw.line), message=flaw.message, fix=flaw.fix, quote=quote)


def _cut(line: str) -> str | None:
    return line.strip()[: limits.QUOTE_LENGTH].rstrip() or None
