"""Which things that an author says are told that they lack a mark, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from types import MappingProxyType

from pipeline.facts.marks import MARKS, lacks, shows
from pipeline.facts.marks.shapes import example
from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import Unit
from pipeline.measure import Gap
from pipeline.probes.probe import ONE, excerpt, share

GAPS_PER_MARK = 3
FEW = 3
QUARTER = Fraction(1, 4)
WORD = pattern(r"[^\W\d_]{3}")
STATES = pattern(r"[.!?]$|\b(?:is|are|was|were|has|have|had|do|does|did|can|could|may|must|shall|should|will|would)\b")
"""What makes a few words a statement: a stop, or a verb that is sure to be one."""
DRAWN = pattern(r"[─-╿▲▼◀▶►◄][^\n]{0,200}[─-╿▲▼◀▶►◄]")
"""A line of a drawing in characters: what stands in its boxes are names."""
TOPICS = frozenset(
    {"consequence", "influence", "future", "change", "audience", "hypothesis", "choice", "pain", "edge", "ownership"}
)
"""Marks of what a statement is about. One about something else does not lack it: the section does."""
ASKED_OF = MappingProxyType({"survived": "failure"})
"""Marks that only a statement of that kind can lack: nothing has to handle what does not fail."""
WIDE = frozenset({"money", "role"})
"""Marks that a section needs and not each of its lines: a line about compression lacks no price."""


def label(unit: Unit) -> str:
    """Its label or first cell, or the word or three that stand in front of it: "Result. The page …"."""
    opening, stop, _ = unit.text.partition(". ")
    return unit.title or (opening if stop and len(opening.split()) <= FEW else "")


def leading(units: Sequence[Unit]) -> list[Unit]:
    """The sentence that opens a section; rows of a table are none."""
    return [unit for unit in units if " | " not in unit.text and not unit.text.endswith(":")][:1]


def strays(subject: Subject, sections: Sequence[str], units: Sequence[Unit]) -> frozenset[Unit]:
    """Those of the units that speak for another section, as a paragraph “The lesson” does among results."""
    titled = [(unit, normal(unit.title)) for unit in units if unit.title and " | " not in unit.text]
    if not titled:
        return frozenset()
    own = {title for name in sections for title in subject.names.get(name, ())}
    others = {title for titles in subject.names.values() for title in titles} - own
    return frozenset(unit for unit, title in titled if title in others)


def _fragment(unit: Unit) -> bool:
    """What is no statement: a word or three in a list, a label, a drawing, or the words that announce the list."""
    if DRAWN.search(unit.text):
        return True
    if unit.text.endswith(":") or (unit.title and normal(unit.text) == normal(unit.title)):
        return True
    bare = unit.words <= FEW and not unit.title and " | " not in unit.text
    return bare and not STATES.search(unit.text)


def gaps_of(
    subject: Subject, near: list[Unit], total: int, mark: str, belongs: Sequence[Unit], usual: Fraction = QUARTER
) -> list[Gap]:
    """Units of the sections without the mark, those where it ``belongs`` and then the nearest first.

    ``usual`` is the share of the units that must bear a single mark before others are told that they lack it.
    """
    without = _without(near, mark, belongs, usual)
    adds = {mark: ONE, f"{mark} share": share(1, total)}
    return [
        Gap(
            span=unit.span,
            says=f"{excerpt(_name(unit))} {lacks(lack := _lack(unit, mark))}{_others(without, unit, lack)}",
            adds=adds,
            quote=subject.quote(unit.span),
            example="" if lack == "ownership" and unit in belongs else example(unit.title, unit.text, lack),
        )
        for unit in without[:GAPS_PER_MARK]
    ]


def _name(unit: Unit) -> str:
    """Its title, unless that is a number or a letter: a row "1" is told by all its cells.

    A later sentence of a labelled item is told by its own words: the item may say elsewhere what it lacks.
    """
    return unit.title if WORD.search(unit.title) and _opens(unit) else unit.text


def _opens(unit: Unit) -> bool:
    """Whether the title stands at its beginning, or is a heading above several sentences."""
    return "\n" in unit.text or " | " in unit.text or normal(unit.text).startswith(normal(unit.title))


def _without(near: list[Unit], mark: str, belongs: Sequence[Unit], usual: Fraction) -> list[Unit]:
    """The units that may be told that they lack a mark.

    For a joined mark those that have a part of it. A single mark is asked of a unit only among few,
    or where it is ``usual``: which of many sentences should have said it nobody knows,
    unless it belongs to one of them.
    """
    halves = mark.split("+")
    if asked := ASKED_OF.get(mark):
        near = [unit for unit in near if shows(unit.text, asked)]
    lacking = [unit for unit in near if not shows(unit.text, mark)]
    without = [unit for unit in lacking if not _fragment(unit)]
    named = [unit for unit in without if unit in belongs]
    if len(halves) == 1:
        rare = len(near) > FEW and len(near) - len(lacking) < usual * len(near)
        rest = sorted((unit for unit in without if unit not in named), key=lambda unit: _leads_up(unit, near, mark))
        return named if rare or mark in WIDE else [*named, *rest]
    begun = halves[:1] if halves[0] in TOPICS else halves
    without = [unit for unit in without if any(shows(unit.text, half) for half in begun)]
    lacks_of = {unit: sum(not shows(unit.text, half) for half in halves) for unit in without}
    without.sort(key=lambda unit: (not shows(unit.text, halves[0]), lacks_of[unit], unit not in named))
    without.sort(key=lambda unit: unit not in named or not unit.title)
    if any(unit.title for unit in named) and not any(unit in named for unit in without):
        return [*named, *without]
    return without or named


def _leads_up(unit: Unit, near: Sequence[Unit], mark: str) -> bool:
    """Whether a sentence opens its page or section and leads up to the figures below it."""
    first = min(near, key=lambda one: (one.span.path != unit.span.path, one.span.line))
    return mark == "number" and unit == first and not unit.title and len(near) > FEW


def _others(units: Sequence[Unit], one: Unit, lack: str) -> str:
    """That one place stands for the others too."""
    count = sum(unit is not one and not shows(unit.text, lack) for unit in units)
    return f" (the same holds for {count} more)" if count else ""


def _lack(unit: Unit, mark: str) -> str:
    """What the unit is missing first of a joined mark."""
    return next((part for part in mark.split("+") if not MARKS[part](unit.text)), mark)
