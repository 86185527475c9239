"""What to do about a study, in the order in which it is told, before any layout.

The terminal, the comment and the annotations take their words from here, so they say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from pipeline.render import points
from pipeline.report import Finding, StudyReport
from pipeline.study import Span

NEXT_STEPS = 5
ENOUGH_STEPS = 3

_ORDER = MappingProxyType({"gate": 0, "error": 0, "": 1, "advice": 2, "waived": 3})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the finding that gains most, and where else the same rule speaks.

    ``label`` is gate (it closes the pass), waived, advice (it costs nothing) or empty. ``twins`` are
    findings of other rules that say the same of the same place.
    """

    finding: Finding
    label: str = ""
    also: tuple[Span, ...] = ()
    twins: int = 0


def each_finding(study: StudyReport) -> tuple[Step, ...]:
    """Every finding as a step of its own: what closes the pass, what gains most, advice, what is waived."""
    told = [Step(finding, _label(finding, study)) for finding in study.findings]
    return tuple(sorted(told, key=_worth))


def steps(study: StudyReport) -> tuple[Step, ...]:
    """Everything to do in that order, one step a rule; what is waived is not to do.

    What another rule has said of the same place in the same words is no step of its own. Each finding in the front
    matter is one: they are about other keys, and none tells of the next.
    """
    by_rule: dict[str, list[Step]] = {}
    said: dict[tuple[Span, str], str] = {}
    for step in each_finding(study):
        if step.label != "waived":
            told = step.finding
            name = told.fingerprint if told.rule.startswith("front-matter.") else told.rule
            by_rule.setdefault(said.setdefault((told.span, told.message), name), []).append(step)
    return tuple(_together(first, rest) for first, *rest in by_rule.values())


def _together(first: Step, rest: list[Step]) -> Step:
    also = tuple(step.finding.span for step in rest if step.finding.rule == first.finding.rule)
    return Step(first.finding, first.label, also, len(rest) - len(also))


def next_steps(study: StudyReport) -> tuple[Step, ...]:
    """The few that are told first: at most five, and advice only where little else is to do.

    A check that gives no score tells everything, since its reader wants to mend it all in one go.
    """
    every = steps(study)
    if study.score is None:
        return every
    worth = [step for step in every if _pays(step.finding)]
    extra = [step for step in every if not _pays(step.finding)]
    return (*worth[:NEXT_STEPS], *extra[: max(0, ENOUGH_STEPS - len(worth))])


def left_over(study: StudyReport, told: Iterable[Step]) -> int:
    """How many findings the steps that were ``told`` do not mention."""
    return len(study.findings) - sum(1 + len(step.also) + step.twins for step in told)


def heading(study: StudyReport) -> str:
    """The heading over what is to do."""
    if study.verdict.state == "incomplete":
        return "Found so far"
    if study.score is None:
        return "To mend"
    return "To go further" if study.verdict.state == "pass" else "Do next"


def place(span: Span, study: StudyReport) -> str:
    """``README.md:91``: relative to the study, which stands above it, or in full if elsewhere."""
    return f"{span.path.removeprefix(f'{study.path}/')}:{span.line}"


def message(step: Step) -> str:
    """What is missing, behind ``gate:``, ``advice:`` or ``waived:`` where that is so."""
    return f"{step.label}: {step.finding.message}" if step.label else step.finding.message


def elsewhere(step: Step, written: Callable[[Span], str]) -> str:
    """``also README.md:95, README.md:102 and 3 more``, or nothing; ``written`` writes a place."""
    if not step.also:
        return ""
    named = [written(span) for span in step.also[:3]]
    rest = len(step.also) - len(named)
    return f"also {', '.join(named)}{f' and {rest} more' if rest else ''}"


def quotation(finding: Finding) -> str:
    """The author's words, unless the message repeats them already."""
    quote = finding.quote or ""
    return "" if quote in finding.message else quote


def worth_explaining(study: StudyReport) -> str:
    """The criterion or gate of the first step, which ``casegrade explain`` knows; else nothing."""
    known = {criterion.id for criterion in study.criteria} | {gate.id for gate in study.gates}
    names = [name for step in next_steps(study) for name in (step.finding.criterion, step.finding.rule)]
    return next((name for name in names if name in known), "")


def gain(finding: Finding) -> str:
    """``+3.8``; in brackets what it will be worth once no cap holds the score down; else nothing."""
    later = points.gain(finding.potential)
    return points.gain(finding.gain) or (f"({later})" if later else "")


def _pays(finding: Finding) -> bool:
    """Whether mending it opens a gate or gains points, now or once no cap is left."""
    return finding.severity == "error" or bool(gain(finding))


def _worth(step: Step) -> tuple[int, Fraction, Fraction]:
    closes = step.label or ("error" if step.finding.severity == "error" else "")
    return _ORDER[closes], -step.finding.gain, -step.finding.potential


def _label(finding: Finding, study: StudyReport) -> str:
    ids = {finding.rule, finding.criterion}
    for gate in study.gates:
        if gate.id in ids and finding.severity == "error" and gate.state in {"unmet", "waived"}:
            return "gate" if gate.state == "unmet" else "waived"
    return "advice" if finding.severity == "note" else ""
