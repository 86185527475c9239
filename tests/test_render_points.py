"""People and machines read figures that are rounded down, and never a pass that was not reached."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render import points

POINTS = st.fractions(0, 100)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(49), "49"),
        (Fraction(5, 4), "1.25"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.66"),
        (Fraction("69.999"), "69.99"),
        (Fraction(100), "100"),
        (Fraction("0.1") + Fraction("0.2"), "0.3"),
    ],
)
def test_json_numbers_are_floored_to_hundredths_without_noise(value: Fraction, printed: str) -> None:
    assert json.dumps(points.number(value)) == printed


@given(POINTS)
def test_a_printed_number_is_at_most_a_hundredth_below_and_reads_back(value: Fraction) -> None:
    back = points.exact(json.loads(json.dumps(points.number(value))))
    assert back <= value < back + Fraction(1, 100)
    assert points.number(back) == points.number(value)


@given(POINTS, st.integers(0, 100))
def test_people_never_read_a_mark_that_was_not_reached(value: Fraction, mark: int) -> None:
    shown = Fraction(points.score(value))
    assert (shown >= mark) == (value >= mark)
    assert shown <= value


@given(POINTS, st.integers(0, 100))
def test_score_and_distance_add_up_to_the_mark(value: Fraction, mark: int) -> None:
    if value < mark:
        missing = Fraction(points.short_of(Fraction(mark), value))
        assert missing > 0
        assert Fraction(points.score(value)) + missing == mark


def test_the_distance_to_an_uneven_mark_is_never_shown_too_short() -> None:
    assert points.short_of(Fraction("70.55"), Fraction("70.5")) == "0.1"


@pytest.mark.parametrize(
    ("value", "shown"), [(0, ""), (Fraction(1, 20), "+<0.1"), (Fraction(15, 4), "+3.7"), (12, "+12.0"), (-1, "")]
)
def test_gains(value: Fraction, shown: str) -> None:
    assert points.gain(Fraction(value)) == shown


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [("52.5", "61.5", "+9.0"), ("61.5", "59", "-2.5"), ("61.51", "61.59", "±0.0"), ("0", "0.3", "+0.3")],
)
def test_a_change_is_that_of_the_scores_as_shown(before: str, after: str, shown: str) -> None:
    assert points.change(Fraction(before), Fraction(after)) == shown


def test_marks_lose_a_needless_decimal() -> None:
    assert points.plain(Fraction(70)) == "70"
    assert points.plain(Fraction(75, 4)) == "18.7"


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="nan"):
        points.exact(float("nan"))


@pytest.mark.parametrize(
    ("value", "shown", "printed"),
    [("7.5", "+7.5", 7.5), ("-2.55", "-2.5", -2.55), ("-0.005", "±0.0", 0), ("0", "±0.0", 0), ("1/3", "+0.3", 0.33)],
)
def test_changes_are_cut_towards_nothing(value: str, shown: str, printed: float) -> None:
    assert points.signed(Fraction(value)) == shown
    assert points.signed_number(Fraction(value)) == printed
