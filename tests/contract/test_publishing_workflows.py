"""Workflows beside the pull request, run by act: what the default branch publishes, and our action elsewhere."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contract.runner import ROOT, Runner, replaced
from tests.contract.stage import STUDY, example, git

pytestmark = pytest.mark.contract

ELSEWHERE = """\
on: push
jobs:
  studies:
    runs-on: ubuntu-24.04
    steps:
      - uses: {checkout}
      - name: Grade a good study
        uses: casegrade/casegrade/.github/actions/casegrade@v0
      - name: Break it
        run: printf '# A title and nothing else\\n' > {page}
      - name: Grade a broken study
        uses: casegrade/casegrade/.github/actions/casegrade@v0
        with:
          command: check
"""


def test_every_study_of_the_default_branch_is_published(runner: Runner) -> None:
    done = runner.run("publish.yml", "push", example("push"))
    assert done.returncode == 0, done.stdout
    public = runner.artifacts / "casegrade-public"
    report = json.loads((public / "report.json").read_text("utf-8"))
    pages = ROOT.glob("studies/*/README.md")
    assert [study["path"] for study in report["studies"]] == sorted(
        page.parent.relative_to(ROOT).as_posix() for page in pages
    )
    assert json.loads((public / "report.sarif").read_text("utf-8"))["version"] == "2.1.0"


@pytest.fixture
def elsewhere(runner: Runner, tmp_path: Path) -> Runner:
    """Somebody else's repository, with one of our example studies and our action."""
    root = tmp_path / "elsewhere"
    shutil.copytree(STUDY, root / "studies" / STUDY.name)
    (root / ".github" / "workflows").mkdir(parents=True)
    checkout = next(each for each in replaced("") if "checkout" in each).partition("=")[0].removeprefix("/")
    steps = ELSEWHERE.format(checkout=checkout, page=f"studies/{STUDY.name}/README.md")
    (root / ".github" / "workflows" / "studies.yml").write_text(steps, encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message=study")
    return replace(runner, root=root)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """Our repository as others get it: what git ignores left out."""
    folder = tmp_path / "ours"
    folder.mkdir()
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    packed = ["tar", "--create", "--null", "--files-from=-", "--ignore-failed-read"]
    archive = subprocess.run(packed, cwd=ROOT, input=names, capture_output=True, check=True).stdout
    subprocess.run(["tar", "--extract"], cwd=folder, input=archive, check=True)
    return folder


def test_the_action_grades_the_studies_of_another_repository(elsewhere: Runner, ours: Path) -> None:
    found = f"--local-repository={elsewhere.server}/casegrade/casegrade@v0={ours}"
    done = elsewhere.run("studies.yml", "push", example("push"), found)
    assert "Success - Main Grade a good study" in done.stdout, done.stdout
    assert "Failure - Main Grade a broken study" in done.stdout, done.stdout
    assert f"studies/{STUDY.name}/README.md" in done.stdout.partition("Main Grade a broken study")[2]
