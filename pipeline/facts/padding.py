"""What stands in a study and says nothing of it: text that stands twice, our examples, lists of terms, empty phrases.

Nothing of it is counted, wherever it stands, so that none of it can raise a score. Only what is beyond
doubt is named: measured on real studies, fewer than one line in a thousand is taken for padding wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.facts.adrift import adrift, known
from pipeline.facts.concealment import concealed
from pipeline.facts.hung import hung
from pipeline.facts.ordinary import JOINING, is_ordinary
from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.facts.residue import SHORT, is_example, telling
from pipeline.facts.twins import twins
from pipeline.facts.units import Unit
from pipeline.study import Block, Fence, List, Paragraph, Section, Span, Study, Table

TERMS = 12
"""So many terms in a row without a word that joins them are a list of keywords."""
TERM_WORDS = 4
FIGURES = 6
FIGURE_WORDS = 2
"""So many items in a row that are a figure and a unit are figures of nothing."""
SAME = 6
"""A sentence pattern that stands so often, with other nouns each time, is filled in and not written."""
PATTERN_WORDS = 5
"""Joining words that a pattern has at least, so that rows and labels are none."""
HOLLOW_WORDS = 14
HOLLOW = 70
"""Percent of the words: with so many that fit any story, a passage is about nothing."""
MANY = 10
"""Some passages of an honest study are like that; nothing is taken for filler where there are fewer."""
BY_CHANCE = 4
"""So many short lines of ours are copied; fewer are written alike by chance."""
DOUBTED = 3
"""Where one line in so many is ours, those too short to judge are too. Hardly an honest study has a single one."""
COPIED = 4
"""So many short lines in the same order as before are a copy."""
LONGEST = 4000
"""Characters of a passage that are looked at."""

WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
CUT = pattern(r"[,;·•|]")
SOLID = pattern(r"[\d`=→|/_@#{}<>$%]")
"""What prose about nothing does not have."""
CALL = pattern(r"\w\(|[={}`→]")
"""A signature, a table's columns, a formula: no list of keywords."""
PLACE = "{}"
EDGES = ".,;:!?()[]\"'“”‘’*_|"
_LATIN = """
    ad adipiscing aliqua aliquam aliquip amet anim aute cillum commodo consectetur consequat culpa cupidatat deserunt do
    dolor dolore duis ea eiusmod elit enim erat esse est et eu ex excepteur exercitation fugiat id incididunt ipsum
    irure labore laboris laborum lorem magna minim mollit nisi nisl non nostrud nulla occaecat officia pariatur proident
    quam qui quis reprehenderit sed sint sit sunt tempor ullamco ut vel velit veniam vitae voluptate
"""
LATIN = frozenset(_LATIN.split())
"""The words of the usual blind text."""


