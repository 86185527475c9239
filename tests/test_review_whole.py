"""The whole way of a pull request: real commits, a bare repository, a report, and what GitHub shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot_cases import NUMBER, event, shown
from tests.command import ROOT, casegrade
from tests.fork_cases import Fork, forked
from tests.stories import story
from tests.support import commit, git, write
from tests.test_waivers import waiver

RUBRIC = "schema/rubrics/star-story.yaml"


@pytest.fixture
def fork(tmp_path: Path) -> Iterator[Fork]:
    with forked(tmp_path) as fork:
        yield fork


def test_opened_pushed_and_run_again(fork: Fork) -> None:
    weak = story().split("## Result")[0]
    head = fork.push({"studies/new/README.md": weak})
    report = fork.grade(head)
    assert [(study["slug"], study["base"]) for study in report["studies"]] == [("new", None)]
    assert fork.post().code == 0
    (first,), checks = shown(fork.github)
    assert checks[head][1] == "failure"
    assert "README.md" in first

    head = fork.push({"studies/new/README.md": story()})
    fork.grade(head)
    assert fork.post().code == 0
    (second,), checks = shown(fork.github)
    assert second != first
    assert checks[head][1] == "success"

    before = len(fork.github.writes)
    assert fork.post().code == 0
    assert len(fork.github.writes) == before


def test_a_change_is_graded_at_both_sides_and_what_is_untouched_is_not(fork: Fork) -> None:
    report = fork.grade(fork.push({"studies/old/README.md": story().split("## Lessons")[0]}))
    (study,) = report["studies"]
    assert study["slug"] == "old"
    assert study["head"]["score"]["points"] < study["base"]["score"]["points"]


def test_a_removed_study_and_a_renamed_one(fork: Fork) -> None:
    report = fork.grade(fork.push({"studies/old": None, "studies/newer/README.md": story()}))
    assert [(s["slug"], bool(s["base"]), bool(s["head"])) for s in report["studies"]] == [
        ("newer", False, True),
        ("old", True, False),
    ]


def test_a_pull_request_cannot_bring_its_own_rubric(fork: Fork) -> None:
    easy = (ROOT / RUBRIC).read_text(encoding="utf-8").replace("pass_mark: 70", "pass_mark: 1")
    report = fork.grade(fork.push({"studies/new/README.md": story().split("## Result")[0], RUBRIC: easy}))
    assert report["studies"][0]["head"]["verdict"]["state"] == "fail"
    assert report["studies"][0]["head"]["pass_mark"] == 70


def test_what_is_found_stands_beside_the_lines_of_the_diff_and_goes_when_it_is_mended(fork: Fork) -> None:
    short = story().split("## Result")[0]
    report = fork.grade(fork.push({"studies/new/README.md": short, "studies/old/README.md": story() + "\nTODO\n"}))
    assert report["changed"]["studies/new/README.md"] == [[1, short.count("\n")]]
    assert fork.post().code == 0
    beside = fork.github.state.remarks[NUMBER]
    assert {each["path"] for each in beside} == {"studies/new/README.md", "studies/old/README.md"}
    fork.grade(fork.push({"studies/new/README.md": story(), "studies/old/README.md": story()}))
    assert fork.post().code == 0
    assert {each["path"] for each in fork.github.state.remarks[NUMBER]} <= {"studies/new/README.md"}
    assert len(fork.github.state.remarks[NUMBER]) < len(beside) + 20


def test_a_rubric_owner_sees_what_the_change_does_to_every_study(fork: Fork) -> None:
    strict = (ROOT / RUBRIC).read_text(encoding="utf-8").replace("pass_mark: 70", "pass_mark: 100")
    head = fork.push({RUBRIC: strict})
    impact = fork.grade(head)["impact"]
    assert [each["kind"] for each in impact["rubrics"]] == ["star-story"]
    assert {(each["slug"], each["old"]["state"], each["new"]["state"]) for each in impact["studies"]} == {
        ("old", "pass", "fail"),
        ("untouched", "pass", "fail"),
    }
    assert fork.post("--strict").code == 0
    (comment,), checks = shown(fork.github)
    assert checks[head][1] == "success"
    assert "| `studies/untouched` | pass · " in comment


def test_a_rubric_that_cannot_be_used_is_told_with_its_line(fork: Fork) -> None:
    broken = (ROOT / RUBRIC).read_text(encoding="utf-8").replace("pass_mark: 70", "pass_mark: seventy")
    head = fork.push({RUBRIC: broken})
    assert "star-story.yaml:" in fork.grade(head)["impact"]["fault"]
    assert fork.post("--strict").code == 1
    assert shown(fork.github)[1][head][1] == "failure"
    assert "cannot be used" in fork.github.state.checks[-1]["output"]["summary"]


def test_studies_and_tooling_must_be_split(fork: Fork) -> None:
    head = fork.push({"studies/new/README.md": story(), ".github/workflows/evil.yml": "on: push\n"})
    assert fork.grade(head)["tooling"] == [".github/workflows/evil.yml"]
    assert fork.post("--strict").code == 1
    assert "Split this pull request" in shown(fork.github)[0][0]


def test_a_pull_request_waives_nothing_for_itself(fork: Fork) -> None:
    """The same file opens the gate once it stands at the base, which somebody else has reviewed."""
    wanting = {"studies/old/README.md": story() + "\nThe owner is YOUR_NAME.\n"}
    report = fork.grade(fork.push({**wanting, "studies/old/waivers.yml": waiver()}))
    assert report["waivers"] == []
    assert fork.post("--strict").code == 1
    git(fork.work, "switch", "--quiet", "main")
    write(fork.work, {"studies/old/waivers.yml": waiver()})
    fork.base = commit(fork.work, "waive it")
    git(fork.work, "switch", "--quiet", "change")
    git(fork.work, "rebase", "--quiet", "-X", "theirs", "main")
    report = fork.grade(fork.publish(git(fork.work, "rev-parse", "HEAD").strip()))
    assert [each["rule"] for each in report["waivers"]] == ["doc.placeholders"]
    assert fork.post("--strict").code == 0


def test_no_study_touched_is_a_success(fork: Fork) -> None:
    head = fork.push({"notes.txt": "notes\n"})
    assert fork.grade(head)["studies"] == []
    assert fork.post("--strict").code == 0
    assert shown(fork.github)[1][head][1] == "success"


def test_dry_run_prints_the_plan_and_writes_nothing(fork: Fork) -> None:
    fork.grade(fork.push({"studies/new/README.md": story()}))
    ran = fork.post("--dry-run")
    writes = json.loads(ran.out)["writes"]
    assert next(write["method"] for write in writes) == "POST"
    assert {"method", "path", "body"} <= set(writes[0])
    assert fork.github.writes == []


def test_a_commit_that_was_not_fetched_is_a_clear_error(fork: Fork) -> None:
    fork.push({"studies/new/README.md": story()})
    payload = event("f" * 40, base={"sha": fork.base})
    (fork.folder / "event.json").write_text(json.dumps(payload), encoding="utf-8")
    ran = casegrade(
        *("review", "grade", "--event", "event.json", "--git-dir", "bare.git", "--output", "report.json"),
        cwd=fork.folder,
    )
    assert ran.code == 2
    assert ran.err.count("\n") == 1
