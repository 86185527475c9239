"""Bytes → text, strictly UTF-8, with the place of what is not."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
_TOLERATED = 100
"""One odd byte in this many is a slip in a text; more of them are another encoding."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file without its byte order mark.

    ``flaw`` says what is wrong with the bytes ("" if nothing) and ``line`` where. ``damaged`` are
    the lines where odd bytes were replaced. A file that is no text at all gives an empty one.
    """

    text: str
    flaw: str = ""
    line: int = 1
    damaged: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Lines as LF ends them, without their ends; the carriage return of CRLF is part of one."""
        lines = self.text.split("\n")
        if not lines[-1]:
            lines.pop()
        return tuple(line.removesuffix("\r") for line in lines)


UNREAD = Text("", "the file was not read")


def decode(data: bytes) -> Text:
    """Read ``data`` as UTF-8; never raises."""
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return Text("", f"the file is {name}, not UTF-8")
    if (at := data.find(b"\0")) >= 0:
        return Text("", f"byte {at} is NUL: this is no text file", _line(data, at))
    text = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Text(text.decode("utf-8"))
    except UnicodeDecodeError as error:
        at = error.start + len(data) - len(text)
        return _repaired(text, f"byte {at} (0x{data[at]:02x}) is not UTF-8", _line(data, at))


def _repaired(data: bytes, flaw: str, line: int) -> Text:
    """Keep a text with a few odd bytes readable, so that one slip does not hide all else from its author."""
    odd = [_odd(row) for row in data.decode("utf-8", "surrogateescape").split("\n")]
    if sum(odd) * _TOLERATED > len(data):
        return Text("", flaw, line)
    damaged = tuple(number for number, count in enumerate(odd, 1) if count)
    return Text(data.decode("utf-8", "replace"), flaw, line, damaged)


def _odd(row: str) -> int:
    return sum("\udc80" <= character <= "\udcff" for character in row)


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
