"""What the YAML parser stumbled over, in words for somebody who does not know the parser.

The wording of libyaml and of PyYAML's own scanner differ; both are recognised, neither is shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.preamble.flaws import Flaw

if TYPE_CHECKING:
    from collections.abc import Callable

_PAIR = re.compile(r"(?P<lead>[ ]*(?:- )?)(?P<key>[A-Za-z0-9_-]{1,60}):[ \t]+(?P<value>\S.*)")
_CROWDED = re.compile(r"[ ]*(?:- )?([A-Za-z0-9_-]{1,60}):(?=[^\s:/])")
_LONGEST_EXAMPLE = 120
_OPEN_QUOTE = ("a quote is opened on this line and never closed", "Close it, or remove it if none is meant.")
_BRACKETS = "Check brackets and commas; put quotes around text that holds brackets, commas or colons."


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where the parser stopped: ``row`` and ``column`` count from 0, ``start`` is where the construct began."""

    rows: tuple[str, ...]
    row: int
    column: int
    start: int

    @property
    def text(self) -> str:
        """The line itself, "" beyond the end."""
        return self.rows[self.row] if self.row < len(self.rows) else ""

    @property
    def above(self) -> int:
        """The nearest line above that is not blank (the same row if there is none)."""
        return next(
            (row for row in range(min(self.row, len(self.rows)) - 1, -1, -1) if self.rows[row].strip()), self.row
        )


Words = tuple[int, str, str]


def flaw(error: Any, text: str, first_line: int) -> Flaw:
    """Return the flaw that a ``yaml.YAMLError`` about ``text`` stands for."""
    rows = tuple(row.rstrip("\r") for row in text.split("\n"))
    mark, problem = getattr(error, "problem_mark", None), str(getattr(error, "problem", ""))
    last = max((row for row, content in enumerate(rows) if content.strip()), default=0)
    row = min(mark.line, last) if mark else 0
    context = getattr(error, "context_mark", None)
    stumble = Stumble(rows, row, mark.column if mark else 0, min(context.line, last) if context else row)
    explain = next((explain for needle, explain in _EXPLANATIONS if needle.search(problem)), _unknown)
    at, message, fix = explain(stumble)
    return Flaw(first_line + at, message, fix)


def _second_colon(at: Stumble) -> Words:
    pair = _PAIR.fullmatch(at.text)
    if pair and at.column >= pair.start("value"):
        message = f"the value of `{pair['key']}` holds a colon and a space, which reads as a second key"
        return at.row, message, _quoted(pair)
    above = at.rows[at.above]
    if crowded := _CROWDED.match(above):
        return at.above, f"there is no space after the colon of `{crowded[1]}`", f"Write `{crowded[1]}: …`."
    if at.above != at.row and ":" not in above:
        return at.above, "this line is not `key: value`", "Give it a key, or join it to the value it belongs to."
    return (
        at.row,
        "this line is indented as if it belonged to the one above",
        "Give it the same indentation as the keys around it.",
    )


def _strange_start(at: Stumble) -> Words:
    character = at.text[at.column : at.column + 1]
    if character == "\t":
        where = "this line is indented with a tab" if not at.text[: at.column].strip() else "a tab stands in this line"
        return at.row, where, "Use spaces."
    if not character.strip():
        return _unknown(at)
    named = "a backtick" if character == "`" else f"`{character}`"
    pair = _PAIR.fullmatch(at.text)
    return at.row, f"a value cannot start with {named}", _quoted(pair) if pair else "Put quotes around the text."


def _open_quote(at: Stumble) -> Words:
    return at.start, *_OPEN_QUOTE


def _opened_above(at: Stumble, quote: str) -> int | None:
    """The nearest row above whose value opens that quote and does not close it, so that a later one does."""
    for row in range(at.row - 1, -1, -1):
        pair = _PAIR.fullmatch(at.rows[row])
        if pair and pair["value"].startswith(quote):
            return row if pair["value"].count(quote) == 1 else None
        if quote in at.rows[row]:
            return None
    return None


def _open_bracket(at: Stumble) -> Words:
    return (
        at.start,
        "a list or map opened on this line with `[` or `{` is not closed, or lacks a comma",
        _BRACKETS,
    )


def _escape(at: Stumble) -> Words:
    return (
        at.row,
        "a backslash in double quotes starts an escape that does not exist",
        "Use single quotes around the text.",
    )


def _inline_list(at: Stumble) -> Words:
    return (
        at.row,
        "a `- ` list item cannot stand on the line of its key",
        "Start the list on the next line, or write `[one, two]`.",
    )


def _sign(at: Stumble) -> Words:
    pair = _PAIR.fullmatch(at.text)
    if not pair:
        return _unknown(at)
    if pair["value"][0] in "[{":
        return at.row, "a list or map on this line lacks an item or has a comma too many", _BRACKETS
    message = f"the value of `{pair['key']}` starts with `{pair['value'][0]}`, which has a meaning of its own in YAML"
    return at.row, message, _quoted(pair)


def _no_colon(at: Stumble) -> Words:
    return (
        at.start,
        "this line is not `key: value`",
        "Add a colon and a space after the key, or indent it under its key.",
    )


def _misplaced(at: Stumble) -> Words:
    pair = _PAIR.fullmatch(at.text)
    if pair and pair["value"][0] in "\"'" and at.column > pair.start("value"):
        if (opened := _opened_above(at, pair["value"][0])) is not None:
            return opened, *_OPEN_QUOTE
        message = f"text follows the closing quote in the value of `{pair['key']}`"
        return at.row, message, "Put the whole value in quotes; inside single quotes write an apostrophe twice."
    if at.text.lstrip().startswith("- "):
        return at.row, "a list item stands where a key was expected", "Put the list under a key of its own."
    return _unknown(at)


def _unknown(at: Stumble) -> Words:
    return (
        at.row,
        "this line does not fit the lines around it",
        "Check indentation (spaces, the same for all keys of a level), quotes and brackets here and one line above.",
    )


def _quoted(pair: re.Match[str]) -> str:
    """Repeat the author's own line with its value in quotes."""
    value = pair["value"].rstrip()
    if len(value) > _LONGEST_EXAMPLE or "`" in value:
        return "Put double quotes around the whole value."
    return f"Put quotes around the value: `{pair['key']}: {json.dumps(value, ensure_ascii=False)}`"


_EXPLANATIONS: tuple[tuple[re.Pattern[str], Callable[[Stumble], Words]], ...] = (
    (re.compile("mapping values are not allowed"), _second_colon),
    (re.compile("cannot start any token"), _strange_start),
    (re.compile("unexpected end of stream"), _open_quote),
    (re.compile(r"expected ',' or"), _open_bracket),
    (re.compile("escape|hexdecimal"), _escape),
    (re.compile("sequence entries are not allowed"), _inline_list),
    (re.compile("alphabetic or numeric|comment or line break|chomping|tag handle|node content"), _sign),
    (re.compile("could not find expected ':'"), _no_colon),
    (re.compile("did not find expected key|expected <block end>|expected '-' indicator"), _misplaced),
)
