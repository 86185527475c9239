"""A study without what does not count: what waits to be filled in, what a template or our rubric says, padding.

A line with a placeholder earns nothing, and neither does guidance that came with a template: it
reads like excellent content and says nothing about this system. What stands twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pipeline.facts.padding import Padding
from pipeline.facts.placeholders import Leftover
from pipeline.facts.residue import borrowed
from pipeline.study import Block, List, Section, Study, Table

LEAST_SHINGLES = 4
"""Eight words in a row: of shorter stretches all must be known, and short rows are common property."""
Lines = AbstractSet[int]


def filled(study: Study, padding: Iterable[Padding], leftovers: Mapping[str, Iterable[Leftover]]) -> Study:
    """The same study without the paragraphs, items, rows and code blocks that are not the author's.

    ``padding`` and ``leftovers``, those of each page by its report path, are what was found in it.
    """
    idle = {path: {spot.line for spot in spots if not spot.open} for path, spots in leftovers.items()}
    for one in padding:
        idle[one.span.path].add(one.span.line)
    return replace(study, pages=tuple(replace(page, root=_section(page.root, idle[page.path])) for page in study.pages))


def _section(section: Section, waiting: Lines) -> Section:
    blocks = tuple(kept for block in section.blocks if (kept := _block(block, waiting)) is not None)
    return replace(section, blocks=blocks, sections=tuple(_section(inner, waiting) for inner in section.sections))


def _block(block: Block, waiting: Lines) -> Block | None:
    """What is left of a block: lists lose items, tables lose rows, the rest stays or goes as a whole."""
    if isinstance(block, List):
        items = tuple(item for item in block.items if _own(replace(block, items=(item,)), waiting))
        return replace(block, items=items) if items else None
    if isinstance(block, Table):
        return replace(block, rows=tuple(row for row in block.rows if _own(replace(block, rows=(row,)), waiting)))
    return block if _own(block, waiting) else None


def _own(block: Block, waiting: Lines) -> bool:
    """Whether a paragraph, a code block, or a list or table of one line is the author's."""
    only = block.items[0] if isinstance(block, List) else block.rows[0] if isinstance(block, Table) else block
    if any(line in waiting for line in range(only.line, only.end_line + 1)):
        return False
    known, total = borrowed([(block,)])
    if total < LEAST_SHINGLES:
        return not total or known < total or isinstance(block, Table)
    return known * 5 < total * 3
