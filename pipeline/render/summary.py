"""The report as Markdown for job summaries and comments: the terminal's story, with links and folds.

Nothing that a study says gets here without `escape.markdown` or `escape.code_span`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.render import agenda, points, scorecard, standing
from pipeline.render.escape import code_span, markdown, prose
from pipeline.render.look import Look
from pipeline.report import CriterionResult, Report, StudyReport
from pipeline.study import Span

Place = Callable[[Span, StudyReport], str]
"""Writes a place as Markdown: bare in a job summary, a link to the graded commit in a comment."""


def bare(span: Span, study: StudyReport) -> str:
    """`README.md:91` as code, for where no address is known."""
    return code_span(agenda.place(span, study))


def linked(base: str) -> Place:
    """Places as links below ``base``, such as ``https://github.com/o/r/blob/SHA``."""
    from urllib.parse import quote  # only the bot has addresses

    def place(span: Span, study: StudyReport) -> str:
        lines = f"L{span.line}" if span.end_line <= span.line else f"L{span.line}-L{span.end_line}"
        return f"[{bare(span, study)}]({base}/{quote(span.path)}?plain=1#{lines})"

    return place


def render(report: Report, look: Look) -> str:
    """A section a study in path order, then totals; with ``quiet`` one line a study."""
    if not report.studies:
        return f"{standing.NO_STUDY}\n"
    if look.quiet:
        parts = ["\n".join(f"- {_line(study)}" for study in report.studies)]
    else:
        parts = [block for study in report.studies for block in blocks(study, verbose=look.verbose)]
    ending = [markdown(standing.totals(report))] if len(report.studies) > 1 else []
    ending += [f"{code_span(f.span.path)}: {markdown(f'{f.message}. {f.fix}')}" for f in report.findings]
    return "\n\n".join([*parts, *ending]) + "\n"


def blocks(study: StudyReport, place: Place = bare, change: str = "", *, verbose: bool = False) -> tuple[str, ...]:
    """The section of one study in blocks that stand alone, most important first.

    ``change`` is the difference since the base (``+9.0``). Whoever has a budget may drop blocks from the end.
    """
    told = (
        headline(study, change),
        _steps(study, place),
        _strong(study, place),
        _waived(study),
        _criteria(study, place),
        _findings(study, place, verbose=verbose),
    )
    return tuple(block for block in told if block)


def headline(study: StudyReport, change: str = "") -> str:
    """Verdict, score and change, then why."""
    mark = f"{standing.mark(study)}{f' ({change})' if change else ''}"
    rubric = markdown(standing.rubric_name(study))
    clauses = markdown(" · ".join(standing.clauses(study)))
    title = f"### {standing.word(study)} · {mark} · {code_span(study.path)}"
    return "\n\n".join(filter(None, [title, " · ".join(filter(None, [clauses, rubric]))]))


def step(each: agenda.Step, study: StudyReport, place: Place = bare) -> str:
    """One step as the text of a list item, without its number."""
    finding = each.finding
    gain = agenda.gain(finding)
    lines = [
        " ".join(filter(None, [place(finding.span, study), prose(agenda.message(each)), gain and f"**{gain}**"])),
        code_span(agenda.quotation(finding)),
        *map(prose, finding.fix.splitlines()),
        agenda.elsewhere(each, lambda span: place(span, study)),
    ]
    return "<br>\n   ".join(filter(None, lines))


def _steps(study: StudyReport, place: Place) -> str:
    steps = agenda.next_steps(study)
    if not steps:
        return ""
    later = any(agenda.gain(each.finding).startswith("(") for each in steps)
    note = " (gains in brackets count once the cap is gone)" if later else ""
    items = [f"{number}. {step(each, study, place)}" for number, each in enumerate(steps, 1)]
    return f"**{agenda.heading(study)}**{note}\n\n" + "\n".join(items)


def _strong(study: StudyReport, place: Place) -> str:
    kept = scorecard.strong(study)
    told = [f"{markdown(each.title)} {place(each.evidence[0].span, study)}" for each in kept[: scorecard.STRONG_TOLD]]
    more = len(kept) - len(told)
    return f"Already strong: {' · '.join([*told, *([f'{more} more'] if more else [])])}" if kept else ""


def _waived(study: StudyReport) -> str:
    waived = standing.waived_gates(study)
    return f"Waived: {', '.join(map(code_span, waived))}" if waived else ""


def _criteria(study: StudyReport, place: Place) -> str:
    if not study.criteria:
        return ""
    rows = ["| Criterion | Points | Level | Where |", "| --- | ---: | --- | --- |"]
    for section in scorecard.sections(study):
        figures = f"**{points.score(section.points)} / {points.plain(section.max)}**" if section.max else ""
        rows.append(f"| **{markdown(section.name)}** | {figures} | | |")
        rows += [_row(criterion, study, place) for criterion in section.criteria]
    return _folded(f"Criteria ({len(study.criteria)})", rows)


def _row(criterion: CriterionResult, study: StudyReport, place: Place) -> str:
    figures = f"{points.score(criterion.points)} / {points.plain(criterion.max)}" if criterion.max else ""
    where = place(criterion.evidence[0].span, study) if criterion.evidence else ""
    name = f"{markdown(criterion.title)} {code_span(criterion.id)}"
    return f"| {name} | {figures} | {markdown(scorecard.level(criterion))} | {where} |"


def _findings(study: StudyReport, place: Place, *, verbose: bool) -> str:
    """Every finding with its rule, unless the steps above have told them all."""
    if not study.findings or not (verbose or agenda.left_over(study, agenda.next_steps(study))):
        return ""
    rows = [f"- {code_span(each.finding.rule)} {step(each, study, place)}" for each in agenda.each_finding(study)]
    return _folded(f"All findings ({len(rows)})", rows)


def _folded(title: str, lines: Iterable[str]) -> str:
    return "\n".join(["<details>", f"<summary>{title}</summary>", "", *lines, "", "</details>"])


def _line(study: StudyReport) -> str:
    clauses = markdown(" · ".join(standing.clauses(study)))
    return f"**{standing.word(study)}** {standing.mark(study)} {code_span(study.path)} {clauses}".rstrip()
