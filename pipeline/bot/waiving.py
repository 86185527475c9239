"""Waivers on a pull request: those that stand in git at its base, and those that maintainers said in comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.bot.review_report import ReviewReport
from pipeline.bot.voices import Waiver
from pipeline.compare import Comparison
from pipeline.waivers import waivable, waive


def waived(report: ReviewReport, waivers: Sequence[Waiver], today: str) -> ReviewReport:
    """The report with the waivers that hold on the day ``today`` counted in."""
    holding: dict[str, set[str]] = {}
    for each in waivers:
        if waivable(each.rule, report.settings.unwaivable) and not (each.expires and each.expires < today):
            holding.setdefault(each.slug, set()).add(each.rule)
    return replace(report, studies=tuple(_compared(each, holding.get(each.slug, set())) for each in report.studies))


def unused(report: ReviewReport, graded: ReviewReport, waivers: Sequence[Waiver]) -> tuple[Waiver, ...]:
    """The waivers that change nothing: expired, not allowed, or for a gate that is met anyway."""
    effect = _waived_gates(graded) - _waived_gates(report)
    return tuple(waiver for waiver in waivers if (waiver.slug, waiver.rule) not in effect)


def _waived_gates(report: ReviewReport) -> set[tuple[str, str]]:
    return {(head.slug, gate.id) for head in report.heads for gate in head.gates if gate.state == "waived"}


def _compared(study: Comparison, rules: set[str]) -> Comparison:
    return replace(study, head=waive(study.head, rules)) if study.head and rules else study
