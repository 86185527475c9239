"""Reports made by hand, one for each thing that an output must be able to tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from pipeline.measure import Evidence
from pipeline.report import (
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


def passing() -> StudyReport:
    better = tuple(replace(each, level=3, points=each.max * 3 / 4, next_gain=each.max / 4) for each in CRITERIA[3:8])
    return study(
        criteria=(*CRITERIA[:3], *better, *CRITERIA[8:]),
        verdict=Verdict("pass", ()),
        score=Score(Fraction("78.25"), Fraction(100), "strong", ()),
        findings=(FINDINGS[4], FINDINGS[5]),
    )


def gated() -> StudyReport:
    held = tuple(replace(each, gain=Fraction(0)) for each in FINDINGS)
    return study(
        verdict=Verdict("fail", ("gate:doc.placeholders", "score:49<70")),
        score=Score(Fraction(49), Fraction(100), "beginning", (Cap("doc.placeholders", Fraction(49)),)),
        gates=(GateResult("doc.placeholders", "unmet"), GateResult("files.cover", "met")),
        findings=(
            PLACEHOLDERS,
            replace(PLACEHOLDERS, span=Span(f"{HERE}/README.md", 63, 63), quote="[Component 4]"),
            *held,
        ),
    )


def waived() -> StudyReport:
    return replace(
        gated(),
        verdict=Verdict("fail", ("score:64<70",)),
        score=study().score,
        gates=(GateResult("doc.placeholders", "waived"), GateResult("files.cover", "met")),
        findings=(replace(PLACEHOLDERS, gain=Fraction(0), potential=Fraction(0)), *FINDINGS),
    )


def nearly() -> StudyReport:
    """A hair below the mark: people must not read 70."""
    return study(
        score=Score(Fraction("69.999"), Fraction(100), "developing", ()), verdict=Verdict("fail", ("score:69.99<70",))
    )


def unscored(state: str, *reasons: str, **changes: Any) -> StudyReport:
    return study(
        **{"verdict": Verdict(state, reasons), "score": None, "criteria": (), "gates": (), "findings": (), **changes}
    )


def front_matter() -> StudyReport:
    return unscored(
        "fail",
        "front-matter",
        kind=None,
        status=None,
        rubric=None,
        pass_mark=None,
        findings=(
            finding(
                "front-matter.syntax",
                4,
                severity="error",
                column=12,
                quote="summary: a: b",
                message="a second colon on this line ends the value too early",
                fix='Put the text in quotes: summary: "a: b"',
            ),
            finding(
                "front-matter.schema",
                6,
                severity="error",
                quote="staus: review",
                message='"staus" is not a known key',
                fix="Did you mean status?",
            ),
        ),
    )


def language() -> StudyReport:
    return unscored("incomplete", "language:pl", findings=(FINDINGS[5],))


def grader_error() -> StudyReport:
    broken = replace(CRITERIA[3], status="error", level=0, points=Fraction(0), next_gain=Fraction(0))
    return study(verdict=Verdict("incomplete", ("error:hld.diagram",)), criteria=(*CRITERIA[:3], broken, *CRITERIA[4:]))


def checked() -> StudyReport:
    """What ``check`` says: no score, no criteria."""
    return unscored(
        "fail",
        "gate:doc.placeholders",
        gates=(GateResult("doc.placeholders", "unmet"),),
        findings=(
            replace(PLACEHOLDERS, gain=Fraction(0), potential=Fraction(0)),
            finding("doc.links", 12, message="./flow.png does not exist", fix="Add the file or mend the path."),
        ),
    )


CJK = "限流器：面向公共接口的设计与容量估算，以及故障时的降级策略与恢复过程说明文档"
HOSTILE = (
    "\x1b[31m @octocat @org/team fixes #1 GH-2 www.evil.example https://evil.example <img src=x onerror=y>"
    " ![t](http://t/x.png) <!-- casegrade:1 --> | a | `b` ::stop-commands::x ##[error]y"
    " \u202egnp\u2066 %0A \n::error::z"
)


def wide() -> StudyReport:
    return moved(
        study(
            title=CJK,
            criteria=(replace(CRITERIA[0], title=CJK, section="需求"), *CRITERIA[1:]),
            findings=(
                finding(
                    "deepdive.results",
                    91,
                    quote=CJK,
                    message=f"「{CJK}」没有给出数字 👩‍💻🚀",
                    fix=f"{CJK}{CJK}",
                    gain=3,
                ),
                finding(
                    "ops.alerts",
                    9,
                    quote="e\u0301" * 50,
                    message="Z\u0351\u036f\u0357a\u0338l\u0322g\u034fo\u0301 " * 9,
                    gain=1,
                ),
                finding(
                    "hld.diagram", 5, message="a" * 300, fix="b" * 300, path="a-rather-long-file-name-for-a-page.md"
                ),
            ),
        ),
        "limiter-cjk",
    )


def hostile() -> StudyReport:
    return moved(
        study(
            title=HOSTILE,
            criteria=(
                replace(
                    CRITERIA[0],
                    title=HOSTILE,
                    section="a|b",
                    evidence=(Evidence(Span(f"{HERE}/README.md", 3, 3), HOSTILE),),
                ),
                *CRITERIA[1:],
            ),
            findings=(
                finding(
                    "deepdive.results", 91, quote=HOSTILE, message=f'"{HOSTILE}" gives no number', fix=HOSTILE, gain=3
                ),
                finding(
                    "ops.alerts", 9, quote="|".join("ab"), message=f"::error::{HOSTILE}", fix="::warning::x", gain=1
                ),
            ),
        ),
        "hostile",
    )


CASES: Mapping[str, Callable[[], Report]] = MappingProxyType(
    {
        "fail": lambda: Report((study(),)),
        "pass": lambda: Report((passing(),), "mermaid 11.16.0"),
        "gated": lambda: Report((gated(),)),
        "waived": lambda: Report((waived(),)),
        "nearly": lambda: Report((nearly(),)),
        "draft": lambda: Report((replace(gated(), status="draft"),)),
        "front-matter": lambda: Report((front_matter(),)),
        "language": lambda: Report((language(),)),
        "grader-error": lambda: Report((grader_error(),)),
        "check": lambda: Report((checked(),)),
        "check-clean": lambda: Report((unscored("pass"),)),
        "wide": lambda: Report((wide(),)),
        "hostile": lambda: Report((hostile(),)),
        "three": lambda: Report((moved(passing(), "cache"), study(), moved(language(), "zzz-last"))),
        "none": lambda: Report(()),
    }
)
