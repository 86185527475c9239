"""The check run: the verdict that branch rules look at, with a mark beside each line that needs work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import headline, judge
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.sticky import details
from pipeline.render import agenda
from pipeline.render.escape import terminal
from pipeline.report import StudyReport

NAME = "Case study rubric"
ANNOTATIONS = 200
"""More than that nobody reads; the rest is counted in the text."""

_LEVELS = {"error": "failure", "warning": "warning", "note": "notice"}
_WORST_FIRST = ("failure", "warning", "notice")
_TITLE, _MESSAGE = 255, 60_000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRun:
    """What the check run of one commit should say. ``annotations`` are GitHub's objects, worst first."""

    head_sha: str
    external_id: str
    conclusion: str
    title: str
    summary: str
    annotations: tuple[Json, ...] = ()


def check_run(event: PullRequest, report: ReviewReport | None, web: str) -> CheckRun:
    """The check run that says what ``report`` says; without a report it says that the grader failed."""
    every = sorted(_annotations(report), key=lambda each: _WORST_FIRST.index(each["annotation_level"]))
    rest = len(every) - ANNOTATIONS
    note = f"The first {ANNOTATIONS} findings are marked in the files; {_rest(rest)} without a mark."
    return CheckRun(
        head_sha=event.head_sha,
        external_id=f"{prefix(event)}{_rubrics(report)}",
        conclusion=judge(report).conclusion,
        title=headline(report)[:_TITLE],
        summary=details(event, report, web, note if rest > 0 else ""),
        annotations=tuple(every[:ANNOTATIONS]),
    )


def prefix(event: PullRequest) -> str:
    """What the external ids of all our check runs on that head begin with."""
    return f"{event.number}:{event.head_sha}:"


def _rubrics(report: ReviewReport | None) -> str:
    """Short hash of the rubrics that graded, so that another rubric gives another check run."""
    if report is None:
        return "none"
    digests = sorted({head.rubric.digest for head in report.heads if head.rubric})
    return sha256("\n".join(digests).encode()).hexdigest()[:16]


def _rest(number: int) -> str:
    return "1 finding is" if number == 1 else f"{number} findings are"


def _annotations(report: ReviewReport | None) -> Iterator[Json]:
    for head in report.heads if report else ():
        for step in agenda.each_finding(head):
            yield _annotation(step, head)


def _annotation(step: agenda.Step, study: StudyReport) -> Json:
    finding = step.finding
    told = [agenda.message(step), agenda.quotation(finding), *finding.fix.splitlines()]
    level = "notice" if step.label == "waived" else _LEVELS[finding.severity]
    return {
        "path": finding.span.path,
        "start_line": finding.span.line,
        "end_line": finding.span.end_line,
        "annotation_level": level if study.counts else "notice",
        "title": terminal(finding.rule)[:_TITLE],
        "message": "\n".join(filter(None, map(terminal, told)))[:_MESSAGE],
    }
