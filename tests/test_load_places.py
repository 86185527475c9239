"""What a path means: the contract's paragraph, line by line."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.load import places, touched
from pipeline.sources import Worktree
from tests.support import cover, write, write_study


def found(root: Path, *paths: str, kind: str | None = None, loose: bool = False) -> list[str]:
    return [place.path for place in places(Worktree(root), paths, kind, loose=loose)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_study(tmp_path, "queue", {"01-load.md": "# Load\n", "images/flow.png": b"x"})
    write_study(tmp_path, "cache")
    write(tmp_path, {"studies/README.md": "# All studies\n", "README.md": "# Ours\n", "docs/how.md": "# How\n"})
    write(tmp_path, {"studies/empty-handed/notes.txt": "", "drafts/one/README.md": cover(), "drafts/two/a.md": "# A\n"})
    return tmp_path


ALL = ["studies/cache", "studies/empty-handed", "studies/queue"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], ALL),
        (["studies"], ALL),
        (["."], ALL),
        (["./studies/"], ALL),
        (["studies/queue"], ["studies/queue"]),
        (["./studies//queue/"], ["studies/queue"]),
        (["studies/queue/README.md"], ["studies/queue"]),
        (["studies/queue/01-load.md"], ["studies/queue"]),
        (["studies/queue/images"], ["studies/queue"]),
        (["studies/queue/images/flow.png"], ["studies/queue"]),
        (["studies/queue", "studies/cache", "studies/queue/README.md"], ["studies/cache", "studies/queue"]),
        (["studies/cache/../queue"], ["studies/queue"]),
        (["drafts"], ["drafts/one"]),
        (["drafts/one/README.md"], ["drafts/one"]),
        (["studies/empty-handed"], ["studies/empty-handed"]),
    ],
)
def test_a_path_means_its_studies(root: Path, paths: Sequence[str], expected: list[str]) -> None:
    assert found(root, *paths) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs", ["docs"]),
        ("docs/how.md", ["docs/how.md"]),
        ("drafts", ["drafts/one", "drafts/two"]),
        ("studies", ALL),
        ("studies/queue", ["studies/queue"]),
        ("studies/queue/README.md", ["studies/queue/README.md"]),
    ],
)
def test_under_a_kind_any_page_makes_a_study_and_a_file_is_one_alone(
    root: Path, path: str, expected: list[str]
) -> None:
    assert found(root, path, kind="design-doc") == expected


def test_a_single_file_is_named_by_its_stem(root: Path) -> None:
    (place,) = places(Worktree(root), ["docs/how.md"], "design-doc")
    assert (place.slug, place.single) == ("how", True)


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("no/such/place", None, "no file at or below"),
        ("studies/nowhere", None, "no file at or below"),
        ("studies/queue/missing.md", None, "no file at or below"),
        ("docs", None, "no study stands here"),
        ("docs/how.md", None, "belongs to no study"),
        ("studies/README.md", None, "belongs to no study"),
        ("studies/queue/images/flow.png", "design-doc", "no Markdown page"),
        ("../outside", None, "leads out"),
        ("/etc", None, "leads out"),
        ("missing.md", "design-doc", "no file at or below"),
    ],
)
def test_nothing_found_is_said_with_a_place_and_a_remedy(root: Path, path: str, kind: str | None, says: str) -> None:
    with pytest.raises(InputError, match=says) as told:
        found(root, path, kind=kind)
    assert told.value.place == path
    assert told.value.remedy
    assert "\n" not in str(told.value)


def test_an_empty_directory_is_no_study(tmp_path: Path) -> None:
    (tmp_path / "studies" / "nothing").mkdir(parents=True)
    for paths, says in (([], "there is no study yet"), (["studies/nothing"], "no file at or below")):
        with pytest.raises(InputError, match=says):
            found(tmp_path, *paths)


def test_what_an_operating_system_leaves_behind_makes_no_study(tmp_path: Path) -> None:
    write(tmp_path, {"studies/.DS_Store": "", "studies/old/.DS_Store": "", "studies/old/README.md~": cover()})
    with pytest.raises(InputError):
        found(tmp_path)


def test_outside_a_work_tree_a_study_is_named_from_its_parent(root: Path) -> None:
    assert found(root, "drafts", loose=True) == found(root, "drafts/one", loose=True) == ["one"]


def test_without_studies_a_top_with_a_cover_is_a_study(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": cover(), "docs/deep/README.md": "# Docs\n"})
    assert found(tmp_path, ".") == ["."]
    assert found(tmp_path, "docs/deep") == ["docs/deep"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(InputError, match="no regular file"):
        found(tmp_path, "pipe.md", kind="design-doc")


def test_touched_names_studies_that_may_be_gone() -> None:
    paths = ["studies/b/x/y.png", "studies/a/README.md", "studies/README.md", "docs/a.md", "studies/a/2.md"]
    assert touched(paths) == ("studies/a", "studies/b")
    assert touched(["work/cases/a/README.md"], "work/cases") == ("work/cases/a",)
