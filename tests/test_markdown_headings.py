"""Headings: the tree, cleaned titles, bold lines that serve as headings, footers that do not."""

import pytest

from pipeline.markdown import parse
from pipeline.study import Page, Paragraph, Section


def root(text: str) -> Section:
    return parse(tuple(text.split("\n")), 1).root


def outline(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in root(text).walk()][1:]


def test_sections_nest_by_rank_and_span_to_the_next() -> None:
    page = root("# A\n\none\n\n## B\n\n### C\n\n## D\n\n# E\n\nend\n")
    spans = [(section.title, section.line, section.end_line) for section in page.walk()]
    assert spans == [("", 1, 13), ("A", 1, 10), ("B", 5, 8), ("C", 7, 8), ("D", 9, 10), ("E", 11, 13)]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("1. Requirements", "Requirements"),
        ("1) Requirements", "Requirements"),
        ("01. Requirements", "Requirements"),
        ("02 Requirements", "Requirements"),
        ("1.2 Requirements", "Requirements"),
        ("1.2.3. Requirements", "Requirements"),
        ("Step 1: Outline use cases", "Outline use cases"),
        ("Chapter 3 — Key Decisions", "Key Decisions"),
        ("IV. Results", "Results"),
        ("A. Results", "Results"),
        ("🎯 Goals", "Goals"),
        ("🎯 1. Goals ✨", "Goals"),
        ("1️⃣ Goals", "Goals"),
        ("**Goals:**", "Goals"),
        ("*Goals* and `code`.", "Goals and code"),
        ("Goals ##", "Goals"),
        ("Goals {#goals}", "Goals"),
        ("Why Redis?", "Why Redis?"),
        ("Situation (S)", "Situation (S)"),
        ("10 million users", "10 million users"),
        ("99.9% availability", "99.9% availability"),
        ("Stage 2: One region", "Stage 2: One region"),
        ("I/O", "I/O"),
        ("1.", "1"),
        ("🚀", "🚀"),
        ("2024", "2024"),
    ],
)
def test_titles_lose_what_only_decorates(written: str, title: str) -> None:
    assert outline(f"## {written}\n\ntext\n") == [(2, title)]


def test_setext_and_atx_say_how_they_are_written() -> None:
    markers = [section.marker for section in root("A\n===\n\nx\n\n## B\n").walk()]
    assert markers == ["page", "setext", "atx"]


@pytest.mark.parametrize(
    "line",
    [
        "**Options considered**",
        "**Options considered:**",
        "**Options considered**:",
        "🔧 **Options considered**",
        "1. Options",
    ],
)
def test_a_bold_line_stands_one_level_below_its_heading(line: str) -> None:
    found = outline(f"## Broker\n\n{line}\n\n- one\n")
    expected = [(2, "Broker")] if line.startswith("1.") else [(2, "Broker"), (3, "Options considered")]
    assert found == expected


def test_an_emoji_numeral_makes_a_line_a_heading() -> None:
    assert outline("1️⃣ Requirements\n\nFast.\n\n2️⃣ Design\nSmall.\n") == [(1, "Requirements"), (1, "Design")]


def test_any_real_heading_ends_a_bold_section() -> None:
    found = outline("## A\n\n**B**\n\nx\n\n#### C\n\n**D:**\n")
    assert found == [(2, "A"), (3, "B"), (4, "C"), (5, "D")]
    assert root("## A\n\n**B**\n\nx\n\n#### C\n").sections[0].sections[1].title == "C"


@pytest.mark.parametrize(
    "line",
    [
        "**Never run this in production.**",
        "**This is important:** read it",
        "**One** and **two**",
        "**Monthly cost: $500**",
        "**$9,500/month**",
        "**" + "word " * 13 + "end**",
        "> **Quoted**",
        "- **Item**",
        "Plain prose",
        "1 plain line",
    ],
)
def test_prose_is_no_heading(line: str) -> None:
    assert outline(f"{line}\n\n- text\n") == []


def test_a_bold_line_with_nothing_below_is_a_paragraph() -> None:
    page = root("## A\n\n**Ship it**\n\n## B\n")
    assert page.sections[0].blocks == (Paragraph("Ship it", 3, 3, label="Ship it"),)


def test_footer_navigation_is_no_heading() -> None:
    page = root("## A\n\n## ⬅️ [← Cache](02.md) · [Failure modes →](04.md)\n")
    assert [section.title for section in page.walk()] == ["", "A"]
    assert isinstance(page.sections[0].blocks[0], Paragraph)


def test_a_heading_that_is_one_link_stays_a_heading() -> None:
    assert outline("### [Fundamentals](./fundamentals)\n") == [(3, "Fundamentals")]


def test_comments_in_fences_are_no_headings() -> None:
    assert outline("# A\n\n```python\n# B\n```\n\n~~~\n# C\n```\n# D\n~~~\n") == [(1, "A")]


def test_headings_inside_items_and_quotes_are_their_text() -> None:
    assert outline("- # A\n\n> # B\n") == []


def test_a_page_quotes_its_headings_literally() -> None:
    text = "# 1. The Cache:\n\n<h2>\n Two words\n</h2>\n\n**Why now:**\n"
    lines = tuple(text.split("\n"))
    page = Page(path="p", name="p", lines=lines, body_line=1, root=parse(lines, 1).root)
    for section in list(page.root.walk())[1:]:
        assert page.quote(section.line, section.title) == section.title
