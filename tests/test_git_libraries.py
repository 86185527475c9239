"""What git and GitPython do by themselves with repositories that were made to harm: why we ask git as we do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.sources import changed
from tests.measurements import hidden_changes
from tests.support import ENVIRONMENT, commit, commit_tree, git, repo, write, write_study

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names and programs are those of POSIX")


@contextmanager
def program(root: Path, key: str) -> Iterator[Path]:
    """A repository whose configuration names a program under that key, which leaves a mark."""
    mark = root / ".git" / "ran"
    evil = write(root / ".git", {"evil": f"#!/bin/sh\ntouch {mark}\n"}) / "evil"
    evil.chmod(0o755)
    git(root, "config", key, str(evil))
    yield mark


def gitpython(code: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Code that uses the library, in a process of its own."""
    words = [sys.executable, "-c", f"import git; repo = git.Repo('.'); {code}"]
    return subprocess.run(words, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = repo(tmp_path / "work")
    commit(write_study(made) and made)
    return made


def test_one_name_that_is_no_utf_8_hides_every_change_from_the_library(tmp_path: Path) -> None:
    with hidden_changes.quiet():
        assert hidden_changes.seen(repo(tmp_path / "work"), 3) == (0, 3)


def test_a_line_end_in_a_name_hides_the_next_file_from_the_library(root: Path) -> None:
    names = ["studies/q/a\n:100644 A\tz.md", "studies/q/second.md"]
    odd = commit_tree(root, *(("100644", name, b"x") for name in names))
    code = f"print(sorted(each.b_path for each in repo.commit('HEAD').diff('{odd}')))"
    assert "second.md" not in gitpython(code, root).stdout
    assert set(names) < changed(root, "HEAD", odd)


def test_to_ask_for_a_size_fetches_what_a_filter_left_out(root: Path, tmp_path: Path) -> None:
    write_study(root, files={"big.png": b"\1" * 5_000})
    commit(root)
    for key in ("uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"):
        git(root, "config", key, "true")
    git(tmp_path, "clone", "-q", "--bare", "--filter=blob:limit=4k", f"file://{root}", "bare.git")
    bare, big = tmp_path / "bare.git", git(root, "rev-parse", "HEAD:studies/rate-limiter/big.png")
    held = ("cat-file", "-e", big)
    with pytest.raises(subprocess.CalledProcessError):
        git(bare, *held, GIT_NO_LAZY_FETCH="1")
    git(bare, "cat-file", "-s", big)
    git(bare, *held, GIT_NO_LAZY_FETCH="1")  # it is here now


def test_a_link_is_read_as_a_page_by_the_library(root: Path) -> None:
    odd = commit_tree(root, ("120000", "studies/q/README.md", b"/etc/passwd"))
    code = f"print(repo.commit('{odd}').tree['studies/q/README.md'].data_stream.read().decode())"
    assert gitpython(code, root).stdout.strip() == "/etc/passwd"


def test_a_question_of_the_library_runs_what_the_configuration_names(root: Path) -> None:
    with program(root, "core.fsmonitor") as mark:
        gitpython("repo.is_dirty()", root)
        assert mark.exists()


def test_a_revision_that_is_an_option_writes_a_file_through_the_library(root: Path) -> None:
    gitpython("repo.git.log('--output=owned')", root)
    assert (root / "owned").exists()


def test_git_finds_nothing_wrong_with_names_that_fool_people_and_file_systems(root: Path) -> None:
    names = (
        "CON.md",
        "page.md.",
        "a.md",
        "A.md",
        "e\u0301.md",
        "\u00e9.md",
        "\u202egpj.md",
        "\x1b[31m.md",
        "n" * 5_000,
    )
    odd = commit_tree(root, *(("100644", f"studies/q/{name}", b"x") for name in names))
    git(root, "fsck", "--strict", odd)
    assert len(changed(root, "HEAD", odd)) == len(names) + 1
