"""Availabilities against the downtime, the product and the number of nines that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.facts.downtime import allowances
from pipeline.facts.figures import Check
from pipeline.facts.grids import grids, outside
from pipeline.facts.nines import named, series
from pipeline.facts.subject import Subject
from pipeline.facts.units import SENTENCE
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, evidence
from pipeline.study import Span


def availability(subject: Subject) -> Measure:
    """Availabilities that can be recomputed from the same sentence or row.

    Quantities: ``checked`` statements and the ``contradictions`` among them.
    """
    found = list(dict.fromkeys((span, check) for span, text in _texts(subject) for check in _checks(text)))
    wrong = [(span, check) for span, check in found if check.says]
    right = ((span, subject.quote(span, check.text)) for span, check in found if not check.says)
    quantities = {"checked": Fraction(len(found)), "contradictions": Fraction(len(wrong))}
    return Measure(quantities, evidence(right), tuple(_gap(subject, span, check) for span, check in wrong))


def _checks(text: str) -> Iterator[Check]:
    yield from allowances(text)
    yield from series(text)
    yield from named(text)


def _texts(subject: Subject) -> Iterator[tuple[Span, str]]:
    """Sentences outside tables, and rows with the title of each column behind its cell."""
    for unit in outside(subject):
        for sentence in SENTENCE.split(unit.text):
            yield unit.span, sentence
    for grid in grids(subject):
        for row in grid.rows:
            cells = (f"{cell} ({column.title})" for cell, column in zip(row.cells, grid.columns, strict=True) if cell)
            yield Span(grid.path, row.line, row.line), " | ".join(cells)


def _gap(subject: Subject, span: Span, check: Check) -> Gap:
    lines = subject.page(span.path).lines
    for number in range(span.line, span.end_line + 1):
        at = lines[number - 1].find(check.text)
        if at >= 0:
            place = Span(span.path, number, number)
            return Gap(span=place, says=check.says, adds={"contradictions": -ONE}, quote=check.text, column=at + 1)
    return Gap(span=span, says=check.says, adds={"contradictions": -ONE}, quote=subject.quote(span))


PROBES = {"nines.availability": Probe(availability, lambda: frozenset({"checked", "contradictions"}))}
