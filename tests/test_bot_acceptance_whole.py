"""The holes that bots of this class usually have, one test each: those that need real commits and a whole run.

`test_bot_acceptance.py` has the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot_cases import NUMBER, beside, shown
from tests.command import ROOT
from tests.fork_cases import Fork, forked
from tests.github_markdown import shown as rendered
from tests.stories import story
from tests.support import commit, git, write

NEW = "studies/new/README.md"


@pytest.fixture
def fork(tmp_path: Path) -> Iterator[Fork]:
    with forked(tmp_path) as fork:
        yield fork


def test_fork_pull_request(fork: Fork) -> None:
    """The event of a fork that is gone names no repository; its commits are in ours."""
    head = fork.push({NEW: story()})
    fork.grade(head)
    assert fork.post("--strict").code == 0
    assert shown(fork.github)[1][head][1] == "success"
    assert all(each.path.startswith("/repos/octo/cases/") for each in fork.github.seen)


def test_pull_request_of_301_files(fork: Fork) -> None:
    """Past 300 files GitHub gives no diff; it is not asked for one."""
    notes: dict[str, str | None] = {f"notes/{number}.txt": "a note\n" for number in range(300)}
    short = story().split("## Result")[0]
    report = fork.grade(fork.push({**notes, NEW: short}))
    assert [each["slug"] for each in report["studies"]] == ["new"]
    assert fork.post().code == 0
    assert {each["path"] for each in fork.github.state.remarks[NUMBER]} == {NEW}
    assert not [each for each in fork.github.seen if each.path.endswith(("/files", ".diff"))]


def test_finding_that_is_mended_on_another_line(fork: Fork) -> None:
    """A heading further down answers it; the line that the comment stands at is as it was."""
    short = story().split("## Result")[0]
    fork.grade(fork.push({NEW: short}))
    assert fork.post().code == 0
    first = {each["id"] for each in fork.github.state.remarks[NUMBER]}
    report = fork.grade(fork.push({NEW: short + "## Result" + story().partition("## Result")[2]}))
    assert fork.post().code == 0
    found = [each["fingerprint"] for each in report["studies"][0]["head"]["findings"]]
    left = fork.github.state.remarks[NUMBER]
    assert first - {each["id"] for each in left}
    assert all(any(f" {fingerprint} " in each["body"] for fingerprint in found) for each in left)


def test_rename(fork: Fork) -> None:
    git(fork.work, "mv", "studies/old", "studies/newer")
    report = fork.grade(fork.publish(commit(fork.work)))
    assert [(each["slug"], bool(each["base"]), bool(each["head"])) for each in report["studies"]] == [
        ("newer", False, True),
        ("old", True, False),
    ]
    assert fork.post("--strict").code == 0
    assert "### Removed · `studies/old`" in shown(fork.github)[0][0]


def test_conflict(fork: Fork) -> None:
    """No merge commit exists then; the head is graded, beside where it forked off."""
    head = fork.push({"studies/old/README.md": story().split("## Lessons")[0]})
    git(fork.work, "switch", "--quiet", "main")
    write(fork.work, {"studies/old/README.md": "rewritten\n"})
    fork.base = commit(fork.work, "theirs")
    git(fork.work, "switch", "--quiet", "change")
    (study,) = fork.grade(fork.publish(head))["studies"]
    assert study["base"]["verdict"]["state"] == "pass"
    assert study["head"]["score"]["points"] < study["base"]["score"]["points"]
    assert fork.post().code == 0


def test_symlink_to_the_environment_of_the_grader(fork: Fork) -> None:
    folder = fork.work / "studies/new"
    folder.mkdir()
    (folder / "README.md").symlink_to("/proc/self/environ")
    report = fork.grade(fork.publish(commit(fork.work)))
    assert fork.post("--strict").code == 1
    told = str(report) + str([each.body for each in fork.github.writes])
    assert "PYTHONPATH=" not in told
    assert str(ROOT) not in told


def test_yaml_bomb(fork: Fork) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
    bomb = story().replace("---\n", f"---\nl0: &l0 [lol]\n{levels}", 1)
    report = fork.grade(fork.push({NEW: bomb}))
    assert report["studies"][0]["head"]["verdict"]["state"] != "pass"
    assert len(str(report)) < 100_000
    assert fork.post("--strict").code == 1


def test_team_in_the_title(fork: Fork) -> None:
    fork.grade(fork.push({NEW: story(title='"@org/team &#64;org/team fixes #1"').split("## Result")[0]}))
    assert fork.post().code == 0
    (comment,), _ = shown(fork.github)
    said = [comment, *(body for _, body in beside(fork.github))]
    assert all("@org" not in outside_code(rendered(text)) for text in said)


def outside_code(html: str) -> str:
    """What GitHub would look for mentions in."""
    return "".join(part.rpartition("</code>")[2] for part in html.split("<code"))


def test_skip_ci_in_the_message(fork: Fork) -> None:
    """GitHub skips `push` and `pull_request` for it; the gate runs on neither, and no message sways the grade."""
    head = fork.push({NEW: story().split("## Result")[0]}, "change [skip ci]\n\nskip-checks: true")
    fork.grade(head)
    assert fork.post("--strict").code == 1
    assert shown(fork.github)[1][head][1] == "failure"
    gate = (ROOT / ".github/workflows/grade.yml").read_text(encoding="utf-8")
    assert "\n  pull_request_target:\n" in gate
    assert "head_commit" not in gate


def test_rubric_edited_in_the_pull_request(fork: Fork) -> None:
    rubric = "schema/rubrics/star-story.yaml"
    easy = (ROOT / rubric).read_text(encoding="utf-8").replace("pass_mark: 70", "pass_mark: 1")
    report = fork.grade(fork.push({NEW: story().split("## Result")[0], rubric: easy}))
    assert report["studies"][0]["head"]["verdict"]["state"] == "fail"
    assert fork.post("--strict").code == 1
    assert "Split this pull request" in shown(fork.github)[0][0]
