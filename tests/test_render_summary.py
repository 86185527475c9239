"""The Markdown of job summaries and comments: the terminal's story, with links and folds."""

from __future__ import annotations

import re

import pytest

from pipeline.render import Look, escape, summary
from pipeline.study import Span
from tests import github_markdown
from tests.golden_files import golden
from tests.report_parts import study
from tests.reports import CASES, gated, hostile

TAG = re.compile(r"<(/?)(details|summary|table|span)\b")


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    golden(f"render/{case}.md", summary.render(CASES[case](), Look()))


@pytest.mark.parametrize("case", CASES)
def test_each_block_stands_alone(case: str) -> None:
    """So that a comment can be cut between blocks."""
    for each in CASES[case]().studies:
        for block in summary.blocks(each, verbose=True):
            tags = TAG.findall(block)
            assert sum(not slash for slash, _ in tags) == sum(bool(slash) for slash, _ in tags)


def test_verdict_score_and_change_stand_in_the_first_line() -> None:
    first = summary.blocks(study(), change="+9.0")[0].splitlines()[0]
    assert first == "### FAIL · 64.0 of 100 (+9.0) · `studies/rate-limiter`"


def test_places_become_links_to_the_graded_lines() -> None:
    place = summary.linked("https://github.com/o/r/blob/abc")
    assert place(Span("studies/rate-limiter/a page.md", 3, 5), study()) == (
        "[`a page.md:3`](https://github.com/o/r/blob/abc/studies/rate-limiter/a%20page.md?plain=1#L3-L5)"
    )
    told = "\n".join(summary.blocks(gated(), place, verbose=True))
    assert len(re.findall(r"`[^`]+\.md:\d+`", told)) == len(re.findall(r"\[`[^`]+\.md:\d+`\]\(https:", told))


def test_a_hostile_study_adds_no_structure() -> None:
    kept = github_markdown.shown("\n\n".join(summary.blocks(hostile(), verbose=True)))
    tags = set(re.findall(r"<([a-z0-9]+)", kept))
    assert tags <= {"h3", "p", "strong", "ol", "ul", "li", "code", "br", "details", "summary", "table", "thead",
                    "tbody", "tr", "th", "td", "span"}  # fmt: skip
    rows = len(hostile().criteria) + len({each.section for each in hostile().criteria}) + 1
    assert kept.count("<tr>") == rows
    assert "<!--" not in kept.replace("&lt;!--", "")
    assert not re.search(r"@\w", re.sub(r"<code>.*?</code>", "", kept))


def test_the_table_is_folded() -> None:
    assert "<details>\n<summary>Criteria (10)</summary>\n\n| Criterion" in summary.render(CASES["fail"](), Look())


def test_quiet_is_a_line_a_study() -> None:
    output = summary.render(CASES["three"](), Look(quiet=True))
    assert output.count("\n- ") + output.startswith("- ") == 3
    assert output.endswith("3 studies: 1 passed, 1 failed, 1 incomplete\n")


def test_a_step_is_a_single_list_item() -> None:
    shown = github_markdown.shown(summary.blocks(gated())[1])
    assert shown.count("<li>") == 5
    assert escape.ZERO_WIDTH not in shown
