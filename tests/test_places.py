"""A finding about a section that is not there points at no line that only comes near."""

from __future__ import annotations

from pipeline.grade import grade
from pipeline.library import Library
from pipeline.load import Place, study
from tests.studies import Files

RUBRIC = Library(None).rubric("architecture-deep-dive")
PAGES = {
    "00-overview.md": "# Parcel tracker\n\nParcels of 40 depots are followed by 900,000 people.\n",
    "01-capacity.md": """# Capacity

| What | One depot | All depots |
|---|---|---|
| Scans | 12/s | 480/s |
| Rough cost | $90/month | $3,100/month |
""",
}


def test_growth_is_not_asked_for_in_a_row_about_money() -> None:
    files = Files({name: text.encode() for name, text in PAGES.items()})
    report = grade(study(files, Place("studies/parcels", "parcels", ""), RUBRIC.id), RUBRIC)
    found = next(finding for finding in report.findings if finding.rule == "scaling.stages")
    assert (found.span.path, found.span.line) == ("studies/parcels/00-overview.md", 1)


DESIGN = {
    "requirements.md": "# Requirements\n\n- The desk sells 900 tickets a day\n",
    "high-level-design.md": "# High-level design\n\nThe desk, with 900 daily active users, sells all tickets.\n",
    "trade-offs.md": "# Trade-offs\n\nOne store, for 900 daily active users.\n",
}


def test_what_was_found_on_another_page_is_no_place() -> None:
    rubric = Library(None).rubric("design-doc")
    files = Files({name: text.encode() for name, text in DESIGN.items()})
    report = grade(study(files, Place("studies/desk", "desk", ""), rubric.id), rubric)
    found = next(finding for finding in report.findings if finding.rule == "num.crossfile")
    assert (found.span.path, found.span.line) == ("studies/desk/requirements.md", 1)
