"""Beyond a limit: a fault that names it, no crash, and nothing read that need not be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from pipeline import limits
from pipeline.load import Entry, Place, study
from pipeline.load.source import EXECUTABLE, REGULAR, SUBMODULE, SYMLINK, UNKNOWN_SIZE
from pipeline.study import Study
from tests.support import cover

PLACE = Place("studies/q", "q", "studies/q")


@dataclass
class Tree:
    """Entries that need no disk; what is read is noted."""

    sizes: Mapping[str, int]
    modes: Mapping[str, int] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)

    def files(self, under: str) -> Iterator[Entry]:
        for name, size in sorted(self.sizes.items()):
            yield Entry(f"{under}/{name}", size, self.modes.get(name, REGULAR))

    def read(self, path: str) -> bytes:
        self.opened.append(path)
        name = path.removeprefix("studies/q/")
        return cover().encode() if name == "README.md" else b"\x89PNG" if name.endswith("png") else b"# Page\n"


def graded(tree: Tree) -> Study:
    return study(tree, PLACE, None)


def errors(found: Study) -> list[str]:
    return [fault.message for fault in found.faults if fault.severity == "error" and "begin like" not in fault.message]


def numbered(count: int, suffix: str, size: int = 7) -> dict[str, int]:
    return {"README.md": 300, **{f"p{number:03}.{suffix}": size for number in range(count)}}


@pytest.mark.parametrize(
    ("tree", "says", "opened"),
    [
        (Tree(numbered(limits.STUDY_PAGES, "md")), "the study has 201 pages; 200 are allowed", 1),
        (Tree(numbered(51, "png")), "the study has 51 images; 50 are allowed", 51),
        (Tree(numbered(20, "md", 110 * 1024)), "hold more than 2 MiB", 1),
        (Tree(numbered(200, "md", 11 * 1024)), "the study has 201 pages; 200 are allowed", 1),
        (Tree(numbered(1, "md", limits.PAGE_BYTES + 1)), 'the page "p000.md" holds 129 KiB; 128 KiB are allowed', 1),
        (Tree(numbered(1, "png", limits.IMAGE_BYTES + 1)), "holds 2049 KiB; 2 MiB are allowed", 1),
        (Tree(numbered(1, "bin", 10**12)), "8 MiB are allowed", 1),
        (Tree({"README.md": 300, "waivers.yml": 65 * 1024}), "64 KiB are allowed", 1),
        (Tree(numbered(1, "png", UNKNOWN_SIZE)), "was not fetched", 1),
        (Tree({"README.md": UNKNOWN_SIZE}), "was not fetched", 0),
    ],
)
def test_each_limit_is_named_and_stops_reading(tree: Tree, says: str, opened: int) -> None:
    found = graded(tree)
    (message,) = errors(found)
    assert says in message
    assert len(tree.opened) == opened
    assert {fault.rule for fault in found.faults if fault.message == message} == {"layout.limits"}


def test_of_a_study_that_is_too_large_the_cover_alone_is_graded() -> None:
    """What is refused must not cost what grading it would."""
    found = graded(Tree(numbered(20, "md", 110 * 1024)))
    assert [bool(page.lines) for page in found.pages] == [True, *[False] * 20]
    assert found.title == "Rate limiter"


def test_at_its_limit_nothing_is_wrong() -> None:
    pages = numbered(limits.STUDY_PAGES - 1, "md")
    assert not errors(graded(Tree(pages)))
    assert not errors(graded(Tree(numbered(1, "md", limits.PAGE_BYTES))))
    assert not errors(graded(Tree(numbered(50, "png", limits.IMAGE_BYTES))))


def test_a_study_of_endless_files_is_listed_no_further_than_its_limit() -> None:
    listed = []

    class Endless(Tree):
        def files(self, under: str) -> Iterator[Entry]:
            yield Entry(f"{under}/README.md", 300)
            for number in range(10**10):
                listed.append(number)
                yield Entry(f"{under}/x{number}.txt", 1)

    assert "more than 500 files" in errors(graded(Endless({})))[0]
    assert len(listed) == limits.STUDY_FILES


@pytest.mark.parametrize(
    ("mode", "says"), [(SYMLINK, "symbolic link"), (SUBMODULE, "submodule"), (0o010000, "no regular file")]
)
@pytest.mark.parametrize("name", ["a.md", "README.md"])
def test_what_is_no_file_is_told_and_not_opened(mode: int, says: str, name: str) -> None:
    tree = Tree({"README.md": 300, name: 11}, {name: mode})
    (message,) = errors(graded(tree))
    assert message.startswith(f'"{name}" is ')
    assert says in message
    assert f"studies/q/{name}" not in tree.opened


def test_a_program_is_a_note() -> None:
    (fault,) = graded(Tree({"README.md": 300}, {"README.md": EXECUTABLE})).faults
    assert (fault.severity, fault.rule) == ("note", "layout.pages")


@pytest.mark.parametrize(
    "name", ["a\udcff.md", "new\nline.md", "\x1b[31m.md", "::error::.md", "-rf.md", "\u202etxt.md"]
)
def test_a_hostile_name_is_shown_harmlessly(name: str) -> None:
    found = graded(Tree({"README.md": 300, name: 7}))
    assert "cannot be used" in errors(found)[0]
    for text in (*errors(found), *(page.path for page in found.pages)):
        assert text.isprintable()
        assert text.encode()
