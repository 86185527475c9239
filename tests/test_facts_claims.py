"""Claims carry all that narrows them, and only what cannot both be meant is a conflict."""

from __future__ import annotations

import pytest

from pipeline.facts.claims import Claim, claims
from pipeline.facts.conflicts import conflicts
from pipeline.facts.stems import stem
from tests.studies import subject


def read(text: str) -> tuple[Claim, ...]:
    return claims(subject({"README.md": f"# Stock\n\n## Requirements\n\n{text}\n"}))


def disagree(first: str, second: str) -> int:
    pages = {"README.md": f"# Stock\n\n## Requirements\n\n{first}\n", "design.md": f"# Design\n\n{second}\n"}
    return len(list(conflicts(claims(subject(pages)))))


@pytest.mark.parametrize(
    ("text", "metric", "statistic", "scope"),
    [
        ("- Availability: 99.95%", "availability", "", ""),
        ("- p99 latency of searches < 200 ms", "latency", "p99", "searches"),
        ("| Metric | Target |\n| --- | --- |\n| p95 latency | 80 ms |", "latency", "p95", ""),
        ("- Peak throughput: 4,000 orders/second", "order/second", "peak", ""),
        ("Writes wait for a quorum, with a p99 latency of 20 ms.", "latency", "p99", "writes wait quorum"),
        ("- 2M daily active users", "daily users", "", ""),
        ("Availability stays at 99.9 % a month.", "availability", "", ""),
        ("| Metric | Target |\n| --- | --- |\n| Uptime | 99.9 %, with a pause at night |", "availability", "", ""),
    ],
)
def test_a_claim_is_read_with_its_scope(text: str, metric: str, statistic: str, scope: str) -> None:
    (claim,) = read(text)
    assert (claim.metric, claim.statistic, claim.scope) == (metric, statistic, frozenset(map(stem, scope.split())))


def test_percentiles_in_a_row_share_the_words_around_them() -> None:
    first, second = read("- Latency from scan to shelf: p50 ≤ 20 ms and p99 ≤ 90 ms of CPU")
    assert (first.statistic, second.statistic) == ("p50", "p99")
    assert first.scope == second.scope == frozenset(map(stem, ("scan", "shelf", "cpu")))
    assert not read("- Latency: 20 ms and p99 ≤ 90 ms")


@pytest.mark.parametrize(
    "text",
    [
        "- At stage 2 we have 3M daily active users",
        "- If the cache is cold, p99 latency is 900 ms",
        "- 500 requests/second per server",
        "- Each replica has an availability of 99.5%",
        "- 20 ms is the latency of a disk, 3 ms that of memory",
        "| Option | Availability |\n| --- | --- |\n| One region | 99.5% |",
    ],
)
def test_stages_parts_and_options_are_no_claims(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- Availability: 99.95%", "- Availability 99.9% (43 minutes of downtime a month)"),
        ("- p99 latency < 150 ms", "- p99 latency: < 400 ms"),
        ("- 2M daily active users", "| Metric | Value |\n| --- | --- |\n| Daily active users | 20M |"),
        ("- RTO: 5 minutes", "- RTO: 30 minutes"),
        ("- Availability of 99.9 % a month", "- Availability: 99.95 %"),
        ("- Latency of a scan: p50 5 ms, p99 20 ms", "- The p99 latency of a scan stays at 90 ms"),
        ("- Peak throughput: 4,000 orders/s", "- Peak throughput: 9,000 orders/s"),
    ],
)
def test_two_figures_of_one_thing_conflict(first: str, second: str) -> None:
    assert disagree(first, second) == 1
    assert disagree(first, first) == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- p99 latency < 150 ms", "- p99 latency of 90 ms"),
        ("- p99 latency < 150 ms", "- p99 latency > 500 ms"),
        ("- p99 latency of 150 ms", "- Measured p99 latency of 180 ms"),
        ("- p99 latency of reads < 150 ms", "- p99 latency of writes < 400 ms"),
        ("- 10K orders/second", "- 90K orders/second"),
        ("- Peak throughput: 4,000 orders/s", "- Average throughput: 1,000 orders/s"),
        ("- 2M daily active users", "- 2.04M daily active users"),
        ("- Availability: 99.95%", "## Billing\n\n- Availability: 99.5%"),
        ("- 2M daily active users", "| Load | Low | High |\n| --- | --- | --- |\n| Daily active users | 2M | 9M |"),
    ],
)
def test_what_can_both_be_meant_is_no_conflict(first: str, second: str) -> None:
    assert disagree(first, second) == 0
