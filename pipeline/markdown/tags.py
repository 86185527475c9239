"""HTML and JSX tags as they stand in Markdown, told from placeholders such as ``<URL>``."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*+)((?:[^<>\"'{}]++|\"[^\"]*+\"|'[^']*+'|\{[^{}]*+\})*+)>")
"""One tag: slash, name, attributes. Quoted values and braces may hold ``>``. Linear: nothing backtracks."""
_ATTRIBUTE = re.compile(
    r"([A-Za-z][\w:.-]{0,60}+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|\{[\"'`]?([^{}\"'`]*+)[\"'`]?\}|([^\s\"'{}>]++))"
)
_CLOSER = re.compile(r"</([A-Za-z][\w.:-]*+)")

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "iframe", "legend", "li", "main",
    "menu", "nav", "ol", "p", "picture", "pre", "script", "section", "source", "style", "summary", "svg", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "audio", "b", "bdi", "bdo", "big", "br", "button", "caption", "cite", "code", "col", "colgroup",
    "data", "del", "dfn", "em", "font", "g", "i", "img", "input", "ins", "kbd", "label", "link", "mark", "meta",
    "object", "path", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "title", "tt", "u",
    "var", "wbr",
}  # fmt: skip
_BARE = {"br", "hr", "img", "wbr", "p", "li", "ul", "ol", "td", "th", "tr", "tbody", "thead", "dt", "dd", "center"}
"""Never a placeholder, with or without an end tag."""


class Tag(NamedTuple):
    """One tag at ``start`` to ``end`` of the text it was found in. ``name`` keeps its case."""

    name: str
    closing: bool
    attributes: str
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it closes itself, ``<Icon />``."""
        return self.attributes.endswith("/")

    def value(self, *names: str) -> str:
        """The first attribute of those names, entities resolved; "" if there is none."""
        if "=" not in self.attributes:
            return ""
        found = {match[1]: match[match.lastindex or 0] for match in _ATTRIBUTE.finditer(self.attributes)}
        return unescape(next((found[name] for name in names if found.get(name)), "")).strip()


def tags(text: str) -> list[Tag]:
    """Every tag in ``text``, in order, placeholders included."""
    if "<" not in text:
        return []
    return [Tag(found[2], found[1] == "/", found[3].rstrip(), *found.span()) for found in TAG.finditer(text)]


def closers(text: str) -> frozenset[str]:
    """The names that ``text`` closes somewhere."""
    return frozenset(_CLOSER.findall(text)) if "</" in text else frozenset()


def is_component(name: str) -> bool:
    """``<Accordion>``, ``<Tabs.Item>``: a capital and a small letter. ``<URL>`` is none."""
    return name[0].isupper() and not name.isupper()


def is_markup(tag: Tag, closed: frozenset[str]) -> bool:
    """Whether a reader would not see the tag. ``<caption>`` that nothing closes is a placeholder."""
    name = tag.name.lower()
    if name in _BARE:
        return True
    if name not in BLOCKS and name not in _INLINE and not is_component(tag.name):
        return False
    return tag.closing or tag.empty or tag.name in closed or bool(_ATTRIBUTE.search(tag.attributes))
