"""What to do next, in terminal lines: where, what is missing, their words, how to mend it, the gain."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.render import agenda, cells, points
from pipeline.render.escape import terminal as safe
from pipeline.render.look import Look
from pipeline.report import StudyReport

_INDENT = "   "
_GAIN = 9
_WIDE = 72
_LONGEST_PLACE = 24


def lines(study: StudyReport, look: Look) -> list[str]:
    """The next steps under a heading; with ``verbose`` every finding, in full."""
    steps = agenda.each_finding(study) if look.verbose else agenda.next_steps(study)
    if not steps:
        return []
    column = _column(steps, study, look)
    body = [line for number, step in enumerate(steps, 1) for line in _step(number, step, study, look, column)]
    more = 0 if look.verbose else agenda.left_over(study, steps)
    rest = [f" … {points.count(more, 'more finding')} with --verbose"] if more else []
    return [_heading(study, steps, look), *body, *(_faint(line, look) for line in rest)]


def _column(steps: Sequence[agenda.Step], study: StudyReport, look: Look) -> int:
    """How wide the column of places is, or 0 where each place gets a line of its own."""
    widest = max(cells.width(safe(agenda.place(step.finding.span, study))) for step in steps)
    return 0 if look.verbose or look.width < _WIDE or widest > _LONGEST_PLACE else widest


def _heading(study: StudyReport, steps: Sequence[agenda.Step], look: Look) -> str:
    gains = {agenda.gain(step.finding)[:1] for step in steps}
    column = "gains (once the cap is gone)" if "(" in gains else "gains" if "+" in gains else ""
    return cells.paint(cells.justify(agenda.heading(study), column, look.width), "strong", colour=look.colour)


def _step(number: int, step: agenda.Step, study: StudyReport, look: Look, column: int) -> list[str]:
    """With a column of places the message stands beside its place, else below it."""
    place, message = _where(step, study, look), safe(agenda.message(step))
    if column:
        head = cells.hang(f"{number:>2} {cells.pad(place, column)}   ", message, look.width - _GAIN)
        return [_with_gain(head[0], step, look), *head[1:], *_below(step, study, look, _INDENT)]
    head = cells.hang(f"{number:>2} ", place, look.width - _GAIN)
    below = [*cells.wrap(message, look.width, _INDENT), *_below(step, study, look, f"{_INDENT}  ")]
    return [_with_gain(head[0], step, look), *head[1:], *below]


def _where(step: agenda.Step, study: StudyReport, look: Look) -> str:
    if not look.verbose:
        return safe(agenda.place(step.finding.span, study))
    column = f":{step.finding.column}" if step.finding.column else ""
    return safe(f"{step.finding.span.path}:{step.finding.span.line}{column}")


def _with_gain(line: str, step: agenda.Step, look: Look) -> str:
    gain = agenda.gain(step.finding)
    whole = cells.justify(line, gain, look.width)
    return whole[: len(whole) - len(gain)] + cells.paint(gain, "good", colour=look.colour)


def _below(step: agenda.Step, study: StudyReport, look: Look, indent: str) -> list[str]:
    quote = safe(agenda.quotation(step.finding)).strip()
    words = [cells.clip(f"{indent}│ {quote}", look.width)] if quote else []
    fix = [line for part in step.finding.fix.splitlines() for line in cells.wrap(safe(part), look.width, indent)]
    finding = step.finding
    last = (
        f"{finding.severity} {finding.rule}"
        if look.verbose
        else agenda.elsewhere(step, lambda span: agenda.place(span, study))
    )
    after = cells.wrap(safe(last), look.width, indent)
    return [*(_faint(line, look) for line in words), *fix, *(_faint(line, look) for line in after)]


def _faint(line: str, look: Look) -> str:
    return cells.paint(line, "faint", colour=look.colour)
