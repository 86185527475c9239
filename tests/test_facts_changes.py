"""Before and after are paired where the words pair them, and a stated percent is held to its own two figures only."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.changes import changes
from pipeline.facts.ratios import contradiction

TWO = Fraction(2)
PAIRS = {
    "60 s → 2 s": ("60 s", "2 s"),
    "from 3 days to 15 minutes": ("3 days", "15 minutes"),
    "from an average of 45 to 18 minutes": ("45", "18 minutes"),
    "20 minutes (was 2+ hours)": ("2+ hours", "20 minutes"),
    "380 ms (down from 5.2 s)": ("5.2 s", "380 ms"),
    "380 ms, down from 5.2 s": ("5.2 s", "380 ms"),
    "11 MB (previously 40 MB)": ("40 MB", "11 MB"),
    "fell from 2,000 s of CPU to 30 s": ("2,000 s", "30 s"),
    "99.5% -> 99.9%": ("99.5%", "99.9%"),
    "2.3 s to 180 ms (92 % less)": ("2.3 s", "180 ms"),
}
STATED = {
    "60 s → 2 s (97 % less)": "97 %",
    "60 s → 2 s (-97%)": "-97%",
    "60 s → 2 s (↓ 97 %)": "97 %",
    "60 s → 2 s (a 97 % reduction)": "97 %",
    "60 s → 2 s (reduced by 97 %)": "97 %",
    "fell from 60 s to 2 s, which is 97 % less": "97 %",
    "cut by 97 % (60 s → 2 s)": "97 %",
    "97 % less waiting (from 60 s to 2 s)": "97 %",
    "60 s → 2 s (30x faster)": "30x",
    "60 s → 2 s (30×)": "30×",
}
UNSTATED = (
    "60 s → 2 s (97 %)",
    "60 s → 2 s (97 % of requests)",
    "60 s → 2 s (p97)",
    "60 s → 2 s (97 % hit rate)",
    "60 s → 2 s, 97 % of the users noticed",
    "60 s → 2 s, with 97 % less memory",
    "60 s → 2 s and 97 % fewer calls",
    "97 % of calls (60 s → 2 s)",
    "60 s → 2 s (97 % less, 3 % more)",
    "60 s → 2 s (±5 %)",
)
HOLDS = (
    "3.2 s → 0.7 s (80 % less)",
    "16 → 3 (80 % less)",
    "3+ hours → 10 minutes (99 % less)",
    "~10 s → ~3 s (75 % less)",
    "2 s → <1 s (80 % less)",
    "100 → 250 req/s (150 % more)",
    "20 % → 90 % (+70 %)",
    "98 % → 99 % (50 % better)",
    "2 s → 1 s (100 % faster)",
    "50–100 ms → 5–10 ms (90 % faster)",
    "1.2 s → 300 ms (4x faster)",
    "0.3 ms → 5 ms (16x slower)",
    "4 KB → 1 byte (> 99 % less)",
)
WRONG = {
    "3.2 s → 45 ms (70 % less)": "3.2 s → 45 ms is 98.6 % less, not 70 %",
    "50K → 250K users (500 % increase)": "50K → 250K users is 400 % more, not 500 %",
    "530 → 440 issues (83 % improvement)": "530 → 440 issues is 17 % less, not 83 %",
    "138 min → 47 min (79 % less)": "138 min → 47 min is 65.9 % less, not 79 %",
    "8 s → 2 s (40x faster)": "8 s → 2 s is 4 times, not 40x",
    "3+ hours → 10 minutes (50 % less)": "3+ hours → 10 minutes is 94.4 % less, not 50 %",
}


@pytest.mark.parametrize("text", PAIRS)
def test_words_and_arrows_pair_two_figures(text: str) -> None:
    (change,) = changes(text)
    assert (change.before.text, change.after.text) == PAIRS[text]


@pytest.mark.parametrize(
    "text",
    [
        "60 s → 2 GB",
        "3 regions → 5 users",
        "from 3 to 5",
        "10 ms or 20 ms",
        "it was 3 s. Later 5 s",
        "2 s, 5 s",
        "± 3 s → 2 s",
    ],
)
def test_figures_that_are_no_pair(text: str) -> None:
    assert not [c for c in changes(text) if c.percent or c.factor or c.before.unit]


def test_a_bare_figure_takes_the_unit_of_the_other() -> None:
    (change,) = changes("from 45 to 18 minutes")
    assert (change.before.value, change.after.value) == (Fraction(45 * 60), Fraction(18 * 60))


@pytest.mark.parametrize("text", STATED)
def test_the_statement_right_beside_the_pair_belongs_to_it(text: str) -> None:
    (change,) = changes(text)
    stated = change.percent or change.factor
    assert stated
    assert stated.text.strip() == STATED[text]
    assert STATED[text].strip("-") in text[change.start : change.end]


@pytest.mark.parametrize("text", UNSTATED)
def test_other_percents_nearby_do_not(text: str) -> None:
    assert [c for c in changes(text) if c.percent or c.factor] == []


@pytest.mark.parametrize("text", HOLDS)
def test_every_fair_reading_holds(text: str) -> None:
    (change,) = changes(text)
    assert contradiction(change, tolerance=TWO) == ""


@pytest.mark.parametrize("text", WRONG)
def test_what_no_reading_reaches_is_told_with_our_sum(text: str) -> None:
    (change,) = changes(text)
    assert contradiction(change, tolerance=TWO) == WRONG[text]


@pytest.mark.parametrize("text", ["0 s → 2 s (50 % more)", "60 s → 2 s", "−3 → 5 (50 % more)"])
def test_what_has_no_ratio_is_not_checked(text: str) -> None:
    assert [contradiction(c, tolerance=TWO) for c in changes(text) if contradiction(c, tolerance=TWO) is not None] == []


@given(before=st.integers(1, 10**6), after=st.integers(1, 10**6))
def test_the_exact_percent_always_holds(before: int, after: int) -> None:
    percent = abs(Fraction(after - before, before)) * 100
    word = "less" if after < before else "more"
    text = f"{before:,} ms → {after:,} ms ({round(percent)} % {word})"
    (change,) = changes(text)
    assert contradiction(change, tolerance=TWO) == ""


@given(before=st.integers(1000, 10**5), after=st.integers(1000, 10**5), off=st.integers(16, 90))
def test_a_percent_that_is_far_off_never_holds(before: int, after: int, off: int) -> None:
    percent = round(abs(Fraction(after - before, before)) * 100)
    text = f"{before:,} req/s → {after:,} req/s ({percent + off} % {'less' if after < before else 'more'})"
    (change,) = changes(text)
    assert contradiction(change, tolerance=TWO)


PIECES = st.sampled_from(
    [
        "3.2 s",
        "45 ms",
        "70 %",
        "5x",
        "from ",
        " to ",
        " → ",
        "(was ",
        "(",
        ")",
        " less",
        " faster",
        ", down from ",
        "~",
        "<",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_text_upsets_the_reader(text: str) -> None:
    for change in changes(text):
        assert 0 <= change.start < change.end <= len(text)
        contradiction(change, tolerance=TWO)
