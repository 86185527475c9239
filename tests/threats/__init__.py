"""The threats of ``docs/threat-model.md``, each with the tests that try it and what they cost when last measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "threat-model.md"
HEAD = "| Threat | Test | Result | Time | Memory | Tried | Verdict |"
FIGURES = 4
"""Columns behind the result, which ``python -m tests.threats --write`` fills."""
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@dataclass(frozen=True, slots=True)
class Row:
    """A threat, the tests that show it, what holds, and time, memory, inputs and verdict as they were measured."""

    threat: str
    tests: tuple[str, ...]
    result: str
    figures: tuple[str, ...]


def row(line: str) -> Row:
    """The row in that line of a table of threats."""
    cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    threat, tests, result, *figures = cells
    found = tuple(f"{file}::{function}" for file, function in TEST.findall(tests))
    return Row(threat, found, result, tuple(figures))


def rows(page: str) -> Sequence[Row]:
    """The rows of every table of threats of that page."""
    tables = [table.strip().split("\n\n")[0] for table in page.split(HEAD)[1:]]
    return [row(line) for table in tables for line in table.split("\n")[1:]]


def names(page: str) -> Sequence[str]:
    """Every test of the page once, as pytest names it."""
    return sorted({test for told in rows(page) for test in told.tests})
