"""Numbers that mean something, and figures set against one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.quantities import PAIR, has_number, pairs, quantities

FOUND = {
    "p95 fell from 3.2 s to 180 ms (94% improvement)": ["3.2 s", "180 ms", "94%"],
    "it took 3+ seconds": ["3+ seconds"],
    "36K QPS at the peak": ["36K QPS"],
    "$1.2M a year": ["$1.2M a year"],
    "~120 ms, at most < 200 ms": ["~120 ms", "< 200 ms"],
    "$0.05 per GB": ["$0.05 per GB"],
    "10,000 requests": ["10,000 requests"],
    "99.95 % of calls": ["99.95 %"],
    "2 MiB images": ["2 MiB"],
    "a 15-minute window": ["15-minute"],
}
SILENT = [
    "In 2024 we moved on",
    "OAuth 2.0 and HTTP 2",
    "version 1.2.3",
    "Step 3: deploy",
    "S3, EC2 and L7",
    "p95 and p99",
    "see section 4",
    "`items[0]`",
    "Python 3 and Java 17",
    "- [x] done",
]
PAIRS = [
    "from 3.2 s to 180 ms",
    "60s → 2s",
    "380 ms (down from 5.2 seconds)",
    "20 minutes (was 2 hours)",
    "8,531.95 → 17,371.33",
    "45 % instead of 95 %",
    "from **45 minutes to 18 minutes**",
]
NO_PAIRS = [
    "at most 200 ms",
    "from Monday to Friday",
    "3 replicas in 2 regions",
    "between teams A and B",
    "from the start to the end",
    "GET → 200",
]


@pytest.mark.parametrize("text", FOUND)
def test_quantities_are_found_as_written(text: str) -> None:
    assert list(quantities(text)) == FOUND[text]


@pytest.mark.parametrize("text", SILENT)
def test_names_dates_and_list_numbers_are_no_quantities(text: str) -> None:
    assert not has_number(text)


@pytest.mark.parametrize("text", ["three engineers", "two of the teams", "a dozen services", "half of the users"])
def test_numbers_in_words_count(text: str) -> None:
    assert has_number(text)


@pytest.mark.parametrize("text", PAIRS)
def test_before_and_after_is_a_pair(text: str) -> None:
    assert list(pairs(text))


@pytest.mark.parametrize("text", NO_PAIRS)
def test_two_figures_side_by_side_are_no_pair(text: str) -> None:
    assert not list(pairs(text))


@pytest.mark.parametrize("unit", ["1", "1,", "9 ", "from 1 ", "$1", "1-", "a1 to "])
def test_long_lines_are_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    has_number(text)
    list(pairs(text))


PIECES = (
    "From from was were previously before: 3.2 s 45 minutes 95 % → -> => ⇒ ⟶ to now, after up DOWN (down (up Instead of"
    " compared with versus VS. vs against rather than the about an ) . μs Μ"
)


@given(words=st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join))
def test_no_pair_is_passed_over(words: str) -> None:
    assert list(pairs(words)) == [found.span() for found in PAIR.finditer(words)]
