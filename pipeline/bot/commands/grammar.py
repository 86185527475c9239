"""A comment → the command in it: `/casegrade VERB …` at the start of a line, outside code, quotes and HTML comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = 65_536
WORDS = 60

_START = re.compile(r"/casegrade(?:[ \t]+(.*))?$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OPENS, _CLOSES = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Command:
    """``verb`` in lower case, "" where none is given, and the words behind it."""

    verb: str
    words: tuple[str, ...]


def command(body: str) -> Command | None:
    """The first command of a comment, or None. Only the start of a line counts, and nothing that is shown as code."""
    for line in _plain_lines(body[:COMMENT]):
        found = _START.match(line)
        if found:
            verb, *words = (found[1] or "").split()[:WORDS] or [""]
            return Command(verb.lower(), tuple(words))
    return None


def _plain_lines(body: str) -> Iterator[str]:
    """Lines that are neither code nor inside an HTML comment."""
    fence, hidden = "", False
    for raw in body.replace("\r\n", "\n").split("\n"):
        line, hidden = _seen(raw, hidden=hidden) if not fence else (raw, hidden)
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not line.strip(" `~")
            fence = "" if closes else fence
        elif mark:
            fence = mark[1]
        else:
            yield line


def _seen(line: str, *, hidden: bool) -> tuple[str, bool]:
    """The line without what stands in HTML comments, and whether one is still open at its end."""
    seen = []
    while line:
        before, found, line = line.partition(_CLOSES if hidden else _OPENS)
        if not hidden:
            seen.append(before)
        hidden = hidden != bool(found)
    return "".join(seen), hidden
