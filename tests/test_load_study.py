"""One study as read: order, titles, digests, and the faults that reading tells."""

from pathlib import Path

import pytest

from pipeline.load import places, study
from pipeline.sources import Worktree
from pipeline.study import Fault, Study
from tests.support import Files, cover, front_matter, png, write, write_study


def read(root: Path, files: Files, *, slug: str = "queue", kind: str | None = None) -> Study:
    write(root / "studies" / slug, files)
    (place,) = places(Worktree(root), [f"studies/{slug}"], kind)
    return study(Worktree(root), place, kind)


def told(found: Study) -> list[tuple[str, int, str]]:
    return [(fault.rule, fault.span.line, fault.message) for fault in found.faults]


def only(found: Study) -> Fault:
    (fault,) = found.faults
    assert fault.fix
    assert "\n" not in fault.message
    return fault


def test_a_good_study_has_no_faults(tmp_path: Path) -> None:
    write_study(tmp_path, "queue", {"a.md": "# A\n", "img/flow.png": png(), "waivers.yml": "[]\n"})
    found = read(tmp_path, {"b.mdx": "---\ntitle: B\norder: 2\n---\n# B\n"})
    assert not found.faults
    assert [page.name for page in found.pages] == ["README.md", "a.md", "b.mdx"]
    assert [page.path for page in found.pages][1] == "studies/queue/a.md"
    assert [file.name for file in found.files] == ["img/flow.png", "waivers.yml"]
    assert (found.path, found.slug, found.kind, found.title) == (
        "studies/queue", "queue", "system-design", "Rate limiter",
    )  # fmt: skip
    assert (found.status, found.own_terms, found.language) == ("review", True, "en")
    assert found.cover.body_line == 9
    assert found.meta["date"] == "2026-03-01"


def test_lines_are_those_of_the_file_whatever_its_ends_and_mark(tmp_path: Path) -> None:
    plain = read(tmp_path, {"README.md": cover()}, slug="lf").cover
    marked = b"\xef\xbb\xbf" + cover().replace("\n", "\r\n").encode()
    windows = read(tmp_path, {"README.md": marked}, slug="crlf").cover
    assert windows.lines == plain.lines
    assert windows.root == plain.root
    assert windows.body_line == plain.body_line


def test_without_a_title_the_first_heading_then_the_slug_names_it(tmp_path: Path) -> None:
    assert read(tmp_path, {"README.md": cover(title=None)}).title == "Rate limiter"
    assert read(tmp_path, {"README.md": "text\n"}).title == "queue"


@pytest.mark.parametrize(
    ("files", "rule", "line", "says"),
    [
        ({"README.md": "# No terms\n"}, "front-matter.syntax", 1, "does not start with front matter"),
        ({"README.md": ""}, "front-matter.syntax", 1, "does not start with front matter"),
        ({"README.md": "---\n- a\n- b\n---\n"}, "front-matter.syntax", 2, "list"),
        ({"README.md": cover(kind="sistem-design")}, "front-matter.schema", 3, "sistem-design"),
        ({"README.md": cover(), "a.md": "---\nauthor: me\n---\n"}, "front-matter.schema", 2, "author"),
        ({"a.md": "# A\n"}, "layout.pages", 1, "no README.md"),
        ({"notes.png": png()}, "layout.pages", 1, "no README.md"),
        ({"README.md": b"\x7fELF\0\0\1\2" * 40}, "layout.pages", 1, "byte 4 is NUL"),
        ({"README.md": cover(), "a.md": "# Ä\n".encode("utf-16")}, "layout.pages", 1, "UTF-16"),
        ({"README.md": cover(), "a.md": b"# A\n\nna\xefve " + b"x" * 200}, "layout.pages", 3, "byte 7 (0xef)"),
        ({"README.md": cover(), "a b?.md": "# A\n"}, "layout.pages", 1, "cannot be used"),
        ({"README.md": cover(), "aux.md": "# A\n"}, "layout.pages", 1, "Windows"),
        ({"README.md": cover(), ".gitattributes": "* text\n"}, "layout.pages", 1, "cannot be used"),
        ({"README.md": cover(), "flow.svg": "<svg/>"}, "layout.pages", 1, "SVG"),
        ({"README.md": cover(), "flow.png": "no image"}, "layout.pages", 1, "does not begin like an image"),
        ({"README.md": cover(), "flow.png": png(6000, 5000)}, "layout.limits", 1, "25 megapixels"),
        ({"README.md": cover(), "flow.png": png() + b"\0" * 2**21}, "layout.limits", 1, "2 MiB"),
        ({"README.md": cover() + "x" * 2**17}, "layout.limits", 1, "128 KiB"),
        ({"README.md": cover(), "1/2/3/4/5/6/a.md": "# A\n"}, "layout.limits", 1, "7 names deep"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, files: Files, rule: str, line: int, says: str) -> None:
    fault = next(fault for fault in read(tmp_path, files).faults if fault.severity == "error")
    assert (fault.rule, fault.span.line) == (rule, line)
    assert says in fault.message
    assert fault.fix


def test_one_file_is_told_once(tmp_path: Path) -> None:
    for number, content in enumerate([b"\0", cover().encode() + b"x" * 2**17, b"\xff\xfea"]):
        only(read(tmp_path, {"README.md": content}, slug=f"s{number}"))


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"data.csv": "a,b\n"}, "neither a page nor an image"),
        ({"flow.jpg": png()}, "is in truth a png image"),
    ],
)
def test_what_does_no_harm_is_a_note(tmp_path: Path, files: Files, says: str) -> None:
    fault = only(read(tmp_path, {"README.md": cover(), **files}))
    assert (fault.severity, fault.span.line) == ("note", 1)
    assert says in fault.message


