"""The things a section enumerates: sentences, bullets, rows, or whole cases.

``lines`` are leaves (rows, items, paragraphs); ``sentences`` cut paragraphs further; ``cases`` are
the larger units an author tells one after the other (a row, a subsection, a labelled stretch, a
top-level bullet with what hangs below it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from types import MappingProxyType

from pipeline.facts.outline import Part
from pipeline.study import Block, Fence, List, Paragraph, Row, Section, Span, Table

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(\[0-9`*])")
WORD = re.compile(r"[^\W_][\w'’/.+-]*")
BEFORE = re.compile(r"\b(?:before|baseline|previous(?:ly)?|old|was|from|without|initial)\b", re.IGNORECASE)
AFTER = re.compile(r"\b(?:after|now|new|current(?:ly)?|to|with|final|result|today)\b", re.IGNORECASE)
ROLES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "alternative": re.compile(r"\b(?:alternatives?|considered|rejected|versus|other options?)\b", re.IGNORECASE),
        "reason": re.compile(r"\b(?:why|rationale|reasons?|reasoning|justification|benefits?)\b", re.IGNORECASE),
        "trade-off": re.compile(r"\b(?:trade-?\s?offs?|downsides?|drawbacks?|cons|give up|gave up)\b", re.IGNORECASE),
        "recovery": re.compile(
            r"\b(?:mitigations?|recovery|handling|fallback|response|remedy|degraded|countermeasures?)\b", re.IGNORECASE
        ),
        "impact": re.compile(r"\b(?:impact|blast radius|effects?)\b", re.IGNORECASE),
        "detection": re.compile(r"\b(?:detection|detected|alerts?|signals?)\b", re.IGNORECASE),
        "failure": re.compile(r"\b(?:failures?|failure modes?|what breaks|scenarios?)\b", re.IGNORECASE),
        "target": re.compile(r"\b(?:targets?|budget|objective|SLO|threshold)\b", re.IGNORECASE),
        "measured": re.compile(r"\b(?:measured|measurement|how measured|methods?|tested with)\b", re.IGNORECASE),
    }
)
EMPTY_CELL = re.compile(r"\W*(?:none|n/?a|tbd|todo|no|yes)?\W*$", re.IGNORECASE)
TREE = re.compile(r"[├└]──|\|--|`--")
PROSE_FENCES = {"", "text", "txt", "plain", "plaintext", "markdown", "md"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing an author says. ``text`` is plain; ``title`` is its heading or label, if any."""

    text: str
    span: Span
    title: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)


def count_words(text: str) -> int:
    """Words of a text: runs that begin with a letter or digit."""
    return sum(1 for _ in WORD.finditer(text))


def lines(parts: Iterable[Part]) -> Iterator[Unit]:
    """Rows, items and paragraphs, in reading order; lines of untagged fences too."""
    for part in parts:
        for block in part.blocks:
            yield from _leaves(part.span.path, block)


def sentences(parts: Iterable[Part]) -> Iterator[Unit]:
    """Like ``lines``, with paragraphs and items cut into sentences."""
    for unit in lines(parts):
        for sentence in SENTENCE.split(unit.text):
            yield Unit(sentence, unit.span, unit.title)


def cases(parts: Iterable[Part]) -> Iterator[Unit]:
    """The larger units: rows of tables, subsections, labelled stretches, top-level bullets."""
    for part in parts:
        deep = [s for s in part.sections if _leaf_words(s) >= 8]
        if len(deep) >= 2:
            yield from (_section_case(part.span.path, section) for section in deep)
        else:
            yield from _block_cases(part.span.path, part.blocks)


def _leaf_words(section: Section) -> int:
    return sum(count_words(text(block)) for block in section.all_blocks())


def _section_case(path: str, section: Section) -> Unit:
    body = " \n".join(text(block) for block in section.all_blocks())
    return Unit(f"{section.title}. {body}", Span(path, section.line, section.end_line), section.title)


def _block_cases(path: str, blocks: tuple[Block, ...]) -> Iterator[Unit]:
    labelled = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph) and block.label]
    if len(labelled) >= 2:
        for start, stop in pairwise([*labelled, len(blocks)]):
            stretch = blocks[start:stop]
            words = " \n".join(text(block) for block in stretch)
            yield Unit(words, Span(path, stretch[0].line, stretch[-1].end_line), getattr(stretch[0], "label", ""))
        blocks = blocks[: labelled[0]]
    for block in blocks:
        yield from _tops(path, block) if isinstance(block, List) else _leaves(path, block)


def _tops(path: str, block: List) -> Iterator[Unit]:
    starts = [n for n, item in enumerate(block.items) if item.depth == 0]
    for start, stop in pairwise([*starts, len(block.items)]):
        items = block.items[start:stop]
        words = " \n".join(item.text for item in items)
        yield Unit(words, Span(path, items[0].line, items[-1].end_line), items[0].label)


def _leaves(path: str, block: Block) -> Iterator[Unit]:
    if isinstance(block, Paragraph):
        yield Unit(block.text, Span(path, block.line, block.end_line), block.label)
    elif isinstance(block, List):
        for item in block.items:
            yield Unit(item.text, Span(path, item.line, item.end_line), item.label)
    elif isinstance(block, Table):
        for row in block.rows:
            yield Unit(_row(block, row), Span(path, row.line, row.end_line), row.cells[0] if row.cells else "")
    elif block.language in PROSE_FENCES:
        yield from _fenced(path, block)


def _fenced(path: str, block: Fence) -> Iterator[Unit]:
    """The lines of prose in a fence; a tree of directories is none."""
    first = block.line + block.fenced
    for number, line in enumerate(block.text.split("\n"), first):
        if line.strip() and not TREE.search(line):
            yield Unit(line.strip(), Span(path, number, number))


def _row(table: Table, row: Row) -> str:
    """The cells of a row with the role that a column's title gives them ("alternative: Kafka").

    Where two columns are before and after, what they say together stands at the end.
    """
    columns = [
        next((n for n, title in enumerate(table.header) if side.search(title)), None) for side in (BEFORE, AFTER)
    ]
    joined = " | ".join(
        f"{role}: {cell}" if (role := _role(title, cell)) else cell
        for title, cell in zip_longest(table.header[: len(row.cells)], row.cells, fillvalue="")
    )
    if None in columns or columns[0] == columns[1]:
        return joined
    before, after = (row.cells[n] for n in columns if n is not None)
    return f"{joined} | {before} → {after}" if before and after else joined


def _role(title: str, cell: str) -> str:
    """What the title of a column says of its cells, unless the cell is empty."""
    if not title or EMPTY_CELL.match(cell):
        return ""
    return next((role for role, names in ROLES.items() if names.search(title)), "")


def text(block: Block) -> str:
    """The plain text of a block; of code, nothing unless it is prose in an untagged fence."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, List):
        return " \n".join(item.text for item in block.items)
    if isinstance(block, Table):
        return " \n".join(_row(block, row) for row in block.rows)
    return block.text if isinstance(block, Fence) and block.language in PROSE_FENCES else ""


UNITS: Mapping[str, Callable[[Iterable[Part]], Iterator[Unit]]] = MappingProxyType(
    {
        "lines": lines,
        "sentences": sentences,
        "cases": cases,
    }
)
