"""The workflow that grades pull requests, run by act against a real git server."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.contract.runner import ROOT, SLUG, TOKEN, Runner

EXAMPLES = ROOT / ".cache/npm/node_modules/@octokit/webhooks-examples/api.github.com/index.json"

pytestmark = pytest.mark.contract


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A server with a pull request, number 2, that adds one of our example studies."""
    study = min(ROOT.glob("studies/*/README.md")).parent
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "config", "user.name", "Ada")
    git(work, "config", "user.email", "ada@example.org")
    git(work, "commit", "--quiet", "--allow-empty", "--message=base")
    runner = Runner(folder=tmp_path)
    git(work, "clone", "--quiet", "--bare", ".", str(runner.repository))
    shutil.copytree(study, work / "studies" / study.name)
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message=head")
    git(work, "push", "--quiet", str(runner.repository), "HEAD:refs/pull/2/head")
    for option in ("allowFilter", "allowAnySHA1InWant"):
        git(runner.repository, "config", f"uploadpack.{option}", "true")
    return runner


def example(event: str, action: str) -> dict[str, Any]:
    """GitHub's own example of the event."""
    (kind,) = (each for each in json.loads(EXAMPLES.read_text("utf-8")) if each["name"] == event)
    payload: dict[str, Any] = next(each for each in kind["examples"] if each["action"] == action)
    payload["repository"]["full_name"] = SLUG
    return payload


def commits(runner: Runner) -> tuple[str, str]:
    """The base and the head of the pull request on our server."""
    return git(runner.repository, "rev-parse", "main"), git(runner.repository, "rev-parse", "refs/pull/2/head")


def opened(runner: Runner) -> dict[str, Any]:
    """The pull request is opened."""
    payload = example("pull_request", "opened")
    payload["number"] = payload["pull_request"]["number"] = 2
    payload["pull_request"]["draft"] = False
    payload["pull_request"]["base"]["sha"], payload["pull_request"]["head"]["sha"] = commits(runner)
    return payload


def test_the_read_only_job_hands_over_a_report_on_the_head(runner: Runner) -> None:
    payload = opened(runner)
    done = runner.run("grade.yml", "pull_request_target", payload, "--job", "grade")
    assert done.returncode == 0, done.stdout
    report = json.loads((runner.artifacts / "casegrade-report" / "report.json").read_text("utf-8"))
    assert report["head_sha"] == payload["pull_request"]["head"]["sha"]
    assert report["base_sha"] == payload["pull_request"]["base"]["sha"]
    assert [study["slug"] for study in report["studies"]] == [min(ROOT.glob("studies/*/README.md")).parent.name]
    assert TOKEN not in done.stdout + done.stderr


def test_a_head_that_moved_is_not_graded_and_the_post_job_runs_all_the_same(runner: Runner) -> None:
    payload = opened(runner)
    payload["pull_request"]["head"]["sha"] = payload["pull_request"]["base"]["sha"]
    done = runner.run("grade.yml", "pull_request_target", payload, GITHUB_API_URL="http://127.0.0.1:9")
    assert not runner.artifacts.exists()
    assert "the run for the newer one grades it" in done.stdout
    assert "Main Post" in done.stdout


def test_the_merge_queue_grades_the_group(runner: Runner) -> None:
    payload = example("merge_group", "checks_requested")
    payload["merge_group"]["base_sha"], payload["merge_group"]["head_sha"] = commits(runner)
    done = runner.run("merge-queue.yml", "merge_group", payload)
    assert done.returncode == 0, done.stdout