@pytest.mark.parametrize("slug", ["Queue", "my_queue", "a--b", "-a", "a" * 81])
def test_a_slug_that_is_no_address(tmp_path: Path, slug: str) -> None:
    assert only(read(tmp_path, {"README.md": cover()}, slug=slug)).rule == "layout.slug"
    assert not read(tmp_path, {"README.md": "# Free\n"}, slug=slug, kind="design-doc").faults


def test_a_misnamed_cover_is_recognised(tmp_path: Path) -> None:
    found = read(tmp_path, {"index.md": cover(), "z.md": "# Z\n"})
    assert only(found).fix == "Rename `index.md` to `README.md`."
    assert found.kind == "system-design"
    assert only(read(tmp_path, {"readme.md": cover()}, slug="small")).fix == "Rename `readme.md` to `README.md`."


def test_names_that_are_one_where_case_is_not_told_apart(tmp_path: Path) -> None:
    fault = only(read(tmp_path, {"README.md": cover(), "Load.md": "# A\n", "load.md": "# B\n"}))
    assert fault.message == '"load.md" and "Load.md" are one file where case is not told apart'


def test_an_unknown_kind_is_kept_and_the_nearest_named(tmp_path: Path) -> None:
    found = read(tmp_path, {"README.md": cover(kind="system-desing")})
    assert found.kind == "system-desing"
    assert "system-design" in only(found).fix


def test_a_slip_of_encoding_does_not_hide_the_rest(tmp_path: Path) -> None:
    found = read(tmp_path, {"README.md": cover().encode() + b"\n## Load\n\n500 r\xe9quests " + b"a second " * 40})
    assert only(found).span.line == 15
    assert [section.title for section in found.cover.root.walk()][-1] == "Load"
    assert found.cover.damaged == (15,)


def test_the_front_matter_of_a_study_does_not_belong_on_a_further_page(tmp_path: Path) -> None:
    found = read(tmp_path, {"README.md": cover(), "a.md": front_matter(title="A")})
    assert {(fault.rule, fault.span.path) for fault in found.faults} == {("front-matter.schema", "studies/queue/a.md")}


def test_the_digest_knows_names_and_contents_and_nothing_else(tmp_path: Path) -> None:
    files: Files = {"README.md": cover(), "a.md": "# A\n", "flow.png": png()}
    first = read(tmp_path, files, slug="one").content_digest
    assert first.startswith("sha256:")
    assert read(tmp_path, dict(sorted(files.items(), reverse=True)), slug="two").content_digest == first
    changes: list[Files] = [{"a.md": "# B\n"}, {"flow.png": png(3)}, {"b.md": ""}, {"d.csv": "1"}]
    for number, change in enumerate(changes):
        assert read(tmp_path, {**files, **change}, slug=f"s{number}").content_digest != first


def test_a_study_in_another_language_is_named(tmp_path: Path) -> None:
    prose = "이 서비스는 초당 수천 개의 요청을 처리하며 모든 요청은 카운터를 확인한다.\n\n" * 8
    assert read(tmp_path, {"README.md": cover(body=prose)}).language == "ko"
    assert told(read(tmp_path, {"README.md": cover(body=prose)})) == []
