"""What a report means for a pull request, in the six ways in which that can be said."""

from __future__ import annotations

from enum import Enum

from pipeline.bot.review_report import ReviewReport
from pipeline.render import points, standing
from pipeline.report import StudyReport


class Judgement(Enum):
    """Each with the words that people read and the conclusion of the check.

    ``neutral`` and ``skipped`` are never used: they satisfy a required check.
    """

    READY = ("Ready for human review", "success")
    CHANGES = ("Changes needed", "failure")
    DRAFT = ("Still a draft", "action_required")
    HELD = ("On hold", "action_required")
    FAULT = ("Grader error — not your fault", "failure")
    NOTHING = ("Nothing to grade", "success")

    @property
    def words(self) -> str:
        """The words for people."""
        return self.value[0]

    @property
    def conclusion(self) -> str:
        """The conclusion of the check run."""
        return self.value[1]


def judge(report: ReviewReport | None) -> Judgement:
    """The judgement on a pull request; without a report it is the grader's fault, never a pass."""
    if report is None or any(map(standing.grader_failed, report.heads)):
        return Judgement.FAULT
    if any(study.falls_short for study in report.studies):
        return Judgement.CHANGES
    if any(head.status == "draft" for head in report.heads):
        return Judgement.DRAFT
    return Judgement.READY if report.heads else Judgement.NOTHING


def headline(report: ReviewReport | None, judgement: Judgement) -> str:
    """``Changes needed · 61.5 of 100 (+9.0)``, or how many pass of several, or the words alone."""
    if report is None or judgement is Judgement.FAULT:
        return judgement.words
    if not report.heads:
        return f"{judgement.words}{_effect(report)}"
    if len(report.studies) == 1:
        (head,), (study,) = report.heads, report.studies
        change = change_words(study.base, head)
        return f"{judgement.words} · {standing.mark(head)}{f' ({change})' if change else ''}"
    passing = sum(head.verdict.state == "pass" for head in report.heads)
    return f"{judgement.words} · {passing} of {points.count(len(report.heads), 'study', 'studies')} pass"


def _effect(report: ReviewReport) -> str:
    """What a change of rubrics alone comes to: it touches no study and may yet change the standing of many."""
    impact = report.impact
    if impact is None or impact.fault or not impact.rubrics:
        return ""
    every = points.count(len(impact.studies), "study", "studies")
    return f" · the rubrics change: {len(impact.moved)} of {every} would change band or verdict"


def change_words(base: StudyReport | None, head: StudyReport) -> str:
    """``+9.0``, ``new``, or that there was no score before; nothing where there is none now."""
    if base is None:
        return "new"
    if head.score is None or head.verdict.state == "incomplete":
        return ""
    if base.score is None or base.verdict.state == "incomplete":
        return "not scored before"
    return points.change(base.score.points, head.score.points)
