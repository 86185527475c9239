"""The hooks as pre-commit runs them: a commit with a broken study is refused with a reason, a good one goes through.

The hooks are those of `.pre-commit-hooks.yaml`, run in this environment instead of one that pre-commit would install.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
EXAMPLE = next(
    (path.parent for path in sorted(ROOT.glob("studies/*/README.md")) if "kind: star-story" in path.read_text("utf-8")),
    ROOT / "studies" / "none",
)


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    environment |= {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def configuration(*ids: str) -> str:
    here = [sys.executable, "-m", "pipeline"]
    hooks = [
        hook | {"language": "system", "entry": " ".join([*here, *hook["entry"].split()[1:]])}
        for hook in load(".pre-commit-hooks.yaml")
        if hook["id"] in ids
    ]
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of studies with the hook `casegrade-check`, installed as its users install it."""
    folder = tmp_path / "cases"
    folder.mkdir()
    for command in (
        ["git", "init", "--quiet", "--initial-branch=main"],
        ["git", "config", "user.name", "Ada"],
        ["git", "config", "user.email", "ada@example.org"],
        [sys.executable, "-m", "pre_commit", "install"],
    ):
        assert run(folder, *command).returncode == 0
    (folder / ".pre-commit-config.yaml").write_text(configuration("casegrade-check"))
    run(folder, "git", "add", ".")
    assert run(folder, "git", "commit", "--message=hooks").returncode == 0
    return folder


def write(repository: Path, text: str, slug: str = EXAMPLE.name) -> None:
    """Put our own star story there, with another cover."""
    folder = repository / "studies" / slug
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    (folder / "README.md").write_text(text, encoding="utf-8")


def commit(repository: Path) -> subprocess.CompletedProcess[str]:
    run(repository, "git", "add", ".")
    return run(repository, "git", "commit", "--message=study")


def commits(repository: Path) -> int:
    return int(run(repository, "git", "rev-list", "--count", "HEAD").stdout)


def good() -> str:
    return (EXAMPLE / "README.md").read_text(encoding="utf-8")


def broken(status: str) -> str:
    """A key that the schema does not know, where one that it wants should be."""
    text = re.sub(r"^status: .*$", f"status: {status}", good(), count=1, flags=re.MULTILINE)
    return re.sub(r"^title:", "titel:", text, count=1, flags=re.MULTILINE)


def test_a_good_study_is_committed(repository: Path) -> None:
    write(repository, good())
    done = commit(repository)
    assert done.returncode == 0, done.stderr
    assert commits(repository) == 2


def test_a_broken_study_is_refused_and_the_author_reads_why_and_where(repository: Path) -> None:
    write(repository, broken("review"))
    done = commit(repository)
    assert done.returncode == 1
    assert commits(repository) == 1
    said = done.stdout + done.stderr
    assert f"studies/{EXAMPLE.name}" in said
    assert "README.md:2" in said
    assert "titel" in said
    assert "title" in said
    assert "Traceback" not in said


def test_a_broken_draft_is_committed_with_its_findings_shown(repository: Path) -> None:
    write(repository, broken("draft"))
    done = commit(repository)
    assert done.returncode == 0, done.stderr
    assert "titel" in done.stdout + done.stderr


def test_what_is_staged_counts_and_not_what_lies_in_the_work_tree(repository: Path) -> None:
    write(repository, broken("review"))
    run(repository, "git", "add", ".")
    write(repository, good())
    assert run(repository, "git", "commit", "--message=staged").returncode == 1


def test_a_study_that_the_commit_does_not_touch_is_left_alone(repository: Path) -> None:
    write(repository, broken("draft"), slug="old")
    commit(repository)
    write(repository, good())
    done = commit(repository)
    assert done.returncode == 0
    assert "studies/old" not in done.stdout + done.stderr


def test_a_commit_without_studies_does_not_wake_the_grader(repository: Path) -> None:
    (repository / "notes.md").write_text("notes\n")
    done = commit(repository)
    assert done.returncode == 0
    assert "no files to check" in done.stdout + done.stderr


def test_all_files_means_all_studies(repository: Path) -> None:
    write(repository, broken("draft"))
    commit(repository)
    done = run(repository, sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose")
    assert "titel" in done.stdout


def test_the_grade_hook_grades(repository: Path) -> None:
    (repository / ".pre-commit-config.yaml").write_text(configuration("casegrade-grade"))
    write(repository, good())
    done = commit(repository)
    assert done.returncode == 0, done.stderr
    assert "of 100" in done.stdout + done.stderr


def test_the_local_hook_is_the_published_one_with_this_project_s_own_dependencies() -> None:
    published = {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}["casegrade-check"]
    hooks = [hook for repo in load(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    local = {hook["id"]: hook for hook in hooks}["casegrade-check"]
    assert local["entry"] == published["entry"].replace("casegrade", "python -m pipeline")
    shared = ("files", "require_serial", "verbose")
    assert [local[key] for key in shared] == [published[key] for key in shared]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(local["additional_dependencies"]) == set(project["dependencies"]) - {"pygithub>=2.10"}


def test_every_hook_of_this_repository_is_local() -> None:
    assert {repo["repo"] for repo in load(".pre-commit-config.yaml")["repos"]} == {"local"}
