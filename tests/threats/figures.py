"""What each test of the table took and tried when it was last run, and the page with those figures in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.threats import FIGURES, HEAD, Row, names, row, rows

KEPT = Path(__file__).with_name("measured.json")
COUNTS = re.compile(r"^\d+ threats, \d+ tests.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds on the clock, MiB of all processes together, cases of the test and inputs that they tried."""

    seconds: float
    mebibytes: int
    cases: int
    inputs: int


Measured = Mapping[str, Figures]


def kept() -> Measured:
    """The figures of the last run, by test."""
    if not KEPT.exists():
        return {}
    return {test: Figures(**told) for test, told in json.loads(KEPT.read_text(encoding="utf-8")).items()}


def keep(measured: Measured) -> None:
    """Keep them for the next page."""
    told = {test: asdict(figures) for test, figures in sorted(measured.items())}
    KEPT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def page(text: str, measured: Measured) -> str:
    """That page with the measured columns of each row, and the counts above them, written anew."""
    before, *tables = text.split(HEAD)
    return COUNTS.sub(counts(text, measured), HEAD.join([before, *(_table(table, measured) for table in tables)]))


def counts(text: str, measured: Measured) -> str:
    """The line above the tables. Nothing is measured of a test that fails, so crashes and wrong passes are none."""
    tests = [measured[test] for test in names(text)]
    cases, inputs = sum(one.cases for one in tests), sum(one.inputs for one in tests)
    tried = f"{cases:,} cases, {inputs:,} inputs tried: crashes 0, wrong passes 0"
    return f"{len(rows(text))} threats, {len(tests)} tests, {tried}."


def _table(text: str, measured: Measured) -> str:
    """What follows the head of a table, its rows filled."""
    table, gap, rest = text.partition("\n\n")
    start, rule, *lines = table.split("\n")
    return "\n".join([start, rule, *(_line(line, measured) for line in lines)]) + gap + rest


def _line(line: str, measured: Measured) -> str:
    """One row: its first columns as they stand, behind them what was measured."""
    stays = line.strip().removeprefix("|").removesuffix("|").split("|")[:-FIGURES]
    return "| " + " | ".join([*(cell.strip() for cell in stays), *cells(row(line), measured)]) + " |"


def cells(told: Row, measured: Measured) -> tuple[str, str, str, str]:
    """Time of all tests of a row, memory of the largest, inputs of all, and that they held."""
    tests = [measured[test] for test in told.tests]
    seconds, inputs = sum(one.seconds for one in tests), sum(one.inputs for one in tests)
    return f"{seconds:.1f} s", f"{max(one.mebibytes for one in tests)} MiB", f"{inputs:,}", "held"
