"""The report at the keyboard: verdict, what to do next, what works, and only then the table."""

from __future__ import annotations

from pipeline.render import agenda, cells, points, scorecard, standing, terminal_steps, terminal_table
from pipeline.render.escape import log_line
from pipeline.render.escape import terminal as safe
from pipeline.render.look import Look
from pipeline.report import Report, StudyReport

_STYLES = {"pass": "good", "fail": "bad", "incomplete": "unsure"}


def render(report: Report, look: Look) -> str:
    """A section a study in path order, then totals; with ``quiet`` one line a study."""
    if not report.studies:
        lines = [standing.NO_STUDY]
    elif look.quiet:
        lines = _quiet(report, look)
    else:
        lines = _full(report, look)
    return "".join(f"{log_line(line.rstrip())}\n" for line in lines)


def _full(report: Report, look: Look) -> list[str]:
    lines: list[str] = []
    for study in report.studies:
        lines += ["", "─" * look.width, ""] if lines else []
        lines += _study(study, look)
    if len(report.studies) > 1:
        lines += ["", "─" * look.width, "", *cells.wrap(standing.totals(report), look.width)]
    for finding in report.findings:
        told = f"{finding.span.path}: {finding.message}. {finding.fix}"
        lines += ["", *cells.wrap(safe(told), look.width)]
    failing_first = sorted(report.studies, key=lambda study: study.verdict.state == "pass")
    unclear = next(filter(None, map(agenda.worth_explaining, failing_first)), "")
    return [*lines, *(["", *_hint(unclear, look)] if unclear else [])]


def _study(study: StudyReport, look: Look) -> list[str]:
    blocks = [
        [*_title(study, look), *_verdict(study, look)],
        terminal_steps.lines(study, look),
        [*_strong(study, look), *_waived(study, look)],
        terminal_table.lines(study, look),
    ]
    return [line for index, block in enumerate(filter(None, blocks)) for line in ([""] * (index > 0) + block)]


def _title(study: StudyReport, look: Look) -> list[str]:
    """Path, kind and rubric version on the left, the score on the right, as far as they fit."""
    path, figure = safe(study.path), standing.mark(study)
    rubric = safe(standing.rubric_name(study))
    whole = f"{path}  {rubric}" if rubric else path
    title = cells.wrap(safe(study.title), look.width) if look.verbose else []
    if cells.width(whole) + 2 + len(figure) <= look.width:
        return [_bold(cells.justify(whole, figure, look.width), look), *title]
    *above, last = cells.wrap(path, look.width)
    if cells.width(last) + 2 + len(figure) > look.width:
        above, last = [*above, last], ""
    head = [*above, cells.justify(last, figure, look.width)]
    return [*(_bold(line, look) for line in head), *cells.wrap(rubric, look.width), *title]


def _verdict(study: StudyReport, look: Look) -> list[str]:
    word = standing.word(study)
    first, *rest = cells.hang(f"{word}  ", " · ".join(map(safe, standing.clauses(study))), look.width)
    return [_state(word, study, look) + first[len(word) :], *rest]


def _state(word: str, study: StudyReport, look: Look) -> str:
    return cells.paint(word, _STYLES.get(study.verdict.state, "unsure"), colour=look.colour)


def _strong(study: StudyReport, look: Look) -> list[str]:
    """The titles that weigh most, the rest counted."""
    titles = [safe(criterion.title) for criterion in scorecard.strong(study)]
    more = len(titles) - scorecard.STRONG_TOLD
    told = [*titles[: scorecard.STRONG_TOLD], *([f"{more} more"] if more > 0 else [])]
    return cells.hang("Already strong: ", " · ".join(told), look.width) if titles else []


def _waived(study: StudyReport, look: Look) -> list[str]:
    waived = ", ".join(map(safe, standing.waived_gates(study)))
    return cells.hang("Waived: ", waived, look.width) if waived else []


def _hint(identifier: str, look: Look) -> list[str]:
    command = f"casegrade explain {safe(identifier)}"
    line = f"{command}   what it wants and why"
    return [cells.paint(line if cells.width(line) <= look.width else command, "faint", colour=look.colour)]


def _quiet(report: Report, look: Look) -> list[str]:
    words = max(len(standing.word(study)) for study in report.studies)
    paths = max(cells.width(safe(study.path)) for study in report.studies)
    lines = [_summary(study, words, paths, look) for study in report.studies]
    return [*lines, *(cells.wrap(standing.totals(report), look.width) if len(lines) > 1 else [])]


def _summary(study: StudyReport, words: int, paths: int, look: Look) -> str:
    scored = study.score is not None and study.verdict.state != "incomplete"
    figure = points.score(study.score.points) if study.score is not None and scored else "-"
    word, path = cells.pad(standing.word(study), words), cells.pad(safe(study.path), paths)
    rest = f"  {figure:>5}  {path}  {' · '.join(map(safe, standing.brief(study)))}"
    return _state(word, study, look) + cells.clip(rest, look.width - words)


def _bold(line: str, look: Look) -> str:
    return cells.paint(line, "strong", colour=look.colour)
