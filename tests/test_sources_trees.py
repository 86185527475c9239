"""What differs between two commits is found without ever listing a hostile tree to its end."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.bot.tooling import changed_tooling, changes_rubrics
from pipeline.sources import differing, hunks
from tests.command import ROOT
from tests.support import ENVIRONMENT, commit, git, repo, write

PAGE = "studies/a/README.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write(repo(tmp_path / "work"), {PAGE: "a\n", "studies/b/README.md": "b\n", "studies/note.md": "n\n"})
    commit(root)
    return root


def found(root: Path, under: str = "studies", trees: int = 1) -> list[str]:
    return list(differing(root, "HEAD~1", "HEAD", under, trees=trees))


def test_a_study_is_named_once_however_much_of_it_differs(root: Path) -> None:
    write(root, {PAGE: "A\n", "studies/a/x/y.md": "y\n", "studies/c/README.md": "c\n", "docs/x.md": "x\n"})
    git(root, "rm", "-q", "studies/note.md")
    commit(root)
    assert found(root) == ["studies/a", "studies/c", "studies/note.md"]
    assert found(root, trees=9) == [PAGE, "studies/a/x/y.md", "studies/c/README.md", "studies/note.md"]
    assert found(root, "") == ["docs", "studies"]
    assert found(root, "nothing") == []
    assert found(root, "docs/x.md") == ["docs/x.md"]


def test_equal_trees_are_not_looked_into(root: Path) -> None:
    commit(root)
    assert found(root, trees=0) == []


def test_a_file_that_has_become_a_directory_is_both(root: Path) -> None:
    git(root, "rm", "-q", "studies/note.md")
    write(root, {"studies/note.md/README.md": "x\n"})
    commit(root)
    assert found(root) == ["studies/note.md"]
    assert found(root, trees=2) == ["studies/note.md", "studies/note.md/README.md"]


def bomb(root: Path, *above: str) -> str:
    """A commit on top of HEAD with ten billion pages in a tree of ten parts, below those directories."""
    kind, name = "blob", git(root, "hash-object", "-w", "--stdin", stdin=b"# T\n")
    for _ in range(10):
        mode = "100644" if kind == "blob" else "040000"
        rows = "".join(f"{mode} {kind} {name}\tf{number}{'.md' * (kind == 'blob')}\n" for number in range(10))
        kind, name = "tree", git(root, "mktree", stdin=rows.encode())
    for directory in reversed(above):
        name = git(root, "mktree", stdin=f"040000 tree {name}\t{directory}\n".encode())
    return git(root, "commit-tree", name, "-p", "HEAD", "-m", "bomb")


def test_ten_billion_files_are_one_study(root: Path) -> None:
    head = bomb(root, "studies", "q")
    assert list(differing(root, "HEAD", head, "studies")) == ["studies/a", "studies/b", "studies/note.md", "studies/q"]
    assert hunks(root, "HEAD", head, ["studies/q"]) == {}


def test_ten_billion_files_of_tooling_are_told_by_the_first_fifty(root: Path) -> None:
    told = changed_tooling(root, "HEAD", bomb(root, ".github"))
    assert len(told) == 50
    assert told[0] == ".github/f0/f0/f0/f0/f0/f0/f0/f0/f0/f0.md"


def test_a_tree_without_a_single_file_ends_too(root: Path) -> None:
    name = git(root, "mktree")
    for _ in range(10):
        name = git(root, "mktree", stdin="".join(f"040000 tree {name}\tf{n}\n" for n in range(10)).encode())
    name = git(root, "mktree", stdin=f"040000 tree {name}\tschema\n".encode())
    head = git(root, "commit-tree", name, "-p", "HEAD", "-m", "bomb")
    assert len(changed_tooling(root, "HEAD", head)) == 50
    assert not changes_rubrics(root, "HEAD", head)


def test_a_rubric_is_seen_behind_any_number_of_other_files(root: Path) -> None:
    many = {f"pipeline/part_{number}.py": "x" for number in range(60)}
    write(root, {**many, "yaml.py": "x", "docs/CODEOWNERS": "x", "schema/rubrics/x.yaml": "x"})
    commit(root, "change")
    assert changes_rubrics(root, "HEAD~1", "HEAD")
    write(root, {"schema/study.schema.json": "x"})
    commit(root, "more")
    assert not changes_rubrics(root, "HEAD~1", "HEAD")


def test_a_module_beside_the_package_and_the_owners_are_tooling(root: Path) -> None:
    write(root, {"yaml.py": "x", "docs/CODEOWNERS": "x", "docs/plan.md": "x"})
    commit(root, "change")
    assert changed_tooling(root, "HEAD~1", "HEAD") == ("docs/CODEOWNERS", "yaml.py")


def test_git_may_complain_more_than_a_pipe_holds(root: Path) -> None:
    """Of a page so deep that its path is longer than a system allows, git says so for each directory above it."""
    name = git(root, "mktree", stdin=f"100644 blob {git(root, 'hash-object', '-w', PAGE)}\tdeep.md\n".encode())
    for directory in [*["d"] * 3000, "q", "studies"]:
        name = git(root, "mktree", stdin=f"040000 tree {name}\t{directory}\n".encode())
    head = git(root, "commit-tree", name, "-p", "HEAD", "-m", "deep")
    program = "import sys; from pathlib import Path; from pipeline.sources.driver import chunks\n"
    program += "print(sum(map(len, chunks(Path('.'), 'diff-tree', '-r', '-p', *sys.argv[1:]))))"
    command = [sys.executable, "-c", program, git(root, "rev-parse", "HEAD"), head]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=120, check=True)
    assert int(done.stdout) > 3000
