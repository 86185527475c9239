"""Bounds in cells, and alerts against the range that is called normal."""

import pytest

from pipeline.facts.thresholds import collides, threshold

SIDES = {
    "under 200 ms": "most",
    "< 5 %": "most",
    "at most 3": "most",
    "3 or fewer": "most",
    "≥ 40 MB": "least",
    "more than 10 in 1 h": "least",
    "above 900 of 1,000": "least",
    "> 5 % for 10 min": "least",
    "8K or more": "least",
    "falls below 80 %": "most",
    "10-20 ms": "range",
    "300 ms": "",
    "64 kB": "",
}
NONE = (
    "",
    "n/a",
    "> 2x normal",
    "+20 %",
    "< 50 or > 500",
    "5 ms or 20 ms",
    "double the average",
    "an increase of 10 %",
)
COLLIDING = (
    ("< 300 ms", "> 250 ms"),
    ("under 300 ms", "200 ms"),
    ("above 90 %", "below 95 %"),
    ("> 95 %", "97 %"),
    ("10-20 ms", "15 ms"),
    ("10-20 ms", "20 ms"),
    ("10-20 ms", "> 12 ms"),
    ("10-20 ms", "< 12 ms"),
    ("50 ms", "> 20 ms"),
    ("< 2 ms", "1-5 ms"),
    ("1-4 s", "3-6 s"),
)
APART = (
    ("< 300 ms", "> 300 ms"),
    ("< 300 ms", "300 ms"),
    ("< 1 ms", "1-5 ms"),
    ("10-20 ms", "> 20 ms"),
    ("10-20 ms", "30 ms"),
    ("10-20 ms", "< 10 ms"),
    ("> 95 %", "< 90 %"),
    ("> 95 %", "90 %"),
    ("0", "1 or more"),
    ("500 ms", "500 ms"),
    ("< 300 ms", "< 20 ms"),
    ("> 5 %", "> 1 %"),
    ("< 300 ms", "> 5 %"),
    ("< 300 MB", "> 2 s"),
    ("100 / s", "> 20 / min"),
)


@pytest.mark.parametrize(("cell", "side"), SIDES.items())
def test_a_cell_tells_on_which_side_it_bounds(cell: str, side: str) -> None:
    found = threshold(cell)
    assert found
    assert found.side == side


@pytest.mark.parametrize("cell", NONE)
def test_a_cell_that_cannot_be_compared_has_no_threshold(cell: str) -> None:
    assert threshold(cell) is None


@pytest.mark.parametrize(("title", "side"), [("Alert above", "least"), ("Page below", "most"), ("Alert at", "")])
def test_the_title_of_the_column_tells_the_side_of_a_bare_cell(title: str, side: str) -> None:
    bare, marked = threshold("5 s", title), threshold("< 5 s", title)
    assert bare
    assert marked
    assert (bare.side, marked.side) == (side, "most")


@pytest.mark.parametrize(("normal", "alert"), COLLIDING)
def test_an_alert_inside_the_normal_range_collides(normal: str, alert: str) -> None:
    usual, fires = threshold(normal), threshold(alert)
    assert usual
    assert fires
    assert collides(usual, fires)


@pytest.mark.parametrize(("normal", "alert"), APART)
def test_an_alert_outside_or_of_another_sort_does_not(normal: str, alert: str) -> None:
    usual, fires = threshold(normal), threshold(alert)
    assert usual
    assert fires
    assert not collides(usual, fires)
