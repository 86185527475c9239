"""Which part of a study is which section of the rubric, whatever the author called it.

A part is found by its heading, by the file it stands in, by a bold label that opens a paragraph
or item, by the first cell of a table row, or by the author's own ``sections:`` map. Decided by
alias tables; similarity only forgives typing slips (measured for the rubric notes: a looser
match turns "Non-goals" into "Goals").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from pipeline.facts.pattern import pattern
from pipeline.study import Block, Item, List, Page, Paragraph, Row, Section, Span, Study, Table

JOINTS = pattern(r"\s{0,40}(?:[:—–(|/,+&]|\s-\s|\band\b|\bor\b|\bvs\.?(?=\s))\s*")
NEGATIONS = pattern(r"\b(?:non[a-z]*|(?<!why )not|out of|anti|no|without|excluded?|won t|(?:did|do|does|wo|would)nt)\b")
WORDS = pattern(r"[^\W_]+")
ARTICLE = pattern(r"^(?:the|a|an|our|my|some) ")
BARE_WORDS = 10
"""A line of more is a sentence that somebody forgot to end."""
TYPO_RATIO = 0.9
TYPO_LENGTH = 6
LABEL_ONLY = {"s": "situation", "t": "task", "a": "action", "r": "result"}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page that serves as one section. ``blocks`` are in reading order."""

    title: str
    span: Span
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()


Outline = Mapping[str, tuple[Part, ...]]


def normal(title: str) -> str:
    """A title for comparison: lower case, letters and digits, single spaces."""
    folded = unicodedata.normalize("NFKC", title).casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(WORDS.findall(folded))


@lru_cache(maxsize=512)
def normals(titles: tuple[str, ...]) -> frozenset[str]:
    """The titles of a section for comparison: the same for every study of a rubric, so made once."""
    return frozenset(map(normal, titles))


def outline(study: Study, aliases: Mapping[str, Sequence[str]]) -> Outline:
    """Section id → the parts of the study that serve as it. Unmatched ids are absent.

    ``aliases`` maps each section id to its names; ``*architecture`` stands for every title that
    ends in "architecture", ``cost*`` for every title that begins with "cost".
    """
    names = _names(tuple((section, tuple(titles)) for section, titles in aliases.items()))
    matcher = _Matcher(names, study.meta.get("sections"))
    headed: dict[str, list[Part]] = {}
    labelled: dict[str, list[Part]] = {}
    rows: dict[str, list[Part]] = {}
    joint: set[tuple[str, Span]] = set()
    for page in study.pages:
        for found, candidates in (
            (headed, _headed(page, alone=len(study.pages) == 1)),
            (labelled, _labelled(page)),
            (rows, _rows(page)),
        ):
            for title, part in candidates:
                for name in matcher.sections(title):
                    found.setdefault(name, []).append(part)
                    if matcher.shared(title, name):
                        joint.add((name, part.span))
    # A label is taken for a section only where no heading is: "**Outcome**: 15 minutes" above a story is a fact line.
    # A row is only where neither is: a table "S, T, A, R" above five stories tells how stories are told.
    return {name: _outermost(_own(name, parts, joint)) for name, parts in (rows | labelled | headed).items()}


def _own(name: str, parts: list[Part], joint: Collection[tuple[str, Span]]) -> list[Part]:
    """Without those under a shared title, "Goals and non-goals", that hold a part of that name alone."""
    alone = [part.span for part in parts if (name, part.span) not in joint]
    return [part for part in parts if part.span in alone or not any(_within(span, part.span) for span in alone)]


def _within(inner: Span, outer: Span) -> bool:
    return inner.path == outer.path and outer.line <= inner.line and inner.end_line <= outer.end_line


