"""A repository of tricks through every command that reads trees: a named finding each, in bounded memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.bot_cases import event
from tests.command import ROOT, Ran
from tests.hostile_tree import FILE, GIBIBYTE, MODULE, TREE, Hostile, blob, tree, zlib_bomb
from tests.support import ENVIRONMENT, commit, cover, git, repo, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits are set by a POSIX shell")

MEMORY_KIB, SECONDS = 600 * 1024, 120
LIMITED = f'ulimit -v {MEMORY_KIB}; ulimit -t {SECONDS}; exec "$@"'
"""The memory of each process, git among them, and a processor time that only endless work takes."""


def limited(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", LIMITED, "sh", *command],
        cwd=cwd, env={**ENVIRONMENT, "PYTHONPATH": str(ROOT), **environment}, capture_output=True, check=False,
    )  # fmt: skip


def casegrade(*arguments: str, cwd: Path, **environment: str) -> Ran:
    done = limited(sys.executable, "-m", "pipeline", *arguments, cwd=cwd, **environment)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return Hostile(tmp_path_factory.mktemp("hostile") / "work")


def told(study: Mapping[str, Any]) -> str:
    return "\n".join(finding["message"] for finding in study["findings"])


def assert_each_is_told(hostile: Hostile, studies: Mapping[str, Any]) -> None:
    """Each trick has its finding, nothing of it got anywhere, and no trick touched the other studies."""
    for slug, says in hostile.expected.items():
        assert re.search(says, told(studies[slug])), (slug, told(studies[slug]))
        assert studies[slug]["verdict"]["state"] == "fail" or not says, slug
    assert "root:" not in json.dumps(studies)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", told_by_all(studies))


def told_by_all(studies: Mapping[str, Any]) -> str:
    return "".join(study["path"] + study["slug"] + told(study).replace("\n", "") for study in studies.values())


def test_review_grade_names_each_and_goes_on(hostile: Hostile, tmp_path: Path) -> None:
    payload = event(hostile.head, base={"sha": hostile.base})
    (tmp_path / "event.json").write_text(json.dumps(payload))
    options = ("--event", "event.json", "--git-dir", str(hostile.root / ".git"), "--output", "report.json")
    ran = casegrade("review", "grade", *options, cwd=tmp_path)
    assert ran.code == 0, ran.err
    report = json.loads((tmp_path / "report.json").read_text())
    heads = {study["slug"]: study["head"] for study in report["studies"]}
    assert "kept" not in heads
    assert_each_is_told(hostile, heads)
    assert all(path.isprintable() and ".." not in path for path in report["changed"])


def test_diff_names_each_and_goes_on(hostile: Hostile) -> None:
    ran = casegrade("diff", "main", "hostile", "--format=json", cwd=hostile.root)
    assert ran.code == 1, ran.err
    heads = {study["head"]["slug"]: study["head"] for study in ran.report["studies"]}
    assert_each_is_told(hostile, heads)


def test_a_revision_is_graded_study_by_study(hostile: Hostile) -> None:
    paths = [f"studies/{slug}" for slug in hostile.expected]
    ran = casegrade("grade", "--rev=hostile", "--format=json", "--no-cache", *paths, cwd=hostile.root)
    assert ran.code == 1, ran.err
    assert_each_is_told(hostile, {study["slug"]: study for study in ran.report["studies"]})


@pytest.mark.parametrize("format_name", ["text", "markdown", "sarif", "junit", "github"])
def test_every_output_of_it_is_clean(hostile: Hostile, format_name: str) -> None:
    paths = [f"studies/{slug}" for slug in hostile.expected]
    ran = casegrade("grade", "--rev=hostile", f"--format={format_name}", *paths, cwd=hostile.root)
    assert ran.code == 1, ran.err
    unseen = (
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]" if format_name != "text" else "\x1b\\]|\x07|\u202e"
    )
    assert not re.search(unseen, ran.out)
    assert "##[" not in ran.out


def test_the_whole_tree_of_a_bomb_is_refused_in_one_line(hostile: Hostile) -> None:
    ran = casegrade("grade", "--rev=hostile", cwd=hostile.root)
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"casegrade: .*git lists more than 16 MiB of file names.*\n", ran.err)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """The same in an index, which holds no bomb and no name that git itself refuses."""
    refused = ("bomb", "dot", "dots", "dot-git", "dot-git-case", "slash", "twice", "gone", "bare")
    hostile = Hostile(tmp_path_factory.mktemp("staged") / "work", without=refused)
    git(hostile.root, "-c", "core.protectNTFS=false", "read-tree", hostile.head)
    return hostile


def test_what_is_staged_is_checked_study_by_study(staged: Hostile) -> None:
    ran = casegrade("check", "--staged", "--format=json", cwd=staged.root)
    assert ran.code == 1, ran.err
    assert_each_is_told(staged, {study["slug"]: study for study in ran.report["studies"]})


def test_git_itself_takes_all_memory_for_a_bomb(hostile: Hostile) -> None:
    """Why ``diff-tree -r`` is not asked about a whole tree that somebody else made."""
    done = limited("git", "diff-tree", "-r", "-z", "--name-only", hostile.base, hostile.head, cwd=hostile.root)
    assert (done.returncode, done.stdout) == (128, b"")
    assert b"out of memory" in done.stderr.lower() or b"cannot allocate" in done.stderr.lower()


def test_the_library_reads_a_bomb_whole(hostile: Hostile) -> None:
    """Why blobs are not read through GitPython: to read a thousand bytes of it inflates a gibibyte."""
    name = zlib_bomb(hostile.root)
    program = f"import git; git.Repo('.').odb.stream(bytes.fromhex('{name}')).read({GIBIBYTE})"
    assert limited(sys.executable, "-c", program, cwd=hostile.root).returncode != 0


def test_nothing_in_a_tree_or_a_configuration_is_run(tmp_path: Path) -> None:
    """Filters, drivers, hooks and monitors are set up to leave a mark; the tree's attributes call them."""
    mark = tmp_path / "ran"
    evil = write(tmp_path, {"hooks/evil": f"#!/bin/sh\necho $0 >> {mark}\ncat\n"}) / "hooks" / "evil"
    evil.chmod(0o755)
    for hook in ("pre-commit", "post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (tmp_path / "hooks" / hook).symlink_to(evil)
    keys = (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.alternateRefsCommand",
        "diff.external", "diff.evil.command", "diff.evil.textconv", "merge.evil.driver", "filter.evil.clean",
        "filter.evil.smudge", "filter.evil.process", "credential.helper", "gpg.program", "uploadpack.packObjectsHook",
    )  # fmt: skip
    environment = {"GIT_CONFIG_COUNT": str(len(keys) + 1), "GIT_CONFIG_KEY_0": "core.hooksPath"}
    environment["GIT_CONFIG_VALUE_0"] = str(tmp_path / "hooks")
    for number, key in enumerate(keys, 1):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": str(evil)}
    plain = Hostile(tmp_path / "work", without=("bomb", "gone"))
    (tmp_path / "event.json").write_text(json.dumps(event(plain.head, base={"sha": plain.base})))
    limited("git", "show", "--ext-diff", plain.head, "--", "studies/attributes", cwd=plain.root, **environment)
    assert mark.exists()  # the trap works
    mark.unlink()
    review = ("--event", "event.json", "--git-dir", str(plain.root / ".git"), "--output", "report.json")
    assert casegrade("review", "grade", *review, cwd=tmp_path, **environment).code == 0
    commands = """
    diff main hostile | grade --rev=hostile studies/attributes | check --staged | diff main | grade --changed-since=main
    """
    for arguments in commands.split("|"):
        casegrade(*arguments.split(), cwd=plain.root, **environment)
    assert not mark.exists(), mark.read_text()


def test_a_bare_repository_inside_a_tree_is_no_repository(tmp_path: Path) -> None:
    """Checked out, it is found by whoever runs git there; its monitor would be a command of the study."""
    hostile = Hostile(tmp_path / "work")
    mark, inner = tmp_path / "ran", hostile.root / "studies" / "bare" / "inner.git"
    git(tmp_path, "init", "--quiet", "--bare", str(inner))
    git(inner, "config", "core.fsmonitor", f"touch {mark}; true")
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", ".")
    write(hostile.root, {"studies/bare/README.md": cover()})
    for cwd in (hostile.root, inner.parent, inner):
        casegrade("grade", "--format=json", str(inner.parent), cwd=cwd)
        casegrade("check", "--staged", str(inner.parent), cwd=cwd)
        casegrade("diff", "main", cwd=cwd)
    assert not mark.exists()


@pytest.mark.parametrize(
    "revision", ["--output=owned", "-h", "--all", "-p --output=owned", "@{-1}..", "^main", ":/x", "a\nb"]
)
@pytest.mark.parametrize(
    "command",
    [("grade", "--rev={}"), ("grade", "--changed-since={}"), ("diff", "--", "{}"), ("diff", "main", "--", "{}")],
)
def test_a_revision_that_is_an_option_is_none(tmp_path: Path, command: tuple[str, ...], revision: str) -> None:
    root = repo(tmp_path / "work")
    write(root, {"studies/a/README.md": cover()})
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    ran = casegrade(*(part.format(revision) for part in command), cwd=root)
    assert ran.code == 2
    assert len(ran.err) < 1000
    assert sorted(path.name for path in root.iterdir()) == [".git", "studies"]


def test_a_shallow_clone_says_what_is_missing(tmp_path: Path) -> None:
    root = repo(tmp_path / "work")
    base = commit(write(root, {"studies/a/README.md": cover()}))
    head = commit(write(root, {"studies/b/README.md": cover()}))
    git(tmp_path, "clone", "-q", "--bare", "--depth=1", f"file://{root}", "bare.git")
    (tmp_path / "event.json").write_text(json.dumps(event(head, base={"sha": base})))
    ran = casegrade("review", "grade", "--event=event.json", "--git-dir=bare.git", "--output=report.json", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no such revision" in ran.err
    assert "unshallow" in ran.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_somebody_elses_repository_is_named(tmp_path: Path) -> None:
    root = Hostile(tmp_path / "work").root
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    for arguments in (("grade", "--rev=hostile"), ("check", "--staged"), ("diff", "main", "hostile")):
        ran = casegrade(*arguments, cwd=root)
        assert (ran.code, ran.out) == (2, "")
        assert "somebody else owns it" in ran.err


def test_submodules_and_trees_that_lie_about_what_they_are(tmp_path: Path) -> None:
    """An entry whose mode says page and whose object is a tree, and one that names itself a tree and is a page."""
    root = repo(tmp_path / "work")
    page, empty = blob(root, b"# T\n"), tree(root, [])
    study = tree(
        root, [(FILE, b"README.md", blob(root, cover().encode())), (FILE, b"a.md", empty), (MODULE, b"m", page)]
    )
    lying = tree(root, [(FILE, b"README.md", blob(root, cover().encode())), (TREE, b"sub", page)])
    top = tree(root, [(TREE, b"studies", tree(root, [(TREE, b"as-page", study), (TREE, b"as-tree", lying)]))])
    sha = git(root, "commit-tree", top, "-m", "lies")
    for slug in ("as-page", "as-tree"):
        ran = casegrade("grade", f"--rev={sha}", "--format=json", f"studies/{slug}", cwd=root)
        assert ran.code in {1, 2}, ran.err
        assert ran.code == 1 or ran.err.count("\n") == 1
