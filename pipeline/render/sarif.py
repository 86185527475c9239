"""SARIF 2.1.0, which code scanning reads: one run, a rule for each rule that spoke."""

from __future__ import annotations

from typing import Any

from pipeline import __version__
from pipeline.render import agenda, standing
from pipeline.render.escape import json_document, sarif
from pipeline.render.look import Look
from pipeline.render.points import number
from pipeline.report import Finding, Report

Json = dict[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - machines read it: it looks the same to all
    """One run over all studies; columns count code points, lines are those of the file in git."""
    rules = _rules(report)
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    results = [
        _result(step, study.slug, places[step.finding.rule])
        for study in report.studies
        for step in agenda.each_finding(study)
    ]
    results += [_result(agenda.Step(finding), "", places[finding.rule]) for finding in report.findings]
    driver = {"name": "casegrade", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json_document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(report: Report) -> list[Json]:
    titles = {criterion.id: criterion.title for study in report.studies for criterion in study.criteria}
    first: dict[str, Finding] = {}
    for findings in (*(study.findings for study in report.studies), report.findings):
        for finding in findings:
            first.setdefault(finding.rule, finding)
    return [_rule(first[name], titles.get(name) or titles.get(first[name].criterion, "")) for name in sorted(first)]


def _rule(finding: Finding, title: str) -> Json:
    short = sarif(title or finding.rule)
    explain = f"casegrade explain {finding.rule}"
    return {
        "id": finding.rule,
        "shortDescription": {"text": short},
        "help": {
            "text": f"{short}. What it wants and why: {finding.docs}, or run: {explain}",
            "markdown": f"What it wants and why: `{finding.docs}`, or run `{explain}`.",
        },
        "defaultConfiguration": {"level": finding.severity},
    }


def _result(step: agenda.Step, study: str, rule: int) -> Json:
    """``study`` is a slug, "" where several studies are concerned."""
    finding = step.finding
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": sarif(f"{agenda.message(step)}\n{finding.fix}")},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"casegrade/v1": finding.fingerprint},
        "properties": {"study": study, "criterion": finding.criterion, "gain": number(finding.gain)},
    }
    if step.label == "waived":
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result


def _location(finding: Finding) -> Json:
    from urllib.parse import quote  # not needed to start up

    region: Json = {"startLine": finding.span.line, "endLine": finding.span.end_line}
    if finding.column:
        region["startColumn"] = finding.column
    if finding.quote:
        region["snippet"] = {"text": sarif(finding.quote)}
    return {"artifactLocation": {"uri": quote(finding.span.path), "uriBaseId": "%SRCROOT%"}, "region": region}


def _invocation(report: Report) -> Json:
    """Whether the grader itself did its work; what it could not grade is said here."""
    notes = [
        {
            "level": "error" if standing.grader_failed(study) else "warning",
            "message": {"text": sarif(f"{study.path}: {' · '.join(standing.clauses(study))}")},
        }
        for study in report.studies
        if study.verdict.state == "incomplete"
    ]
    broken = any(map(standing.grader_failed, report.studies))
    return {"executionSuccessful": not broken, "toolExecutionNotifications": notes}
