"""What the rendered page does not show: comments and elements that are not displayed."""

from __future__ import annotations

import re

from pipeline.markdown.source import Line, Source, in_fences, shadow
from pipeline.markdown.tags import TAG
from pipeline.study import Hidden

_OPENER = re.compile(r"<!--|\{/\*|<[A-Za-z]")
_INVISIBLE = re.compile(r"display\s{0,9}:\s{0,9}none|(?:^|\s)hidden(?:[\s=/]|$)", re.IGNORECASE)
_NOTE = re.compile(r"^ {0,3}\[(?://|comment)\]: {0,9}(?:#|<>) {0,9}[\"'(](.*)[\"')]\s*$", re.IGNORECASE)
_CLOSE = {"<!--": "-->", "{/*": "*/}"}


HINT = re.compile(r"<!--|\{/\*|<[A-Za-z][^<>]{0,300}(?:display\s{0,9}:\s{0,9}none|\shidden)|\[(?://|comment)\]:")
"""A page without a match hides nothing."""


def take_hidden(source: Source) -> tuple[Source, tuple[Hidden, ...]]:
    """The lines without what is hidden, and the hidden texts with their lines."""
    texts = [line.text for line in source]
    whole = "\n".join(texts)
    visible = "\n".join(
        "`" * len(text) if coded else shadow(text) for text, coded in zip(texts, in_fences(texts), strict=True)
    )
    found = sorted(_notes(whole, visible) + _elements(visible))
    return _without(source, whole, found)


def _notes(whole: str, visible: str) -> list[tuple[int, int]]:
    """Link definitions used as comments: ``[//]: # (text)``."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in visible.split("\n"):
        if "]: " in line and _NOTE.match(line):
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return [span for span in spans if whole[span[0] : span[1]].strip()]


def _elements(visible: str) -> list[tuple[int, int]]:
    """Where comments and undisplayed elements stand, none inside another."""
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    position = 0
    while opener := _OPENER.search(visible, position):
        end = _end(visible, opener, unclosed)
        if end:
            spans.append((opener.start(), end))
        position = end or opener.end()
    return spans


def _end(visible: str, opener: re.Match[str], unclosed: set[str]) -> int:
    """Where what opens there ends; 0 if it hides nothing."""
    close = _CLOSE.get(opener[0])
    if close:
        end = -1 if close in unclosed else visible.find(close, opener.end())
        if end >= 0:
            return end + len(close)
        unclosed.add(close)
        # CommonMark: an unclosed comment that starts a line hides the rest of the page.
        opens_line = not visible[visible.rfind("\n", 0, opener.start()) + 1 : opener.start()].strip()
        return len(visible) if opener[0] == "<!--" and opens_line else 0
    tag = TAG.match(visible, opener.start())
    if not tag or not _INVISIBLE.search(tag[3]) or tag[3].rstrip().endswith("/"):
        return 0
    end = -1 if tag[2] in unclosed else visible.find(f"</{tag[2]}>", tag.end())
    if end < 0:
        unclosed.add(tag[2])
        return 0
    return end + len(tag[2]) + 3


def _without(source: Source, whole: str, spans: list[tuple[int, int]]) -> tuple[Source, tuple[Hidden, ...]]:
    hidden: list[Hidden] = []
    pieces: list[str] = []
    done = line = 0
    for start, end in spans:
        if start < done:
            continue
        line += whole.count("\n", done, start)
        breaks = whole.count("\n", start, end)
        hidden.append(Hidden(_inner(whole[start:end]), source[line].number, source[line + breaks].end))
        pieces += (whole[done:start], "\n" * breaks)
        line += breaks
        done = end
    pieces.append(whole[done:])
    lines = "".join(pieces).split("\n")
    return [Line(text, old.number, old.end) for text, old in zip(lines, source, strict=True)], tuple(hidden)


def _inner(text: str) -> str:
    """The words of a comment, its marks taken off."""
    note = _NOTE.match(text)
    if note:
        return note[1].strip()
    return text.removeprefix("<!--").removeprefix("{/*").removesuffix("-->").removesuffix("*/}").strip()
