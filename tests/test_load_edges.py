"""Each limit of a study's files: at its edge nothing is said, one beyond it the limit is named and the study fails."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from pipeline import limits
from pipeline.grade import grade
from pipeline.library import Library
from pipeline.load import Entry, Place, study
from tests.support import cover, png

COVER = cover().encode()
LIMIT = "layout.limits"


@dataclass(frozen=True)
class Files:
    """Files in memory, as a source gives them."""

    data: Mapping[str, bytes]

    def files(self, under: str) -> list[Entry]:
        return [Entry(f"{under}/{name}", len(data)) for name, data in sorted(self.data.items())]

    def read(self, path: str) -> bytes:
        return self.data[path.removeprefix("studies/q/")]


def texts(total: int) -> dict[str, bytes]:
    """Pages that hold ``total`` bytes with the cover."""
    whole, rest = divmod(total - len(COVER), limits.PAGE_BYTES)
    sizes = [limits.PAGE_BYTES] * whole + [rest]
    return {f"p{number:02}.md": b"a\n" * (size // 2) + b"\n" * (size % 2) for number, size in enumerate(sizes)}


def deep(depth: int) -> str:
    return "/".join(["a"] * (depth - 1) + ["b.md"])


EDGES = {
    "a page": (
        {"a.md": b"a" * limits.PAGE_BYTES},
        {"a.md": b"a" * (limits.PAGE_BYTES + 1)},
        "128 KiB are allowed",
        LIMIT,
    ),
    "pages": (
        {f"p{n:03}.md": b"# P\n" for n in range(limits.STUDY_PAGES - 1)},
        {f"p{n:03}.md": b"# P\n" for n in range(limits.STUDY_PAGES)},
        "201 pages; 200 are allowed",
        LIMIT,
    ),
    "text": (texts(limits.STUDY_TEXT_BYTES), texts(limits.STUDY_TEXT_BYTES + 1), "more than 2 MiB", LIMIT),
    "an image": (
        {"a.png": png(4, 4).ljust(limits.IMAGE_BYTES, b"\0")},
        {"a.png": png(4, 4).ljust(limits.IMAGE_BYTES + 1, b"\0")},
        "2 MiB are allowed",
        LIMIT,
    ),
    "pixels": ({"a.png": png(5_000, 5_000)}, {"a.png": png(5_000, 5_001)}, "25 megapixels are allowed", LIMIT),
    "images": (
        {f"p{n:02}.png": png(4, 4) for n in range(limits.STUDY_IMAGES)},
        {f"p{n:02}.png": png(4, 4) for n in range(limits.STUDY_IMAGES + 1)},
        "51 images; 50 are allowed",
        LIMIT,
    ),
    "a name": ({"a" * 77 + ".md": b"# A\n"}, {"a" * 78 + ".md": b"# A\n"}, "at most 80", "layout.pages"),
    "depth": ({deep(limits.PATH_DEPTH): b"# A\n"}, {deep(limits.PATH_DEPTH + 1): b"# A\n"}, "6 are allowed", LIMIT),
    "front matter": (
        {"a.md": b"---\ntitle: A page\n" + b"#" * (limits.FRONT_MATTER_BYTES - 15) + b"\n---\n"},
        {"a.md": b"---\ntitle: A page\n" + b"#" * (limits.FRONT_MATTER_BYTES - 14) + b"\n---\n"},
        "64 KiB",
        LIMIT,
    ),
    "levels": (
        {},
        {"a.md": f"---\ntitle: {'[' * 16}{']' * 16}\n---\n".encode()},
        "deeper than 16 levels",
        LIMIT,
    ),
}


@pytest.mark.parametrize("name", EDGES)
def test_at_the_edge_nothing_is_said_and_one_beyond_the_limit_is_named(name: str) -> None:
    at, beyond, says, rule = EDGES[name]
    found = [
        study(Files({"README.md": COVER, **files}), Place("studies/q", "q", "studies/q"), None)
        for files in (at, beyond)
    ]
    within, past = ([fault for fault in each.faults if fault.severity == "error"] for each in found)
    assert not [fault.message for fault in within if fault.rule == LIMIT or says in fault.message]
    assert [fault.rule for fault in past if says in fault.message] == [rule], past
    report = grade(found[1], Library(None).rubric(found[1].kind))
    assert report.verdict.state == "fail"
    assert f"gate:{rule}" in report.verdict.reasons
    assert any(says in finding.message for finding in report.findings)


def test_a_study_of_thousands_of_mistakes_is_told_two_hundred_at_most() -> None:
    pages = {
        f"p{n:03}.md": b"# P\n" + b"".join(b"[a](gone-%d.md) TODO [your name here]\n\n" % m for m in range(30))
        for n in range(60)
    }
    links = Files({"README.md": COVER, **pages, **{f"x{n:03} .md": b"# P\n" for n in range(120)}})
    found = study(links, Place("studies/q", "q", "studies/q"), None)
    report = grade(found, Library(None).rubric(found.kind))
    assert 50 < len(report.findings) <= limits.STUDY_FINDINGS  # a criterion tells the worst few and counts the rest
    assert report.verdict.state == "fail"
