"""Markdown as people write it → sections, blocks and links with the lines they stand on.

Three steps, each a pure function: characters damaged by an editor are repaired; what CommonMark
would not read (MDX, MkDocs, HTML, Obsidian) is rewritten to plain Markdown, each line keeping its
number; the parser's events become blocks, and headings a tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.markdown import directives, elements, grids, wrapped
from pipeline.markdown.blocks import read
from pipeline.markdown.hidden import HINT as HIDDEN_HINT
from pipeline.markdown.hidden import take_hidden
from pipeline.markdown.mojibake import repair
from pipeline.markdown.outline import tree
from pipeline.markdown.source import Source, numbered
from pipeline.markdown.tags import closers
from pipeline.study import Hidden, Link, Section

__all__ = ["Body", "parse"]

DIALECTS: tuple[tuple[re.Pattern[str], Callable[[Source], Source]], ...] = (
    (wrapped.HINT, wrapped.without_wrappers),
    (directives.HINT, directives.without_directives),
    (grids.HINT, grids.without_grids),
    (elements.HINT, elements.without_elements),
)
"""What is rewritten, in this order, on pages where the pattern finds something."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a page says below its front matter. ``damaged`` are the lines repaired for reading."""

    root: Section
    links: tuple[Link, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    damaged: tuple[int, ...] = ()


def parse(lines: tuple[str, ...], first: int) -> Body:
    """The body that starts at line ``first`` (from 1) of a file with those ``lines``.

    ``lines`` are split at LF, without their line ends. Every line number in the result is one of
    the file. Any text is read; nothing raises.
    """
    last = len(lines) - 1 if len(lines) > 1 and not lines[-1] else len(lines)
    first = max(1, min(first, last + 1))
    mended, damaged = repair(lines[first - 1 : last])
    source: Source = numbered(mended, first)
    whole = "\n".join(mended)
    hidden: tuple[Hidden, ...] = ()
    if HIDDEN_HINT.search(whole):
        source, hidden = take_hidden(source)
    closed = closers(whole)
    for hint, rewritten in DIALECTS:
        if hint.search(whole):
            source = rewritten(source)
    entries, links = read(source, closed)
    root = tree(entries, mended, min(first, max(last, 1)), max(last, 1))
    return Body(root, links, hidden, tuple(first + index for index in damaged))
