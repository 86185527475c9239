"""JUnit XML, which test reports of most CI systems read: a suite a study, a case a criterion and gate.

A case fails for what fails the study: an open gate, or the verdict. A criterion that could be better
is no failed test; its findings are in its output. In drafts nothing fails, as nothing fails the run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.render import agenda, scorecard, standing
from pipeline.render.escape import xml
from pipeline.render.look import Look
from pipeline.report import CriterionResult, Report, StudyReport

_VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Case:
    """``outcome`` is passed, failure, error or skipped; ``note`` says why, ``text`` is the detail."""

    name: str
    outcome: str
    note: str
    text: str


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - machines read it: it looks the same to all
    """All suites in path order."""
    suites = [(study, cases(study)) for study in report.studies]
    every = [case for _, each in suites for case in each]
    lines = [f'<testsuites name="casegrade" {_counts(every)}>']
    for study, each in suites:
        lines.append(f'  <testsuite name="{xml(study.path)}" {_counts(each)}>')
        lines += [line for case in each for line in _case(case, study)]
        lines.append("  </testsuite>")
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, "</testsuites>"]) + "\n"


def cases(study: StudyReport) -> tuple[Case, ...]:
    """The verdict, the gates, the criteria; every finding is told by one of them."""
    gates = [gate.id for gate in study.gates]
    told: dict[str, list[str]] = {name: [] for name in [_VERDICT, *gates, *(each.id for each in study.criteria)]}
    for step in agenda.each_finding(study):
        names = [step.finding.rule, step.finding.criterion, _VERDICT]
        told[next(name for name in names if name in told)].append(_finding(step))
    criteria = [_criterion(each, told[each.id]) for each in study.criteria if each.id not in gates]
    return (_verdict(study, told[_VERDICT]), *(_gate(name, study, told[name]) for name in gates), *criteria)


def _verdict(study: StudyReport, findings: list[str]) -> Case:
    outcome = "failure" if study.counts else "skipped"
    if study.verdict.state == "pass":
        outcome = "passed"
    elif standing.grader_failed(study):
        outcome = "error"
    note = " · ".join([standing.word(study), standing.mark(study), *standing.clauses(study)])
    return Case(_VERDICT, outcome, note, "\n".join([note, *findings]))


def _gate(name: str, study: StudyReport, findings: list[str]) -> Case:
    if name in standing.open_gates(study):
        return Case(name, "failure" if study.counts else "skipped", "the gate is open", "\n".join(findings))
    waived = name in standing.waived_gates(study)
    return Case(name, "skipped" if waived else "passed", "waived" if waived else "", "\n".join(findings))


def _criterion(criterion: CriterionResult, findings: list[str]) -> Case:
    outcome = {"error": "error", "not_applicable": "skipped"}.get(criterion.status, "passed")
    level = scorecard.level(criterion)
    return Case(f"{criterion.id}: {criterion.title}", outcome, level, "\n".join([level, *findings]))


def _finding(step: agenda.Step) -> str:
    finding = step.finding
    gain = agenda.gain(finding)
    head = f"{finding.span.path}:{finding.span.line} {finding.rule}: {agenda.message(step)}{f' {gain}' if gain else ''}"
    return f"{head}\n{finding.fix}"


def _counts(cases: Iterable[Case]) -> str:
    outcomes = [case.outcome for case in cases]
    kinds = (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    return " ".join([f'tests="{len(outcomes)}"', *(f'{name}="{outcomes.count(kind)}"' for name, kind in kinds)])


def _case(case: Case, study: StudyReport) -> list[str]:
    head = f'    <testcase classname="{xml(study.slug)}" name="{xml(case.name)}"'
    body = []
    if case.outcome != "passed":
        body.append(f'      <{case.outcome} message="{xml(case.note)}"/>')
    if case.text:
        body.append(f"      <system-out>{xml(case.text)}</system-out>")
    return [f"{head}>", *body, "    </testcase>"] if body else [f"{head}/>"]
