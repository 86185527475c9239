"""Waivers in git: what they open, what they never do, and that they end."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Ran, casegrade
from tests.stories import story
from tests.support import repo, write

PAGE = "studies/on-call/README.md"
FILE = "studies/on-call/waivers.yml"
HELD = story() + "\nThe owner is YOUR_NAME.\n"


def waiver(**changes: str) -> str:
    keys = {
        "rule": "doc.placeholders",
        "reason": "The name stands for itself in this text.",
        "approver": "grace",
        "expires": "2999-12-31",
        **changes,
    }
    return "waivers:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in keys.items()) + "\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(repo(tmp_path / "work"), {PAGE: HELD})


def grade(root: Path, *options: str) -> tuple[Ran, Any]:
    ran = casegrade("grade", "--format", "json", *options, cwd=root)
    assert ran.code in {0, 1}, ran.err
    return ran, json.loads(ran.out)


def test_without_one_the_gate_is_shut(root: Path) -> None:
    ran, report = grade(root)
    assert ran.code == 1
    assert "gate:doc.placeholders" in report["studies"][0]["verdict"]["reasons"]


def test_a_waiver_opens_its_gate_and_lifts_no_score(root: Path) -> None:
    before = grade(root)[1]["studies"][0]
    write(root, {FILE: waiver()})
    ran, report = grade(root)
    (after,) = report["studies"]
    assert {gate["id"]: gate["state"] for gate in after["gates"]}["doc.placeholders"] == "waived"
    assert after["score"] == before["score"]
    assert (ran.code, after["verdict"]) == (0, {"state": "pass", "reasons": []})
    assert "Waived: doc.placeholders" in casegrade("grade", cwd=root).out
    assert grade(root)[1] == report


def test_check_knows_it_too(root: Path) -> None:
    assert casegrade("check", cwd=root).code == 1
    write(root, {FILE: waiver()})
    assert casegrade("check", cwd=root).code == 0


def test_an_expired_one_ends_the_run_and_says_on_which_line(root: Path) -> None:
    write(root, {FILE: waiver(expires='"2020-01-31"')})
    ran, report = grade(root)
    (finding,) = report["repository"]["findings"]
    assert ran.code == 1
    assert (finding["path"], finding["line"], finding["severity"]) == (FILE, 2, "error")
    assert finding["message"] == "the waiver of doc.placeholders has expired on 2020-01-31"


@pytest.mark.parametrize(
    ("changes", "told", "severity", "code"),
    [
        ({"rule": "front-matter.schema"}, "front-matter.schema cannot be waived", "warning", 1),
        ({"rule": "doc.nothing"}, "has no effect", "note", 1),
    ],
)
def test_one_that_does_nothing_is_told(
    root: Path, changes: dict[str, str], told: str, severity: str, code: int
) -> None:
    write(root, {FILE: waiver(**changes)})
    ran, report = grade(root)
    (finding,) = report["repository"]["findings"]
    assert told in finding["message"]
    assert (finding["severity"], ran.code) == (severity, code)


def test_a_repository_may_forbid_it(root: Path) -> None:
    write(root, {FILE: waiver(), "casegrade.toml": 'unwaivable = ["doc.placeholders"]\n'})
    ran, report = grade(root)
    assert ran.code == 1
    assert "cannot be waived" in report["repository"]["findings"][0]["message"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (waiver(reason="short"), 3),
        (waiver(approver="a b"), 4),
        (waiver(expires="soon"), 5),
        (waiver(rule="&a doc.placeholders"), 2),
        ("waivers: {}\n", 1),
        ("- x\n", 1),
        ("waivers:\n\t- x\n", 2),
        ("", 1),
    ],
)
def test_a_file_that_cannot_be_read_waives_nothing_and_says_where(root: Path, text: str, line: int) -> None:
    write(root, {FILE: text})
    ran, report = grade(root)
    (finding,) = report["repository"]["findings"]
    assert (ran.code, finding["severity"], finding["path"]) == (1, "error", FILE)
    assert finding["line"] == line
    assert finding["fix"]
