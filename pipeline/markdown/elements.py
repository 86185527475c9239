"""HTML blocks and MDX components, rewritten to plain Markdown so that their contents are read.

CommonMark takes whatever stands in a block element as raw HTML, and what a component indents as
code. Here headings, lists, quotes and code of HTML become those of Markdown; the ``title`` of a
component (``<Accordion title="…">``) becomes a heading one level below the one it stands under;
wrappers vanish and what they indented comes out. Placeholders (``<URL>``) stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.markdown.joints import joined
from pipeline.markdown.source import Line, Source, in_fences, shadow
from pipeline.markdown.tags import BLOCKS, HEADINGS, Tag, closers, is_component, is_markup, tags

HINT = re.compile(r"</?([A-Za-z][\w.-]*)")
_ATX = re.compile(r" {0,3}(#{1,6})(?=[ \t])")
_DEPTH = 20
"""Lists nested deeper are read as if they were not: their indentation would outgrow the text."""
_ITEMS = {"ul": "- ", "ol": "1. ", "menu": "- ", "dir": "- "}
_TITLE_LINES = 8
"""A heading whose end tag does not come by then was never closed."""
_UNSEEN = frozenset({"script", "style"})


@dataclass(slots=True)
class _Frame:
    """An open element: where it stands, how far its contents are indented, the heading level before it."""

    name: str
    lead: int
    outer: int
    level: int
    base: int | None = None

    def shift(self, lead: int) -> int:
        """How much indentation a line of the contents loses."""
        self.base = lead if self.base is None else min(self.base, lead)
        return self.outer + max(0, self.base - self.lead)


@dataclass(slots=True)
class _List:
    """An open list, and whether one of its items is open."""

    name: str
    item: bool = False


def without_elements(source: Source) -> Source:
    """The lines with HTML blocks and components rewritten, in the same order, each with its number."""
    whole = joined(source)
    coded = in_fences(line.text for line in whole)
    # Most pages that match have their tags in fences only: Mermaid, HTML quoted as code.
    if not any(_splits(line.text) for line, code in zip(whole, coded, strict=True) if not code):
        return source
    rewriter = _Rewriter(closers("\n".join(line.text for line in source)))
    for line, code in zip(whole, coded, strict=True):
        rewriter.read(line, coded=code)
    rewriter.end_heading()
    return rewriter.out


def _splits(text: str) -> bool:
    return "<" in text and any(name.lower() in BLOCKS or is_component(name) for name in HINT.findall(text))


class _Rewriter:
    """Reads lines in order and writes ``out``."""

    def __init__(self, closed: frozenset[str]) -> None:
        self.closed = closed
        self.out: list[Line] = []
        self.frames: list[_Frame] = []
        self.lists: list[_List] = []
        self.items = 0
        self.quotes = 0
        self.level = 0
        self.mark = ""
        """What the next words begin with: ``## `` after ``<h2>``, ``- `` after ``<li>``."""
        self.heading: list[tuple[str, Line]] | None = None
        self.verbatim = ""

    def read(self, line: Line, *, coded: bool) -> None:
        """Write what ``line`` becomes."""
        if not line.text.strip() and self.heading is None:
            self.out.append(line._replace(text=""))
            return
        if not coded and not self.verbatim and not self.frames and not self.lists and "<" not in line.text:
            self.plain(line)
            return
        lead = len(line.text) - len(line.text.lstrip())
        shift = 0 if self.verbatim or not self.frames else self.frames[-1].shift(lead)
        text = line.text[min(lead, shift) :]
        if coded and not self.verbatim:
            self.end_heading()
            self.write(text, line)
            return
        self.markup(line._replace(text=text), lead, shift)

    def plain(self, line: Line) -> None:
        """A line outside everything."""
        atx = _ATX.match(line.text)
        self.level = len(atx[1]) if atx else self.level
        if self.mark or self.heading is not None:
            self.write(line.text, line)
        else:
            self.out.append(line)

    def markup(self, line: Line, lead: int, shift: int) -> None:
        """A line with tags, or inside an element."""
        text = line.text
        done = 0
        last = len(text.rstrip())
        for tag in tags(shadow(text)):
            if self.verbatim:
                if not (tag.closing and tag.name == self.verbatim):
                    continue
            elif not self.is_block(tag, apart=tag.end >= last or not text[done : tag.start].strip()):
                continue
            self.between(text, done, tag.start, line)
            self.apply(tag, line, lead, shift)
            done = tag.end
        self.between(text, done, len(text), line)

    def between(self, text: str, start: int, end: int, line: Line) -> None:
        """Words of a line from ``start`` to ``end``. Only where a line begins its indentation means something."""
        self.write(text[start:end].lstrip() if start else text[:end], line)

    def is_block(self, tag: Tag, *, apart: bool) -> bool:
        """Whether a tag splits the text: HTML's blocks do, components where they stand ``apart`` from words."""
        if not is_markup(tag, self.closed):
            return False
        if tag.name.lower() in BLOCKS:
            return True
        return is_component(tag.name) and apart

    def apply(self, tag: Tag, line: Line, lead: int, shift: int) -> None:
        """Do what a block tag says."""
        name = tag.name.lower()
        if self.verbatim:
            self.end_verbatim(line)
        elif name in HEADINGS or name == "summary":
            self.turn_heading(tag, line)
        elif name in _ITEMS or name == "li":
            self.turn_list(tag, line)
        elif name in _UNSEEN or name == "pre":
            self.start_verbatim(tag, line)
        else:
            self.gap(line)
            self.quotes = max(0, self.quotes + (-1 if tag.closing else 1)) if name == "blockquote" else self.quotes
        if not tag.empty and name not in {"p", "li", "hr", "source"} and name not in HEADINGS:
            self.turn_frame(tag, lead, shift)
        if not tag.closing and name not in HEADINGS:
            self.title(tag, line)

    def turn_frame(self, tag: Tag, lead: int, shift: int) -> None:
        """Open or close an element; closing one closes those left open inside it."""
        if not tag.closing:
            if tag.name in self.closed and name_is_open_once(tag.name):
                self.frames.append(_Frame(tag.name, lead, shift, self.level))
            return
        for index in range(len(self.frames) - 1, max(-1, len(self.frames) - 1 - _DEPTH), -1):
            if self.frames[index].name == tag.name:
                self.level = self.frames[index].level
                del self.frames[index:]
                return

    def title(self, tag: Tag, line: Line) -> None:
        """The title attribute of a component, as a heading."""
        title = tag.value("title", "label") if is_component(tag.name) else ""
        if title:
            target = tag.value("href")
            self.head(f"[{title}](<{target}>)" if target else title, line)
        elif tag.value("href") and is_component(tag.name):
            self.write(f"<{tag.value('href')}>", line)

    def head(self, title: str, line: Line) -> None:
        """Write a heading one level below the last."""
        self.end_heading()
        self.level = min(6, self.level + 1)
        self.gap(line)
        self.out.append(line._replace(text=f"{'#' * self.level} {title}"))
        self.gap(line)

    def turn_heading(self, tag: Tag, line: Line) -> None:
        """Start gathering the words of ``<h2>`` or ``<summary>``, or write them."""
        if not tag.closing:
            self.end_heading()
            self.gap(line)
            self.heading = []
        elif self.heading is not None:
            words, self.heading = self.heading, None
            text = " ".join(word for word, _ in words)
            at = Line("", words[0][1].number, words[-1][1].end) if words else line
            if tag.name.lower() == "summary":
                self.head(text, at)
            elif text:
                self.level = int(tag.name[1]) - 1
                self.head(text, at)

    def end_heading(self) -> None:
        """Give up a heading that is not closed: its words are running text."""
        words, self.heading = self.heading or [], None
        self.out += [line._replace(text=word) for word, line in words]

    def turn_list(self, tag: Tag, line: Line) -> None:
        """Follow ``<ul>``, ``<ol>`` and ``<li>``."""
        name = tag.name.lower()
        if name == "li":
            self.mark = "" if tag.closing else _ITEMS[self.lists[-1].name if self.lists else "ul"]
            if self.lists:
                self.items += (not tag.closing) - self.lists[-1].item
                self.lists[-1].item = not tag.closing
            return
        self.mark = ""
        if not tag.closing:
            self.lists.append(_List(name))
        elif self.lists:
            self.items -= self.lists.pop().item
        if not self.lists:
            self.gap(line)

    def start_verbatim(self, tag: Tag, line: Line) -> None:
        """``<pre>`` opens a fence, ``<script>`` and ``<style>`` hide what follows."""
        if tag.closing or tag.empty or tag.name not in self.closed:
            return
        self.end_heading()
        self.gap(line)
        self.verbatim = tag.name
        if tag.name.lower() == "pre":
            language = tag.value("class", "lang").replace("language-", "").split()
            self.out.append(line._replace(text="~~~~~~ " + " ".join(language[:1])))

    def end_verbatim(self, line: Line) -> None:
        """Close what ``start_verbatim`` opened."""
        if self.verbatim.lower() == "pre":
            self.out.append(line._replace(text="~~~~~~"))
        self.verbatim = ""
        self.gap(line)

    def write(self, text: str, line: Line) -> None:
        """Words between tags, with the marks that are due."""
        if self.verbatim:
            if self.verbatim.lower() == "pre" and text.strip():
                self.out.append(line._replace(text=text))
            return
        if not text.strip():
            return
        if self.heading is not None:
            self.heading.append((text.strip(), line))
            if len(self.heading) > _TITLE_LINES:
                self.end_heading()
            return
        atx = _ATX.match(text)
        self.level = len(atx[1]) if atx else self.level
        depth = min(self.items, _DEPTH)
        prefix = "> " * min(self.quotes, _DEPTH)
        if depth or self.mark:
            prefix += "   " * max(0, depth - 1) + (self.mark or "   ")
            self.mark = ""
        self.out.append(line._replace(text=prefix + text))

    def gap(self, line: Line) -> None:
        """A blank line, unless there is one."""
        if self.out and self.out[-1].text:
            self.out.append(line._replace(text=""))


def name_is_open_once(name: str) -> bool:
    """Rows and cells are often left unclosed; the frames around them are enough."""
    return name.lower() not in {"tr", "td", "th", "tbody", "thead", "tfoot", "dt", "dd"}
