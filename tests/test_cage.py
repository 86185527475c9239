"""Studies of a pull request are read by a child: whatever becomes of it costs one study, and is never a pass."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import limits, sources
from pipeline.cli import untrusted
from pipeline.cli.main import main
from pipeline.cli.selection import Origin
from pipeline.cli.untrusted import REASON, Untrusted
from pipeline.cli.work import Task, Worker
from pipeline.load import Place
from pipeline.report import StudyReport
from tests.bombs import BOMBS, mark
from tests.bot_cases import NUMBER, connect, event, shown
from tests.command import ROOT
from tests.fake_github import FakeGitHub, Pull
from tests.stories import story
from tests.support import ENVIRONMENT, commit, repo, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have fewer walls")
HARMLESS = {"babble", "peek"}
SIDES = ("base", "head")
FAULT = ("failure", "Grader error — not your fault")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a good study for each bomb, all with the same text, and two of other names."""
    folder = repo(tmp_path_factory.mktemp("cage") / "work")
    write(folder, {"studies/before/README.md": story()})
    commit(folder, "base")
    write(folder, {f"studies/{slug}/README.md": story() for slug in (*BOMBS, "after")})
    commit(folder, "head")
    return folder


def task(work: Path) -> Task:
    origin = Origin(work / ".git", sources.resolve(work, "HEAD"))
    return Task(origin=origin, kind=None, fast=False, debug=False)


def place(slug: str) -> Place:
    return Place(f"studies/{slug}", slug, f"studies/{slug}")


@pytest.fixture
def grade(work: Path) -> Iterator[Callable[[str], StudyReport]]:
    source = task(work).origin.open()
    with Untrusted(task(work), "tests.bombs") as cage:
        yield lambda slug: cage.grade(source, place(slug))


def test_a_report_from_the_cage_is_the_one_that_the_keyboard_gets(work: Path) -> None:
    source = task(work).origin.open()
    with Untrusted(task(work)) as cage:
        assert cage.grade(source, place("after")) == Worker(task(work)).grade(source, place("after"))


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("crash", "crashed (SIGSEGV)"),
        ("kill", "was killed, most often for want of memory (SIGKILL)"),
        ("allocate", "failed (MemoryError)"),
        ("fill", "failed (OSError)"),
        ("leave", "ended without a report (exit 0)"),
        ("dig", "failed (RecursionError)"),
        ("refuse", "could not read it: the file went away"),
        ("call", "failed (PermissionError)"),
        ("send", "failed (PermissionError)"),
        ("spin", "used up its processor time (SIGXCPU)"),
    ],
)
def test_a_study_that_breaks_the_child_is_incomplete_and_the_next_one_is_graded(
    grade: Callable[[str], StudyReport], capfd: pytest.CaptureFixture[str], slug: str, told: str
) -> None:
    assert grade("before").verdict.state == "pass"
    broken = grade(slug)
    assert (broken.verdict.state, broken.verdict.reasons, broken.score) == ("incomplete", (REASON,), None)
    assert grade("after").verdict.state == "pass"
    said = capfd.readouterr().err
    assert f"casegrade: studies/{slug}: the process that grades it {told}" in said
    assert said.count(told) == (1 if slug == "spin" else untrusted.TRIES)


def test_what_killed_it_twice_is_not_tried_again(
    grade: Callable[[str], StudyReport], capfd: pytest.CaptureFixture[str]
) -> None:
    assert grade("crash").verdict == grade("crash").verdict
    assert capfd.readouterr().err.count("crashed") == untrusted.TRIES


