"""Parser events → headings and blocks in reading order, with their lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.markdown.events import Handler, follow
from pipeline.markdown.lists import Draft, Lists
from pipeline.markdown.phrase import Phrase, Stretch
from pipeline.markdown.position import Position
from pipeline.markdown.source import Source
from pipeline.markdown.tables import Grid
from pipeline.markdown.titles import cleaned
from pipeline.markdown.words import Words
from pipeline.study import Block, Fence, Link, Paragraph

_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s{0,9}", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\{[#:.][^{}]{0,100}\}$")
_CITATION = re.compile(r"\d+:\d+:\S*\.(\w{1,10})$")
_LANGUAGE = re.compile(r"[{.\s]*([^\s,{}]+)")
_COLONS = (":", "：")


class Heading(NamedTuple):
    """A heading of ``level`` 1 to 6."""

    title: str
    level: int
    line: int
    end_line: int


class Bold(NamedTuple):
    """A paragraph that may be a heading, for it is one bold line. ``sure`` if a colon ends it."""

    title: str
    sure: bool
    paragraph: Paragraph


Entry = Heading | Bold | Block


def read(source: Source, closed: frozenset[str]) -> tuple[list[Entry], tuple[Link, ...]]:
    """Headings, blocks and links of plain Markdown. ``closed``: the tags that have an end tag."""
    position = Position(source)
    reader = _Reader(position, Words(position, closed))
    follow(position.text, reader.handlers)
    return reader.entries, tuple(sorted(reader.words.links.found, key=lambda link: link.line))


class _Reader:
    """Follows the events of one page. Flat: nesting is counted, never recursed into."""

    def __init__(self, position: Position, words: Words) -> None:
        self.position = position
        self.words = words
        self.entries: list[Entry] = []
        self.lists = Lists()
        self.grid = Grid()
        self.quotes = 0
        self.info: str | None = None

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Event name → what to do with it. Other events say nothing that is kept."""
        return {
            **self.words.handlers,
            "+Paragraph": self.start, "-Paragraph": self.end_paragraph,
            "+Heading": self.start, "-Heading": self.end_heading,
            "+HtmlBlock": self.start, "-HtmlBlock": self.end_paragraph,
            "+BlockQuote": self.start_quote, "-BlockQuote": self.end_quote,
            "+List": self.start_list, "-List": self.end_list, "+Item": self.start_item, "-Item": self.end_item,
            "TaskListMarker": self.task, "+CodeBlock": self.start_code, "-CodeBlock": self.end_code,
            "+Table": self.start_table, "-Table": self.end_table, "-TableHead": self.end_head,
            "-TableRow": self.end_row, "+TableCell": self.start, "-TableCell": self.end_cell,
        }  # fmt: skip

    def emit(self, entry: Block | Bold) -> None:
        """Keep a block: after the list that holds it, if any does."""
        if not self.lists:
            self.entries.append(entry)
        elif not isinstance(entry, Bold):
            self.lists.inner.append(entry)

    def flush(self) -> None:
        """The words of a tight item end where a block begins."""
        phrase, end = self.words.take()
        draft = self.lists.current
        if phrase and draft:
            draft.take(phrase, self.position.end_line(end))

    def start(self, _data: object, start: int, _end: int) -> None:
        """A block of running text begins."""
        self.flush()
        self.words.start(start)

    def owner(self) -> Draft | None:
        """The item whose own words these are; words of a quote inside it are the quote's."""
        draft = self.lists.current
        return draft if draft and draft.quotes == self.quotes else None

    def end_paragraph(self, _data: object, start: int, end: int) -> None:
        """A paragraph is complete: words of an item, one paragraph, or several labelled lines."""
        if self.owner():
            self.flush()
            return
        phrase = self.words.take()[0] or Phrase(start)
        groups = list(phrase.statements())
        for group, following in zip(groups, [*groups[1:], None], strict=True):
            last = self.position.line(following[0].start) - 1 if following else self.position.end_line(end)
            self.statement(group, last)

    def statement(self, group: list[Stretch], end_line: int) -> None:
        """One paragraph, or one labelled line of it."""
        text = " ".join(part for part in (stretch.text() for stretch in group) if part)
        text = _ALERT.sub("", text, count=1) if self.quotes and text.startswith("[!") else text
        if not text:
            return
        line = self.position.line(group[0].start)
        label = group[0].label(last=len(group) == 1)
        label = cleaned(label) if label else ""
        paragraph = Paragraph(text, line, max(line, end_line), label=label, quoted=self.quotes > 0)
        title = group[0].title() if len(group) == 1 and not self.quotes and not self.lists else ""
        self.emit(Bold(cleaned(title), title.endswith(_COLONS), paragraph) if title else paragraph)

    def end_heading(self, data: str, start: int, end: int) -> None:
        """A heading is complete; inside a quote or an item it is text, and so is a footer of links."""
        phrase = self.words.open(start)
        if self.quotes or self.lists or phrase.is_navigation():
            self.end_paragraph(None, start, end)
            return
        self.words.take()
        title = cleaned(_IDENTIFIER.sub("", phrase.text()))
        self.entries.append(Heading(title, int(data[1]), self.position.line(start), self.position.end_line(end)))

    def start_quote(self, _data: object, _start: int, _end: int) -> None:
        """``>``."""
        self.flush()
        self.quotes += 1

    def end_quote(self, _data: object, _start: int, _end: int) -> None:
        """The quote is over."""
        self.quotes -= 1

    def start_list(self, data: int | None, start: int, _end: int) -> None:
        """A list; ``data`` is its first number if it has numbers."""
        self.flush()
        self.lists.start(self.position.line(start), ordered=data is not None)

    def end_list(self, _data: object, _start: int, _end: int) -> None:
        """The list is over; the outermost one becomes a block."""
        self.entries += self.lists.end()

    def start_item(self, _data: None, start: int, _end: int) -> None:
        """An item; what was said before it in the outer item is complete."""
        self.flush()
        self.lists.start_item(self.position.line(start), self.quotes)

    def end_item(self, _data: None, _start: int, _end: int) -> None:
        """The item is over."""
        self.flush()
        self.lists.end_item()

    def task(self, data: object, _start: int, _end: int) -> None:
        """``[ ]`` or ``[x]``."""
        if self.lists.current:
            self.lists.current.checked = bool(data)

    def start_code(self, data: str | Mapping[str, str], _start: int, _end: int) -> None:
        """A code block: the info string of a fence, or "Indented"."""
        self.flush()
        self.info = None if isinstance(data, str) else data["Fenced"]
        self.words.code = []

    def end_code(self, _data: object, start: int, end: int) -> None:
        """The code is complete. A fence without end has as many lines as its text and one more."""
        text, self.words.code = "".join(self.words.code or ()), None
        line, last = self.position.line(start), self.position.end_line(end)
        if self.info is None:
            self.emit(Fence("", "", text.rstrip("\n"), line, last, fenced=False))
            return
        inside = self.position.row(max(start, end - 1)) - self.position.row(start) - 1
        closed = inside == text.count("\n")
        self.emit(Fence(_language(self.info), self.info, text.removesuffix("\n"), line, last, closed=closed))

    def start_table(self, _data: object, _start: int, _end: int) -> None:
        """A table."""
        self.flush()
        self.grid = Grid()

    def end_cell(self, _data: object, _start: int, _end: int) -> None:
        """A cell is complete."""
        phrase, _ = self.words.take()
        self.grid.cell(phrase.text() if phrase else "")

    def end_head(self, _data: object, _start: int, _end: int) -> None:
        """The header is complete."""
        self.grid.end_head()

    def end_row(self, _data: object, start: int, end: int) -> None:
        """A row is complete."""
        self.grid.end_row(self.position.line(start), self.position.end_line(end))

    def end_table(self, _data: object, start: int, end: int) -> None:
        """The table is complete."""
        self.emit(self.grid.table(self.position.line(start), self.position.end_line(end)))


def _language(info: str) -> str:
    """``ts`` for ``ts {1,3}`` and for a citation such as ``43:57:src/x.ts``."""
    citation = _CITATION.match(info)
    found = citation or _LANGUAGE.match(info)
    return found[1].lower() if found else ""
