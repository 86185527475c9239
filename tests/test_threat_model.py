"""No threat in ``docs/threat-model.md`` without a test that exists, and its counts are those of its tables."""

from __future__ import annotations

import ast
import re

import pytest

from tests.threats import PAGE, ROOT, Row, names, rows

TEXT = PAGE.read_text(encoding="utf-8")
ROWS = rows(TEXT)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.threat[:60])
def test_each_threat_names_tests_that_exist_and_says_what_holds(row: Row) -> None:
    assert row.tests, "a row without a test"
    assert row.result
    for file, function in row.tests:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, file


def test_the_counts_of_the_page_are_those_of_its_tables() -> None:
    told = re.search(r"(\d+) threats, (\d+) tests", TEXT)
    assert told
    assert told.groups() == (str(len(ROWS)), str(len(names())))


def test_the_page_says_how_its_counts_are_made_and_that_nothing_got_through() -> None:
    assert "`python -m tests.threats`" in TEXT
    assert "fails on a crash or a wrong pass" in TEXT


def test_a_row_without_a_test_is_seen() -> None:
    (row,) = rows("| Threat | Test | Result |\n| --- | --- | --- |\n| A bomb | later | holds |\n")
    assert row == Row("A bomb", (), "holds")


def test_the_page_for_reporters_links_the_table() -> None:
    assert "docs/threat-model.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
