"""`pre-commit try-repo` as other repositories run it: pre-commit clones this one and installs it with what it needs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.contract


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody else's repository, with one of our example studies staged."""
    study = min(ROOT.glob("studies/*/README.md")).parent
    folder = tmp_path / "cases"
    shutil.copytree(study, folder / "studies" / study.name)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    return folder


def try_repo(repository: Path, hook: str) -> subprocess.CompletedProcess[str]:
    options = ["--ref=HEAD", "--all-files", "--verbose"]
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), hook, *options]
    ours = ("GIT_", "PRE_COMMIT", "PYTHONPATH")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("hook", ["casegrade-check", "casegrade-grade"])
def test_the_hook_installs_and_passes_a_good_study(repository: Path, hook: str) -> None:
    done = try_repo(repository, hook)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_the_hook_refuses_a_study_without_front_matter(repository: Path) -> None:
    page = next(repository.glob("studies/*/README.md"))
    page.write_text("# A title and nothing else\n")
    git(repository, "add", ".")
    done = try_repo(repository, "casegrade-check")
    assert done.returncode == 1
    assert f"studies/{page.parent.name}" in done.stdout
