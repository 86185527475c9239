"""Lines that a review comment may stand at, from git's own diff of real commits."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sources import hunks
from tests.support import commit, git, repo, write

PAGE = "studies/one/README.md"


def between(
    root: Path, before: str | None, after: str | None, name: str = PAGE
) -> dict[str, tuple[tuple[int, int], ...]]:
    """The hunks of one edit."""
    for number, text in enumerate((before, after)):
        if text is None:
            (root / name).unlink(missing_ok=True)
        else:
            write(root, {name: text})
        write(root, {"turn": str(number)})
        commit(root, str(number))
    return dict(hunks(root, "HEAD~1", "HEAD", ["studies"]))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repo(tmp_path / "work")


def numbered(count: int, **changes: str) -> str:
    return "".join(changes.get(f"l{number}", f"line {number}") + "\n" for number in range(1, count + 1))


def test_three_lines_around_an_edit_may_be_commented(root: Path) -> None:
    assert between(root, numbered(20), numbered(20, l10="other")) == {PAGE: ((7, 13),)}


def test_two_edits_far_apart_are_two_hunks(root: Path) -> None:
    assert between(root, numbered(40), numbered(40, l1="x", l40="y")) == {PAGE: ((1, 4), (37, 40))}


def test_a_new_page_is_one_hunk_and_a_removed_one_is_none(root: Path) -> None:
    assert between(root, None, numbered(3)) == {PAGE: ((1, 3),)}
    assert between(root, numbered(3), None) == {}


def test_a_page_without_an_end_of_line(root: Path) -> None:
    assert between(root, "one", "two") == {PAGE: ((1, 1),)}


def test_a_renamed_page_shows_only_what_was_edited(root: Path) -> None:
    write(root, {PAGE: numbered(30)})
    commit(root, "first")
    git(root, "mv", "studies/one", "studies/two")
    write(root, {"studies/two/README.md": numbered(30, l30="other")})
    commit(root, "moved")
    assert hunks(root, "HEAD~1", "HEAD", ["studies/one", "studies/two"]) == {"studies/two/README.md": ((27, 30),)}


def test_what_looks_like_a_diff_inside_a_page_is_text(root: Path) -> None:
    text = "++ b/studies/other/README.md\n@@ -1 +1 @@\n-- a/x\ndiff --git a/x b/x\n\\ No newline"
    assert between(root, "x\n", f"{text}\n{text}\n") == {PAGE: ((1, 10),)}


def test_a_name_that_git_quotes_is_left_out_and_one_with_a_space_is_not(root: Path) -> None:
    assert between(root, None, "a\n", 'studies/one/a"b.md') == {}
    assert between(root, None, "a\n", "studies/one/my page.md") == {"studies/one/my page.md": ((1, 1),)}


def test_attributes_of_the_pull_request_do_not_run_anything(root: Path, tmp_path: Path) -> None:
    write(root, {".gitattributes": "*.md diff=evil\n"})
    git(root, "config", "diff.evil.textconv", f"touch {tmp_path}/run; cat")
    assert between(root, "a\n", "b\n") == {PAGE: ((1, 1),)}
    assert not (tmp_path / "run").exists()


LINES = st.lists(st.sampled_from(["a", "b", "+x", "-y", " z", "@@ -1 +1 @@", "+++ b/q", "--- a/q"]), max_size=30)


@settings(max_examples=30, deadline=None)
@given(LINES, LINES)
def test_every_hunk_lies_within_the_page_and_covers_each_new_line(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    root = repo(tmp_path_factory.mktemp("hunks"))
    found = between(root, "".join(f"{line}\n" for line in before), "".join(f"{line}\n" for line in after))
    covered = {line for first, last in found.get(PAGE, ()) for line in range(first, last + 1)}
    assert covered <= set(range(1, len(after) + 1))
    assert {number for number, line in enumerate(after, 1) if line not in before} <= covered
