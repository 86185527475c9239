"""Admonitions and tabs of MkDocs and Docusaurus, rewritten to plain Markdown.

The title becomes a line of its own in bold, which reads as a small heading; what was indented
for the box comes out of it, so that tables and fences in it are tables and fences again.
"""

from __future__ import annotations

import re

from pipeline.markdown.source import Line, Source, in_fences

_BOX = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w-]+[^\"]*(?:\"([^\"]*)\")?[ \t]*$")
_TAB = re.compile(r"===[!+]?[ \t]+\"([^\"]+)\"[ \t]*$")
_COLONS = re.compile(r":{3,}[ \t]*(?:[\w-]+[ \t]*(?:\[([^\]]*)\]|([^{}\n]*))?)?(?:\{[^{}]*\})?[ \t]*$")
_EMBED = re.compile(r"!\[\[([^\[\]|]{1,200})(?:\|[^\[\]]{0,200})?\]\]")
_MODULE = re.compile(
    r"(?:import\s+(?:[\w*{}\s,$]{1,300}from\s+)?[\"'][^\"']{1,300}[\"'];?\s{0,9}$"
    r"|export\s+(?:const|let|default|function|async)\s)"
)
_INDENT = 4
HINT = re.compile(r"^[ \t]*(?:!!!|\?\?\?|===[ !+]|:::|import\s|export\s)|!\[\[", re.MULTILINE)
"""A page without a match has nothing to rewrite here."""


def without_directives(source: Source) -> Source:
    """The lines with boxes, tabs, ``:::`` containers, ``![[embeds]]`` and module lines rewritten."""
    texts = [line.text for line in source]
    out: list[Line] = []
    boxes: list[int] = []
    for line, coded in zip(source, in_fences(texts), strict=True):
        text = line.text
        lead = _lead(text)
        while text.strip() and boxes and lead < boxes[-1]:
            boxes.pop()
        text = text.expandtabs(_INDENT)[boxes[-1] :] if boxes else text
        title = None if coded else _title(text.strip())
        if title is None:
            out.append(line._replace(text=text if coded else _EMBED.sub(_image, text)))
            continue
        if not text.lstrip().startswith(":"):
            boxes.append(lead + _INDENT)
        out += _titled(title, line)
    return out


def _lead(text: str) -> int:
    expanded = text.expandtabs(_INDENT)
    return len(expanded) - len(expanded.lstrip())


def _title(text: str) -> str | None:
    """The title of a line that opens something, "" if it shows none, None if it opens nothing."""
    if _MODULE.match(text):
        return ""
    found = _BOX.match(text) or _TAB.match(text) or _COLONS.match(text)
    return next((group for group in found.groups() if group), "").strip() if found else None


def _titled(title: str, line: Line) -> list[Line]:
    blank = line._replace(text="")
    return [blank, line._replace(text=f"**{title}**"), blank] if title else [blank]


def _image(found: re.Match[str]) -> str:
    name = found[1].strip()
    return f"![{name}](<{name}>)"
