"""Percentiles are compared only where nothing else tells them apart."""

import pytest

from pipeline.facts.percentiles import is_ordered, pairs


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(one.name, other.name, is_ordered(one, other)) for one, other in pairs(text, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "p50 410 ms, p95 380 ms",
        "p50 is 410 ms and p95 is 380 ms",
        "380 ms p95 beside 410 ms p50",
        "p95 380 ms against a p50 of 410 ms",
        "the median was 410 ms, the 95th percentile 380 ms",
        "p99 < 200 ms; p50 < 300 ms",
        "median 1.2 s, max 900 ms",
        "average 900 ms, p99 200 ms",
    ],
)
def test_an_order_that_cannot_be_is_seen(text: str) -> None:
    assert [ordered for *_, ordered in told(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "reads p50 410 ms, writes p95 380 ms",
        "p50 410 ms (cold), p95 380 ms (warm)",
        "p50 was 410 ms in May, p95 is 380 ms in June",
        "p50 410 ms for uploads, p95 380 ms for searches",
        "p99 fell from 900 ms to 300 ms, p50 from 400 ms to 100 ms",
        "p50 410 ms, p95 380 ms; with the cache p50 20 ms, p95 90 ms",
        "p50 410 ms, which misses our p95 target of < 380 ms",
        "p50 410 requests, p95 380 requests",
        "p50 410 ms, p95 380 MB",
    ],
)
def test_figures_of_different_things_are_not_compared(text: str) -> None:
    assert all(ordered for *_, ordered in told(text))


def test_rounding_and_an_average_above_the_tail_are_forgiven() -> None:
    assert told("max 3 s, p99 4 s") == [("max", "p99", True)]
    assert told("average 250 ms, p99 200 ms") == [("average", "p99", True)]
    assert told("average 900 ms, p50 200 ms") == [("average", "p50", True)]
