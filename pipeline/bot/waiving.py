"""What waivers do to a report: a gate that is not met becomes waived.

They never raise a score. Where it is only the cap of a waived gate that keeps a score below the mark, that stands in
the way no longer either: the figure stays, the verdict does not hang on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.bot.review_report import ReviewReport
from pipeline.bot.voices import Waiver
from pipeline.compare import Comparison
from pipeline.report import GateResult, StudyReport, Verdict

UNWAIVABLE = ("front-matter.schema", "front-matter.syntax", "layout.limits", "layout.pages", "layout.slug")
"""What a study must be to be read at all; a repository may name more."""


def waivable(rule: str, report: ReviewReport) -> bool:
    """Whether that rule may be set aside in this repository."""
    return rule not in UNWAIVABLE and rule not in report.settings.unwaivable


def waived(report: ReviewReport, waivers: Sequence[Waiver], today: str) -> ReviewReport:
    """The report with the waivers that hold on the day ``today`` counted in."""
    holding = {(w.slug, w.rule) for w in waivers if waivable(w.rule, report) and not (w.expires and w.expires < today)}
    if not holding:
        return report
    return replace(report, studies=tuple(_compared(study, holding) for study in report.studies))


def unused(report: ReviewReport, graded: ReviewReport, waivers: Sequence[Waiver]) -> tuple[Waiver, ...]:
    """The waivers that change nothing: expired, not allowed, or for a gate that is met anyway."""
    before, after = _waived_gates(report), _waived_gates(graded)
    return tuple(waiver for waiver in waivers if (waiver.slug, waiver.rule) not in after - before)


def _waived_gates(report: ReviewReport) -> set[tuple[str, str]]:
    return {(head.slug, gate.id) for head in report.heads for gate in head.gates if gate.state == "waived"}


def _compared(study: Comparison, holding: set[tuple[str, str]]) -> Comparison:
    return replace(study, head=_opened(study.head, holding)) if study.head else study


def _opened(study: StudyReport, holding: set[tuple[str, str]]) -> StudyReport:
    names = {gate.id for gate in study.gates if gate.state == "unmet" and (study.slug, gate.id) in holding}
    if not names:
        return study
    gates = tuple(GateResult(gate.id, "waived") if gate.id in names else gate for gate in study.gates)
    gone = {f"gate:{name}" for name in names}
    enough = _reaches(study, names)
    reasons = tuple(
        reason
        for reason in study.verdict.reasons
        if reason not in gone and not (enough and reason.startswith("score:"))
    )
    state = "pass" if study.verdict.state == "fail" and not reasons else study.verdict.state
    return replace(study, gates=gates, verdict=Verdict(state, reasons))


def _reaches(study: StudyReport, names: set[str]) -> bool:
    """Whether the score would reach the mark without the caps of those gates."""
    if study.score is None or study.pass_mark is None:
        return False
    total = sum((criterion.points for criterion in study.criteria), Fraction(0))
    return min([total, *(cap.points for cap in study.score.caps if cap.by not in names)]) >= study.pass_mark
