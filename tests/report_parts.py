"""What reports made by hand consist of: a rate limiter's criteria and findings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

from pipeline.measure import Evidence
from pipeline.report import (
    CriterionResult,
    Finding,
    GateResult,
    RubricRef,
    Score,
    StudyReport,
    Verdict,
)
from pipeline.study import Span

HERE = "studies/rate-limiter"


def digest(text: str) -> str:
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def finding(rule: str, line: int = 1, **changes: Any) -> Finding:
    """A warning on one line of the cover; ``path`` is relative to the study."""
    at = f"{changes.pop('study', HERE)}/{changes.pop('path', 'README.md')}"
    gain = Fraction(changes.pop("gain", 0))
    return Finding(
        **{
            "criterion": rule,
            "rule": rule,
            "severity": "warning",
            "message": "the section is 9 words long",
            "fix": "Say what was hard, and which limit made it so.",
            "span": Span(at, line, line + changes.pop("more_lines", 0)),
            "column": None,
            "quote": None,
            "gain": gain,
            "potential": gain,
            "fingerprint": digest(f"{rule} {line}")[7:23],
            "docs": f"docs/criteria/{rule}.md",
            **changes,
        }
    )


def criterion(name: str, section: str, level: int, most: object, **changes: Any) -> CriterionResult:
    """A scored criterion at ``level`` of 4, worth at most ``most``; ``line`` gives it evidence."""
    line, share = changes.pop("line", None), Fraction(str(most))
    evidence = (Evidence(Span(f"{HERE}/README.md", line, line), changes.pop("quote", None)),) if line else ()
    return CriterionResult(
        **{
            "id": name,
            "title": "The section says what was hard",
            "section": section,
            "status": "scored",
            "level": level,
            "max_level": 4,
            "points": share * level / 4,
            "max": share,
            "next_gain": share / 4 if level < 4 else Fraction(0),
            "evidence": evidence,
            **changes,
        }
    )


CRITERIA = (
    criterion("fr.users", "requirements", 3, 10, title="Requirements name who needs them", line=21, quote="| FR-1 |"),
    criterion("nfr.targets", "requirements", 4, 9, title="Every target is a number with a unit", line=34),
    criterion("capacity.math", "capacity", 4, 12, title="Capacity sums hold", line=48, quote="2,400 req/s"),
    criterion("hld.diagram", "high-level-design", 2, 15, title="The diagram shows how requests fail"),
    criterion("data.model", "high-level-design", 3, 8, title="The data model follows from the queries", line=70),
    criterion("deepdive.options", "deep-dive", 3, 11, title="Options are weighed with their costs", line=81),
    criterion("deepdive.results", "deep-dive", 1, 15, title="The result is measured against a baseline"),
    criterion("ops.alerts", "operations", 2, 13, title="Alerts say threshold, duration and who is called"),
    criterion("links.demo", "operations", 0, 0, status="not_applicable", title="The demo can be visited"),
    criterion("lessons.change", "lessons", 2, 7, title="Lessons name a decision that would change"),
)
FINDINGS = (
    finding(
        "deepdive.results",
        91,
        column=14,
        quote="significantly faster",
        message='"significantly faster" gives no number',
        fix="Say from what to what, and how it was measured:\np95 of the token check, before and after, tool, load.",
        gain="15/4",
    ),
    finding(
        "hld.diagram",
        120,
        more_lines=11,
        quote="```mermaid",
        message="the diagram shows only the happy path",
        fix="Where does a request go when Redis does not answer?",
        gain="15/4",
    ),
    finding(
        "ops.alerts",
        140,
        quote="Alert on high latency",
        message='"Alert on high latency" has no threshold',
        fix="Give the threshold, for how long, and who is called.",
        gain="13/4",
    ),
    finding("ops.alerts", 143, message="this alert calls nobody", fix="Name the rota.", gain="13/4"),
    finding(
        "lessons.change",
        160,
        message="the lesson names no decision",
        fix="Which choice would you make differently, and from which load on?",
        gain="7/4",
        path="lessons.md",
    ),
    finding("doc.length", 1, severity="note", message="the page has 7,900 words", fix="Move detail to a second page."),
)
PLACEHOLDERS = finding(
    "doc.placeholders",
    57,
    severity="error",
    column=3,
    quote="[Component 3]",
    message='"[Component 3]" is still the template\'s text',
    fix="Name the component or delete the row.",
    gain=Fraction(51, 4),
)


def study(**changes: Any) -> StudyReport:
    """A study that fails by its score alone: 64 of 100."""
    criteria = changes.get("criteria", CRITERIA)
    total = sum((each.points for each in criteria), Fraction(0))
    return StudyReport(
        **{
            "path": HERE,
            "slug": "rate-limiter",
            "kind": "system-design",
            "title": "A rate limiter for the public API",
            "status": "review",
            "rubric": RubricRef("system-design", "1.0.0", digest("rubric")),
            "content_digest": digest("content"),
            "verdict": Verdict("fail", ("score:64<70",)),
            "score": Score(total, Fraction(100), "developing", ()),
            "gates": (GateResult("doc.placeholders", "met"), GateResult("files.cover", "met")),
            "criteria": criteria,
            "findings": FINDINGS,
            "pass_mark": Fraction(70),
            **changes,
        }
    )


def moved(report: StudyReport, slug: str, **changes: Any) -> StudyReport:
    """The same report for another study."""
    path = f"studies/{slug}"

    def there(span: Span) -> Span:
        return replace(span, path=span.path.replace(report.path, path))

    return replace(
        report,
        path=path,
        slug=slug,
        findings=tuple(replace(each, span=there(each.span)) for each in report.findings),
        criteria=tuple(
            replace(each, evidence=tuple(replace(e, span=there(e.span)) for e in each.evidence))
            for each in report.criteria
        ),
        **changes,
    )
