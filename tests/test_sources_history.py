"""Commits, and what differs between them, in real repositories that are also hostile ones."""

import os
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sources import Index, Revision, changed, commits, merge_base, resolve
from tests.support import commit, commit_tree, cover, git, repo, write, write_study

README = "studies/rate-limiter/README.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = repo(tmp_path / "work")
    write_study(root)
    commit(root, "first")
    return root


def test_a_revision_is_what_git_says_it_is(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(root, "tag", "-am", "v1", "v1")
    git(root, "branch", "-q", "topic/x")
    for rev in ("HEAD", "main", "v1", "topic/x", first, first[:10], "HEAD^{tree}^{commit}"[:4]):
        assert resolve(root, rev) == first


@pytest.mark.parametrize("rev", ["nope", "HEAD~5", "--output=x", "-h", "", "a\nb", "main:studies", "HEAD^{tree}"])
def test_what_is_no_commit_is_refused_in_one_line(root: Path, rev: str) -> None:
    with pytest.raises(InputError) as told:
        resolve(root, rev)
    assert told.value.place
    assert told.value.remedy
    assert "\n" not in str(told.value)
    assert sorted(path.name for path in root.iterdir()) == [".git", "studies"]


def test_a_repository_without_commits(tmp_path: Path) -> None:
    empty = repo(tmp_path / "empty")
    with pytest.raises(InputError, match="no commits yet"):
        resolve(empty, "HEAD")
    assert not list(Index(empty).files("studies"))


def test_no_repository(tmp_path: Path) -> None:
    repo(tmp_path)  # one around it is another one
    (tmp_path / "plain").mkdir()
    with pytest.raises(InputError, match="not a git repository"):
        Revision(tmp_path / "plain", "HEAD")
    with pytest.raises(InputError, match="not a git repository"):
        list(Index(tmp_path / "plain").files(""))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_somebody_elses_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(InputError, match="somebody else owns it") as told:
        resolve(root, "HEAD")
    assert "safe.directory" in told.value.remedy


def test_what_differs(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    write(root, {"studies/b/README.md": cover(), "docs/x.md": "x", ".gitignore": "*.log\n"})
    git(root, "mv", README, "studies/rate-limiter/moved.md")
    head = commit(root)
    expected = {"studies/b/README.md", README, "studies/rate-limiter/moved.md"}
    assert changed(root, base, head) == expected
    assert changed(root, base, head, under="") == {*expected, "docs/x.md", ".gitignore"}
    assert changed(root, base, head, under="studies/b") == {"studies/b/README.md"}
    assert changed(root, head, base) == expected
    assert changed(root, head, head) == changed(root, head) == changed(root, head, staged=True) == frozenset()
    write(root, {"studies/b/README.md": "staged\n"})
    git(root, "add", ".")
    write(root, {"studies/b/new.md": "untracked\n", "studies/b/a.log": "ignored\n"})
    assert changed(root, head, staged=True) == {"studies/b/README.md"}
    assert changed(root, head) == {"studies/b/README.md", "studies/b/new.md"}


def test_a_new_time_stamp_is_no_change(root: Path) -> None:
    os.utime(root / README, (1, 1))
    assert changed(root, "HEAD") == frozenset()


def test_odd_names_neither_hide_nor_empty_a_change(root: Path) -> None:
    names = ["studies/q/bad\udcff.md", "studies/q/a\n:100644 A\tz.md", "studies/q/second.md"]
    odd = commit_tree(root, *(("100644", name, b"x") for name in names))
    assert changed(root, "HEAD", odd) == {*names, README}


def test_where_two_parted(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "-qb", "topic")
    commit(root, "topic")
    git(root, "checkout", "-q", "main")
    commit(root, "main")
    assert merge_base(root, "main", "topic") == first
    with pytest.raises(InputError, match="no commit in common"):
        merge_base(root, "main", commit_tree(root, ("100644", "a", b"")))


def test_the_commits_of_a_study(root: Path) -> None:
    write(root, {"elsewhere.md": "x"})
    commit(root, "elsewhere")
    write(root, {README: cover("# Two\n")})
    commit(root, "second: \N{SNOWMAN}")
    found = commits(root, "studies/rate-limiter")
    assert [entry.subject for entry in found] == ["first", "second: \N{SNOWMAN}"]
    assert {entry.date for entry in found} == {"2026-03-01"}
    assert commits(root, "studies/none") == ()


def test_the_repository_of_a_hook_is_not_taken_for_ours(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repo(tmp_path / "other")
    for name, value in {"GIT_DIR": other / ".git", "GIT_WORK_TREE": other, "GIT_INDEX_FILE": other / "x"}.items():
        monkeypatch.setenv(name, str(value))
    before = dict(os.environ)
    assert [entry.path for entry in Index(root).files("")] == [README]
    assert [entry.path for entry in Revision(root, "HEAD").files("")] == [README]
    assert dict(os.environ) == before


def test_the_index_that_will_be_committed_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    git(root, "read-tree", "--empty", GIT_INDEX_FILE=str(root / ".git/partial"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/partial")
    assert not list(Index(root).files(""))


def test_settings_of_a_repository_run_nothing(root: Path, tmp_path: Path) -> None:
    flag = tmp_path / "ran"
    script = write(tmp_path, {"evil": f"#!/bin/sh\ntouch {flag}\n"}) / "evil"
    script.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "core.sshCommand", "core.pager", "core.alternateRefsCommand"):
        git(root, "config", key, str(script))
    git(root, "config", "core.hooksPath", str(tmp_path))
    write(root, {README: cover("# Two\n")})
    changed(root, "HEAD")
    list(Index(root).files(""))
    Revision(root, "HEAD").read(README)
    commits(root, "studies")
    assert not flag.exists()


def test_git_is_not_installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from git import Git

    monkeypatch.setattr(Git, "GIT_PYTHON_GIT_EXECUTABLE", "no-such-git")
    with pytest.raises(InputError, match="git is needed") as told:
        resolve(root, "HEAD")
    assert told.value.remedy
