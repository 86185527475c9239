"""Totals of columns: right ones are never doubted, wrong ones are told, and what is not for adding is left alone."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.facts.grids import grids
from pipeline.facts.sums import Sum, sums
from tests.studies import subject

UNITS = ("{} GB", "${}", "{}", "{} MB/s", "{} requests")
PARTS = st.lists(st.integers(11, 997), min_size=3, max_size=7)


def table(parts: list[str], total: str, *, title: str = "Amount", label: str = "Total", head: str = "Part") -> str:
    rows = "".join(f"| Part {chr(65 + n)} | {part} |\n" for n, part in enumerate(parts))
    return f"# A\n\n| {head} | {title} |\n| --- | --- |\n{rows}| {label} | {total} |\n"


def found(text: str, near: str = "") -> tuple[Sum, ...]:
    return tuple(each for grid in grids(subject({"README.md": text})) for each in sums(grid, near))


@given(PARTS, st.sampled_from(UNITS))
def test_a_right_total_is_checked_and_holds(parts: list[int], unit: str) -> None:
    (each,) = found(table([unit.format(part) for part in parts], unit.format(f"{sum(parts):,}")))
    assert each.beyond == 0


@given(PARTS, st.sampled_from(UNITS), st.integers(2, 9))
def test_a_total_that_misses_its_sum_by_a_tenth_is_told(parts: list[int], unit: str, slip: int) -> None:
    whole = sum(parts)
    wrong = whole + (-1) ** slip * (whole // 10 + slip)
    readings = {*parts, *(whole * factor for factor in (7, 12, 24))}
    assume(wrong not in range(1900, 2100))  # a bare year is no amount
    assume(all(abs(wrong - reading) > 1 for reading in readings) and abs(wrong * len(parts) - whole) > len(parts))
    (each,) = found(table([unit.format(part) for part in parts], unit.format(wrong)))
    assert each.beyond > 0
    assert each.sum == whole * (each.printed.value / wrong)


def test_a_single_thing_too_many_is_told_where_things_are_counted() -> None:
    (each,) = found(table(["14", "31", "9"], "55"))
    assert each.beyond == 1


def test_round_thousands_beside_an_exact_total_are_taken_as_rounded() -> None:
    (each,) = found(table(["41,000", "12,000", "3,000"], "56,214"))
    assert each.beyond == 0


def test_a_rough_total_may_be_a_tenth_off() -> None:
    assert [each.beyond == 0 for each in found(table(["150 GB", "75 GB", "8 GB"], "~250 GB"))] == [True]
    assert [each.beyond == 0 for each in found(table(["150 GB", "75 GB", "8 GB"], "~350 GB"))] == [False]


def test_the_distance_is_told_in_the_base_unit() -> None:
    (each,) = found(table(["2.0 GB", "500 MB", "1.0 GB"], "4.5 GB"))
    assert each.sum == Fraction(3_500_000_000)
    assert each.beyond > 100_000_000


@pytest.mark.parametrize(
    "text",
    [
        table(["4 h", "2 h", "3 h"], "6 h"),
        table(["10 ms", "40 ms", "20 ms"], "40 ms"),
        table(["10", "20", "30"], "30"),
        table(["10", "20", "60"], "30"),
        table(["10", "", "60"], "90"),
        table(["10", "TBD", "60"], "90"),
        table(["10 GB", "20 requests", "60 GB"], "190"),
        table(["$10/day", "$20/day"], "$900/month"),
        table(["10", "20", "60"], "120", title="Average size"),
        table(["10", "20", "60"], "120", title="p95 latency"),
        table(["10", "20", "60"], "120", title="Price per user"),
        table(["10", "20", "60"], "120", label="Total per user"),
        table(["10", "20", "60"], "120", label="Total budget"),
        table(["10", "20", "60"], "120", label="Total with tax"),
        table(["10", "20", "60"], "120", label="Subtotal"),
        table(["10", "20", "60"], "120", title="Value", head="Metric"),
        table(["10", "20", "60"], "900", label="Total users"),
        table(["91 %", "85 %", "70 %"], "82 %"),
        table(["-10 %", "-20 %", "-30 %"], "-20 %", title="Change"),
        table(["> 10", "20", "60"], "120"),
        table(["10", "20", "60+"], "120"),
        table(["10"], "12"),
    ],
)
def test_what_is_not_for_adding_or_not_wholly_printed_is_left_alone(text: str) -> None:
    assert not [each for each in found(text) if each.beyond]


@pytest.mark.parametrize(
    "near", ["The steps run in parallel.", "Shares overlap.", "Figures do not add up to the total."]
)
def test_text_near_the_table_may_say_that_it_does_not_add_up(near: str) -> None:
    wrong = table(["61", "24", "12"], "120")
    assert found(wrong)
    assert not found(wrong, near)
