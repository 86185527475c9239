"""Tables as grids: the role of a column by its title, rows with their lines, what is missing from a table."""

import pytest

from pipeline.facts.grids import grids, role
from tests.studies import subject

TITLES = {
    "metric": ("Metric", "**Signal**", "SLI", "Quality", "Requirement"),
    "value": ("Value", "Actual", "Measured value", "Current"),
    "target": ("Target", "SLO", "Latency target", "🎯 Goal"),
    "before": ("Before", "Baseline", "Without cache", "Previous design"),
    "after": ("After", "With the cache", "Now", "After (v2)"),
    "change": ("Change", "Improvement", "Δ %", "% change"),
    "total": ("Total", "Sum"),
    "share": ("%", "Share of traffic", "% of total"),
    "method": ("How measured", "Measured with", "Method", "How it is tested"),
    "normal": ("Normal", "Normal range", "Healthy ✅"),
    "alert": ("Alert", "Alert threshold", "Page when above", "Warning", "Critical"),
    "response": ("Response", "Action", "Runbook"),
    "unit": ("Unit",),
    "scope": ("Endpoint", "Region"),
    "": ("Notes", "Response time", "New users", "Latency", "Page", "", "Total cost of ownership", "x" * 400),
}  # fmt: skip
CASES = [(title, name) for name, titles in TITLES.items() for title in titles]
PAGE = """---
title: A table
---
# Parking

## Service levels

| What | Normal | **Alert at** |
| --- | --- | --- |
| Lag | < 2 s | 5 s |
| **All** | `1` | 2 |
| TODO: measure | 1 | 2 |
"""


@pytest.mark.parametrize(("title", "name"), CASES, ids=str)
def test_the_title_of_a_column_tells_what_stands_below(title: str, name: str) -> None:
    assert role(title) == name


def test_a_table_is_read_with_lines_scope_and_roles() -> None:
    (grid,) = grids(subject({"README.md": PAGE}))
    assert (grid.scope, grid.line, grid.end_line) == ("Service levels", 8, 12)
    assert [column.role for column in grid.columns] == ["", "normal", "alert"]
    assert [(row.line, row.label, row.cells[1:], row.strong) for row in grid.rows] == [
        (10, "Lag", ("< 2 s", "5 s"), False),
        (11, "All", ("1", "2"), True),
    ]
    assert grid.places("alert") == (2,)
    assert grid.places("target") == ()


def test_a_table_that_lost_unfilled_rows_is_not_whole() -> None:
    full = PAGE.replace("| TODO: measure | 1 | 2 |\n", "")
    assert not grids(subject({"README.md": PAGE}))[0].whole
    assert grids(subject({"README.md": full}))[0].whole


def test_the_first_column_labels_the_rows_whatever_its_title() -> None:
    (grid,) = grids(subject({"README.md": "# A\n\n| Target | Value |\n| --- | --- |\n| 5 s | 4 s |\n"}))
    assert [column.role for column in grid.columns] == ["", "value"]


def test_a_table_of_one_column_or_without_rows_is_no_grid() -> None:
    assert not grids(subject({"README.md": "# A\n\n| Target |\n| --- |\n| 5 s |\n\n| A | B |\n| --- | --- |\n"}))
