"""The script that brings a pull request to the grader, run against a real repository as the server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".github" / "bin" / "fetch-objects"
REF = "refs/pull/7/head"
TWO_MIB = 2 * 1024 * 1024

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script runs on GitHub's Linux runners")


def git(folder: Path, *arguments: str, **options: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, env={**os.environ, **options}
    )
    return done.stdout.strip()


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """A bare repository as GitHub serves it: a default branch, and a pull request that is on no branch."""
    work = tmp_path / "work"
    study = work / "studies" / "queue"
    study.mkdir(parents=True)
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "config", "user.name", "Ada")
    git(work, "config", "user.email", "ada@example.org")
    (study / "README.md").write_text("before\n")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message=base")
    bare = tmp_path / "o" / "r"
    git(work, "clone", "--quiet", "--bare", ".", str(bare))
    (study / "README.md").write_text("after\n")
    (study / "largest.png").write_bytes(b"\1" * TWO_MIB)
    (study / "too-large.png").write_bytes(b"\1" * (TWO_MIB + 1))
    (study / "link.md").symlink_to("/etc/passwd")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message=head")
    git(work, "push", "--quiet", str(bare), f"HEAD:{REF}")
    git(bare, "config", "uploadpack.allowFilter", "true")
    git(bare, "config", "uploadpack.allowAnySHA1InWant", "true")
    return bare


def fetch(server: Path, ref: str = REF, **changed: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "GITHUB_SERVER_URL": server.parents[1].as_uri(),
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_TOKEN": "not-to-be-kept",
        "BASE_SHA": git(server, "rev-parse", "main"),
        "HEAD_SHA": git(server, "rev-parse", REF),
        **changed,
    }
    command = ["bash", str(SCRIPT), ref, str(fetched(server))]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def fetched(server: Path) -> Path:
    return server.parents[1] / "pull.git"


def test_both_commits_arrive_and_no_file_is_written(server: Path) -> None:
    assert fetch(server).returncode == 0
    bare = fetched(server)
    head = git(server, "rev-parse", REF)
    assert git(bare, "cat-file", "blob", f"{head}:studies/queue/README.md") == "after"
    assert git(bare, "merge-base", head, git(server, "rev-parse", "main")) == git(server, "rev-parse", "main")
    assert git(bare, "rev-parse", "--is-bare-repository") == "true"
    assert not list(bare.rglob("*.md"))


def test_what_no_study_may_hold_stays_away_for_good(server: Path) -> None:
    fetch(server)
    bare, folder = fetched(server), f"{git(server, 'rev-parse', REF)}:studies/queue"
    assert git(bare, "cat-file", "-s", f"{folder}/largest.png", GIT_NO_LAZY_FETCH="1") == str(TWO_MIB)
    for _ in range(2):  # a first look must not have fetched it
        with pytest.raises(subprocess.CalledProcessError):
            git(bare, "cat-file", "-s", f"{folder}/too-large.png")


def test_the_token_and_the_server_are_forgotten(server: Path) -> None:
    fetch(server)
    config = (fetched(server) / "config").read_text()
    assert "remote" not in config
    assert not [
        path for path in fetched(server).rglob("*") if path.is_file() and b"not-to-be-kept" in path.read_bytes()
    ]


def test_a_head_that_has_moved_is_left_to_the_newer_run(server: Path) -> None:
    done = fetch(server, HEAD_SHA=git(server, "rev-parse", "main"))
    assert done.returncode == 1
    assert "the run for the newer one grades it" in done.stderr


def test_a_commit_of_the_queue_is_fetched_by_its_own_name(server: Path) -> None:
    assert fetch(server, ref=git(server, "rev-parse", REF)).returncode == 0


@pytest.mark.parametrize("sha", ["main", "--upload-pack=touch owned", "", "0" * 39])
def test_what_is_no_commit_is_refused(server: Path, sha: str) -> None:
    assert fetch(server, BASE_SHA=sha).returncode == 2
    assert not fetched(server).exists()
