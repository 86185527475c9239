"""Slips in SQL: the statement parses in no dialect as it stands, and does with one sign mended.

That a parser stumbles says little: it may not know the dialect. That one comma makes it read on says what is wrong.
A bracket that is never closed needs no repair to prove it, since brackets pair in every dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.brackets import blanked, unpaired
from pipeline.facts.pattern import pattern
from pipeline.facts.sql import COMMENT, LITERAL, Statement, parsed

CREATED = pattern(r"CREATE\s+(?:UNIQUE\s+|TEMP(?:ORARY)?\s+)?(?P<word>[A-Za-z]{4,9})(?=\s+[\w\"`(])", re.IGNORECASE)
CREATABLE = ("TABLE", "INDEX")
KNOWN = {
    "type",
    "view",
    "role",
    "user",
    "rule",
    "cast",
    "table",
    "index",
    "domain",
    "schema",
    "stream",
    "source",
    "sink",
}
COLUMN = pattern(r"\s{0,99}[A-Za-z_]\w{0,99}\s{1,99}[A-Za-z]\w*")
ENDS = pattern(r"[,(]\s*$")
NAME = pattern(r"\"[^\"\n]*+\"|`[^`\n]*+`")
UNCERTAIN = pattern(r"['\"`\\#$]|--|/\*|\.\.")
"""Signs of a quotation that is not closed, of a remark of another dialect, or of something left out."""
MOST_LINES = 60
MOST_OPEN = 5
SHORT = 60


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its line, counted from 0 within the block, the words of the file there, and what is wrong."""

    line: int
    quote: str
    says: str


def slip(statement: Statement) -> Slip | None:
    """The slip of a statement that no dialect takes, where one is certain; else None."""
    if statement.is_filled_in or parsed(statement.text) is not None:
        return None
    proven = next((found for mended, found in _repairs(statement) if parsed(mended) is not None), None)
    return proven or _never_closed(statement)


def _repairs(statement: Statement) -> Iterator[tuple[str, Slip]]:
    yield from _words(statement)
    yield from _brackets(statement)
    yield from _commas(statement)


def _words(statement: Statement) -> Iterator[tuple[str, Slip]]:
    """TABLE or INDEX in other letters."""
    from difflib import get_close_matches

    found = CREATED.match(statement.text)
    if found and found["word"].lower() not in KNOWN:
        near = get_close_matches(found["word"].upper(), CREATABLE, n=1, cutoff=0.75)
        for word in near:
            mended = statement.text[: found.start("word")] + word + statement.text[found.end("word") :]
            yield mended, Slip(statement.line, found["word"], f"“{found['word']}” is no word of SQL; {word} is")


def _brackets(statement: Statement) -> Iterator[tuple[str, Slip]]:
    """A bracket too few in a row or at the end, or too many at the end."""
    balance = statement.bare.count("(") - statement.bare.count(")")
    if balance == 1:
        yield from _closed(statement)
    elif balance == -1:
        at = statement.text.rfind(")")
        row = statement.text.split("\n")[line := statement.text.count("\n", 0, at)].strip()
        mended = statement.text[:at] + statement.text[at + 1 :]
        yield mended, Slip(statement.line + line, row, f"“{short(row)}” closes a bracket that was never opened")


def _closed(statement: Statement) -> Iterator[tuple[str, Slip]]:
    """A bracket closed at the end of the row that opens one more than it closes, or at the end of all."""
    rows = statement.text.split("\n")
    plain = blanked(statement.text, COMMENT, LITERAL).split("\n")
    more = [number for number, row in enumerate(plain) if row.count("(") == row.count(")") + 1]
    for number in more[-MOST_OPEN:]:
        body = plain[number].rstrip()
        end = len(body.removesuffix(","))
        mended = [*rows[:number], f"{rows[number][:end]}){rows[number][end:]}", *rows[number + 1 :]]
        yield "\n".join(mended), _open(statement, number)
    yield f"{statement.text}\n)", _open(statement, more[0] if more else 0)


def _never_closed(statement: Statement) -> Slip | None:
    """The bracket that waits for its other half at the end; None where a quotation or comment may hold it."""
    code = blanked(statement.text, COMMENT, LITERAL, NAME)
    found = None if UNCERTAIN.search(code) else unpaired(code, "(")
    if found is None or found.closed is not None or found.opened is None:
        return None
    return _open(statement, code.count("\n", 0, found.opened))


def _open(statement: Statement, number: int) -> Slip:
    row = statement.text.split("\n")[number].strip()
    return Slip(statement.line + number, row, f"a bracket of “{short(row)}” is never closed")


def _commas(statement: Statement) -> Iterator[tuple[str, Slip]]:
    """A comma missing between two columns that stand on lines of their own."""
    rows = statement.text.split("\n")
    plain = [COMMENT.sub("", row).rstrip() for row in rows]
    for number in range(1, min(len(rows) - 1, MOST_LINES)):
        after = next((row for row in plain[number + 1 :] if row.strip()), "")
        if COLUMN.match(plain[number]) and COLUMN.match(after) and not ENDS.search(plain[number]):
            mended = "\n".join([*plain[:number], f"{plain[number]},", *plain[number + 1 :]])
            yield (
                mended,
                Slip(
                    statement.line + number,
                    plain[number].strip(),
                    f"a comma is missing after “{short(plain[number].strip())}”",
                ),
            )


def short(text: str) -> str:
    """A line of code for a message, cut at a word."""
    flat = text.strip()
    return flat if len(flat) <= SHORT else f"{flat[:SHORT].rsplit(' ', 1)[0]} …"
