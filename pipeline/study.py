"""What a study is made of: frozen values, read once, never changed.

Lines are those of the file in git, counted from 1, front matter included. ``text`` is what a
reader sees (emphasis and link targets taken out); ``Page.lines`` is what the file says, and
every quotation is cut from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Lines ``line`` to ``end_line`` of ``path``, both included, counted from 1."""

    path: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a file before any rubric is asked: bad front matter, a broken limit.

    ``rule`` is one of the ``front-matter.*`` and ``layout.*`` identifiers. ``quote`` is literal
    text of the file at that line, or None where nothing stands.
    """

    rule: str
    span: Span
    message: str
    fix: str
    quote: str | None = None
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``label`` is the bold run it opens with, without its colon ("" if none).

    ``quoted`` marks text inside a block quote.
    """

    text: str
    line: int
    end_line: int
    label: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One list item with the text of its own paragraphs; nested items follow it, one deeper.

    ``checked`` is None unless the item is a task (``- [ ]``, ``- [x]``).
    """

    text: str
    line: int
    end_line: int
    label: str = ""
    depth: int = 0
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list, its nested items flattened in reading order."""

    items: tuple[Item, ...]
    line: int
    end_line: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One body row of a table, padded or cut to the width of the header."""

    cells: tuple[str, ...]
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of plain text."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block. ``language`` is the first word of the info string, lower-cased.

    ``line`` is the opening fence; the text starts on the next line (on ``line`` itself when the
    code is indented instead of fenced, ``fenced`` being False).
    """

    language: str
    info: str
    text: str
    line: int
    end_line: int
    closed: bool = True
    fenced: bool = True


Block = Paragraph | List | Table | Fence


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with everything below it up to the next heading of its rank.

    ``blocks`` are its own, before the first subsection. ``title`` is cleaned of numbering, emoji,
    emphasis and trailing punctuation. ``level`` 0 is the page itself (no heading); bold lines
    that serve as headings are one level below the heading they stand under (``marker`` "bold").
    """

    title: str
    level: int
    line: int
    end_line: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    marker: str = "atx"

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def all_blocks(self) -> Iterator[Block]:
        """Every block of this section and of those below it, in reading order."""
        for section in self.walk():
            yield from section.blocks


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image with its target as written (percent escapes kept)."""

    text: str
    target: str
    line: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a reader of the rendered page does not see, such as an HTML comment."""

    text: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown file. ``path`` is that of reports, ``name`` is relative to the study."""

    path: str
    name: str
    lines: tuple[str, ...]
    body_line: int
    root: Section
    links: tuple[Link, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    damaged: tuple[int, ...] = ()
    """Lines whose characters were repaired for reading (mojibake)."""

    def quote(self, line: int, text: str = "", end_line: int = 0) -> str | None:
        """``text`` as it stands literally in those lines, else the first line, cut to 120.

        None where the line is blank, beyond the file, or held bytes that are no text.
        """
        lines = self.lines[line - 1 : max(line, end_line)]
        found = text if text and text in "\n".join(lines) else lines[0].strip()[:120].rstrip() if lines else ""
        return found if found and "\N{REPLACEMENT CHARACTER}" not in found else None


@dataclass(frozen=True, slots=True)
class File:
    """Any other file of the study: an image, a data file. ``size`` in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What Mermaid's own grammar reads in a diagram, or why it refuses it.

    ``nodes`` are identifiers with their labels, ``edges`` from and to with what stands on them,
    ``groups`` the titles of boundaries, ``holds`` their identifiers with what stands in each,
    ``branches`` the titles of alternatives. ``read`` is False for kinds of diagram that are only checked.
    ``error`` is the parser's first line, ``error_line`` that of the diagram (from 1; 0 unknown).
    """

    nodes: tuple[tuple[str, str], ...] = ()
    edges: tuple[tuple[str, str, str], ...] = ()
    groups: tuple[str, ...] = ()
    holds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    branches: tuple[str, ...] = ()
    read: bool = False
    error: str = ""
    error_line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A case study as read: pages (the cover first, then by name), other files, front matter.

    ``meta`` is the cover's front matter; ``own_terms`` is True when the study carries ours, False
    when it is graded under ``--kind`` and its front matter is read as content. ``faults`` are what
    reading found wrong. ``drawings`` maps the text of a Mermaid block to what its own grammar says of it,
    where that could be asked.
    """

    path: str
    slug: str
    kind: str
    title: str
    status: str | None
    pages: tuple[Page, ...]
    files: tuple[File, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    own_terms: bool = True
    faults: tuple[Fault, ...] = ()
    content_digest: str = ""
    language: str = "en"
    drawings: Mapping[str, Drawing] = field(default_factory=lambda: NOTHING)

    @property
    def cover(self) -> Page:
        """The page that is read first."""
        return self.pages[0]

    def page(self, path: str) -> Page:
        """The page whose report path this is."""
        return next(page for page in self.pages if page.path == path)
