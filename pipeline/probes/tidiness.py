"""Order, length, repetition and the state of files: what tidying up would mend."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.facts.diagrams import BOX, diagram
from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.twins import twins
from pipeline.facts.units import UNITS, Unit, count_words, text
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, excerpt, share
from pipeline.study import Fence, Page, Span

LONG_FENCE = 40
CODE = pattern(
    r"^[ \t]*(?:def |class |import |from \w|return\b|SELECT |INSERT |CREATE |const |let |var |func |public |private "
    r"|for \w{1,40} in [^\n]{1,80}:$|print\("
    r"|curl |\$ |npm |docker |@\w{1,40}\(|</?[a-z])|[;{][ \t]{0,20}$",
    re.MULTILINE,
)


def fences(subject: Subject) -> Measure:
    """Code blocks that were not closed, hold code without naming its language, or are long.

    Quantities: ``untidy`` and its parts ``unclosed``, ``untagged``, ``long`` (over 40 lines).
    Drawings may be as long as they need, and plain text needs no tag.
    """
    counts = dict.fromkeys(("unclosed", "untagged", "long"), 0)
    gaps = []
    for page, _, block in subject.blocks():
        if isinstance(block, Fence) and block.fenced:
            for name, says in _flaws(block):
                counts[name] += 1
                place = Span(page.path, block.line, block.line)
                gaps.append(Gap(span=place, says=says, adds={"untidy": -ONE, name: -ONE}, quote=subject.quote(place)))
    return Measure({"untidy": Fraction(len(gaps)), **{k: Fraction(v) for k, v in counts.items()}}, (), tuple(gaps))


def _flaws(fence: Fence) -> Iterator[tuple[str, str]]:
    lines = fence.text.rstrip("\n").count("\n") + 1
    drawn = fence.language == "mermaid" or diagram(fence) is not None or BOX.search(fence.text[:2000]) is not None
    if not fence.closed:
        yield "unclosed", "the code block that opens here is never closed"
    if not fence.language and not drawn and CODE.search(fence.text):
        yield "untagged", "the code block does not name its language"
    if lines > LONG_FENCE and not drawn:
        yield "long", f"the code block has {lines} lines; {LONG_FENCE} are the most that are read"


def encoding(subject: Subject) -> Measure:
    """Lines whose characters were damaged on the way to the file. Quantity: ``damaged``."""
    gaps = tuple(
        Gap(
            span=span,
            says="characters were damaged when the file was saved",
            adds={"damaged": -ONE},
            quote=subject.quote(span),
        )
        for page in subject.study.pages
        for span in (Span(page.path, line, line) for line in _damaged(page))
    )
    return Measure({"damaged": Fraction(len(gaps))}, (), gaps)


def _damaged(page: Page) -> list[int]:
    replaced = {number for number, line in enumerate(page.lines, 1) if "\ufffd" in line}
    return sorted(replaced.union(page.damaged))


def repetition(subject: Subject) -> Measure:
    """Text that stands twice: the same line of 40 characters or more, paragraphs that are nearly the same.

    Quantities: ``repeated``, how many stand again, and ``share``, their words of all words.
    """
    units = [unit for page in subject.study.pages for unit in UNITS["lines"]([_prose(page)])]
    found = list(twins(units))
    total = sum(unit.words for unit in units)
    gaps = tuple(
        Gap(
            span=again.span,
            says=f"{excerpt(again.text)} stands {_where(first, again)} already",
            adds={"repeated": -ONE, "share": -share(again.words, total)},
            quote=subject.quote(again.span),
        )
        for first, again in found
    )
    repeated = sum(again.words for _, again in found)
    return Measure({"repeated": Fraction(len(found)), "share": share(repeated, total)}, (), gaps)


def _prose(page: Page) -> Part:
    """The page as typed, without code: what stands twice is no longer in the content."""
    blocks = tuple(block for block in page.root.all_blocks() if not isinstance(block, Fence))
    return Part(page.name, Span(page.path, page.body_line, len(page.lines) or 1), blocks)


def _where(first: Unit, again: Unit) -> str:
    return (
        f"on line {first.span.line}"
        if first.span.path == again.span.path
        else f"in {first.span.path}, line {first.span.line},"
    )


def order(subject: Subject, *, sections: Sequence[str] = ()) -> Measure:
    """Headings against the order in which ``sections`` are usually read.

    Quantity: ``moved``, the fewest headings that stand elsewhere (no ``sections``: 0).
    """
    placed = sorted(_headings(subject, sections))
    kept = _rising([rank for _, rank, _ in placed])
    gaps = []
    for number, (_, rank, part) in enumerate(placed):
        if number not in kept:
            before = [other.title for n, (_, r, other) in enumerate(placed) if n in kept and n < number and r > rank]
            after = [other.title for n, (_, r, other) in enumerate(placed) if n in kept and n > number and r < rank]
            where = f"after “{before[0]}”" if before else f"before “{after[-1]}”"
            says = f"“{part.title}” stands {where}; most readers expect it the other way round"
            place = Span(part.span.path, part.span.line, part.span.line)
            gaps.append(Gap(span=place, says=says, adds={"moved": -ONE}, quote=subject.quote(place)))
    return Measure({"moved": Fraction(len(gaps))}, (), tuple(gaps))


def _headings(subject: Subject, sections: Sequence[str]) -> Iterator[tuple[tuple[int, int], int, Part]]:
    """Where the first heading of each section stands; a heading counts for one section only."""
    pages = {page.path: number for number, page in enumerate(subject.study.pages)}
    real = {(p.path, s.line) for p in subject.study.pages for s in p.root.walk() if s.level == 2 and s.marker != "bold"}
    used: set[tuple[int, int]] = set()
    for rank, name in enumerate(sections):
        for part in subject.outline.get(name, ()):
            place = (pages[part.span.path], part.span.line)
            if (part.span.path, part.span.line) in real and place not in used:
                used.add(place)
                yield place, rank, part
                break


def _rising(ranks: Sequence[int]) -> frozenset[int]:
    """The positions of one longest rising run of ``ranks``, the rest being out of order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, rank in enumerate(ranks):
        at = bisect_left(tails, rank)
        before.append(ends[at - 1] if at else -1)
        tails[at:], ends[at:] = [rank, *tails[at + 1 :]], [number, *ends[at + 1 :]]
    kept = []
    number = ends[-1] if ends else -1
    while number >= 0:
        kept.append(number)
        number = before[number]
    return frozenset(kept)


