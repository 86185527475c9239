"""What a table's own figures say of each other: totals, and measured values beside their targets."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.facts.amounts import Amount
from pipeline.facts.figures import printed, written
from pipeline.facts.goals import Goal, goals
from pipeline.facts.grids import Grid, grids
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.sums import NEAR, Sum, sums
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, evidence
from pipeline.study import Span

NUMBER = pattern(r"\d{1,18}(?:[,\u202f ]\d{3}){0,5}(?:\.\d{1,9})?")
SHOWN = 6
AROUND = 15
"""Lines above and below a table where a missed target may be explained."""


def totals(subject: Subject, *, far: int = 5) -> Measure:
    """Columns that end in a total, against the sum of the cells above it.

    Quantities: ``checked`` totals, ``contradictions`` among them beyond rounding, and of these
    those that are ``far`` off: by more than that many percent of what is printed.
    """
    found = [(grid, each) for grid in grids(subject) for each in sums(grid, _near(subject, grid, NEAR))]
    wrong = [(grid, each) for grid, each in found if each.beyond]
    distant = sum(1 for _, each in wrong if _is_far(each, far))
    quantities = {
        "checked": Fraction(len(found)),
        "contradictions": Fraction(len(wrong)),
        "far": Fraction(distant),
    }
    right = (_place(subject, grid, each.row.line, each.printed.text) for grid, each in found if not each.beyond)
    return Measure(quantities, evidence(right), tuple(_wrong_total(subject, grid, each, far) for grid, each in wrong))


def _is_far(found: Sum, far: int) -> bool:
    return found.beyond > found.printed.value * far / 100


def _totals_quantities(*, far: int = 5) -> frozenset[str]:
    if far < 0:
        message = "far must be 0 or more"
        raise ValueError(message)
    return frozenset({"checked", "contradictions", "far"})


def _near(subject: Subject, grid: Grid, reach: int) -> str:
    """The table as typed, with the lines above and below it; rows of another table speak of that one."""
    lines = subject.page(grid.path).lines
    first, last = max(grid.line - 1 - reach, 0), min(grid.end_line + reach, len(lines))
    own = range(grid.line - 1, grid.end_line)
    return "\n".join(lines[n] for n in range(first, last) if n in own or not _is_row(lines[n]))


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _place(subject: Subject, grid: Grid, line: int, text: str) -> tuple[Span, str | None]:
    span = Span(grid.path, line, line)
    return span, subject.quote(span, text)


def _wrong_total(subject: Subject, grid: Grid, found: Sum, far: int) -> Gap:
    adds = {"contradictions": -ONE, "far": -ONE} if _is_far(found, far) else {"contradictions": -ONE}
    span, quote = _place(subject, grid, found.row.line, found.printed.text)
    says = f"{_parts(found)} {_restated(found)}, the row “{found.row.label}” says {found.printed.text}"
    return Gap(span=span, says=says, adds=adds, quote=quote, column=_column(subject, span, quote))


def _parts(found: Sum) -> str:
    """The sum as an author would check it, or how many rows it has."""
    if len(found.parts) > SHOWN:
        return f"the {len(found.parts)} rows above add up to"
    return f"{' + '.join(part.text.strip() for part in found.parts)} ="


def _restated(found: Sum) -> str:
    """The sum in the unit of the printed total, with as many places as its parts have: "54 hours"."""
    text = found.printed.text.lstrip("~≈ ")
    number = NUMBER.search(text)
    figure = Fraction(re.sub(r"[,\s]", "", number[0])) if number else Fraction(0)
    if not (number and figure):
        return printed(found.sum)
    scale = found.printed.value / figure
    places = max(len(_figure(part).partition(".")[2]) for part in (found.printed, *found.parts))
    return f"{text[: number.start()]}{written(found.sum / scale, min(places, 3))}{text[number.end() :]}"


def _figure(part: Amount) -> str:
    number = NUMBER.search(part.text)
    return number[0] if number else ""


def _column(subject: Subject, span: Span, quote: str | None) -> int | None:
    at = subject.page(span.path).lines[span.line - 1].find(quote) if quote else -1
    return at + 1 if at >= 0 else None


def targets(subject: Subject) -> Measure:
    """Measured values beside their targets in a table.

    A miss that the row or the text near the table explains counts as ``explained``: honesty is not
    punished. Quantities: ``rows`` that could be compared, ``met``, ``explained`` and ``unexplained``.
    """
    met: list[tuple[Span, str | None]] = []
    explained = 0
    gaps = []
    for grid in grids(subject):
        around = _near(subject, grid, AROUND)
        for goal in goals(grid, around):
            place = _place(subject, grid, goal.row.line, goal.value.text)
            if goal.is_met:
                met.append(place)
            elif goal.is_explained:
                explained += 1
            else:
                gaps.append(_missed(subject, goal, place))
    quantities = {
        "rows": Fraction(len(met) + explained + len(gaps)),
        "met": Fraction(len(met)),
        "explained": Fraction(explained),
        "unexplained": Fraction(len(gaps)),
    }
    return Measure(quantities, evidence(met), tuple(gaps))


def _missed(subject: Subject, goal: Goal, place: tuple[Span, str | None]) -> Gap:
    span, quote = place
    says = f"“{goal.row.label}” is {goal.value.text}, which misses the target {goal.wanted}, and nothing says why"
    adds = {"unexplained": -ONE, "explained": ONE}
    return Gap(span=span, says=says, adds=adds, quote=quote, column=_column(subject, span, quote))


PROBES = {
    "ledgers.totals": Probe(totals, _totals_quantities),
    "ledgers.targets": Probe(targets, lambda: frozenset({"rows", "met", "explained", "unexplained"})),
}
