"""The threats of ``docs/threat-model.md``; ``python -m tests.threats`` runs every test that the page names."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "threat-model.md"
HEAD = "| Threat | Test | Result |"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@dataclass(frozen=True, slots=True)
class Row:
    """A threat, the tests that show it, each as file and function, and what holds."""

    threat: str
    tests: tuple[tuple[str, str], ...]
    result: str


def rows(page: str) -> Sequence[Row]:
    """The rows of every table of threats of that page."""
    found = []
    for table in page.split(HEAD)[1:]:
        lines = table.strip().split("\n\n")[0].split("\n")[1:]
        for threat, tests, result in (line.strip("| ").split(" | ") for line in lines):
            found.append(Row(threat, tuple(TEST.findall(tests)), result))
    return found


def names() -> Sequence[str]:
    """Every test of the page once, as pytest names it."""
    told = rows(PAGE.read_text(encoding="utf-8"))
    return sorted({f"{file}::{function}" for row in told for file, function in row.tests})


class _Counts:
    """How many cases were run, and how many did not hold."""

    def __init__(self) -> None:
        self.held = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a case."""
        self.held += report.when == "call" and report.passed
        self.failed += report.failed


def main() -> int:
    """Run them all and print the counts."""
    counts = _Counts()
    code = pytest.main(["-q", "-p", "no:cacheprovider", *names()], [counts])
    sys.stdout.write(f"{len(names())} tests, {counts.held} cases held, {counts.failed} did not\n")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
