"""Mermaid in the wrappers of site generators, rewritten to fences.

Hugo writes ``{{< mermaid >}}``, Jekyll ``{% mermaid %}``, Azure DevOps ``::: mermaid``, and plain HTML
an element of that class. Readers of the site see a drawing there, so it is read as one.
"""

from __future__ import annotations

import re

from pipeline.markdown.source import Line, Source, in_fences

HINT = re.compile(r"^[ \t]*(?:\{\{[<%]|\{%|:::+|<(?:div|pre)\b)[^\n]{0,60}\bmermaid\b", re.MULTILINE)
"""A page without a match has nothing to rewrite here."""
_WRAPPERS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"^\{\{[<%] ?mermaid\b[^<>]{0,80}[>%]\}\}$"), re.compile(r"^\{\{[<%] ?/ ?mermaid ?[>%]\}\}$")),
    (re.compile(r"^\{%-? ?mermaid\b[^{}]{0,80}%\}$"), re.compile(r"^\{%-? ?endmermaid ?-?%\}$")),
    (re.compile(r"^:::+ ?\{?\.?mermaid\b[^{}]{0,80}\}?$"), re.compile(r"^:::+$")),
    (re.compile(r"^<div\b[^<>]{0,80}\bclass=[\"']?mermaid\b[^<>]{0,80}>$", re.IGNORECASE), re.compile(r"^</div>$")),
    (re.compile(r"^<pre\b[^<>]{0,80}\bclass=[\"']?mermaid\b[^<>]{0,80}>$", re.IGNORECASE), re.compile(r"^</pre>$")),
)


def without_wrappers(source: Source) -> Source:
    """The lines with each wrapper that is closed made a fence; every line keeps its number."""
    out = list(source)
    coded = in_fences(line.text for line in source)
    start = 0
    while start < len(out):
        closing = None if coded[start] else _closing(out[start].text.strip())
        end = _end(out, coded, start + 1, closing) if closing else None
        if end is None:
            start += 1
            continue
        out[start] = out[start]._replace(text="```mermaid")
        out[end] = out[end]._replace(text="```")
        start = end + 1
    return out


def _closing(text: str) -> re.Pattern[str] | None:
    """What closes the wrapper that this line opens."""
    return next((closing for opening, closing in _WRAPPERS if opening.match(text)), None)


def _end(lines: list[Line], coded: list[bool], start: int, closing: re.Pattern[str]) -> int | None:
    """Where it is closed, before a fence or another wrapper begins."""
    for number in range(start, len(lines)):
        text = lines[number].text.strip()
        if closing.match(text):
            return number
        if coded[number] or _closing(text):
            return None
    return None
