"""Tables while they are being read: cells gather into rows."""

from __future__ import annotations

from pipeline.study import Row, Table

_COLUMNS = 100
"""Wider is no table but a trap: padding short rows would need the square of the page's size."""


class Grid:
    """One table. Every row is padded or cut to the width of the header."""

    __slots__ = ("_cells", "_header", "_rows")

    def __init__(self) -> None:
        self._cells: list[str] = []
        self._header: tuple[str, ...] = ()
        self._rows: list[Row] = []

    def cell(self, text: str) -> None:
        """The next cell of the row that is open."""
        self._cells.append(text)

    def end_head(self) -> None:
        """The header is complete."""
        self._header = tuple(self._cells[:_COLUMNS])
        self._cells = []

    def end_row(self, line: int, end_line: int) -> None:
        """A body row is complete."""
        width = len(self._header)
        cells = (*self._cells[:width], *("",) * (width - len(self._cells)))
        self._rows.append(Row(cells, line, max(line, end_line)))
        self._cells = []

    def table(self, line: int, end_line: int) -> Table:
        """The table as read."""
        return Table(self._header, tuple(self._rows), line, end_line)
