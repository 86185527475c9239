"""The rubric's sections, and with ``verbose`` their criteria and evidence, as terminal lines."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from pipeline.render import agenda, cells, points, scorecard
from pipeline.render.escape import terminal as safe
from pipeline.render.look import Look
from pipeline.report import CriterionResult, StudyReport

_FIGURES = 13
"""Columns of ``100.0 / 18.7``, with two spaces in front."""
_LONGEST_BAR = 20
_SHORTEST_BAR = 5
_EIGHTHS = " ▏▎▍▌▋▊▉"


def lines(study: StudyReport, look: Look) -> list[str]:
    """A line a section with points and a bar; nothing if nothing was scored."""
    sections = scorecard.sections(study)
    if not sections:
        return []
    names = [*(safe(section.name) for section in sections), *(_ids(study) if look.verbose else [])]
    column = min(max(map(cells.width, [*names, "Section"])), max(10, look.width - _FIGURES - 2 - _SHORTEST_BAR))
    head = cells.justify("Section", "points", column + _FIGURES - 4)
    body = [line for section in sections for line in _section(section, study, column, look)]
    return [cells.paint(head.rstrip(), "strong", colour=look.colour), *body]


def _section(section: scorecard.SectionSum, study: StudyReport, column: int, look: Look) -> list[str]:
    room = min(_LONGEST_BAR, look.width - column - _FIGURES - 2)
    if section.max == 0:
        first = f"{cells.pad(cells.clip(safe(section.name), column), column)}  not applicable"
    else:
        figures = _row(safe(section.name), section.points, section.max, column)
        first = f"{figures}  {_unmeasured(section) or _bar(section.points / section.max, room)}".rstrip()
    rest = [line for each in section.criteria for line in _criterion(each, study, column, look)] if look.verbose else []
    return [cells.clip(first, look.width), *rest]


def _criterion(criterion: CriterionResult, study: StudyReport, column: int, look: Look) -> list[str]:
    name, words = f"  {safe(criterion.id)}", scorecard.level(criterion)
    row = _row(name, criterion.points, criterion.max, column) if criterion.max else cells.pad(name, column)
    fits = cells.width(row) + 2 + cells.width(words) <= look.width
    first = [f"{row}  {words}"] if fits else [row, f"    {words}"]
    title = cells.wrap(safe(criterion.title), look.width, "    ")
    places = [_evidence(agenda.place(each.span, study), each.quote or "") for each in criterion.evidence]
    under = [*title, *(cells.clip(place, look.width) for place in places)]
    return [*first, *(cells.paint(line, "faint", colour=look.colour) for line in under)]


def _unmeasured(section: scorecard.SectionSum) -> str:
    broken = sum(criterion.status == "error" for criterion in section.criteria)
    return f"{broken} not measured" if broken else ""


def _evidence(place: str, quote: str) -> str:
    return f"    {safe(place)}  │ {safe(quote).strip()}" if quote else f"    {safe(place)}"


def _ids(study: StudyReport) -> list[str]:
    return [f"  {safe(criterion.id)}" for criterion in study.criteria]


def _row(name: str, reached: Fraction, most: Fraction, column: int) -> str:
    figures = f"{points.score(reached):>5} / {points.plain(most):<4}"
    return f"{cells.pad(cells.clip(name, column), column)} {figures}"


def _bar(share: Fraction, room: int) -> str:
    """A bar in eighths of a column, rounded down; any points at all leave a sliver."""
    if room < _SHORTEST_BAR:
        return ""
    eighths = floor(share * room * 8) or (1 if share else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
