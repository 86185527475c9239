"""Sections side by side that tell the same things under the same labels: chosen, rejected, accepted cost.

Where all but one of them have a label, that one has lost it; where all but one say under it why or at
which price, and that one says a few words, it has lost that. Both are seen from the form alone, so
nothing is said of a page whose sections have no labels in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.outline import Part, normal
from pipeline.facts.siblings import ARGUED, ARGUING, LEAST, SPOKEN, THIN, Odd
from pipeline.facts.units import SENTENCE, Unit, count_words
from pipeline.study import List, Paragraph, Section, Span

TWO = 2
"""So many labels make a section one of the kind."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A section with what stands under each of its labels."""

    section: Section
    path: str
    said: Mapping[str, Unit]

    @property
    def whole(self) -> Unit:
        """Its heading as a place, with what it says: the heading's own words are none of its labels'."""
        text = " \n".join(unit.text for unit in self.said.values())
        return Unit(text, Span(self.path, self.section.line, self.section.line), self.section.title)


def odd_counterparts(parts: Sequence[Part], shows: Callable[[str, str], bool]) -> Iterator[Odd]:
    """Sections that lack a label which all others beside them have, and labels that lost what the others say."""
    for part in parts:
        for siblings in _siblings(part.sections):
            cases = [case for section in siblings if len((case := _case(part.span.path, section)).said) >= TWO]
            for label in dict.fromkeys(label for case in cases for label in case.said):
                yield from _unlabelled(cases, label)
                yield from _short([case.said[label] for case in cases if label in case.said], shows)


def odd_fragments(parts: Sequence[Part]) -> Iterator[Odd]:
    """Items of one short sentence where all others go on: what each name is followed by is missing there."""
    for part in parts:
        for block in part.blocks:
            items = block.items if isinstance(block, List) and not any(item.depth for item in block.items) else ()
            short = [item for item in items if not _goes_on(item.text)]
            if len(items) >= LEAST and len(short) == 1 and 0 < count_words(short[0].text) <= THIN:
                item = short[0]
                title = item.label or item.text
                yield Odd(
                    Unit(item.text, Span(part.span.path, item.line, item.end_line), title), "grounded", len(items) - 1
                )


def _goes_on(text: str) -> bool:
    """Whether a sentence of some length follows the first, or something argued stands in one."""
    return (len(SENTENCE.split(text)) > 1 and count_words(text) > THIN) or count_words(text) > 2 * THIN


def _siblings(sections: Sequence[Section]) -> Iterator[Sequence[Section]]:
    """The sections of each level, those side by side together."""
    yield sections
    for section in sections:
        yield from _siblings(section.sections)


def _case(path: str, section: Section) -> _Case:
    """What a section says under each label, by the label's words; the first one counts."""
    said: dict[str, Unit] = {}
    for block in section.blocks:
        items = block.items if isinstance(block, List) else (block,) if isinstance(block, Paragraph) else ()
        for item in items:
            if item.label:
                said.setdefault(normal(item.label), Unit(item.text, Span(path, item.line, item.end_line), item.label))
    return _Case(section, path, said)


def _unlabelled(cases: Sequence[_Case], label: str) -> Iterator[Odd]:
    """The one section without the label, if it has no label of its own in its place."""
    without = [case for case in cases if label not in case.said]
    marks = [mark for mark in ARGUED if SPOKEN[mark].search(label)]
    if len(cases) < LEAST or len(without) != 1 or len(marks) != 1:
        return
    known = {name for case in cases if case is not without[0] for name in case.said}
    if without[0].said.keys() <= known:
        yield Odd(without[0].whole, marks[0], len(cases) - 1)


def _short(units: Sequence[Unit], shows: Callable[[str, str], bool]) -> Iterator[Odd]:
    """The one of a few words where the others argue, and what they argue with that it does not."""
    for unit in units:
        others = [other for other in units if other is not unit]
        words = count_words(unit.text)
        if (
            len(units) < LEAST
            or words > THIN
            or min(count_words(other.text) for other in others) < max(ARGUING, 2 * words)
        ):
            continue
        for mark in ARGUED:
            bearing = sum(shows(other.text, "grounded" if mark == "reason" else mark) for other in others)
            if bearing * 5 >= len(others) * 4 and not shows(unit.text, mark):
                yield Odd(unit, mark, bearing)
