"""Workflow commands: the findings as annotations on the lines of a pull request or a run.

The runner shows ten errors and ten warnings of a step, so what gains most comes first.
"""

from __future__ import annotations

from pipeline.render import agenda, standing
from pipeline.render.escape import log_line, terminal, workflow_data, workflow_property
from pipeline.render.look import Look
from pipeline.report import Report, StudyReport

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, look: Look) -> str:
    """A line of log a study, and its findings as commands unless ``quiet``; last what concerns several studies."""
    lines = [] if report.studies else [standing.NO_STUDY]
    for study in report.studies:
        lines.append(log_line(terminal(_verdict(study))))
        lines += [] if look.quiet else [_command(step) for step in agenda.each_finding(study)]
    lines += [] if look.quiet else [_command(agenda.Step(finding)) for finding in report.findings]
    return "".join(f"{line}\n" for line in lines)


def _verdict(study: StudyReport) -> str:
    return f"{study.path}: {standing.word(study)}, {standing.mark(study)} · {' · '.join(standing.clauses(study))}"


def _command(step: agenda.Step) -> str:
    finding = step.finding
    properties = {
        "file": finding.span.path,
        "line": str(finding.span.line),
        "endLine": str(finding.span.end_line),
        "title": finding.rule,
    }
    if finding.column and finding.span.end_line == finding.span.line:
        properties["col"] = str(finding.column)
    told = ",".join(f"{name}={workflow_property(value)}" for name, value in properties.items())
    command = "notice" if step.label == "waived" else _COMMANDS[finding.severity]
    message = workflow_data(f"{agenda.message(step)}\n{finding.fix}")
    return f"::{command} {told}::{message}"
