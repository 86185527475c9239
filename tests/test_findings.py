"""Findings: each lost point has one with a place, in the author's words, worth what it says."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.grade import grade
from pipeline.library import Library
from pipeline.load import Place, study
from pipeline.report import Finding, StudyReport
from pipeline.study import Study
from tests.stories import story
from tests.studies import Files

RUBRIC = Library(None).rubric("star-story")
SECTIONS = ("Situation", "Action", "Result", "Trade-off Analysis")
FILLER = "The weather on that day was neither warm nor cold."


def read(text: str) -> Study:
    return study(Files({"README.md": text.encode()}), Place("studies/stock", "stock", ""), None)


def graded(text: str) -> StudyReport:
    return grade(read(text), RUBRIC)


def points(report: StudyReport) -> Fraction:
    assert report.score
    return report.score.points


def without(text: str, lines: set[int]) -> str:
    """The story without those of its bullet lines (counted from 0)."""
    rows = text.split("\n")
    bullets = [number for number, row in enumerate(rows) if row.startswith("- ") and number > 12]
    gone = {bullets[line % len(bullets)] for line in lines}
    return "\n".join(row for number, row in enumerate(rows) if number not in gone)


shorter = st.sets(st.integers(0, 60), max_size=25).map(lambda lines: without(story(), lines))


@settings(max_examples=40, deadline=None)
@given(shorter)
def test_every_lost_point_has_a_finding_with_a_place(text: str) -> None:
    report = graded(text)
    found = {finding.criterion for finding in report.findings}
    thin = {f.span.line for f in report.findings if f.criterion == "doc.substance"}
    lost = {result.id for result in report.criteria if result.status == "scored" and result.level < result.max_level}
    held_by_thin_section = {result.id for result in report.criteria if result.level == 1} if thin else set()
    assert lost <= found | held_by_thin_section


@settings(max_examples=40, deadline=None)
@given(shorter)
def test_quotes_are_literal_and_lines_exist(text: str) -> None:
    rows = text.split("\n")
    for finding in graded(text).findings:
        assert 1 <= finding.span.line <= finding.span.end_line <= len(rows)
        if finding.quote:
            assert finding.quote in "\n".join(rows[finding.span.line - 1 : finding.span.end_line])


@settings(max_examples=40, deadline=None)
@given(shorter)
def test_findings_stand_in_the_order_of_reports(text: str) -> None:
    found = graded(text).findings
    order = [("error", "warning", "note").index(finding.severity) for finding in found]
    assert order == sorted(order)
    for one, next_one in pairwise(found):
        if one.severity == next_one.severity:
            assert one.gain >= next_one.gain


@settings(max_examples=40, deadline=None)
@given(shorter)
def test_no_gain_is_more_than_what_is_missing(text: str) -> None:
    report = graded(text)
    for finding in report.findings:
        assert 0 <= finding.gain <= 100 - points(report)


@settings(max_examples=40, deadline=None)
@given(shorter)
def test_no_place_is_told_the_same_twice(text: str) -> None:
    told = [(f.span, f.message.partition(" (the same")[0]) for f in graded(text).findings]
    assert len(told) == len(set(told))


def only(report: StudyReport, rule: str) -> Finding:
    return next(finding for finding in report.findings if finding.rule == rule)


def test_mending_a_placeholder_adds_what_its_finding_says() -> None:
    line = "- [Component 3] was slow as well\n"
    report = graded(story().replace("## Action\n\n", f"## Action\n\n{line}\n"))
    finding = only(report, "doc.placeholders")
    assert points(report) == 49
    assert points(graded(story())) - points(report) == finding.gain


@pytest.mark.parametrize("section", SECTIONS)
def test_an_empty_section_is_pointed_at(section: str) -> None:
    head, _, rest = story().partition(f"## {section}\n")
    tail = rest.partition("\n## ")[2]
    report = graded(f"{head}## {section}\n\n## {tail}")
    line = head.count("\n") + 1
    here = [finding for finding in report.findings if finding.span.line == line]
    ids = {rule.id for rule in RUBRIC.criteria if rule.section == section.partition(" ")[0].lower()}
    assert here or not any(result.id in ids and result.level < result.max_level for result in report.criteria)


def test_fingerprints_survive_edits_elsewhere() -> None:
    before = graded(story().replace("## Action\n\n", "## Action\n\n- [Component 3] was slow\n"))
    moved = graded(story().replace("## Action\n\n", f"## Action\n\n{FILLER}\n\n- [Component 3] was slow\n"))
    assert only(before, "doc.placeholders").fingerprint == only(moved, "doc.placeholders").fingerprint
    assert only(before, "doc.placeholders").span != only(moved, "doc.placeholders").span


def test_fingerprints_are_unique() -> None:
    text = story().replace("## Action\n\n", "## Action\n\n- [Component 3]\n- [Component 3]\n- [Component 3]\n")
    prints = [finding.fingerprint for finding in graded(text).findings]
    assert len(prints) == len(set(prints))


def test_a_probe_that_breaks_is_ours_and_never_a_pass() -> None:
    from pipeline.probes import PROBES, Probe

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    told: list[str] = []
    probes = {**PROBES, "units.marked": Probe(broken, PROBES["units.marked"].quantities)}  # type: ignore[arg-type]
    report = grade(read(story()), RUBRIC, probes, lambda rule, _: told.append(rule))
    assert report.verdict.state == "incomplete"
    assert "error:sit.business" in report.verdict.reasons
    assert {result.status for result in report.criteria} == {"error", "scored"}
    assert points(report) < points(graded(story()))
    assert "sit.business" in told


def test_a_contradiction_that_holds_the_score_costs_points() -> None:
    report = graded(f"{story()}\nThe load is 9M riders × 4 calls a day / 86,400 = 4,167 calls a second.\n")
    told = next(finding for finding in report.findings if finding.rule == "num.equation")
    assert points(report) == 84
    assert (told.severity, told.gain > 0) == ("warning", True)
    assert "417 calls" in told.message


FASTER = "The export went from 90 minutes to 9 minutes, which is 90 % less. It was significantly faster."
SHORT = f"## Result\n\n{FASTER}\n\n"


def test_a_gate_that_only_a_short_section_closes_is_opened_by_more_words() -> None:
    head, rest = story().split("## Result")
    report = graded(head + SHORT + "##" + rest.split("\n##", 1)[1])
    assert "res.technical" in {gate.id for gate in report.gates if gate.state == "unmet"}
    told = [found for found in report.findings if found.criterion == "res.technical"]
    (closing,) = [found for found in told if found.severity == "error"]
    assert closing.rule == "doc.substance"
    assert "30 words are the least" in closing.message


def test_placeholders_are_counted_to_the_last() -> None:
    lines = "\n".join(f"- [Insert fact {number} here]" for number in range(150))
    found = [each for each in graded(story() + f"\n{lines}\n").findings if each.rule == "doc.placeholders"]
    assert len(found) == 100
    assert [each.message for each in found if "more" in each.message] == [f"{found[-1].message}"]
    assert found[-1].message.endswith("(and 50 more)")
