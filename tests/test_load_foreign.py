"""Studies under `--kind`: what stands in their front matter is read as content."""

from pathlib import Path

from pipeline.load import places, study
from pipeline.sources import Worktree
from pipeline.study import Item, List, Paragraph, Study
from tests.support import write

METRICS = """\
---
title: "Checkout rebuilt"
layout: post
metrics:
  - label: "Signup to paid"
    value: "18 / 20"
  - label: Latency
    value: 120 ms
summary: >
  Payments failed for
  one customer in nine.
demo: https://example.org/demo
---

# Checkout

Prose.
"""


def read(root: Path, files: dict[str, str], at: str = "case") -> Study:
    (place,) = places(Worktree(write(root, {f"case/{name}": text for name, text in files.items()})), [at], "star-story")
    return study(Worktree(root), place, "star-story")


def test_front_matter_is_a_section_with_the_lines_of_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, {"README.md": METRICS})
    front, body = found.cover.root.sections
    assert (front.title, front.line, body.title, body.line) == ("Front matter", 1, "Checkout", 15)
    assert front.blocks == (
        Paragraph("title: Checkout rebuilt", 2, 2, "title"),
        Paragraph("metrics:", 4, 4, "metrics"),
        List((Item("label: Signup to paid; value: 18 / 20", 5, 6), Item("label: Latency; value: 120 ms", 7, 8)), 5, 8),
        Paragraph("summary: Payments failed for one customer in nine.", 9, 11, "summary"),
    )
    assert [(link.target, link.line) for link in found.cover.links] == [("https://example.org/demo", 12)]


def test_it_sets_no_terms(tmp_path: Path) -> None:
    found = read(tmp_path, {"README.md": METRICS})
    assert (found.kind, found.title, found.status) == ("star-story", "Checkout rebuilt", None)
    assert not found.own_terms
    assert not found.meta
    assert not found.cover.meta
    assert not found.faults


def test_yaml_that_we_would_refuse_is_still_read(tmp_path: Path) -> None:
    odd = "---\nbase: &base all of it\nagain: *base\nagain: twice over\n---\n# T\n"
    found = read(tmp_path, {"a.md": odd})
    assert not found.faults
    assert [block.line for block in found.cover.root.sections[0].blocks] == [2, 4]


def test_without_a_readme_the_first_page_by_name_is_the_cover(tmp_path: Path) -> None:
    found = read(tmp_path, {"02-design.md": "# Design\n", "01-needs.md": "# Needs\n"})
    assert [page.name for page in found.pages] == ["01-needs.md", "02-design.md"]
    assert found.title == "Needs"


def test_a_file_alone_has_its_own_path(tmp_path: Path) -> None:
    found = read(tmp_path, {"my_story.md": "# Story\n", "other.md": "# Other\n"}, at="case/my_story.md")
    assert (found.path, found.slug, len(found.pages)) == ("case/my_story.md", "my_story", 1)
    assert found.cover.path == "case/my_story.md"


def test_our_own_layout_is_advice_but_limits_hold(tmp_path: Path) -> None:
    found = read(tmp_path, {"README.md": "# T\n" + "x" * 2**17, "flow.svg": "<svg/>", "flow.png": "none"})
    assert [(fault.rule, fault.severity) for fault in found.faults] == [
        ("layout.limits", "error"),
        ("layout.pages", "note"),
        ("layout.pages", "note"),
    ]


def test_a_study_without_pages_has_an_empty_cover(tmp_path: Path) -> None:
    write(tmp_path, {"studies/x/flow.png": "none"})
    (place,) = places(Worktree(tmp_path), [], "star-story")
    found = study(Worktree(tmp_path), place, "star-story")
    assert found.cover.path == "studies/x/README.md"
    assert found.cover.lines == ()