@dataclass(frozen=True, slots=True)
class Padding:
    """A passage that is not counted. ``why`` is twin, example, terms, hung, pattern, hollow, adrift or concealed."""

    span: Span
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A paragraph, item, row or code block. ``shape`` is the class of the block that holds it."""

    span: Span
    text: str
    shape: type[Block]
    label: str = ""


def padding(study: Study) -> tuple[Padding, ...]:
    """Everything of that kind, in reading order; a passage once, by the first reason that holds."""
    leaves = [leaf for page in study.pages for leaf in _leaves(page.path, page.root)]
    hidden = {(page.path, line) for page in study.pages for line in concealed(page)}
    found: dict[Span, Padding] = {}
    for why, numbers in (
        ("concealed", (n for n, leaf in enumerate(leaves) if (leaf.span.path, leaf.span.line) in hidden)),
        ("twin", _twins(leaves)),
        ("example", _examples(leaves)),
        ("terms", _terms(leaves)),
        ("hung", _hung(leaves)),
        ("pattern", _patterned(leaves)),
        ("hollow", _filler(leaves)),
    ):
        for leaf in (leaves[number] for number in numbers):
            found.setdefault(leaf.span, Padding(leaf.span, leaf.text, why))
    return tuple(sorted(found.values(), key=lambda one: (one.span.path, one.span.line)))


def loose(study: Study, idle: Sequence[Padding]) -> tuple[Padding, ...]:
    """The tables, lists and drawings that nothing but ``idle`` passages of the study names."""
    taken = {one.span for one in idle}
    leaves = (leaf for page in study.pages for leaf in _leaves(page.path, page.root))
    told = known([study.title, *(leaf.text for leaf in leaves if leaf.shape is not Fence and leaf.span not in taken)])
    return tuple(
        Padding(leaf.span, leaf.text, "adrift")
        for page in study.pages
        for block in adrift(page.root.all_blocks(), told)
        for leaf in _of_block(page.path, block)
        if leaf.span not in taken
    )


def _leaves(path: str, root: Section) -> Iterator[_Leaf]:
    for block in root.all_blocks():
        yield from _of_block(path, block)


def _of_block(path: str, block: Block) -> Iterator[_Leaf]:
    if isinstance(block, List):
        for item in block.items:
            yield _Leaf(Span(path, item.line, item.end_line), item.text, List, item.label)
    elif isinstance(block, Table):
        for row in block.rows:
            yield _Leaf(Span(path, row.line, row.end_line), " | ".join(row.cells), Table)
    else:
        label = block.label if isinstance(block, Paragraph) else ""
        yield _Leaf(Span(path, block.line, block.end_line), block.text, type(block), label)


def _twins(leaves: Sequence[_Leaf]) -> Iterable[int]:
    """What stands again: long lines by themselves, short ones in a stretch that was copied."""
    words = [normal(leaf.text) for leaf in leaves]
    prose = [n for n, leaf in enumerate(leaves) if leaf.shape is not Fence]
    lines = [Unit(leaves[n].text[:LONGEST], Span("", n, n)) for n in prose]
    again = {later.span.line for _, later in twins(lines)}
    first: dict[str, int] = {}
    copies = {n: first[key] for n, key in enumerate(words) if key and first.setdefault(key, n) != n}
    again |= {n for n in copies if leaves[n].shape is Fence and len(words[n]) > LONGEST // 100}
    for stretch in _runs(copies):
        if len(stretch) >= COPIED or again.intersection(stretch):
            again.update(stretch)
    return sorted(again)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Those that follow one another, together."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _examples(leaves: Sequence[_Leaf]) -> list[int]:
    """Lines of our rubrics with other figures. Code is left alone: its keywords are everybody's.

    So is a short line or two: "a highly available system" is what anybody would write. But where much is ours, nobody
    can say whose the lines are that are hardly more than figures.
    """
    prose = [n for n, leaf in enumerate(leaves) if leaf.shape is not Fence]
    found = {n for n in prose if is_example(leaves[n].text[:LONGEST])}
    if not found:
        return []
    short = {n for n in prose if len(telling(leaves[n].text[:LONGEST])) < SHORT}
    ours = found if len(found & short) >= BY_CHANCE else found - short
    doubted = len(ours) >= BY_CHANCE and len(ours) * DOUBTED >= len(prose) - len(short)
    return sorted(ours | short if doubted else ours)


def _terms(leaves: Sequence[_Leaf]) -> Iterator[int]:
    """Terms in a row in one passage, or one to an item of a list; text without any word of English."""
    for number, leaf in enumerate(leaves):
        if leaf.shape in {Paragraph, List} and (_is_list_of_terms(leaf) or _is_no_sentence(leaf)):
            yield number
    for kind, least in ((_is_term, 2 * TERMS), (_is_bare_figure, FIGURES)):
        items = [n for n, leaf in enumerate(leaves) if leaf.shape is List and not leaf.label and kind(leaf.text)]
        yield from (number for run in _runs(items) if len(run) >= least for number in run)


def _hung(leaves: Sequence[_Leaf]) -> Iterator[int]:
    """Sentences with terms behind them."""
    told = [n for n, leaf in enumerate(leaves) if leaf.shape in {Paragraph, List}]
    yield from (told[number] for number in hung([leaves[n].text[:LONGEST] for n in told]))


def _is_list_of_terms(leaf: _Leaf) -> bool:
    """Nothing but terms; where a sentence leads up to them, they are its own."""
    parts = [part for part in CUT.split(leaf.text[:LONGEST]) if part.strip()]
    most = 2 * TERMS if leaf.label else TERMS
    if CALL.search(leaf.text[:LONGEST]):
        return False
    return len(parts) >= most and all(map(_is_term, parts))


def _is_term(text: str) -> bool:
    words = text.lower().split() if len(text) < 60 else []
    return 0 < len(words) <= TERM_WORDS and not JOINING.intersection(words)


def _is_bare_figure(text: str) -> bool:
    """A figure with hardly a word: "p95 200 ms"."""
    words = WORD.findall(text) if len(text) < 40 else TERMS * [""]
    return len(words) <= FIGURE_WORDS and any(map(str.isdigit, text)) and ":" not in text and "=" not in text


def _is_no_sentence(leaf: _Leaf) -> bool:
    """Latin, or words in a row: English of that length joins its words."""
    text = leaf.text[:LONGEST]
    if leaf.label or SOLID.search(text.rstrip("0123456789. ")) or ":" in text or "(" in text:
        return False
    words = WORD.findall(text.lower())
    if len(words) >= 2 * TERMS and JOINING.isdisjoint(words):
        return True
    return len(words) >= TERMS and sum(map(LATIN.__contains__, words)) * 4 >= len(words)


def _patterned(leaves: Sequence[_Leaf]) -> Iterator[int]:
    """Sentences that differ in nothing but their nouns, where there are many."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, leaf in enumerate(leaves):
        if leaf.shape is not Fence and (pattern_of := _pattern(leaf.text[:LONGEST])):
            alike[pattern_of].append(number)
    for numbers in alike.values():
        if len(numbers) >= SAME:
            yield from numbers


def _pattern(text: str) -> str:
    """The joining words in their order, one blank for all that stands between two of them; "" where they are few."""
    words = [word if (word := raw.strip(EDGES)) in JOINING else PLACE for raw in text.lower().split()]
    if sum(word != PLACE for word in words) < PATTERN_WORDS:
        return ""
    return " ".join(word for before, word in pairwise(["", *words]) if not word == before == PLACE)


def _filler(leaves: Sequence[_Leaf]) -> Sequence[int]:
    found = [number for number, leaf in enumerate(leaves) if _hollow(leaf)]
    return found if len(found) >= MANY else ()


def _hollow(leaf: _Leaf) -> bool:
    """Prose that would fit any story: no figure, no name, hardly a word of a subject."""
    text = leaf.text[:LONGEST].rstrip(".!? ")
    if leaf.shape not in {Paragraph, List} or SOLID.search(text):
        return False
    words = WORD.findall(text.lower())
    return len(words) >= HOLLOW_WORDS and sum(map(is_ordinary, words)) * 100 >= len(words) * HOLLOW
