"""A section of a few words holds its criteria down, but accuses nobody."""

from __future__ import annotations

from pipeline.grade import grade
from pipeline.library import Library
from pipeline.load import Place, study
from pipeline.report import StudyReport
from tests.studies import Files

RUBRIC = Library(None).rubric("design-doc")
PAGES = {
    "README.md": "# Ticket desk\n\n## Problem\n\nBuyers wait.\n\n## Traffic\n\n40,000 daily active users buy seats.\n",
    "high-level-design.md": "# High-level design\n\nOne store serves the 40,000 daily active users of the desk.\n",
}


def graded(pages: dict[str, str]) -> StudyReport:
    files = Files({name: text.encode() for name, text in pages.items()})
    return grade(study(files, Place("studies/desk", "desk", ""), "design-doc"), RUBRIC)


def caps(report: StudyReport) -> set[str]:
    assert report.score
    return {cap.by for cap in report.score.caps}


def test_a_short_section_is_no_contradiction_between_pages() -> None:
    report = graded(PAGES)
    agreed = next(result for result in report.criteria if result.id == "num.crossfile")
    assert (agreed.level, "num.crossfile" in caps(report)) == (2, False)