def _order_quantities(*, sections: Sequence[str] = ()) -> frozenset[str]:
    if sections:
        check_words("sections", sections)
    return frozenset({"moved"})


def length(subject: Subject, *, least_words: int = 300, most_words: int = 4500) -> Measure:
    """Words of the study against bounds. Quantities: ``words``, ``over`` and ``under`` by how many."""
    words = sum(count_words(text(block)) for _, _, block in subject.blocks())
    over, under = max(words - most_words, 0), max(least_words - words, 0)
    says = f"{words} words; " + (
        f"beyond {most_words} few read to the end" if over else f"fewer than {least_words} leave most questions open"
    )
    adds = {"over": -Fraction(over), "under": -Fraction(under)}
    gap = Gap(span=Span(subject.study.cover.path, 1, 1), says=says, adds=adds)
    return Measure(
        {"words": Fraction(words), "over": Fraction(over), "under": Fraction(under)},
        (),
        (gap,) if over or under else (),
    )


def _length_quantities(*, least_words: int = 300, most_words: int = 4500) -> frozenset[str]:
    if not 0 <= least_words < most_words:
        message = "least_words must be 0 or more and below most_words"
        raise ValueError(message)
    return frozenset({"words", "over", "under"})


PROBES = {
    "tidiness.fences": Probe(fences, lambda: frozenset({"untidy", "unclosed", "untagged", "long"})),
    "tidiness.encoding": Probe(encoding, lambda: frozenset({"damaged"})),
    "tidiness.repetition": Probe(repetition, lambda: frozenset({"repeated", "share"})),
    "tidiness.order": Probe(order, _order_quantities),
    "tidiness.length": Probe(length, _length_quantities),
}
