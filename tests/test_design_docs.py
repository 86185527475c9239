"""Design documents: what stands under another title counts, and what only sounds like it does not."""

from __future__ import annotations

from pipeline.grade import grade
from pipeline.library import Library
from pipeline.load import Place, study
from pipeline.report import StudyReport
from tests.studies import Files

RUBRIC = Library(None).rubric("design-doc")
PAGES = {
    "NFR.md": """# Non-functional requirements

Three ferries sell 900 tickets a day; a sale is answered within 800 ms at p95.

## Assumptions

- Nine of ten tickets are sold between seven and nine
- A ticket is a row of 300 bytes
""",
    "architecture.md": """# Architecture

## Sale

```mermaid
sequenceDiagram
    Clerk->>Desk: sells a seat with a token of 40 s
    Desk->>Store: locks the seat through a row lock
    Store-->>Desk: the snapshot of the boat
    Desk-->>Clerk: prints through the queue
```
""",
    "trade-offs.md": """# Trade-offs

## One store rather than three

One store because two people run it. When the store fails, sales are buffered on the pier for an hour, and travellers
see the old list; a crash of the desk is caught by a restart within a minute.

## Paper beside the screen

Paper rather than a second network, because on deck there is none. If the printer fails, the clerk
retries on the other one.
""",
}


def level(report: StudyReport, criterion: str) -> int:
    return next(result.level for result in report.criteria if result.id == criterion)


def graded(**changes: str) -> StudyReport:
    files = Files({name: text.encode() for name, text in (PAGES | changes).items()})
    return grade(study(files, Place("studies/ferry", "ferry", ""), RUBRIC.id), RUBRIC)


def test_assumptions_are_not_left_out() -> None:
    assert level(graded(), "req.scope") == 0


def test_failures_among_the_trade_offs_count() -> None:
    assert level(graded(), "hld.failure") == 2


def test_choices_without_a_failure_do_not() -> None:
    calm = {"trade-offs.md": "# Trade-offs\n\n## One store\n\nOne store rather than three: two people run it.\n"}
    assert level(graded(**calm), "hld.failure") == 0


def test_messages_of_a_drawing_are_steps() -> None:
    assert level(graded(), "hld.flow") == 2


def test_only_the_missing_page_is_asked_for() -> None:
    without = {name: text for name, text in PAGES.items() if name != "trade-offs.md"}
    files = Files({name: text.encode() for name, text in without.items()})
    report = grade(study(files, Place("studies/ferry", "ferry", ""), RUBRIC.id), RUBRIC)
    told = [(f.message.lower(), f.fix) for f in report.findings if f.rule == "files.three" and "no page" in f.message]
    assert told == [("there is no page trade-offs.md", "Add trade-offs.md; pages with a near name are read too.")]
