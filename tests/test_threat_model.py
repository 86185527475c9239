"""No threat in ``docs/threat-model.md`` without a test that exists and figures of its last run."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

import pytest

from tests.command import ROOT
from tests.threats import FIGURES, HEAD, PAGE, Row, names, rows, tricks
from tests.threats.cost import Cost, cost
from tests.threats.figures import Figures, counts, kept, page

TEXT = PAGE.read_text(encoding="utf-8")
ROWS = rows(TEXT)
SHAPE = (r"\d+\.\d s", r"\d+ MiB", r"[\d,]+", r"held")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are watched through /proc")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.threat[:60])
def test_each_threat_names_tests_that_exist_and_says_what_holds(row: Row) -> None:
    assert row.tests, "a row without a test"
    assert row.result
    for test in row.tests:
        file, function = test.split("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, file


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.threat[:60])
def test_each_threat_has_the_figures_of_its_last_run(row: Row) -> None:
    assert len(row.figures) == FIGURES
    for cell, shape in zip(row.figures, SHAPE, strict=True):
        assert re.fullmatch(shape, cell), "run python -m tests.threats --write WORD, with a word of the new tests"


def test_the_page_is_what_its_figures_make_of_it() -> None:
    assert page(TEXT, kept()) == TEXT
    assert set(kept()) == set(names(TEXT))


def test_the_counts_are_those_of_the_tables() -> None:
    told = re.search(r"^(\d+) threats, (\d+) tests, [\d,]+ cases, ([\d,]+) inputs tried: (.*)\.$", TEXT, re.MULTILINE)
    assert told
    assert told[0] == counts(TEXT, kept())
    assert told[4] == "crashes 0, wrong passes 0"


def test_every_trick_of_the_hostile_repository_has_a_line_within_its_limits() -> None:
    lines = TEXT.partition(tricks.HEAD)[2].strip().split("\n\n")[0].split("\n")[1:]
    table = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    assert table[0][0] == tricks.NOTHING
    assert len(table) > 30
    for _, *took, told in table:
        seconds, sizes = ([float(cell.split()[0]) for cell in took[at::3]] for at in (0, 1))
        for second, sound in zip(seconds, (float(table[0][1].split()[0]), float(table[0][4].split()[0])), strict=True):
            assert second - sound <= tricks.SECONDS
        assert max(sizes) <= tricks.MEBIBYTES
        assert told.startswith("`fail`")


TABLE = f"0 threats, 0 tests.\n\n{HEAD}\n| --- | --- | --- | --- | --- | --- | --- |\n"


def test_a_row_without_a_test_is_seen() -> None:
    (row,) = rows(f"{TABLE}| A bomb | later | holds | | | | |\n")
    assert row == Row("A bomb", (), "holds", ("", "", "", ""))


def test_figures_are_written_behind_what_stands_there() -> None:
    measured = {"tests/a.py::b": Figures(1.25, 60, 2, 1_000), "tests/a.py::c": Figures(0.5, 90, 1, 1)}
    text = f"{TABLE}| A bomb | `tests/a.py::b`, `tests/a.py::c` | holds | | | | |\n\nmore | text\n"
    written = page(text, measured)
    assert (
        "| A bomb | `tests/a.py::b`, `tests/a.py::c` | holds | 1.8 s | 90 MiB | 1,001 | held |\n\nmore | text"
        in written
    )
    assert written.startswith("1 threats, 2 tests, 3 cases, 1,001 inputs tried: crashes 0, wrong passes 0.\n")
    assert page(written, measured) == written


@LINUX
def test_what_a_test_costs_is_seen_with_what_it_starts(tmp_path: Path) -> None:
    grand = "x = bytearray(80_000_000); import time; time.sleep(0.3)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grand!r}]); print('out'); sys.exit(3)"
    took = cost([sys.executable, "-c", child], tmp_path, os.environ)
    assert (took.code, took.out) == (3, b"out\n")
    assert took.peak > 80


@LINUX
def test_a_trick_that_takes_too_much_is_told() -> None:
    cheap, long, large = (Cost(0, b"", b"", 1, cpu, peak, 4) for cpu, peak in ((0.5, 60), (1.6, 60), (0.5, 201)))
    made = [tricks.Trick(name, cheap, took, "") for name, took in (("sound", cheap), ("a", long), ("b", large))]
    assert tricks.beyond(made) == ["a", "b"]


@LINUX
def test_a_test_that_does_not_hold_has_no_figures(capsys: pytest.CaptureFixture[str]) -> None:
    from tests.threats.__main__ import run

    assert run("tests/test_threat_model.py::test_there_is_no_such_test") is None
    assert "not found" in capsys.readouterr().out


def test_the_page_says_how_its_figures_are_made_and_what_fails_a_test() -> None:
    assert "`python -m tests.threats --write`" in TEXT
    assert "fails on a crash or a wrong pass" in TEXT


def test_the_page_for_reporters_links_the_table() -> None:
    assert "docs/threat-model.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
