"""What is watched: normal range, threshold and response of each metric, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.facts.grids import Grid, GridRow, grids
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.thresholds import collides, threshold
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe
from pipeline.probes.units import PROBES as UNITS_PROBES
from pipeline.study import Span

FIX = "Move the threshold beyond the normal range, or correct the range."
FIGURE = pattern(r"\d|\b(?:any|one|none|zero)\b")
CALLED = pattern(r"\b(?:alert|alarm|page|paging|warn|critical)", re.IGNORECASE)
"""A column "Threshold" beside "Action" alone may hold the rules of the product."""
WORDS = pattern(r"[A-Za-z]{3}")
SEEN_BY = {
    "units": "rows",
    "detection": "rows",
    "watched": "rows",
    "trigger": "threshold",
    "number": "threshold",
    "detection+number": "threshold",
    "watched+number": "threshold",
}
"""Quantities of ``units.marked`` that a table of alerts shows by its columns."""
TABLE = frozenset({"rows", "normal", "threshold", "response", "complete", "contradictions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    """One row of a table of alerts."""

    grid: Grid
    row: GridRow
    normal: str
    alerts: tuple[tuple[str, str], ...]
    response: str

    @property
    def parts(self) -> dict[str, bool]:
        """What the row gives: a figure for normal, one for the alert, words for the response."""
        return {
            "normal": bool(FIGURE.search(self.normal)),
            "threshold": any(FIGURE.search(cell) for _, cell in self.alerts),
            "response": bool(WORDS.search(self.response)),
        }

    def collision(self) -> str:
        """The first alert that fires inside the normal range, as printed, or ""."""
        usual = threshold(self.normal)
        for title, cell in self.alerts:
            alert = threshold(cell, title)
            if usual and alert and collides(usual, alert):
                return cell
        return ""


def watched(subject: Subject, **marked: object) -> Measure:
    """Like ``units.marked``, whose arguments it takes, with the tables of alerts read as such.

    A table of alerts is one with a column for the threshold beside one for what is normal or aimed at,
    or one that speaks of alerts beside one for the response. Quantities besides those of ``units.marked``:
    ``rows`` of such tables, those that give ``normal``, ``threshold`` and ``response``, the
    ``complete`` ones with all three, and ``contradictions``: alerts inside the range that the same
    row calls normal. A row is a thing that is watched, whatever words its cells use: the marks
    "watched", "detection", "trigger" and "number" count at least as many as the tables give.
    """
    base = UNITS_PROBES["units.marked"].measure(subject, **marked)
    rows = list(_rows(subject))
    given = [row.parts for row in rows]
    wrong = [(row, cell) for row in rows if (cell := row.collision())]
    counts = {
        "rows": len(rows),
        "complete": sum(all(parts.values()) for parts in given),
        "contradictions": len(wrong),
        **{name: sum(parts[name] for parts in given) for name in ("normal", "threshold", "response")},
    }
    quantities = _lifted(base.quantities, counts) | {name: Fraction(count) for name, count in counts.items()}
    gaps = tuple(_gap(subject, row, cell) for row, cell in wrong)
    return replace(base, quantities=quantities, gaps=gaps + base.gaps)


def _lifted(quantities: Mapping[str, Fraction], counts: Mapping[str, int]) -> dict[str, Fraction]:
    return {
        name: max(value, Fraction(counts[SEEN_BY[name]])) if name in SEEN_BY else value
        for name, value in quantities.items()
    }


def _rows(subject: Subject) -> Iterator[_Watched]:
    for grid in grids(subject):
        normal, alerts, response = (grid.places(role) for role in ("normal", "alert", "response"))
        beside = normal or grid.places("target")
        named = any(CALLED.search(grid.columns[n].title) for n in alerts)
        if alerts and (beside or (response and named)):
            for row in grid.rows:
                yield _Watched(
                    grid=grid,
                    row=row,
                    normal=_first(row, normal),
                    alerts=tuple((grid.columns[n].title, row.cells[n]) for n in alerts),
                    response=_first(row, response),
                )


def _first(row: GridRow, places: Sequence[int]) -> str:
    return row.cells[places[0]] if places else ""


def _gap(subject: Subject, watched: _Watched, cell: str) -> Gap:
    span = Span(watched.grid.path, watched.row.line, watched.row.line)
    says = f"“{watched.row.label}” alerts at “{cell}”, inside the range “{watched.normal}” that is called normal"
    return Gap(span=span, says=says, adds={"contradictions": -ONE}, quote=subject.quote(span, cell), fix=FIX)


def _quantities(**marked: object) -> frozenset[str]:
    return UNITS_PROBES["units.marked"].quantities(**marked) | TABLE


PROBES = {"alarms.watched": Probe(watched, _quantities)}
