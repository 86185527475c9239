"""Tags whose attributes are spread over several lines, put on one."""

from __future__ import annotations

import re

from pipeline.markdown.source import Line, Source, in_fences, shadow

_UNFINISHED = re.compile(r"<[A-Za-z][\w.-]*(?:\s[^<>|]*)?$")
_ATTRIBUTES = re.compile(r"\s*+(?:/?>|[\w:@.-]++\s*+=|[\w-]++\s*+/?>?\s*+$|[})\]])")
_LINES = 20
"""Beyond this the ``<`` was no tag."""


def joined(source: Source) -> list[Line]:
    """The lines with every such tag on the line where it starts, which then stands for all of them."""
    coded = in_fences(line.text for line in source)
    out: list[Line] = []
    index = 0
    while index < len(source):
        line = source[index]
        last = None if coded[index] or "<" not in line.text else _last(source, coded, index)
        if last is None:
            out.append(line)
            index += 1
            continue
        parts = source[index : last + 1]
        text = line.text.rstrip() + " " + " ".join(part.text.strip() for part in parts[1:])
        out.append(Line(text, line.number, parts[-1].end))
        index = last + 1
    return out


def _last(source: Source, coded: list[bool], index: int) -> int | None:
    """The line that ends the tag left open on line ``index``; None if none is or it never ends."""
    if not _UNFINISHED.search(shadow(source[index].text)):
        return None
    for last in range(index + 1, min(len(source), index + _LINES)):
        if coded[last] or not _ATTRIBUTES.match(source[last].text):
            return None
        if ">" in source[last].text.replace("=>", ""):
            return last
    return None
