"""A study without what still waits to be filled in: a line with a placeholder earns nothing."""

from __future__ import annotations

from dataclasses import replace

from pipeline.facts.placeholders import leftovers
from pipeline.study import Block, List, Page, Section, Study, Table


def filled(study: Study) -> Study:
    """The same study; paragraphs, items, rows and code blocks that hold a placeholder are gone."""
    return replace(study, pages=tuple(_page(page) for page in study.pages))


def _page(page: Page) -> Page:
    waiting = frozenset(spot.line for spot in leftovers(page) if not spot.open)
    return replace(page, root=_section(page.root, waiting)) if waiting else page


def _section(section: Section, waiting: frozenset[int]) -> Section:
    blocks = tuple(kept for block in section.blocks if (kept := _block(block, waiting)) is not None)
    return replace(section, blocks=blocks, sections=tuple(_section(inner, waiting) for inner in section.sections))


def _block(block: Block, waiting: frozenset[int]) -> Block | None:
    if isinstance(block, List):
        items = tuple(item for item in block.items if not waiting & {*range(item.line, item.end_line + 1)})
        return replace(block, items=items) if items else None
    if isinstance(block, Table):
        return replace(block, rows=tuple(row for row in block.rows if row.line not in waiting))
    return None if any(block.line <= line <= block.end_line for line in waiting) else block
