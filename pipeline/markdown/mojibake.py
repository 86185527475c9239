"""Characters damaged by an editor that read UTF-8 as another encoding, repaired for reading.

`â€”` was a dash, `ðŸ“Š` a chart, `Ã©` an e with an accent. A reader copes; a pattern that looks
for an arrow between two numbers does not. A page is repaired with the one encoding that explains
most of it, and only where three or four bytes fall into place, since two can by accident.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

ENCODINGS = ("cp1252", "cp1254", "latin-1", "mac_roman")
_SUSPECT = re.compile("[âðğÃÂ‚√ü¬]")
_APPLE = "\uf8ff"
"""Byte F0 in Mac OS Roman, a private character that rarely survives."""


class _Reading(NamedTuple):
    bytes_of: dict[int, int]
    long: re.Pattern[str]
    short: re.Pattern[str]


def repair(lines: Sequence[str]) -> tuple[Sequence[str], tuple[int, ...]]:
    """The lines as they were meant, and the indices of those that changed."""
    whole = "\n".join(lines)
    if whole.isascii() or not _SUSPECT.search(whole):
        return lines, ()
    counts = [len(_readable(whole, encoding)) for encoding in ENCODINGS]
    if not max(counts):
        return lines, ()
    encoding = ENCODINGS[counts.index(max(counts))]
    mended = [_mended(line, encoding) for line in lines]
    return mended, tuple(index for index, line in enumerate(lines) if line != mended[index])


def _readable(text: str, encoding: str) -> list[str]:
    reading = _reading(encoding)
    return [match for match in reading.long.findall(text) if _decoded(match, reading) != match]


def _mended(line: str, encoding: str) -> str:
    if line.isascii():
        return line
    reading = _reading(encoding)
    for pattern in (reading.long, reading.short):
        line = pattern.sub(lambda found: _decoded(found[0], reading), line)
    return line


def _decoded(text: str, reading: _Reading) -> str:
    """What the bytes of ``text`` say in UTF-8; ``text`` itself if they say nothing."""
    raw = bytes(reading.bytes_of[ord(character)] for character in text)
    if raw[0] == 0x9F:  # the first byte of an emoji was lost
        raw = b"\xf0" + raw
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return text


@cache
def _reading(encoding: str) -> _Reading:
    """Patterns for UTF-8 sequences read in ``encoding``; bytes it leaves undefined read as C1 controls."""
    characters = [_character(byte, encoding) for byte in range(256)]
    follow = _class(characters[0x80:0xC0])
    three = f"{_class(characters[0xE0:0xF0])}{follow}{{2}}"
    four = f"{_class(characters[0xF0:0xF5])}{follow}{{3}}"
    lost = f"|{_class([characters[0x9F]])}{follow}{{2}}" if encoding == "mac_roman" else ""
    short = f"{_class(characters[0xC2:0xC4])}{follow}"
    return _Reading(
        {ord(character): byte for byte, character in enumerate(characters)},
        re.compile(f"{four}|{three}{lost}"),
        re.compile(short),
    )


def _character(byte: int, encoding: str) -> str:
    if encoding == "mac_roman" and byte == 0xF0:
        return _APPLE
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _class(characters: Sequence[str]) -> str:
    return "[" + "".join(re.escape(character) for character in characters) + "]"
