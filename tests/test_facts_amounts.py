"""Amounts are read with unit, rate and precision, exactly; names made of digits are left alone."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.amounts import Amount, amounts, lone

READ = {
    "45 ms": ("0.045", "time", "second", "", ""),
    "~120 ms": ("0.12", "time", "second", "", "~"),
    "<5ms": ("0.005", "time", "second", "", "<"),
    "≤ 3 s": ("3", "time", "second", "", "≤"),
    "more than 2 hours": ("7200", "time", "second", "", ">"),
    "sub-100ms": ("0.1", "time", "second", "", "<"),
    "3+ days": ("259200", "time", "second", "", "+"),
    "2 h 15 min": ("8100", "time", "second", "", ""),
    "1h30m": ("5400", "time", "second", "", ""),
    "2–4 ms": ("0.003", "time", "second", "", "range"),
    "between 3 and 5 seconds": ("4", "time", "second", "", "range"),
    "30-day": ("2592000", "time", "second", "", ""),
    "64 KiB": ("65536", "bytes", "byte", "", ""),
    "512Mi": ("536870912", "bytes", "byte", "", ""),
    "1.5TB": ("1500000000000", "bytes", "byte", "", ""),
    "24–40 B": ("32", "bytes", "byte", "", "range"),
    "100 MB/s": ("100000000", "bytes", "byte", "second", ""),
    "10 Gbps": ("10000000000", "bits", "bit", "second", ""),
    "2 GB per user per day": ("2000000000", "bytes", "byte", "day/user", ""),
    "99.95 %": ("99.95", "percent", "%", "", ""),
    "-40%": ("-40", "percent", "%", "", ""),
    "3 percentage points": ("3", "percent", "pp", "", ""),
    "±5%": ("5", "percent", "%", "", "±"),
    "$800/month": ("800", "money", "$", "month", ""),
    "~$500K": ("500000", "money", "$", "", "~"),
    "$1.2B": ("1200000000", "money", "$", "", ""),
    "$5m": ("5000000", "money", "$", "", ""),
    "30 USD": ("30", "money", "$", "", ""),
    "€12 per seat": ("12", "money", "€", "seat", ""),
    "$0.60 per million requests": ("0.0000006", "money", "$", "request", ""),
    "$0.02/GB-month": ("0.02", "money", "$", "month/gb", ""),
    "10 GB-month": ("10000000000", "other", "gb-month", "", ""),
    "36K QPS": ("36000", "count", "request", "second", ""),
    "2,315 req/s": ("2315", "count", "request", "second", ""),
    "5 req/min/user": ("5", "count", "request", "minute/user", ""),
    "50 million daily active users": ("50000000", "count", "user", "", ""),
    "2B users": ("2000000000", "count", "user", "", ""),
    "5B/day": ("5000000000", "count", "", "day", ""),
    "40K pings/s": ("40000", "count", "ping", "second", ""),
    "1.5B requests daily": ("1500000000", "count", "request", "day", ""),
    "10M+ users": ("10000000", "count", "user", "", "+"),
    "$5-10K": ("7500", "money", "$", "", "range"),
    "$5–10 per 1,000 calls": ("0.0075", "money", "$", "call", "range"),
    "1,500 cold calls/s": ("1500", "count", "call", "second", ""),
    "5-10M users": ("7500000", "count", "user", "", "range"),
    "4M SMS/day": ("4000000", "count", "sms", "day", ""),
    "12 retries": ("12", "count", "retry", "", ""),
    "5-node": ("5", "count", "node", "", ""),
    "3x": ("3", "factor", "x", "", ""),
    "8,000": ("8000", "count", "", "", ""),
    "1 000 000 rows": ("1000000", "count", "row", "", ""),
    "29_000": ("29000", "count", "", "", ""),
    "925,93 posts": ("925.93", "count", "post", "", ""),
    "1.234.567,8": ("1234567.8", "count", "", "", ""),
    "10 × 10^9": ("10000000000", "count", "", "", ""),
    "1e6": ("1000000", "count", "", "", ""),
    "10⁹ rows": ("1000000000", "count", "row", "", ""),
    "2^32 keys": ("4294967296", "count", "key", "", ""),
}
NAMES = (
    "HTTP/2", "24/7", "S3", "p95", "L7", "v1.2.3", "version 12", "2026-05-01", "in 2023", "12 May 2024", "port 8080",
    "10.0.0.1", "at 10:30", "the 95th", "5xx", "503s", "five 9s", "the 1990s", "sha-256", "gpt-4", "top-10", "3-tier",
    "1. First", "Python 3.11", "RFC 7231", "Q3 2024", "#42", "1,2,3", "utf8", "x86_64", "1:10", "3rd",
)  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_an_amount_is_read_whole(text: str) -> None:
    value, dimension, unit, per, bound = READ[text]
    (found,) = amounts(text)
    assert (found.value, found.dimension, found.unit, found.per, found.bound) == (
        Fraction(value), dimension, unit, per, bound,
    )  # fmt: skip
    assert found.text == text.removeprefix("between ")


@pytest.mark.parametrize("text", NAMES)
def test_digits_that_name_something_are_left_alone(text: str) -> None:
    assert amounts(text) == ()


def test_amounts_of_a_sentence_stand_in_order() -> None:
    found = amounts("10M users × 20 requests/day / 86,400 = 2,315 req/s")
    assert [a.text for a in found] == ["10M users", "20 requests/day", "86,400", "2,315 req/s"]


def test_a_point_marks_thousands_beside_a_decimal_comma() -> None:
    assert [a.value for a in amounts("14.600GB ≈ 14,6TB")] == [14_600 * 10**9, Fraction("14.6") * 10**12]
    assert amounts("14.600GB")[0].value == Fraction("14.6") * 10**9


@pytest.mark.parametrize(
    ("text", "slack"),
    [("3.2 s", "0.05"), ("3 s", "0.5"), ("~10 s", "1.5"), ("<8 s", "2.5"), ("3–5 s", "1"), ("2.31M", "5000")],
)
def test_slack_follows_from_the_printed_digits(text: str, slack: str) -> None:
    (found,) = amounts(text)
    assert found.slack == Fraction(slack)
    assert (found.low, found.high) == (found.value - found.slack, found.value + found.slack)


@pytest.mark.parametrize("cell", ["**99.9%**", "✅ 45 ms", "8,000", "~$30,000+", "`3`", "5 – 8K", "↓40%"])
def test_a_cell_may_be_one_amount_with_decoration(cell: str) -> None:
    assert lone(cell) is not None


@pytest.mark.parametrize("cell", ["", "45 ms (p95)", "2 of 3", "fast", "2024", "45 ms, 60 ms", "n/a"])
def test_a_cell_with_more_is_no_lone_amount(cell: str) -> None:
    assert lone(cell) is None


FACTORS = {"": 1, "K": 10**3, "M": 10**6, " million": 10**6}
UNITS = {" ms": Fraction(1, 1000), " GB": Fraction(10**9), " requests": Fraction(1), "%": Fraction(1)}


@given(
    whole=st.integers(0, 10**12), decimals=st.integers(0, 99), factor=st.sampled_from(sorted(FACTORS)),
    unit=st.sampled_from(sorted(UNITS)),
)  # fmt: skip
def test_what_is_printed_is_what_is_read(whole: int, decimals: int, factor: str, unit: str) -> None:
    text = f"{whole:,}.{decimals:02d}{factor if unit == ' requests' else ''}{unit}"
    (found,) = amounts(f"so {text} it is")
    scale = (FACTORS[factor] if unit == " requests" else 1) * UNITS[unit]
    assert found.value == (whole + Fraction(decimals, 100)) * scale
    assert found.slack == Fraction(1, 200) * scale


PIECES = st.sampled_from(
    ["1", "20", "3.5", "1,000", "K", "M", "B", " ms", " users", "/s", " per day", " per ", "%", "~", "<", "$", "€", "–",
     "-", " to ", " × ",
     "=", "+", "^9", "10", ".", ",", " ", "x", "h", "m", "(", ")", "a", "and ", "between ", "⁹", "\u00a0", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_amounts_are_ordered_apart_and_where_they_say(text: str) -> None:
    found = amounts(text)
    assert all(isinstance(a, Amount) and text[a.start : a.end] == a.text for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(a.slack >= 0 for a in found if a.value >= 0)


@given(st.text(max_size=60))
def test_no_text_upsets_the_reader(text: str) -> None:
    for amount in amounts(text):
        assert text[amount.start : amount.end] == amount.text
