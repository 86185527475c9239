"""Waivers: gates that maintainers have set aside. What one does to a report, and which of them do nothing.

A waiver never raises a score. Where it is only the cap of a waived gate that keeps a score below the mark, that stands
in the way no longer either: the figure stays, the verdict does not hang on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.report import Finding, GateResult, StudyReport, Verdict
from pipeline.study import Span

FILE = "waivers.yml"
RULE = "waivers.file"
UNWAIVABLE = ("front-matter.schema", "front-matter.syntax", "layout.limits", "layout.pages", "layout.slug")
"""What a study must be to be read at all; a repository may name more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """``rule`` is set aside until the day ``expires`` (ISO 8601); it stands on ``line`` of the file."""

    rule: str
    reason: str
    approver: str
    expires: str
    line: int = 1


def waivable(rule: str, unwaivable: Collection[str] = ()) -> bool:
    """Whether that rule may be set aside; ``unwaivable`` are those that the repository names."""
    return rule not in UNWAIVABLE and rule not in unwaivable


def waive(study: StudyReport, rules: Collection[str]) -> StudyReport:
    """The report with those of its gates waived that are not met."""
    names = {gate.id for gate in study.gates if gate.state == "unmet" and gate.id in rules}
    if not names:
        return study
    gates = tuple(GateResult(gate.id, "waived") if gate.id in names else gate for gate in study.gates)
    gone, enough = {f"gate:{name}" for name in names}, _reaches(study, names)
    left = (reason for reason in study.verdict.reasons if reason not in gone)
    reasons = tuple(reason for reason in left if not (enough and reason.startswith("score:")))
    state = "pass" if study.verdict.state == "fail" and not reasons else study.verdict.state
    return replace(study, gates=gates, verdict=Verdict(state, reasons))


def _reaches(study: StudyReport, names: set[str]) -> bool:
    """Whether the score would reach the mark without the caps of those gates."""
    if study.score is None or study.pass_mark is None:
        return False
    total = sum((criterion.points for criterion in study.criteria), Fraction(0))
    return min([total, *(cap.points for cap in study.score.caps if cap.by not in names)]) >= study.pass_mark


def remarks(
    study: StudyReport, waivers: Sequence[Waiver], unwaivable: Collection[str], today: str
) -> Iterator[Finding]:
    """What is wrong with the waivers of a study: expired, not allowed, or without effect. It hangs on the day.

    One that has expired is an error as long as a gate hangs on it.
    """
    opened = {gate.id for gate in study.gates if gate.state == "waived"}
    for waiver in waivers:
        if not waivable(waiver.rule, unwaivable):
            yield _remark(
                study, waiver, "warning", f"{waiver.rule} cannot be waived", "Mend it, and remove the waiver."
            )
        elif waiver.rule not in opened:
            message = f"the waiver of {waiver.rule} has no effect: that gate is met, or there is none"
            yield _remark(study, waiver, "note", message, "Remove it.")
        elif waiver.expires < today:
            message = f"the waiver of {waiver.rule} has expired on {waiver.expires}"
            yield _remark(study, waiver, "error", message, "Mend the study, or ask a maintainer to renew the waiver.")


def unreadable(study: StudyReport, line: int, message: str, fix: str) -> Finding:
    """The finding on a file that cannot be read: none of its waivers counts."""
    return _remark(study, Waiver(rule="", reason="", approver="", expires="", line=line), "error", message, fix)


def _remark(study: StudyReport, waiver: Waiver, severity: str, message: str, fix: str) -> Finding:
    return Finding(
        criterion=RULE,
        rule=RULE,
        severity=severity,
        message=message,
        fix=fix,
        span=Span(f"{study.path}/{FILE}", waiver.line, waiver.line),
        column=None,
        quote=None,
        gain=Fraction(0),
        potential=Fraction(0),
        fingerprint=f"{study.slug}:{waiver.rule}"[:64],
        docs="docs/waivers.md",
    )
