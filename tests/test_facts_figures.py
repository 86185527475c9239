"""Recomputed figures as people read them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.figures import printed, written

PRINTED = {"43.2": "43.2", "8.76": "8.76", "1240": "1,240", "0.0043": "0.0043", "100": "100", "0": "0", "-2.5": "-2.5"}


@pytest.mark.parametrize(("value", "text"), PRINTED.items())
def test_a_figure_is_shown_with_the_digits_that_mean_something(value: str, text: str) -> None:
    assert printed(Fraction(value)) == text


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_written_figure_is_the_figure(value: object) -> None:
    exact = Fraction(str(value))
    assert Fraction(written(exact, 3).replace(",", "")) == exact
