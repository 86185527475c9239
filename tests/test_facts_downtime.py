"""Availability, downtime, nines: what is recomputed, and what is left alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.downtime import allowances
from pipeline.facts.figures import written
from pipeline.facts.nines import named, series

RIGHT = (
    "99.9 % uptime, so 43 minutes of downtime a month",
    "99.9% availability (8.76 hours/year downtime)",
    "99.95 % over a quarter allows 65 min of downtime",
    "99.5 % leaves 50.4 min of downtime each week",
    "99.9 % availability with 20 minutes of downtime last month",
    "99.9 % uptime (30 minutes of downtime a month)",
    "99.9 % a month, at most 43 minutes without accepting calls | a probe every 30 s, a week",
)
WRONG = {
    "99.9 % uptime, so 430 minutes of downtime a month": "99.9 % leaves 43.2 min down a month, not 430 minutes",
    "99.99% availability (52 min downtime/month)": "99.99 % leaves 4.32 min down a month, not 52 min",
    "99.5% uptime (45 min downtime/month)": "99.5 % leaves 3.6 h down a month, not 45 min",
    "an error budget of 0.05 % (43 minutes a month)": "0.05 % of a month is 21.6 min, not 43 minutes a month",
    "99.9 % allows 8.76 min of downtime a year": "99.9 % leaves 8.76 h down a year, not 8.76 min",
    "Uptime | 99.9 % a month, at most 9 hours without answering (Target) | two probes, each every 30 s (How)": (
        "99.9 % leaves 43.2 min down a month, not at most 9 hours"
    ),
}
OTHER = (
    "99.9 % availability",
    "43 minutes of downtime a month",
    "99.9 % of requests during 90 minutes of downtime a month",
    "99.9 % excluding 4 hours of planned downtime a month",
    "we reduced downtime by 95 % to 60 minutes a month",
    "99.99 % with failover in 30 s of downtime",
    "99.9 % a month, a pool of 9 hours without calls | two probes, every 30 s",
    "99.9 % a month | 9 hours without accepting calls | every 30 s",
    "99 % and 99.9 % differ by 6 hours of downtime a month",
)
UNITS = {"s": 1, "min": 60, "h": 3600}


@pytest.mark.parametrize("text", RIGHT)
def test_downtime_that_fits_is_checked_and_right(text: str) -> None:
    assert [check.says for check in allowances(text)] == [""]


@pytest.mark.parametrize(("text", "says"), WRONG.items())
def test_downtime_that_does_not_fit_is_told_with_the_sum(text: str, says: str) -> None:
    (check,) = allowances(text)
    assert check.says == says
    assert text[check.start :].startswith(check.text)


@pytest.mark.parametrize("text", OTHER)
def test_downtime_of_another_sort_is_left_alone(text: str) -> None:
    assert not list(allowances(text))


@given(
    st.sampled_from(["99", "99.5", "99.9", "99.95", "99.99", "99.999"]),
    st.sampled_from([("month", 30), ("year", 365), ("week", 7)]),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from([Fraction(1), Fraction(10), Fraction(60), Fraction(1, 10), Fraction(1, 60)]),
)
def test_the_downtime_that_follows_is_right_and_a_slip_of_ten_or_sixty_is_not(
    share: str, period: tuple[str, int], unit: str, slip: Fraction
) -> None:
    name, days = period
    time = (100 - Fraction(share)) / 100 * days * 86_400 / UNITS[unit] * slip
    places = next(n for n in range(12) if time * 10**n >= 100)
    text = f"{share} % allows {written(time, places).replace(',', '')} {unit} of downtime per {name}"
    assert [bool(check.says) for check in allowances(text)] == [slip != 1], text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("99.9% × 99.9% = 99.8%", False),
        ("99.9 % x 99.95 % x 99.99 % = 99.84 %", False),
        ("0.999 × 0.999 = 0.998", False),
        ("99.9%^3 = 99.7%", False),
        ("99.9%^3 ≈ 99.7%", False),
        ("99.9% × 99.9% = 99.9%", True),
        ("99.5%^4 = 99.5%", True),
        ("0.99 * 0.99 = 0.99", True),
    ],
)
def test_availabilities_in_series_are_multiplied(text: str, wrong: bool) -> None:  # noqa: FBT001  # a column of the table
    assert [bool(check.says) for check in series(text)] == [wrong]


@pytest.mark.parametrize("text", ["50% × 50% = 30%", "20 × 99.9% = 1998%", "99.9% × 99.9%", "0.5 × 0.9 = 0.4"])
def test_other_products_are_left_alone(text: str) -> None:
    assert not list(series(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("99.99 % (four nines)", [""]),
        ("eleven nines (99.999999999 %)", [""]),
        ("99.999999999% (11 9s)", [""]),
        ("99.99 % (five nines)", ["99.99 % has four nines, not five"]),
        ("three nines, 99.99%", ["99.99 % has four nines, not three"]),
        ("99.95 % (three and a half nines)", []),
        ("five nines of 100 %", []),
        ("99.9 % for reads, four nines for writes", []),
    ],
)
def test_nines_are_counted(text: str, says: list[str]) -> None:
    assert [check.says for check in named(text)] == says
