"""A figure that is called well above or below another one is held to it."""

from __future__ import annotations

import pytest

from pipeline.facts.orders import orders


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("90 GB, well below 64 GB", "90 GB is not below 64 GB"),
        ("It writes 80K/s; far above the peak of 200K/s", "80K/s is not above 200K/s"),
        ("p99 of 240 ms, comfortably under 200 ms", "240 ms is not below 200 ms"),
        ("20 MB is far below the limit of 5 MB", "20 MB is not below 5 MB"),
        ("40 ms, comfortably under 200 ms", ""),
        ("$4,000/month, far over the budget of $1,000/month", ""),
    ],
)
def test_the_order_of_two_figures_is_checked(text: str, says: str) -> None:
    assert [check.says for check in orders(text)] == [says]


@pytest.mark.parametrize(
    "text",
    [
        "90 GB, below 64 GB", "12 nodes, well under 50", "it is not 5 ms, well above 3 ms", "5 s, well above 3 GB",
        "keep 10 GB well below 8 GB", "10 GB (old). Well below 8 GB", "5 ms × 3, well below 3 ms",
        "alert when 5 s, far above 9 s", "66 ms, well below 64 ms or so",
        "It is well below the 10 s limit, well below 5 s",
    ],
)  # fmt: skip
def test_looser_words_are_no_claim(text: str) -> None:
    assert [check.says for check in orders(text) if check.says] == []
