"""Whether figures of one thing agree with each other: percentiles with their order, places with other places."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.facts.grids import grids
from pipeline.facts.percentiles import Percentile, is_ordered, pairs, table_pairs
from pipeline.facts.subject import Subject
from pipeline.facts.units import SENTENCE, lines
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, evidence
from pipeline.study import Span

Pair = tuple[Percentile, Percentile]


def percentiles(subject: Subject) -> Measure:
    """Percentiles, averages and maxima of one thing in one sentence, row or column.

    Quantities: ``checked`` pairs, and the ``contradictions`` among them: a lower one above a higher.
    """
    found = list(dict.fromkeys(_pairs(subject)))
    wrong = {(span, max(pair, key=lambda each: each.rank)): pair for span, pair in found if not is_ordered(*pair)}
    right = ((span, subject.quote(span)) for span, pair in found if is_ordered(*pair))
    quantities = {"checked": Fraction(len(found)), "contradictions": Fraction(len(wrong))}
    return Measure(
        quantities, evidence(right), tuple(_disordered(subject, span, pair) for (span, _), pair in wrong.items())
    )


def _pairs(subject: Subject) -> Iterator[tuple[Span, Pair]]:
    tables = grids(subject)
    rows = {(grid.path, row.line) for grid in tables for row in grid.rows}
    for unit in lines(subject.whole):
        if (unit.span.path, unit.span.line) not in rows:
            for sentence in SENTENCE.split(unit.text):
                yield from ((unit.span, pair) for pair in pairs(sentence, unit.span.line))
    for grid in tables:
        for pair in table_pairs(grid):
            line = max(each.line for each in pair)
            yield Span(grid.path, line, line), pair


def _disordered(subject: Subject, span: Span, pair: Pair) -> Gap:
    low, high = sorted(pair, key=lambda each: each.rank)
    text = high.amount.text.strip()
    says = f"the {high.name} of {text} is below the {low.name.lower()} of {low.amount.text.strip()}"
    return _gap(subject, span, text, says)


def _gap(subject: Subject, span: Span, text: str, says: str) -> Gap:
    """A contradiction on the line of ``span`` where ``text`` stands."""
    lines_of = subject.page(span.path).lines
    for number in range(span.line, span.end_line + 1):
        at = lines_of[number - 1].find(text)
        if at >= 0:
            place = Span(span.path, number, number)
            return Gap(span=place, says=says, adds={"contradictions": -ONE}, quote=text, column=at + 1)
    return Gap(span=span, says=says, adds={"contradictions": -ONE}, quote=subject.quote(span))


PROBES = {"consistency.percentiles": Probe(percentiles, lambda: frozenset({"checked", "contradictions"}))}