def test_a_child_that_hangs_is_ended_with_all_that_it_started(
    grade: Callable[[str], StudyReport], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert grade("before").verdict.state == "pass"
    monkeypatch.setattr(limits, "STUDY_SECONDS", 1)
    assert grade("hang").verdict.reasons == (REASON,)
    assert "gave no report within 1 seconds; the author need do nothing" in capfd.readouterr().err
    for _ in range(100):  # it was told to end, and does so when it next runs
        if running(mark(os.getpid())):
            time.sleep(0.1)
    assert not running(mark(os.getpid()))


def running(mark: str) -> bool:
    """Whether a process with that mark in its command line is there."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended
            if mark.encode() in file.read_bytes():
                return True
    return False


@pytest.mark.parametrize("slug", sorted(HARMLESS))
def test_what_is_printed_is_no_answer_and_the_environment_is_empty(
    grade: Callable[[str], StudyReport],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    slug: str,
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    assert grade(slug).verdict.state == "pass"
    ran = capfd.readouterr()
    assert ran.out == ""
    assert len(ran.err) <= 2 * limits.CAGE_LOG_BYTES
    assert not any(line.startswith(("::", "##[")) for line in ran.err.splitlines())


def test_the_time_of_one_pull_request_ends(
    work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "PULL_SECONDS", 0)
    with Untrusted(task(work), "tests.bombs") as cage:
        assert cage.grade(task(work).origin.open(), place("after")).verdict.reasons == (REASON,)
    assert "the time for one pull request is used up" in capfd.readouterr().err


def test_mends_that_kill_the_child_are_not_offered_and_the_grade_stands(
    work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = task(work).origin.open()
    report = Worker(task(work)).grade(source, place("crash"))
    with Untrusted(task(work), "tests.no_such_module") as cage:
        assert cage.mends(source, place("crash"), report, {"studies/crash/README.md": [(1, 5)]}) == ()
        impact = cage.impact(task(work).origin)
    assert "no mends are offered" in capfd.readouterr().err
    assert impact.fault is not None
    assert "ended without a report" in impact.fault


def run(work: Path, folder: Path, output: str | Path) -> int:
    """``review grade`` on the whole change, in this process."""
    base, head = sources.resolve(work, "HEAD~1"), sources.resolve(work, "HEAD")
    (folder / "event.json").write_text(json.dumps(event(head, base={"sha": base})), encoding="utf-8")
    options = ["--event", str(folder / "event.json"), "--git-dir", str(work / ".git"), "--output", str(output)]
    return main(["review", "grade", *options])


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    with FakeGitHub().running() as fake:
        connect(monkeypatch, fake)
        yield fake


def posted(github: FakeGitHub, folder: Path) -> tuple[int, tuple[str, str] | None]:
    """How ``review post`` of what lies there ends, and conclusion and title of the check, if there is one then."""
    base, head = (json.loads((folder / "event.json").read_text())["pull_request"][side]["sha"] for side in SIDES)
    github.state.add(Pull(NUMBER, head_sha=head, base_sha=base))
    files = ("--event", str(folder / "event.json"), "--report", str(folder / "report.json"))
    code = main(["review", "post", "--strict", *files])
    check = shown(github)[1].get(head)
    return code, check and (check[1], check[2])


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A pull request of three studies, one of which is a bomb."""
    folder = repo(tmp_path / "three")
    write(folder, {"notes.txt": "notes\n"})
    commit(folder, "base")
    write(folder, {f"studies/{slug}/README.md": story() for slug in ("after", "before", "crash")})
    commit(folder, "head")
    return folder


def test_one_bomb_of_three_costs_one_study(
    three: Path,
    tmp_path: Path,
    github: FakeGitHub,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(untrusted, "CHILD", "tests.bombs")
    assert run(three, tmp_path, tmp_path / "report.json") == 3
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [(each["slug"], each["head"]["verdict"]["state"]) for each in report["studies"]] == [
        ("after", "pass"),
        ("before", "pass"),
        ("crash", "incomplete"),
    ]
    assert posted(github, tmp_path) == (3, FAULT)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("share", [0, 1, 50, 99])
def test_a_report_that_a_full_disk_cut_short_is_never_a_pass(
    three: Path, tmp_path: Path, github: FakeGitHub, share: int
) -> None:
    assert run(three, tmp_path, tmp_path / "report.json") == 0
    whole = (tmp_path / "report.json").read_bytes()
    (tmp_path / "report.json").write_bytes(whole[: len(whole) * share // 100])
    assert posted(github, tmp_path) == (2, None)


@pytest.mark.parametrize("command", ["check", "grade"])
@pytest.mark.parametrize("options", [(), ("--output", "/dev/full")])
def test_a_full_disk_is_told_in_one_line(work: Path, command: str, options: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", command, "--no-cache", "studies/after", *options],
            cwd=work,
            env={**ENVIRONMENT, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2, done.stderr.decode()
    assert "cannot write: No space left on device" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_the_job_has_time_left_when_the_time_of_a_pull_request_is_used_up() -> None:
    workflow = (ROOT / ".github" / "workflows" / "grade.yml").read_text(encoding="utf-8")
    job = workflow.partition("  grade:\n")[2]
    minutes = int(job.partition("timeout-minutes: ")[2].split()[0])
    assert minutes * 60 >= limits.PULL_SECONDS + 120


def test_a_report_that_cannot_be_written_is_told_in_one_line(
    three: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(three, tmp_path, "/dev/full") == 2
    said = capsys.readouterr().err
    assert said.startswith("casegrade: /dev/full: cannot write: No space left on device.")
    assert said.count("\n") == 1
