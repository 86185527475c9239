"""Whether figures of one thing agree with each other: percentiles with their order, places with other places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.facts.claims import claims
from pipeline.facts.conflicts import Conflict, conflicts, shared
from pipeline.facts.grids import grids, outside
from pipeline.facts.percentiles import Percentile, is_ordered, pairs, table_pairs
from pipeline.facts.portions import Portion, portions
from pipeline.facts.subject import Subject
from pipeline.facts.units import SENTENCE
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, evidence
from pipeline.study import Span

Pair = tuple[Percentile, Percentile]
TOLD = 5


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
    for unit in outside(subject):
        for sentence in SENTENCE.split(unit.text):
            yield from ((unit.span, pair) for pair in pairs(sentence, unit.span.line))
    for grid in grids(subject):
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


ONE_HOLDS = (
    "Decide which figure holds and correct the other, or say in which they differ (stage, region, peak or average)."
)


def places(subject: Subject) -> Measure:
    """Figures of one thing on two pages, or under two headings of a study with one page.

    Quantities: ``contradictions`` between places, figures that are ``shared`` by pages and agree, and
    what was ``compared``: both together, so that a study with nothing to compare can be told apart.
    """
    found = claims(subject)
    wrong = tuple(conflicts(found))
    agreed = shared(subject)
    quantities = {
        "compared": Fraction(len(agreed) + len(wrong)),
        "shared": Fraction(len(agreed)),
        "contradictions": Fraction(len(wrong)),
    }
    held = ((place, subject.quote(place, amount.text.strip())) for place, amount in agreed)
    return Measure(quantities, evidence(held), tuple(_split(subject, each) for each in wrong[:TOLD]))


def _split(subject: Subject, found: Conflict) -> Gap:
    first, second = found.first, found.second
    name = f"{second.statistic} {second.metric}".strip().replace("/", " a ")
    where = f"{subject.page(first.path).name}:{first.line}"
    here = f"{subject.page(second.path).name}:{second.line}"
    says = f"{name}: {where} says {first.amount.text.strip()}, {here} says {second.amount.text.strip()}"
    return replace(
        _gap(subject, Span(second.path, second.line, second.line), second.amount.text.strip(), says), fix=ONE_HOLDS
    )


def parts(subject: Subject) -> Measure:
    """Causes of failure beside the rate of all failures.

    Quantities: ``checked`` pairs, and the ``contradictions`` among them: a cause above the total.
    """
    found = [(unit.span, each) for unit in subject.lines for each in portions(unit.text)]
    wrong = [(span, each) for span, each in found if each.is_too_large]
    right = ((span, subject.quote(span)) for span, each in found if not each.is_too_large)
    quantities = {"checked": Fraction(len(found)), "contradictions": Fraction(len(wrong))}
    return Measure(quantities, evidence(right), tuple(_exceeds(subject, span, each) for span, each in wrong))


def _exceeds(subject: Subject, span: Span, found: Portion) -> Gap:
    text = found.part.text.strip()
    return _gap(subject, span, text, f"{text} of one cause is more than the {found.whole.text.strip()} of all failures")


PROBES = {
    "consistency.percentiles": Probe(percentiles, lambda: frozenset({"checked", "contradictions"})),
    "consistency.parts": Probe(parts, lambda: frozenset({"checked", "contradictions"})),
    "consistency.places": Probe(places, lambda: frozenset({"compared", "shared", "contradictions"})),
}
