"""The things a section enumerates: sentences, bullets, rows, or whole cases.

``lines`` are leaves (rows, items, paragraphs), ``steps`` these and the messages of sequence diagrams;
``sentences`` cut paragraphs further; ``cases`` are
the larger units an author tells one after the other (a row, a subsection, a labelled stretch, a
top-level bullet with what hangs below it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from pipeline.facts.columns import ROLES, roles, told
from pipeline.facts.outline import Part, normal
from pipeline.facts.pattern import pattern
from pipeline.facts.records import is_record, named
from pipeline.study import Block, Fence, List, Paragraph, Section, Span, Table

SENTENCE = pattern(r"(?<=[.!?])\s+(?=[A-Z“\"'(\[0-9`*])")
WORD = pattern(r"[^\W_][\w'’/.+-]*")
FACET_LABEL = pattern(
    r"(?:the )?(?:alternatives?|options?|considered|rejected|rationale|reasons?|reasoning|why|because|trade ?offs?"
    r"|costs?|pros|cons|benefits?|drawbacks?|downsides?|consequences?|price|accepted|(?:when to )?reconsider|revisit"
    r"|impact|blast radius|detection|recovery|mitigations?|handling|outcome|results?|effects?|evidence|how|so what)\b"
)
"""Labels that tell one side of the case above them."""
WEIGHED = pattern(r"\b(?:vs\.?|versus|why not)\s", re.IGNORECASE)
"""A heading that sets one thing against another: all below it is one decision."""
CASE_TITLE = pattern(
    r"\b(?:stages?|phases?|tiers?|scenarios?|failures?|decisions?|challenges?|incidents?)\b", re.IGNORECASE
)
CASE_WORDS = 8
TREE = pattern(r"[├└]──|\|--|`--")
SEQUENCE = pattern(r"^\s{0,80}sequenceDiagram\b")
MESSAGE = pattern(r"^\s{0,80}(\w{1,40})\s{0,8}--?(?:>>?|[x)])\s{0,8}[+-]?(\w{1,40})\s{0,8}:\s{0,8}(\S[^\n]*)")
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


@lru_cache(maxsize=8_192)
def count_words(text: str) -> int:
    """Words of a text: runs that begin with a letter or digit."""
    return len(WORD.findall(text))


def lines(parts: Iterable[Part]) -> Iterator[Unit]:
    """Rows, items and paragraphs, in reading order; lines of untagged fences too."""
    for part in parts:
        for block in part.blocks:
            yield from _leaves(part.span.path, block)


def steps(parts: Iterable[Part]) -> Iterator[Unit]:
    """Like ``lines``, with the messages of sequence diagrams: each says what passes from one part to the next."""
    parts = tuple(parts)
    yield from lines(parts)
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Fence) and SEQUENCE.match(block.text):
                yield from _messages(part.span.path, block)


def _messages(path: str, block: Fence) -> Iterator[Unit]:
    for number, line in enumerate(block.text.split("\n"), block.line + block.fenced):
        if found := MESSAGE.match(line):
            yield Unit(" ".join(found.groups()), Span(path, number, number))


def sentences(parts: Iterable[Part]) -> Iterator[Unit]:
    """Like ``lines``, with paragraphs and items cut into sentences."""
    for unit in lines(parts):
        for sentence in SENTENCE.split(unit.text):
            yield Unit(sentence, unit.span, unit.title)


def cases(parts: Iterable[Part]) -> Iterator[Unit]:
    """The larger units: rows of tables, subsections, labelled stretches, top-level bullets."""
    for part in parts:
        beside = _children(part.sections)
        deep = [s for s in beside if _leaf_words(s) >= CASE_WORDS]
        if is_record(beside) or (not deep and WEIGHED.search(part.title)):
            yield _record(part)
        elif len(deep) >= 2:
            for block in part.blocks:
                if isinstance(block, Table) and block.line < deep[0].line:
                    yield from _leaves(part.span.path, block)
            for section in deep:
                yield from _section_cases(part.span.path, section)
        else:
            yield from _block_cases(part.span.path, part.blocks)


def _record(part: Part) -> Unit:
    """A decision record as one case, named by the heading above its parts."""
    body = " \n".join(text(block) for block in part.blocks)
    above = named(part.sections)
    line, title = (above.line, above.title) if above else (part.span.line, part.title)
    return Unit(f"{title}. {body}", Span(part.span.path, line, part.span.end_line), title)


def _children(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections side by side: a page's title, alone above the rest, is no case."""
    while len(sections) == 1 and sections[0].sections:
        sections = sections[0].sections
    return sections


