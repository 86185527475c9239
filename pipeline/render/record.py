"""The report as JSON (`schema/report.schema.json`), and back.

Figures are rounded down to 0.01 on the way out, so reading back is exact to that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pipeline import __version__
from pipeline.measure import Evidence
from pipeline.render.escape import json_document
from pipeline.render.look import Look
from pipeline.render.points import exact, number
from pipeline.report import (
    SCHEMA_VERSION,
    Cap,
    CriterionResult,
    Finding,
    GateResult,
    Report,
    RubricRef,
    Score,
    StudyReport,
    Verdict,
)
from pipeline.study import Span

Json = dict[str, Any]


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - machines read it: it looks the same to all
    """The whole run as one JSON object, the same bytes for the same report."""
    whole = json_document(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "casegrade", "version": __version__, "diagrams": report.diagrams},
            "summary": summary(report),
            "repository": {"findings": [_finding(finding) for finding in report.findings]},
            "studies": [],
        }
    )
    if not report.studies:
        return whole
    # One study after the other: thousands of them as one value took a gigabyte.
    each = (json_document(study_record(study)).strip().replace("\n", "\n    ") for study in report.studies)
    studies = ",\n    ".join(each)
    return whole.removesuffix("[]\n}\n") + f"[\n    {studies}\n  ]\n}}\n"


def summary(report: Report) -> dict[str, int]:
    """How many studies there are of each verdict, drafts and archived ones included."""
    states = Counter(study.verdict.state for study in report.studies)
    return {
        "studies": len(report.studies),
        "passed": states["pass"],
        "failed": states["fail"],
        "incomplete": states["incomplete"],
    }


def study_record(study: StudyReport) -> Json:
    """One study's report as JSON data, keys in the contract's order."""
    rubric = study.rubric
    return {
        "path": study.path,
        "slug": study.slug,
        "kind": study.kind,
        "title": study.title,
        "status": study.status,
        "rubric": rubric and {"id": rubric.id, "version": rubric.version, "digest": rubric.digest},
        "content_digest": study.content_digest,
        "verdict": {"state": study.verdict.state, "reasons": list(study.verdict.reasons)},
        "score": study.score and _score(study.score),
        "pass_mark": None if study.pass_mark is None else number(study.pass_mark),
        "gates": [{"id": gate.id, "state": gate.state} for gate in study.gates],
        "criteria": [_criterion(criterion) for criterion in study.criteria],
        "findings": [_finding(finding) for finding in study.findings],
    }


def read_study(data: Mapping[str, Any]) -> StudyReport:
    """The report that `study_record` wrote; ``data`` must be valid under the report's schema."""
    rubric, score, mark = data["rubric"], data["score"], data.get("pass_mark")
    return StudyReport(
        path=data["path"],
        slug=data["slug"],
        kind=data["kind"],
        title=data["title"],
        status=data["status"],
        rubric=rubric and RubricRef(rubric["id"], rubric["version"], rubric["digest"]),
        content_digest=data["content_digest"],
        verdict=Verdict(data["verdict"]["state"], tuple(data["verdict"]["reasons"])),
        score=score and _read_score(score),
        pass_mark=None if mark is None else exact(mark),
        gates=tuple(GateResult(gate["id"], gate["state"]) for gate in data["gates"]),
        criteria=tuple(_read_criterion(criterion) for criterion in data["criteria"]),
        findings=tuple(_read_finding(finding) for finding in data["findings"]),
    )


def _score(score: Score) -> Json:
    caps = [{"by": cap.by, "points": number(cap.points)} for cap in score.caps]
    return {"points": number(score.points), "max": number(score.max), "band": score.band, "caps": caps}


def _read_score(data: Json) -> Score:
    caps = tuple(Cap(cap["by"], exact(cap["points"])) for cap in data["caps"])
    return Score(exact(data["points"]), exact(data["max"]), data["band"], caps)


def _criterion(criterion: CriterionResult) -> Json:
    return {
        "id": criterion.id,
        "title": criterion.title,
        "section": criterion.section,
        "status": criterion.status,
        "level": criterion.level,
        "max_level": criterion.max_level,
        "points": number(criterion.points),
        "max": number(criterion.max),
        "next_gain": number(criterion.next_gain),
        "evidence": [{**_lines(each.span), "quote": each.quote} for each in criterion.evidence],
    }


def _read_criterion(data: Json) -> CriterionResult:
    return CriterionResult(
        id=data["id"],
        title=data["title"],
        section=data["section"],
        status=data["status"],
        level=data["level"],
        max_level=data["max_level"],
        points=exact(data["points"]),
        max=exact(data["max"]),
        next_gain=exact(data["next_gain"]),
        evidence=tuple(Evidence(_span(each), each["quote"]) for each in data["evidence"]),
    )


def _finding(finding: Finding) -> Json:
    return {
        "criterion": finding.criterion,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "fix": finding.fix,
        **_lines(finding.span),
        "column": finding.column,
        "quote": finding.quote,
        "gain": number(finding.gain),
        "potential": number(finding.potential),
        "fingerprint": finding.fingerprint,
        "docs": finding.docs,
    }


def _read_finding(data: Json) -> Finding:
    return Finding(
        criterion=data["criterion"],
        rule=data["rule"],
        severity=data["severity"],
        message=data["message"],
        fix=data["fix"],
        span=_span(data),
        column=data["column"],
        quote=data["quote"],
        gain=exact(data["gain"]),
        potential=exact(data["potential"] if "potential" in data else data["gain"]),
        fingerprint=data["fingerprint"],
        docs=data["docs"],
    )


def _lines(span: Span) -> Json:
    return {"path": span.path, "line": span.line, "end_line": span.end_line}


def _span(data: Json) -> Span:
    return Span(data["path"], data["line"], data["end_line"])
