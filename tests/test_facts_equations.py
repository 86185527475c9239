"""Sums that are right stay silent, the same sums with a slip in them do not, and what cannot be done is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.equations import equations

SHARE = Fraction(1, 5)
STUDIES = Path(__file__).parents[1] / "studies"
RIGHT = (
    "6M users × 8 lookups a day / 86,400 = 556 lookups/s",
    "6M × 8 / 86,400 = 556/s",
    "48M lookups/day / 86,400 = ~556 lookups/s",
    "48M lookups / 86,400 seconds = 556 lookups/sec",
    "556 × 4 = 2,224 lookups/s",
    "300K DAU × 12 = 3.6M requests/day",
    "3.6M requests/day ÷ 86,400 = 42 QPS",
    "42 QPS × 5 = 210 QPS",
    "1,200 orders/min × 60 = 72,000 orders/hour",
    "1,200 orders/min = 20 orders/s",
    "25 orders/s = 2.16M orders/day",
    "40M scans/day × 250 bytes = 10 GB/day",
    "10 GB/day × 365 = 3.65 TB/year",
    "10 GB × 90 = 900 GB",
    "3.65 TB × 3 = 10.95 TB",
    "900 B × 2M = 1.8 GB",
    "64 KiB × 1,024 = 64 MiB",
    "500 B × 4 = 2 KB",
    "(2 KB + 6 KB) × 1M = 8 GB",
    "4,000 req/s × 20 KB = 80 MB/s",
    "80 MB/s = 640 Mbps",
    "80 MB/s × 8 = 640 Mbit/s",
    "640 Mbps ≈ 80 MB/s",
    "2.4 Gbps / 8 = 300 MB/s",
    "80 MB/s = 6.9 TB/day",
    "3,000 jobs/s × 40 ms = 120 workers",
    "900 req/s × 200 ms = 180 connections",
    "5,000 calls / 250 = 20 batches",
    "1M users / 40K/s = 25 seconds",
    "200K events/s × 30 s = 6M events",
    "20 hosts × (400 req/s × 0.5 s) = 4,000 requests",
    "200K / (8 workers × 5K/s) = 5 seconds",
    "7 nodes × $310/mo = $2,170",
    "7 nodes × $310/mo = $2,170/month",
    "$2,170/month × 12 = $26,040/year",
    "40 TB × $0.02/GB = $800",
    "40 TB × $0.023/GB-month = $920/month",
    "30 TB/month × $0.09/GB = $2,700",
    "2M SMS/day × $0.01 = $20K/day",
    "2M SMS/day × $0.01 × 30 = $600K/month",
    "3M calls × $0.40 per million calls = $1.20",
    "€14 × 12 = €168",
    "50M × 60 % = 30M users",
    "80M × 0.25 = 20M rows",
    "2 × 0.25 × 730 × 0.04 = 14.60",
    "15 min + 30 min = 45 min",
    "2 s + 0.2 s + 1 s = 3.2 s",
    "200 ms + 45 ms = 245 ms",
    "8 × 1 + 3 × 5 = 23 points",
    "500 − 480 = 20 writes",
    "12 × 10,000 × 7 kB = 840 MB",
    "10 × 10^9 × 100 B = 1 TB",
    "5 services × 4 methods × 3 codes = 60 series",
    "100 attempts/hour ÷ 20 servers = 5/hour",
    "1,700 × 16 B = 27.2 KB",
    "36M/day × 1.5 KB = 54 GB/day",
    "54 GB/day × 30 days = 1,620 GB",
    "9,900 / 10,000 = 99 %",
    "2,500 rows/s × 3,600 = 9M rows/hour",
    "1.5B events/day × 120 bytes = 180 GB/day",
    "120K msg/s × 1.25 KB = 150 MB/s",
    "30 days × 24 = 720 hours",
    "18,000 / 450 = 40 nodes",
)
LEFT_ALONE = (
    "DAU × 20 / 86,400 = 9,999",
    "Scraping 800 services × 15s = 53 requests/sec",
    "10 % of 4M orders × 3 = 1.2M lines",
    "Across 4 regions: 10 nodes × $300 = $12,000",
    "40 TB raw, 10 GB × 1,000 = 2 TB compressed",
    "5 % emails × 4 MB = 9 PB",
    "RF=3, W=2, x=5",
    "Index size = 50 % of the raw logs",
    "1 vCPU = 2 threads",
    "1 working day = 8 hours",
    "8 services, 4 methods, 2 codes = 8 × 4 × 2",
    "2^3 × 4 = 99 and 6! / 4 = 99 and n × 10 = 55 and max(3, 4) × 2 = 9",
    "1 hour = 8 × 3,600 / 8",
    "2,000 agents that look every 30 seconds = ~65 reads/sec",
    "128K for bits = 15 + 128K for level = 8",
    "5+6+8+4+6+5+5+4+4+3+4+7+5+4+2+4+6+5+4+3+2+2+2 = 100",
    "100 GB = 20 GB after compression",
    "20,000 tasks/s = 20,000 random writes",
    "$15K/yr vs $300K/yr = 20x cheaper",
    "10 × 5 >= 90, 10 × 5 != 90, 10 × 5 <= 20",
    "3 × 12 = ",
    "× 3 × 12 = 99",
    "timeout = 5 × retries = 99",
)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def wrong(line: str) -> list[str]:
    return [check.says for check in equations(line, tolerance=SHARE) if check.says]


def checked(line: str) -> bool:
    return bool(equations(line, tolerance=SHARE))


@pytest.mark.parametrize("line", RIGHT)
def test_a_right_sum_is_done_again_and_holds(line: str) -> None:
    assert checked(line)
    assert wrong(line) == []


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_what_is_not_wholly_printed_is_left_alone(line: str) -> None:
    assert wrong(line) == []


LONG = " and the shelf beside it was empty, as on each of the days before" * 6


def test_a_sum_within_a_long_paragraph_is_read() -> None:
    assert wrong(f"We looked again{LONG}. That push sent 11 × 12 = 232 messages to people{LONG}.") == [
        "11 × 12 is 132 messages, not 232 messages"
    ]
    assert not checked("5 × " * 30 + "11 × 12 = 232 messages")
    assert not checked("11 = " + " + ".join("12" for _ in range(30)) + " × k")


def test_a_share_behind_the_result_confirms_our_sum_against_a_word_that_may_explain() -> None:
    assert wrong("250 × 3 = 7,500 requests in the peak hour") == []
    assert wrong("250 × 3 = 7,500 requests in the peak hour, 60 % of 12,500") == []
    assert wrong("250 × 3 = 7,500 requests in the peak hour, 6 % of 12,500") == [
        "250 × 3 is 750 requests, not 7,500 requests"
    ]


def scaled(line: str, factor: Fraction) -> str:
    """The line with its result multiplied."""
    *left, result = re.split(r"([=≈])", line)
    found = NUMBER.search(result)
    assert found
    value = Fraction(found[0].replace(",", "")) * factor
    digits = f"{int(value):,}" if value == int(value) else f"{float(value):.6g}"
    return "".join(left) + result[: found.start()] + digits + result[found.end() :]


def swapped(line: str, one: str, other: str) -> str | None:
    """The line with a unit of its result replaced; None where it has none."""
    left, sign, result = line.rpartition("=") if "=" in line else line.rpartition("≈")
    mended = re.sub(one, other, result, count=1)
    return None if mended == result else f"{left}{sign}{mended}"


SLIPS: dict[str, tuple[Callable[[str], str | None], Fraction]] = {
    "ten times": (lambda line: scaled(line, Fraction(10)), Fraction(95, 100)),
    "a thousand times": (lambda line: scaled(line, Fraction(1000)), Fraction(90, 100)),
    "half": (lambda line: scaled(line, Fraction(1, 2)), Fraction(90, 100)),
    "double": (lambda line: scaled(line, Fraction(2)), Fraction(90, 100)),
    "a tenth": (lambda line: scaled(line, Fraction(1, 10)), Fraction(95, 100)),
    "K for M": (lambda line: swapped(line, r"(?<=\d)M\b", "K"), Fraction(90, 100)),
    "GB for MB": (lambda line: swapped(line, "MB", "GB"), Fraction(90, 100)),
    "a month for a day": (lambda line: swapped(line, "/day", "/month"), Fraction(50, 100)),
}


def recall(lines: Iterable[str], slip: Callable[[str], str | None]) -> Fraction:
    slipped = [mended for line in lines if (mended := slip(line))]
    return Fraction(sum(bool(wrong(line)) for line in slipped), len(slipped))


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_right_sum_is_found(name: str) -> None:
    slip, floor = SLIPS[name]
    missed = [mended for line in RIGHT if (mended := slip(line)) and not wrong(mended)]
    assert recall(RIGHT, slip) >= floor, missed


def own_sums() -> list[str]:
    """The sums of the example studies that hold, each as a line of its own."""
    pages = sorted(STUDIES.glob("*/*.md"))
    lines = [line.strip("-*| ") for page in pages for line in page.read_text(encoding="utf-8").splitlines()]
    cells = [cell.strip() for line in lines for cell in line.split("|")]
    return [check.text for cell in cells for check in equations(cell, tolerance=SHARE) if not check.says]


def test_the_sums_of_the_example_studies_hold_and_slips_in_them_are_found() -> None:
    sums = [line for line in own_sums() if line.count("=") == 1]
    assert len(sums) > 40
    assert not [line for line in sums if wrong(line)]
    for name in ("ten times", "a tenth", "half"):
        assert recall(sums, SLIPS[name][0]) >= Fraction(9, 10), name


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("10M × 20 / 86,400 = 23,150", "10M × 20 / 86,400 is 2,315, not 23,150"),
        ("2M SMS/day × $0.01 = $20K/month", "2M SMS/day × $0.01 is $608K/month, not $20K/month"),
        ("$4M \\times 500B = 20 \\text{ GB/s}$", "4M × 500B is 2 GB/s, not 20 GB/s"),
        ("2B users × 10 × 100ms = 200B CPU-seconds", "2B users × 10 × 100ms is 2B CPU-seconds, not 200B CPU-seconds"),
    ],
)
def test_our_result_stands_in_the_unit_of_the_author(line: str, says: str) -> None:
    assert wrong(line) == [says]


PIECES = st.sampled_from(
    ["10M", "20", "86,400", "3.5", "0", " × ", " / ", " ÷ ", " + ", " − ", "(", ")", " = ", " ≈ ", " users", " KB",
     "/s", "/day", " ms", "$", "%", "~", ": ", ", ", "x", "1e40", "B", "^2", " of ", "<", "\\times", "\\text{"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=16).map("".join))
def test_no_line_upsets_the_reader(line: str) -> None:
    for check in equations(line, tolerance=SHARE):
        assert check.text
        assert not check.says.endswith(".")
