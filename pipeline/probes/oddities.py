"""What stands out among its neighbours, as gaps: told as a note, since one weak place costs no level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.facts.counterparts import odd_counterparts, odd_fragments
from pipeline.facts.marks import lacks, shows
from pipeline.facts.marks.shapes import example
from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.siblings import Odd, odd_ones
from pipeline.facts.subject import Subject
from pipeline.measure import Gap
from pipeline.probes.probe import ONE, excerpt, phrases
from pipeline.study import List, Span

FIGURES: Mapping[str, frozenset[str]] = {
    "number": frozenset({"number", "growth", "money", "pair", "bound", "calculation", "peak", "trigger", "latency"}),
    "pair": frozenset({"pair", "compared", "number"}),
    "money": frozenset({"money", "number"}),
}
"""The marks that a cell loses with its figure."""
FEWEST = 3
"""So many labelled items make a list in which one of them can stand out."""
VAGUE = pattern(
    r"\W{0,6}(?:[^\W\d]{1,20}\s){0,2}(?:many|(?:lots|a lot|plenty) of|several|numerous|hundreds|thousands|millions)\b",
    re.IGNORECASE,
)
"""How an amount begins that is told in words."""
LITTLE = ("", "grounded")
"""What may be told of a bullet whatever a criterion asks for: that it says next to nothing."""


def odd_gaps(
    subject: Subject,
    sections: Sequence[str],
    *,
    of: str = "lines",
    marks: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Gap]:
    """What stands out in ``sections``, each place once, those first that the criterion asks about.

    ``marks`` and ``facets`` are what it asks for: a gap adds to the marks that the place would then
    bear, and to the facets whose words it holds.
    """
    parts: Sequence[Part] = subject.parts(sections)
    single = tuple(dict.fromkeys(part for mark in marks for part in mark.split("+")))
    found = [*odd_ones(parts, of, shows, single), *odd_fragments(parts)]
    found += odd_counterparts(parts, shows) if of == "cases" else ()
    adds = {one: _marks(one, marks) | _facets(one, facets or {}) for one in found}
    told: set[Span] = set()
    for one in sorted(adds, key=lambda one: -len(adds[one])):
        if (adds[one] or one.column or one.lack in LITTLE) and one.unit.span not in told:
            told.add(one.unit.span)
            yield Gap(
                span=one.unit.span,
                says=f"{excerpt(one.unit.title or one.unit.text)} {_without(one)}, unlike the {one.others} beside it",
                adds=adds[one],
                quote=subject.quote(one.unit.span),
                example=example(one.unit.title, one.unit.text, one.lack),
                odd=True,
            )


def unfigured(subject: Subject, sections: Sequence[str], facets: Mapping[str, Sequence[str]]) -> Iterator[Gap]:
    """The one item of a list that is labelled with a facet and holds an amount in words, the others in figures."""
    for part in subject.parts(sections):
        for block in part.blocks:
            items = [item for item in block.items if item.label] if isinstance(block, List) else []
            vague = [item for item in items if not shows(item.text, "number")]
            if len(items) < FEWEST or len(vague) != 1 or not VAGUE.match(vague[0].text.removeprefix(vague[0].label)):
                continue
            span = Span(part.span.path, vague[0].line, vague[0].end_line)
            for name, words in facets.items():
                if phrases((name, *words)).fullmatch(vague[0].label.strip(" :.*")):
                    says = f"{excerpt(vague[0].label)} gives no figure, unlike the {len(items) - 1} beside it"
                    yield Gap(span=span, says=says, adds={name: ONE}, quote=subject.quote(span), odd=True)
                    break


def _marks(one: Odd, marks: Sequence[str]) -> dict[str, Fraction]:
    """The marks that the odd one would bear if it had what it lacks.

    Of one that says next to nothing: those of which it has the beginning.
    """
    split = {mark: mark.split("+") for mark in marks}
    lost = frozenset({one.lack})
    if not any(one.lack in parts for parts in split.values()):
        lost = FIGURES.get(one.lack, lost)
    lacking = {mark: {part for part in parts if not shows(one.unit.text, part)} for mark, parts in split.items()}
    if one.lack in LITTLE:
        return {mark: ONE for mark, parts in split.items() if lacking[mark] and parts[0] not in lacking[mark]}
    return {mark: ONE for mark, parts in split.items() if lost & set(parts) and lacking[mark] <= lost}


def _facets(one: Odd, facets: Mapping[str, Sequence[str]]) -> dict[str, Fraction]:
    return {name: ONE for name, words in facets.items() if phrases(tuple(words)).search(one.unit.text)}


def _without(one: Odd) -> str:
    """What the odd one lacks, in words."""
    if one.column:
        said = "gives no figure" if one.lack in FIGURES else lacks(one.lack) if one.lack else "says nothing"
        return f"{said} under “{one.column}”"
    return lacks(one.lack) if one.lack else "says next to nothing"
