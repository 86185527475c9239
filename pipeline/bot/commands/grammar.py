"""A comment → the command in it: `/casegrade VERB …` at the start of a line, outside code, quotes and HTML comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = 65_536
WORDS = 60

_START = re.compile(r"/casegrade(?:[ \t]+(.*))?$")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_CODE = re.compile(r"`[^`]*`")
_HIDDEN = {"<!--": "-->", "<pre": "</pre"}
_OPENS = re.compile("<!--|<pre", re.IGNORECASE)


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
    """Lines that are neither code nor inside an HTML comment or a block of preformatted text."""
    fence = until = ""
    for raw in body.replace("\r\n", "\n").split("\n"):
        line, until = _seen(raw, until) if not fence else (raw, until)
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not line.strip(" `~")
            fence = "" if closes else fence
        elif mark:
            fence = mark[1]
        else:
            yield line


def _seen(line: str, until: str) -> tuple[str, str]:
    """The line without what is hidden in it, and what ends what is still hidden at its end ("": nothing is)."""
    seen: list[str] = []
    masked = _CODE.sub(lambda found: "x" * len(found[0]), line).lower()
    at = 0
    while at < len(line):
        if until:
            end = line.lower().find(until, at)
            if end < 0:
                return "".join(seen), until
            at, until = end + len(until), ""
            continue
        found = _OPENS.search(masked, at)
        if not found:
            seen.append(line[at:])
            break
        seen.append(line[at : found.start()])
        at, until = found.end(), _HIDDEN[found[0]]
    return "".join(seen), until
