"""Deep dives by other outlines than ours: their titles, columns and words of growth count, and look-alikes do not."""

from __future__ import annotations

import pytest

from pipeline.grade import grade
from pipeline.library import Library
from pipeline.load import Place, study
from pipeline.report import StudyReport
from tests.studies import Files

RUBRIC = Library(None).rubric("architecture-deep-dive")
PAGES = {
    "04-solution-strategy.md": """# Solution strategy

- One desk process instead of three, because two people run it
- Paper tickets rather than phones, because there is no network on deck
- A nightly file in place of a feed
""",
    "05-building-block-view.md": """# Building block view

The desk sells, the pier boards, the office counts.
""",
    "06-scale-analysis.md": """# Scale analysis

## Today

The desk sells from six to nine and counts the cash in between.

## What changes


### Tier 1: 900 bookings a day

One desk with one queue sells all of them by hand.

### Tier 2: 9,000 bookings a day

A second desk opens, and the list is cached on the pier.
""",
    "11-risks.md": """# Risks and technical debt

- The printer fails, and the clerk retries on the other one
- The pier loses its network, and boarding falls back to the printed list
- The till and the list disagree at night, which the office settles by hand on the next morning
""",
}


def graded(**changes: str) -> StudyReport:
    files = Files({name: text.encode() for name, text in (PAGES | changes).items()})
    return grade(study(files, Place("studies/ferry", "ferry", ""), RUBRIC.id), RUBRIC)


def level(report: StudyReport, criterion: str) -> int:
    return next(result.level for result in report.criteria if result.id == criterion)


def unmet(report: StudyReport) -> set[str]:
    return {gate.id for gate in report.gates if gate.state == "unmet"}


def test_pages_by_the_outline_of_arc42_have_their_place() -> None:
    assert level(graded(), "files.structure") == 2


@pytest.mark.parametrize("page", ["06-scale-analysis.md", "11-risks.md"])
def test_without_one_of_them_a_topic_is_missing(page: str) -> None:
    others = {name: text for name, text in PAGES.items() if name != page}
    files = Files({name: text.encode() for name, text in others.items()})
    report = grade(study(files, Place("studies/ferry", "ferry", ""), RUBRIC.id), RUBRIC)
    assert level(report, "files.structure") == 1


def test_risks_with_what_handles_them_are_failures() -> None:
    assert level(graded(), "failure.scenarios") == 2
    assert "failure.scenarios" not in unmet(graded())


def test_an_empty_list_of_risks_is_none() -> None:
    empty = {"11-risks.md": "# Risks\n\n| id | risk | owner |\n|---|---|---|\n| | | |\n"}
    assert level(graded(**empty), "failure.scenarios") == 0


def test_tiers_by_bookings_are_stages_of_growth() -> None:
    assert level(graded(), "scaling.stages") == 2


def test_tiers_by_a_name_alone_are_not() -> None:
    named = {"06-scale-analysis.md": "# Scale analysis\n\n## Gold tier\n\nOne desk with one queue and three files.\n"}
    assert level(graded(**named), "scaling.stages") < 2


SWAPS = """# Tools

## Decisions

| {0} | {1} | Reason |
|---|---|---|
| phones | paper | no network on deck at any hour |
| three desks | one desk | two people run it all year |
| a feed | a nightly file | the office reads it in the morning |
"""


def test_a_column_of_what_was_not_used_holds_alternatives() -> None:
    rows = {"04-solution-strategy.md": SWAPS.format("Instead of", "This ferry uses")}
    assert level(graded(**rows), "tradeoff.decisions") == 2


def test_a_column_of_uses_does_not() -> None:
    rows = {"04-solution-strategy.md": SWAPS.format("Use case", "Uses")}
    assert level(graded(**rows), "tradeoff.decisions") == 0
