"""Where the front matter of a page begins and ends: between two lines that are exactly ``---``.

GitHub, Jekyll and Hugo agree on this form. python-frontmatter's own split also ends at ``----`` and
``--- ``, takes an unclosed block for none, and loses blank lines, so that line numbers shift.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.preamble.flaws import Flaw, UnreadableError

_FENCE = "---"
_NEARLY = re.compile(r"(?:-{3,10}|\.{3}|[\u2013\u2014]-?|--)[ \t]*")  # word processors turn hyphens into dashes
_KEY = re.compile(r"[A-Za-z][\w-]{0,60}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines from fence to fence, both included; the first is line 1 of the file."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The block as one text, fences included."""
        return "\n".join(self.lines)


def find(text: str) -> Block | None:
    """Return the front matter of ``text``, None if it has none.

    Raises UnreadableError if one was meant but is not fenced as it must be.
    """
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    if lines[0] != _FENCE:
        _refuse_other_openings(lines)
        return None
    if _FENCE not in lines[1:]:
        raise UnreadableError(_unclosed(lines))
    return Block(lines[: lines.index(_FENCE, 1) + 1])


def refuse_near_fences(block: Block) -> None:
    """Raise UnreadableError where a line inside looks like the end to a reader but is not."""
    for number, line in enumerate(block.lines[1:-1], 2):
        if line.startswith(f"{_FENCE} ") and line.strip() == _FENCE:
            raise UnreadableError(Flaw(number, "`---` is followed by spaces here", "Remove the spaces, or the line."))


def _refuse_other_openings(lines: tuple[str, ...]) -> None:
    """Raise where a front matter is meant that GitHub would show as text."""
    if lines[0].startswith("---\r"):
        raise UnreadableError(
            Flaw(1, "the file ends its lines with carriage returns alone", "Save it with LF (or CRLF) line ends.")
        )
    if lines[0] == "+++":
        raise UnreadableError(
            Flaw(1, "`+++` opens TOML; front matter is YAML here", "Write it as `key: value` between two `---`.")
        )
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != _FENCE or not any(_KEY.match(line) for line in lines[first + 1 : first + 2]):
        return
    if first:
        raise UnreadableError(
            Flaw(1, "blank lines stand before the front matter", "Make `---` the first line of the file.")
        )
    raise UnreadableError(Flaw(1, "the opening `---` is followed by spaces", "Remove the spaces after `---`."))


def _unclosed(lines: tuple[str, ...]) -> Flaw:
    for number, line in enumerate(lines[1:], 2):
        if _NEARLY.fullmatch(line):
            message = (
                f"the front matter opened on line 1 is not closed; line {number} is almost, but not exactly, `---`"
            )
            return Flaw(number, message, f"Make line {number} exactly `---`: three hyphens, nothing before or after.")
    end = next((number for number, line in enumerate(lines[1:], 2) if not line.strip()), 0)
    place = f"on line {end}, after the last key" if end else "after the last key"
    return Flaw(
        1,
        "the front matter opened by this `---` is never closed",
        f"Add a line `---` {place}. If a rule across the page is meant, write `***`.",
    )