def _outermost(parts: list[Part]) -> tuple[Part, ...]:
    """Parts that do not stand inside another one of the same section."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda p: (p.span.path, p.span.line, -p.span.end_line)):
        if not (kept and _within(part.span, kept[-1].span)):
            kept.append(part)
    return tuple(kept)


def _headed(page: Page, *, alone: bool) -> Iterator[tuple[str, Part]]:
    """The page by its file name and folder, and what stands below each heading.

    Where the page is the whole study, neither its name nor its title says which section it is.
    """
    stem = page.name.rpartition("/")[2].rpartition(".")[0]
    whole = Part(stem, Span(page.path, page.root.line, page.root.end_line), tuple(page.root.all_blocks()), (page.root,))
    if normal(stem) != "readme" and not alone:
        yield re.sub(r"^\d+\s*[-_. ]*", "", stem), whole
        folder = page.name.rpartition("/")[0]
        if folder:
            yield re.sub(r"^\d+\s*[-_. ]*", "", folder.rpartition("/")[2]), whole
    title = page.root.sections[0] if alone and len(page.root.sections) == 1 and page.root.sections[0].sections else None
    for section in page.root.walk():
        if section.level and section is not title:
            span = Span(page.path, section.line, section.end_line)
            yield section.title, Part(section.title, span, tuple(section.all_blocks()), section.sections)


def _labelled(page: Page) -> Iterator[tuple[str, Part]]:
    """Paragraphs and items that carry their title as a label."""
    for section in page.root.walk():
        yield from _labels(page, section)


def _rows(page: Page) -> Iterator[tuple[str, Part]]:
    """The rows of tables by their first cells."""
    tables = (block for section in page.root.walk() for block in section.blocks if isinstance(block, Table))
    for block in tables:
        for row in block.rows:
            if len(row.cells) > 1 and row.cells[0]:
                span = Span(page.path, row.line, row.end_line)
                yield _row_title(row), Part(row.cells[0], span, (_as_table(block, row),))


def _labels(page: Page, section: Section) -> Iterator[tuple[str, Part]]:
    titles = {n: title for n, block in enumerate(section.blocks) if (title := _label(block))}
    for start, stop in pairwise([*titles, len(section.blocks)]):
        blocks = section.blocks[start:stop]
        label = titles[start]
        yield label, Part(label, Span(page.path, blocks[0].line, blocks[-1].end_line), blocks)
    for block in section.blocks:
        if isinstance(block, List):
            yield from _labelled_items(page, block)


def _label(block: Block) -> str:
    """The label of a paragraph, or a paragraph that is nothing but a title: "Situation" above a list."""
    if not isinstance(block, Paragraph):
        return ""
    text = block.text
    bare = block.line == block.end_line and len(text.split()) <= BARE_WORDS and text[-1:].isalpha() and ":" not in text
    return block.label or (text if bare else "")


def _labelled_items(page: Page, block: List) -> Iterator[tuple[str, Part]]:
    for number, item in enumerate(block.items):
        if item.label:
            inner = _with_children(block.items[number:])
            span = Span(page.path, item.line, inner[-1].end_line)
            yield item.label, Part(item.label, span, (List(inner, span.line, span.end_line, block.ordered),))


def _with_children(items: tuple[Item, ...]) -> tuple[Item, ...]:
    stop = next((n for n, item in enumerate(items[1:], 1) if item.depth <= items[0].depth), len(items))
    return items[:stop]


def _row_title(row: Row) -> str:
    """The first cell; a lone S, T, A or R in front of brackets is its long name."""
    first = normal(row.cells[0])
    return LABEL_ONLY.get(first, first)


def _as_table(table: Table, row: Row) -> Table:
    return Table(table.header, (row,), row.line, row.end_line)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a rubric's sections, made comparable: whole ones, openings and endings of titles.

    ``near`` holds the whole names by their length and by whether they say "non" or "without": each
    with its place in ``exact`` and the characters it has.
    """

    exact: Mapping[str, Sequence[str]]
    heads: Sequence[tuple[str, str]]
    tails: Sequence[tuple[str, str]]
    near: Mapping[tuple[int, bool], Sequence[tuple[int, str, frozenset[str]]]]


@lru_cache(maxsize=16)
def _names(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> _Names:
    """The same for every study of a rubric, so made once."""
    exact: dict[str, list[str]] = {}
    heads: list[tuple[str, str]] = []
    tails: list[tuple[str, str]] = []
    for name, titles in aliases:
        for title in titles:
            text = normal(title)
            if title.startswith("*"):
                tails.append((text, name))
            elif title.endswith("*"):
                heads.append((text, name))
            else:
                exact.setdefault(text, []).append(name)
    near: dict[tuple[int, bool], list[tuple[int, str, frozenset[str]]]] = {}
    for number, alias in enumerate(exact):
        near.setdefault((len(alias), bool(NEGATIONS.search(alias))), []).append((number, alias, frozenset(alias)))
    return _Names(exact, heads, tails, near)


class _Matcher:
    """Titles to section ids, with the answers remembered."""

    def __init__(self, names: _Names, own: object) -> None:
        self.names = names
        self.own = {normal(str(k)): str(v) for k, v in own.items()} if isinstance(own, Mapping) else {}
        self.known: dict[str, tuple[str, ...]] = {}

    def sections(self, title: str) -> tuple[str, ...]:
        if title not in self.known:
            self.known[title] = tuple(dict.fromkeys(self._sections(title)))
        return self.known[title]

    def shared(self, title: str, name: str) -> bool:
        """Whether only a piece of ``title`` names that section, and another piece another one."""
        return len(self.sections(title)) > 1 and name not in self._named(normal(title))

    def _sections(self, title: str) -> Iterator[str]:
        whole = normal(title)
        if whole in self.own:
            yield self.own[whole]
            return
        if len(whole) > 90:
            return
        yield from self._named(whole)
        for piece in JOINTS.split(title.casefold()):
            if normal(piece) != whole:
                yield from self._named(normal(piece))

    def _named(self, text: str) -> Iterator[str]:
        if not text:
            return
        whole = text if text in self.names.exact else ARTICLE.sub("", text)
        if whole in self.names.exact:
            yield from self.names.exact[whole]
            return
        denied = bool(NEGATIONS.search(text))
        tails = (pair for pair in self.names.tails if text == pair[0] or text.endswith(f" {pair[0]}"))
        heads = (pair for pair in self.names.heads if text == pair[0] or text.startswith(f"{pair[0]} "))
        # "Non-goals" are no goals; but "what it does not show" is looked for with its "not".
        yield from (name for piece, name in (*tails, *heads) if not denied or NEGATIONS.search(piece))
        yield from self._typo(text, denied=denied)

    def _typo(self, text: str, *, denied: bool) -> Iterator[str]:
        if len(text) < TYPO_LENGTH:
            return
        matcher = SequenceMatcher(None, "", text, autojunk=False)
        letters = frozenset(text)
        found = []
        for length in range(len(text) - 2, len(text) + 3):
            for number, alias, own in self.names.near.get((length, denied), ()):
                # The cheap upper bounds first: exact ratios of every alias took most of the time of a grade.
                common = min(length - len(own - letters), len(text) - len(letters - own))
                if 2 * common < TYPO_RATIO * (length + len(text)):
                    continue
                matcher.set_seq1(alias)
                if matcher.quick_ratio() >= TYPO_RATIO and matcher.ratio() >= TYPO_RATIO:
                    found.append((number, alias))
        for _, alias in sorted(found):
            yield from self.names.exact[alias]
