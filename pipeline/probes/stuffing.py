"""Text that is there to be counted: lists of terms, filled-in patterns, phrases that fit any story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from pipeline.facts.padding import CUT, Padding
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import count_words
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, excerpt, share
from pipeline.study import Fence, Span

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "example": "is an example of our own rubrics with other figures or a few other words",
        "terms": "is a list of terms without a sentence",
        "hung": "ends in terms that hang behind what it says, as other sentences do",
        "pattern": "is one sentence pattern with other nouns each time",
        "hollow": "would fit any story; nothing in it is about this system",
    }
)
NEAR = 3
"""Lines between passages that are told as one."""
PASSAGES = 4
"""Fewer empty phrases in a row are found in any guide, between sentences that say something."""
COMMON = 4
"""One term in so many begins in lower case, unless they are names of people or of products."""
NO_TERM = pattern(r"[a-z][A-Z]|[^\x00-\x7f’–—]|^[\W\d_]")
"""A name out of code, a version or an option; a script in which we know no joining words."""
MARKED = ("`", "](", "@", "<", "][")
"""What stands in lines that point somewhere or quote code."""
ARGUES = frozenset({"we", "i", "our", "my", "because", "instead", "since"})
"""Words of somebody who tells of a choice; a reference repeats its sentences without them."""


def stuffed(subject: Subject) -> Measure:
    """Passages that surely say nothing of the study; what stands twice is told elsewhere.

    Quantities: ``passages`` and ``share``, their words of all words.
    """
    groups = [group for group in _groups(one for one in subject.padding if one.why in SAYS) if _sure(subject, group)]
    found = [one for group in groups for one in group]
    total = sum(count_words(_text(block)) for page in subject.study.pages for block in page.root.all_blocks())
    gaps = tuple(_gap(subject, group, total) for group in groups)
    words = sum(count_words(one.text) for one in found)
    return Measure({"passages": Fraction(len(gaps)), "share": min(ONE, share(words, total))}, (), gaps)


def _text(block: object) -> str:
    """The words of anything but code."""
    if isinstance(block, Fence):
        return ""
    lines = getattr(block, "items", None) or getattr(block, "rows", None) or (block,)
    return " ".join(getattr(line, "text", "") or " ".join(getattr(line, "cells", ())) for line in lines)


def _groups(found: Iterable[Padding]) -> Iterator[list[Padding]]:
    """Passages of one reason that stand together."""
    groups: dict[tuple[str, str], list[list[Padding]]] = defaultdict(list)
    for one in found:
        near = groups[one.span.path, one.why]
        if near and one.span.line - near[-1][-1].span.end_line <= NEAR:
            near[-1].append(one)
        else:
            near.append([one])
    yield from sorted((g for near in groups.values() for g in near), key=lambda g: (g[0].span.path, g[0].span.line))


def _sure(subject: Subject, group: list[Padding]) -> bool:
    """Whether it is also said. What is not counted in an index, a reference or a list of names blames nobody."""
    why = group[0].why
    if why == "terms":
        return _are_terms(subject, group)
    if why == "pattern":
        return not any(ARGUES.isdisjoint(one.text.lower().split()) for one in group)
    return why != "hollow" or len(group) >= PASSAGES


def _are_terms(subject: Subject, group: list[Padding]) -> bool:
    first, last = group[0].span, group[-1].span
    lines = subject.study.page(first.path).lines[first.line - 1 : last.end_line]
    terms = [term for one in group for part in CUT.split(one.text) if (term := part.strip())]
    if any(mark in line for line in lines for mark in MARKED) or any(NO_TERM.search(term) for term in terms):
        return False
    common = [term for term in terms if term[0].islower()]
    return len(common) * COMMON >= len(terms)


def _gap(subject: Subject, group: list[Padding], total: int) -> Gap:
    first, last = group[0], group[-1]
    span = Span(first.span.path, first.span.line, last.span.end_line)
    others = f", as are {len(group) - 1} more lines" if len(group) > 2 else ""
    words = sum(count_words(one.text) for one in group)
    return Gap(
        span=span,
        says=f"{excerpt(first.text)} {SAYS[first.why]}{others}",
        adds={"passages": -ONE, "share": -share(words, total)},
        quote=subject.quote(first.span),
    )


PROBES = {"stuffing.stuffed": Probe(stuffed, lambda: frozenset({"passages", "share"}))}
