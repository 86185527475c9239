"""What waivers do to a report: a gate that is not met becomes waived. They never raise a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
    reasons = tuple(reason for reason in study.verdict.reasons if reason.removeprefix("gate:") not in names)
    state = "pass" if study.verdict.state == "fail" and not reasons else study.verdict.state
    return replace(study, gates=gates, verdict=Verdict(state, reasons))
