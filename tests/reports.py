"""Reports made by hand, one for each thing that an output must be able to tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from pipeline.measure import Evidence
from pipeline.report import Cap, GateResult, Report, Score, StudyReport, Verdict
from pipeline.study import Span
from tests.report_parts import CRITERIA, FINDINGS, HERE, PLACEHOLDERS, finding, moved, study


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
