"""What the author reads in thirty seconds at the keyboard."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from pipeline.render import Look, cells, terminal
from pipeline.report import Report
from tests.golden_files import golden
from tests.report_parts import finding, study
from tests.reports import CASES
from tests.runner_log import commands

WIDTHS = (40, 41, 60, 71, 72, 80, 100, 200)
COLOUR = re.compile(r"\x1b\[\d+m")


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    golden(f"render/{case}.txt", terminal.render(CASES[case](), Look()))


@pytest.mark.parametrize(
    ("name", "case", "look"),
    [
        ("gated-60", "gated", Look(width=60)),
        ("wide-40", "wide", Look(width=40)),
        ("gated-verbose", "gated", Look(verbose=True)),
        ("three-quiet", "three", Look(quiet=True)),
    ],
)
def test_golden_in_other_looks(name: str, case: str, look: Look) -> None:
    golden(f"render/{name}.txt", terminal.render(CASES[case](), look))


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", CASES)
def test_no_line_is_wider_than_the_terminal(case: str, width: int, verbose: bool) -> None:  # noqa: FBT001 - a parameter of the test
    for line in terminal.render(CASES[case](), Look(width=width, verbose=verbose)).splitlines():
        assert 0 <= wcswidth(line) <= width, line


@pytest.mark.parametrize("width", [40, 80])
def test_a_quiet_line_fits_too(width: int) -> None:
    for line in terminal.render(CASES["three"](), Look(width=width, quiet=True)).splitlines():
        assert wcswidth(line) <= width, line


@pytest.mark.parametrize("case", CASES)
def test_colour_changes_nothing_but_colour(case: str) -> None:
    plain = terminal.render(CASES[case](), Look(verbose=True))
    painted = terminal.render(CASES[case](), Look(verbose=True, colour=True))
    assert COLOUR.sub("", painted) == plain
    assert "\x1b" not in plain


def test_colour_is_used_where_it_is_wanted() -> None:
    painted = terminal.render(CASES["fail"](), Look(colour=True))
    assert "\x1b[31mFAIL\x1b[0m" in painted
    assert "\x1b[32m+3.7\x1b[0m" in painted


@pytest.mark.parametrize("look", [Look(), Look(verbose=True), Look(quiet=True), Look(width=40)])
def test_hostile_text_reaches_the_terminal_and_the_log_as_text(look: Look) -> None:
    output = terminal.render(CASES["hostile"](), look)
    assert commands(output) == []
    assert {unicodedata.category(c) for c in output.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


def test_the_first_two_lines_say_it_all() -> None:
    first, second, *_ = terminal.render(CASES["fail"](), Look()).splitlines()
    assert first.startswith("studies/rate-limiter  system-design 1.0.0")
    assert first.endswith("64.0 of 100")
    assert second == "FAIL  6 to the pass mark of 70"


def test_what_closes_the_pass_comes_first_then_what_gains_most() -> None:
    output = terminal.render(CASES["gated"](), Look())
    places = re.findall(r"^ (\d) (\S+:\d+)", output, re.MULTILINE)
    assert places[0] == ("1", "README.md:57")
    assert [place for _, place in places[1:]] == ["README.md:91", "README.md:120", "README.md:140", "lessons.md:160"]
    assert "(+3.7)" in output
    assert "once the cap is gone" in output


def test_at_most_five_steps_and_the_rest_counted() -> None:
    many = study(findings=tuple(finding(f"rule.r{n}", n, gain=20 - n) for n in range(1, 10)))
    output = terminal.render(Report((many,)), Look())
    assert len(re.findall(r"^ \d README", output, re.MULTILINE)) == 5
    assert " … 4 more findings with --verbose" in output


def test_what_two_rules_say_of_one_place_in_the_same_words_is_one_step() -> None:
    told = "7 of the 7 expected sections are empty or not there"
    twins = study(findings=tuple(finding(rule, 1, message=told) for rule in ("files.structure", "doc.sections")))
    output = terminal.render(Report((twins,)), Look())
    assert output.count(told) == 1
    assert not any(word in output for word in ("also", "more finding"))


def test_a_check_tells_everything_at_once() -> None:
    found = tuple(finding(f"doc.l{n}", n) for n in range(1, 10))
    many = study(score=None, criteria=(), gates=(), findings=found)
    assert len(re.findall(r"^ +\d README", terminal.render(Report((many,)), Look()), re.MULTILINE)) == 9


def test_a_waiver_is_always_shown() -> None:
    output = terminal.render(CASES["waived"](), Look())
    assert "Waived: doc.placeholders" in output
    assert "README.md:57" not in output


def test_a_draft_says_that_it_does_not_fail_the_run() -> None:
    output = " ".join(terminal.render(CASES["draft"](), Look()).split())
    assert "a draft, so its verdict does not count" in output


def test_totals_stand_last_when_there_are_several() -> None:
    output = terminal.render(CASES["three"](), Look())
    assert "3 studies: 1 passed, 1 failed, 1 incomplete" in output
    assert output.index("studies/cache") < output.index("studies/rate-limiter") < output.index("studies/zzz-last")
    assert "studies:" not in terminal.render(CASES["fail"](), Look())


def test_totals_say_how_many_do_not_count() -> None:
    drafts = tuple(study(slug=slug, path=f"studies/{slug}", status="draft") for slug in ("a", "b"))
    final = study(slug="c", path="studies/c")
    told = terminal.render(Report((*drafts, final)), Look(quiet=True)).splitlines()
    assert told[-1] == "3 studies: 3 failed (2 of them drafts or archived, which fail no run)"
    assert [line.endswith(" · draft") for line in told[:3]] == [True, True, False]
    assert "archived" not in terminal.render(CASES["three"](), Look())


def test_a_quiet_line_is_short_enough_to_be_whole() -> None:
    told = terminal.render(CASES["three"](), Look(quiet=True)).splitlines()
    assert told[0].endswith("strong")
    assert told[1].endswith("6 to go")


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"]), max_size=80)


@given(TEXT, st.integers(2, 60))
def test_wrapping_loses_nothing_and_stays_within(text: str, columns: int) -> None:
    lines = cells.wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells.width(line) <= columns for line in lines)


@example("0000\u09490", 5)  # a mark that takes a column, but only behind a character
@given(TEXT, st.integers(2, 60))
def test_clipping_stays_within(text: str, columns: int) -> None:
    clipped = cells.clip(text, columns)
    assert cells.width(clipped) <= columns
    assert clipped == text or clipped.endswith("…")