def _leaf_words(section: Section) -> int:
    return sum(count_words(text(block)) for block in section.all_blocks())


def _section_cases(path: str, section: Section) -> Iterator[Unit]:
    """A section as one case, or its own sections ("Tier 1") or the rows of its table where these are the cases."""
    inner = [s for s in section.sections if CASE_TITLE.search(s.title) and _leaf_words(s) >= CASE_WORDS]
    if len(inner) >= 2:
        for one in inner:
            yield from _section_cases(path, one)
        return
    blocks = tuple(section.all_blocks())
    tables = [block for block in blocks if isinstance(block, Table) and _tells_cases(block)]
    if sum(len(table.rows) for table in tables) >= 2 and _most_of(tables, blocks):
        # Under "Explicitly rejected" the first cell of each row is what lost.
        lost = "alternative: " if ROLES["alternative"].search(section.title) else ""
        for unit in (unit for table in tables for unit in _leaves(path, table)):
            yield replace(unit, text=lost + unit.text)
        return
    body = " \n".join(text(block) for block in blocks)
    yield Unit(f"{section.title}. {body}", Span(path, section.line, section.end_line), section.title)


def _tells_cases(table: Table) -> bool:
    """Whether the columns say so: an alternative and a reason, a failure and its recovery; or the first one does."""
    return bool(table.header and CASE_TITLE.search(table.header[0])) or sum(map(bool, roles(table.header))) >= 2


def _most_of(tables: list[Table], blocks: tuple[Block, ...]) -> bool:
    words = sum(count_words(text(table)) for table in tables)
    return words * 2 >= sum(count_words(text(block)) for block in blocks)


def _block_cases(path: str, blocks: tuple[Block, ...]) -> Iterator[Unit]:
    starts = _case_starts(blocks)
    if len(starts) >= 2:
        for start, stop in pairwise([*starts, len(blocks)]):
            stretch = blocks[start:stop]
            words = " \n".join(text(block) for block in stretch)
            yield Unit(words, Span(path, stretch[0].line, stretch[-1].end_line), getattr(stretch[0], "label", ""))
        blocks = blocks[: starts[0]]
    for block in blocks:
        yield from _tops(path, block) if isinstance(block, List) else _leaves(path, block)


def _case_starts(blocks: tuple[Block, ...]) -> list[int]:
    """Where labelled stretches begin a case: "Decision" does, the "Rationale" below it belongs to it."""
    starts: list[int] = []
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        label = normal(block.label) if isinstance(block, Paragraph) and block.label else ""
        if not label:
            continue
        if not seen or label in seen or not FACET_LABEL.match(label):
            starts.append(number)
            seen = set()
        seen.add(label)
    return starts


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
            yield Unit(told(block, row), Span(path, row.line, row.end_line), row.cells[0] if row.cells else "")
    elif block.language in PROSE_FENCES:
        yield from _fenced(path, block)


def _fenced(path: str, block: Fence) -> Iterator[Unit]:
    """The lines of prose in a fence; a tree of directories is none."""
    first = block.line + block.fenced
    for number, line in enumerate(block.text.split("\n"), first):
        if line.strip() and not TREE.search(line):
            yield Unit(line.strip(), Span(path, number, number))


def text(block: Block) -> str:
    """The plain text of a block; of code, nothing unless it is prose in an untagged fence."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, List):
        return " \n".join(item.text for item in block.items)
    if isinstance(block, Table):
        return " \n".join(told(block, row) for row in block.rows)
    return block.text if isinstance(block, Fence) and block.language in PROSE_FENCES else ""


UNITS: Mapping[str, Callable[[Iterable[Part]], Iterator[Unit]]] = MappingProxyType(
    {
        "lines": lines,
        "steps": steps,
        "sentences": sentences,
        "cases": cases,
    }
)
