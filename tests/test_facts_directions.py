"""Whether more or less of a metric is better."""

import pytest

from pipeline.facts.directions import direction

LOWER = ("p95 latency", "Error rate", "Monthly cost", "Time to recover", "Queue depth", "MTTR", "Cache miss rate")
HIGHER = ("Uptime", "Availability", "Cache hit rate", "Throughput", "Test coverage", "On-time deliveries", "QPS")
OPEN = (
    "Doors", "", "Errors caught in review", "Cost saved", "Error budget left", "Latency reduction", "Error-free rate",
    "Time since the last incident", "Uptime cost", "Throughput at p95 latency", "Rate limit",
)  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "way"),
    [*((name, -1) for name in LOWER), *((name, 1) for name in HIGHER), *((name, 0) for name in OPEN)],
)
def test_the_name_of_a_metric_tells_which_way_is_better(metric: str, way: int) -> None:
    assert direction(metric) == way
