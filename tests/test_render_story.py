"""Renderers tell the same story: none loses a finding, none invents one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

import pytest

from pipeline.render import RENDERERS, Look
from pipeline.report import Report
from tests import github_markdown
from tests.reports import CASES
from tests.runner_log import commands

Told = set[tuple[str, str, int]]
"""Rule, path, line."""
FULL = Look(verbose=True, width=200)


def in_text(output: str) -> Told:
    steps = re.findall(r"^ *\d+ (\S+?\.md):(\d+)\S*(?: .*)?\n((?:   .*\n)+)", output, re.MULTILINE)
    return {(_rule(below), path, int(line)) for path, line, below in steps}


def _rule(below: str) -> str:
    [*_, rule] = re.findall(r"^     (?:error|warning|note) (\S+)$", below, re.MULTILINE)
    return str(rule)


def in_json(output: str) -> Told:
    studies = json.loads(output)["studies"]
    return {(f["rule"], f["path"], f["line"]) for study in studies for f in study["findings"]}


def in_markdown(output: str) -> Told:
    told = set()
    for section in re.split(r"^### ", output, flags=re.MULTILINE)[1:]:
        path = re.search(r"`(studies/[^`]*)`", section)
        shown = github_markdown.shown(section)
        for rule, page, line in re.findall(r"<li><code>([^<]*)</code> <code>([^<]*):(\d+)</code>", shown):
            told.add((rule, f"{path[1] if path else ''}/{page}", int(line)))
    return told


def in_sarif(output: str) -> Told:
    told = set()
    for result in json.loads(output)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        told.add((result["ruleId"], place["artifactLocation"]["uri"], place["region"]["startLine"]))
    return told


def in_junit(output: str) -> Told:
    text = "\n".join(each.text or "" for each in ET.fromstring(output).iter("system-out"))  # noqa: S314 - our own output
    return {(rule, path, int(line)) for path, line, rule in re.findall(r"^(\S+):(\d+) (\S+): ", text, re.MULTILINE)}


def in_github(output: str) -> Told:
    return {(c.properties["title"], c.properties["file"], int(c.properties["line"])) for c in commands(output)}


READERS: Mapping[str, Callable[[str], Told]] = {
    "text": in_text,
    "json": in_json,
    "markdown": in_markdown,
    "sarif": in_sarif,
    "junit": in_junit,
    "github": in_github,
}


def findings(report: Report) -> Told:
    return {(f.rule, f.span.path, f.span.line) for study in report.studies for f in study.findings}


def test_every_renderer_is_read_here() -> None:
    assert READERS.keys() == RENDERERS.keys()


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("case", CASES)
def test_each_finding_is_told_once_and_no_other(case: str, name: str) -> None:
    report = CASES[case]()
    assert READERS[name](RENDERERS[name](report, FULL)) == findings(report)


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("case", CASES)
def test_the_same_report_gives_the_same_bytes(case: str, name: str) -> None:
    assert RENDERERS[name](CASES[case](), FULL) == RENDERERS[name](CASES[case](), FULL)


@pytest.mark.parametrize("name", ["text", "markdown", "junit", "github"])
def test_what_people_read_uses_the_same_words(name: str) -> None:
    report = CASES["fail"]()
    output = RENDERERS[name](report, FULL).replace("&quot;", '"')
    for finding in report.studies[0].findings:
        assert finding.message in output
    assert "64.0 of 100" in output
    assert "6 to the pass mark of 70" in output


@pytest.mark.parametrize("name", ["text", "markdown", "junit", "github"])
def test_nobody_reads_a_mark_that_was_not_reached(name: str) -> None:
    output = RENDERERS[name](CASES["nearly"](), Look())
    assert "69.9 of 100" in output
    assert "70.0 of" not in output


@pytest.mark.parametrize("name", ["text", "markdown", "junit", "github"])
def test_a_fault_of_the_grader_is_not_blamed_on_the_author(name: str) -> None:
    output = " ".join(RENDERERS[name](CASES["grader-error"](), Look()).split())
    assert "the author need do nothing" in output
    assert "not measured: hld.diagram" in output
