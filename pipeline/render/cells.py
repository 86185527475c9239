"""Terminal cells: how wide text is, and how it is cut, wrapped, padded and coloured.

Text must have passed `escape.terminal`: a control character has no width.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

_OWN_SIGNS = str.maketrans(dict.fromkeys("·…│─█▉▊▋▌▍▎▏±≥→", "x"))
_STYLES = {"good": "32", "bad": "31", "unsure": "33", "strong": "1", "faint": "2"}


def width(text: str) -> int:
    """Columns that the text takes: two for wide characters, none for combining ones."""
    text = text.translate(_OWN_SIGNS)
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # 7 ms that plain English need not wait for

    return max(0, wcswidth(text))


def clip(text: str, columns: int) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if width(text) <= columns:
        return text
    return f"{_head(text, columns - 1).rstrip()}…"


def pad(text: str, columns: int) -> str:
    """The text with spaces behind it up to ``columns``."""
    return text + " " * (columns - width(text))


def justify(left: str, right: str, columns: int) -> str:
    """``left`` and ``right`` at the two ends of a line; at least two spaces between them."""
    return pad(left, max(columns - width(right), width(left) + 2)) + right if right else left


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Lines of at most ``columns``, each behind ``indent``; a word longer than a line is broken."""
    room = max(1, columns - width(indent))
    lines, line = [], ""
    for piece in _pieces(text, room):
        longer = f"{line} {piece}" if line else piece
        if line and width(longer) > room:
            lines.append(line)
            line = piece
        else:
            line = longer
    return [indent + each for each in [*lines, line] if each]


def hang(prefix: str, text: str, columns: int) -> list[str]:
    """``text`` wrapped beside ``prefix``, its further lines under its first."""
    lines = wrap(text, columns, " " * width(prefix)) or [""]
    return [prefix + lines[0][width(prefix) :], *lines[1:]]


def paint(text: str, style: str, *, colour: bool) -> str:
    """The text in a named style (good, bad, unsure, strong, faint) if colour is wanted."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and style and text else text


def _pieces(text: str, room: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while width(rest) > room:
            head = _head(rest, room) or rest[0]
            yield head
            rest = rest[len(head) :]
        if rest:
            yield rest


def _head(text: str, columns: int) -> str:
    """The longest beginning that fits, never cut between a character and its marks."""
    end, taken = 0, 0
    for cluster in _clusters(text):
        taken += width(cluster)
        if taken > columns:
            break
        end += len(cluster)
    return text[:end]


def _clusters(text: str) -> Iterator[str]:
    """Each character with the marks behind it: some marks take a column of their own, but only behind a character."""
    start = 0
    for index, character in enumerate(text):
        if index and not category(character).startswith("M"):
            yield text[start:index]
            start = index
    yield text[start:]
