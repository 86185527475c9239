"""Text that is there to be counted: lists of terms, filled-in patterns, phrases that fit any story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from pipeline.facts.padding import Padding
from pipeline.facts.subject import Subject
from pipeline.facts.units import count_words
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, excerpt, share
from pipeline.study import Fence, Span

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "example": "is an example of our own rubrics with other figures or a few other words",
        "terms": "is a list of terms without a sentence",
        "pattern": "is one sentence pattern with other nouns each time",
        "hollow": "would fit any story; nothing in it is about this system",
    }
)
NEAR = 3
"""Lines between passages that are told as one."""


def stuffed(subject: Subject) -> Measure:
    """Passages that say nothing of the study; what stands twice is told elsewhere.

    Quantities: ``passages`` and ``share``, their words of all words.
    """
    found = [one for one in subject.padding if one.why in SAYS]
    total = sum(count_words(_text(block)) for page in subject.study.pages for block in page.root.all_blocks())
    gaps = tuple(_gap(subject, group, total) for group in _groups(found))
    words = sum(count_words(one.text) for one in found)
    return Measure({"passages": Fraction(len(gaps)), "share": min(ONE, share(words, total))}, (), gaps)


def _text(block: object) -> str:
    """The words of anything but code."""
    if isinstance(block, Fence):
        return ""
    lines = getattr(block, "items", None) or getattr(block, "rows", None) or (block,)
    return " ".join(getattr(line, "text", "") or " ".join(getattr(line, "cells", ())) for line in lines)


def _groups(found: list[Padding]) -> Iterator[list[Padding]]:
    """Passages of one reason that stand together."""
    groups: dict[tuple[str, str], list[list[Padding]]] = defaultdict(list)
    for one in found:
        near = groups[one.span.path, one.why]
        if near and one.span.line - near[-1][-1].span.end_line <= NEAR:
            near[-1].append(one)
        else:
            near.append([one])
    yield from sorted((g for near in groups.values() for g in near), key=lambda g: (g[0].span.path, g[0].span.line))


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
