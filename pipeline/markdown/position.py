"""From bytes of the text that was parsed to lines of the file."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.markdown.source import Source


class Position:
    """Where things stand. The parser counts bytes of UTF-8, people count lines."""

    __slots__ = ("_source", "_starts", "data", "text")

    def __init__(self, source: Source) -> None:
        self._source = source
        # A carriage return inside a line would end it for the parser, but not for git.
        text = "".join([line.text + "\n" for line in source]).replace("\r", " ")
        self.data = text.encode(errors="replace")
        ascii_only = text.isascii()
        self.text = text if ascii_only else self.data.decode()
        self._starts: list[int] = []
        total = 0
        for line in source:
            self._starts.append(total)
            total += (len(line.text) if ascii_only else len(line.text.encode(errors="replace"))) + 1

    def row(self, byte: int) -> int:
        """The index of the parsed line that holds ``byte``."""
        return max(0, bisect_right(self._starts, byte) - 1)

    def line(self, byte: int) -> int:
        """The first line of the file that the text at ``byte`` stands for."""
        return self._source[self.row(byte)].number

    def end_line(self, end: int) -> int:
        """The last line of the file that the text up to byte ``end`` stands for."""
        return self._source[self.row(max(0, end - 1))].end
