"""Calls that a newcomer gets wrong: the first words say what is wrong, the next where to look."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import casegrade
from tests.stories import story
from tests.support import commit, repo, write

WRONG = {
    "grad": "casegrade: COMMAND: 'grad' is none of new, check, grade, diff,",
    "exlain": "Did you mean explain?",
    "grade --format xml": "--format: 'xml' is none of text, json, markdown, sarif, junit, github",
    "grade --kind star-storey": "Did you mean star-story?",
    "rubric design": "Did you mean design-doc?",
    "grade --quite": "there is no '--quite'. Did you mean --quiet?",
    "grade --jobs x": "--jobs: a whole number from 1 to 64, not 'x'",
    "grade --jobs 0": "--jobs: a whole number from 1 to 64, not '0'",
    "grade --fail-under abc": "--fail-under: a number from 0 to 100, not 'abc'",
    "grade --fail-under nan": "--fail-under: a number from 0 to 100, not 'nan'",
    "grade --rev HEAD --staged": "not allowed with argument --rev",
    "review gade": "Did you mean grade?",
    "diff": "required: BASE",
    "explain files.three --kind star-story": "star-story has no criterion 'files.three'. It belongs to design-doc.",
    "explain res.tecnical": "Did you mean res.technical?",
    "explain banana": "casegrade rubric KIND lists them.",
}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A repository without commits and studies."""
    return repo(tmp_path / "store")


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_word_is_told_first_and_in_one_line(empty: Path, call: str) -> None:
    ran = casegrade(*call.split(), cwd=empty)
    assert (ran.code, ran.out) == (2, "")
    assert WRONG[call] in ran.err
    assert ran.err.startswith("casegrade")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("call", "page"),
    [("grade --quite", "grade"), ("grade --jobs x", "grade"), ("", ""), ("review post", "review post")],
)
def test_the_page_of_help_that_is_named_is_that_of_the_command(empty: Path, call: str, page: str) -> None:
    named = f"`{' '.join(['casegrade', *page.split(), '--help'])}`"
    assert named in casegrade(*call.split(), cwd=empty).err


def test_a_repository_without_studies_is_told_how_to_begin(empty: Path) -> None:
    for command in ("grade", "check"):
        ran = casegrade(command, cwd=empty)
        assert ran.err.startswith("casegrade: studies: there is no study yet. ")
        assert "casegrade new" in ran.err


def test_what_is_not_staged_is_said_to_be_missing_from_the_index(empty: Path) -> None:
    write(empty, {"studies/a/README.md": story()})
    for path in ((), ("studies/a",)):
        ran = casegrade("check", "--staged", *path, cwd=empty)
        assert ran.code == 2
        assert "git's index" in ran.err
        assert "git add" in ran.err


def test_nothing_that_changed_is_no_missing_study(empty: Path) -> None:
    write(empty, {"studies/a/README.md": story()})
    commit(empty)
    for command in ("grade", "check"):
        ran = casegrade(command, "--changed-since", "HEAD", cwd=empty)
        assert (ran.code, ran.out) == (0, "Nothing to grade: no study differs.\n")


def test_outside_a_repository_a_path_is_shown_as_it_is_seen_from_here(tmp_path: Path) -> None:
    write(tmp_path, {"x/page.md": "# A page\n"})
    for path in ("x", "x/page.md", "x/nope.md"):
        assert casegrade("grade", path, cwd=tmp_path).err.startswith(f"casegrade: {path}: ")
