"""SARIF, JUnit and workflow commands: what other people's tools read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from pipeline.render import Look, github, junit, record, sarif
from tests.golden_files import golden
from tests.report_parts import finding
from tests.reports import CASES
from tests.runner_log import commands

SHOWN = ("pass", "gated", "waived", "draft", "front-matter", "language", "grader-error", "hostile", "three", "none")


@pytest.mark.parametrize("case", SHOWN)
def test_golden(case: str) -> None:
    report = CASES[case]()
    golden(f"render/{case}.json", record.render(report, Look()))
    golden(f"render/{case}.sarif", sarif.render(report, Look()))
    golden(f"render/{case}.xml", junit.render(report, Look()))
    golden(f"render/{case}.log", github.render(report, Look()))


def run(case: str) -> Any:
    return json.loads(sarif.render(CASES[case](), Look()))["runs"][0]


@pytest.mark.parametrize("case", CASES)
def test_sarif_refers_only_to_rules_that_it_explains(case: str) -> None:
    rules = run(case)["tool"]["driver"]["rules"]
    for result in run(case)["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["ruleId"] in rules[result["ruleIndex"]]["help"]["text"]
        assert result["partialFingerprints"]["casegrade/v1"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert 1 <= region["startLine"] <= region["endLine"]


def test_sarif_says_when_the_grader_failed() -> None:
    assert run("grader-error")["invocations"][0]["executionSuccessful"] is False
    [note] = run("language")["invocations"][0]["toolExecutionNotifications"]
    assert "Polish" in note["message"]["text"]
    assert run("language")["invocations"][0]["executionSuccessful"] is True


def test_sarif_shows_waived_findings_as_suppressed() -> None:
    suppressed = [result["ruleId"] for result in run("waived")["results"] if "suppressions" in result]
    assert suppressed == ["doc.placeholders"]


def test_what_concerns_several_studies_stands_beside_their_own_findings() -> None:
    copy = finding("game.copy", severity="warning", message="60 % of this study also stands in studies/other")
    report = replace(CASES["three"](), findings=(copy,))
    [told] = json.loads(sarif.render(report, Look()))["runs"]
    [result] = [each for each in told["results"] if each["ruleId"] == "game.copy"]
    assert told["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "game.copy"
    assert result["message"]["text"].startswith(copy.message)
    [annotation] = [each for each in commands(github.render(report, Look())) if each.properties["title"] == "game.copy"]
    assert (annotation.name, annotation.properties["file"]) == ("warning", copy.span.path)
    assert not commands(github.render(report, replace(Look(), quiet=True)))


def suites(case: str) -> ET.Element:
    return ET.fromstring(junit.render(CASES[case](), Look()))  # noqa: S314 - our own output is the subject


@pytest.mark.parametrize("case", CASES)
def test_junit_counts_what_it_lists(case: str) -> None:
    for suite in [suites(case), *suites(case)]:
        for name, tag in [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
            assert int(suite.get(name, "-1")) == len(list(suite.iter(tag)))


@pytest.mark.parametrize(
    ("case", "failures", "errors"),
    [("pass", 0, 0), ("fail", 1, 0), ("gated", 2, 0), ("draft", 0, 0), ("language", 1, 0), ("grader-error", 0, 2)],
)
def test_junit_fails_for_what_fails_the_run(case: str, failures: int, errors: int) -> None:
    assert (suites(case).get("failures"), suites(case).get("errors")) == (str(failures), str(errors))


def test_junit_has_a_suite_a_study_and_a_case_a_criterion_and_gate() -> None:
    [suite] = suites("gated")
    [study] = CASES["gated"]().studies
    assert suite.get("name") == study.path
    assert len(suite) == 1 + len(study.gates) + len(study.criteria)


def test_annotations_point_at_lines_and_keep_line_breaks() -> None:
    told = commands(github.render(CASES["gated"](), Look()))
    assert [each.name for each in told] == ["error"] * 2 + ["warning"] * 5 + ["notice"]
    assert told[2].properties == {
        "file": "studies/rate-limiter/README.md",
        "line": "91",
        "endLine": "91",
        "col": "14",
        "title": "deepdive.results",
    }
    assert told[2].data.splitlines()[1] == "Say from what to what, and how it was measured:"


def test_a_hostile_study_runs_no_command_of_its_own() -> None:
    report = CASES["hostile"]()
    told = commands(github.render(report, Look()))
    assert [each.name for each in told] == ["warning"] * len(report.studies[0].findings)
    for render in (sarif.render, junit.render, record.render):
        assert commands(render(report, Look())) == []


def test_a_waived_finding_is_a_notice() -> None:
    told = commands(github.render(CASES["waived"](), Look()))
    assert told[-1].name == "notice"
    assert told[-1].data.startswith("waived: ")
