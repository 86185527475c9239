"""Each mark fires on what it is named after, and stays silent on its look-alikes."""

from __future__ import annotations

import pytest

from pipeline.facts.marks import LACKS, MARKS, lacks, shows

FIRES: dict[str, list[str]] = {
    "number": ["It answers in 40 ms", "three engineers", "20,000 long-lived WebSocket connections"],
    "pair": ["from 3.2 s to 180 ms", "45 % instead of 95 %"],
    "reason": [
        "because the pool was full",
        "Cons: too slow for the gate",
        "a plain copy would lie to the reader",
        "so that a retry does no harm",
        "to avoid double charges",
    ],
    "alternative": [
        "Files between the desks, not HTTP",
        "kept on paper, not in a PostgreSQL table",
        "At that point, write to the store instead.",
        "Why not phones on deck",
        "a queue instead of a call",
        "PostgreSQL over MongoDB",
        "Redis vs. Memcached",
        "a bigger pool would have meant more locks",
        "swapping it for a bitmap",
        "whether to dredge the basin or move the quay",
        "no single method suits both",
    ],
    "choice": ["we chose a queue", "it was decided to wait", "opted for two copies"],
    "cost": [
        "at the cost of one more hop",
        "accepted that reads lag",
        "the price is a second copy",
        "it costs 10 s",
        "that cost two tests, and bought honesty",
        "the price: a hop",
    ],
    "weighed": ["chose A instead of B", "at the expense of latency"],
    "consequence": [
        "we lost two customers",
        "the audit was in May",
        "a legal exposure",
        "customers could not pay",
        "it delayed 40 % of our customers",
        "months of time to market",
    ],
    "persona": ["so sellers can list faster", "for nurses on the night shift"],
    "pain": ["users could not log in", "it was slow and error-prone", "the loss of an order", "maps rarely help them"],
    "failure": ["the call times out", "two orders were duplicated"],
    "handling": ["the lock is released", "it retries with backoff", "the circuit breaker opens", "a dead-letter queue"],
    "edge": ["when two requests race", "an expired token"],
    "method": [
        "measured with k6",
        "an hour of load tests",
        "4 % of calls, from the access logs",
        "with 14 clients",
        "a drill",
        "I checked whether the answer was there",
        "against ground truth",
    ],
    "period": ["over 30 days", "in November", "per week", "22 of 25 calls", "n = 40"],
    "bound": [
        "under 200 ms",
        "at least 3 copies",
        "≤ 5 s",
        "at most one missed slot",
        "the target is 40 ms",
        "within a day",
    ],
    "percentile": ["p95 of the call", "the 99th percentile"],
    "owner": ["I wrote the parser", "my task was the queue"],
    "ownership": ["I was responsible for latency", "led the migration"],
    "influence": ["mentored two juniors", "presented the design to the guild", "trained the support staff"],
    "audience": ["the support team", "for product and legal", "security signed off", "for legal and security"],
    "spread": ["38 ± 4 minutes", "2–3 s", "between 3 and 5 minutes", "n = 12", "the median of a week", "in 20 runs"],
    "charge": ["I owned the parser", "my task was the queue", "responsible for three services"],
    "expected": ["support needed fewer tickets", "finance waited for the ledger", "the board feared a fine"],
    "role": ["backend engineer", "my part was the schema"],
    "change": ["next time I would start with a trace", "we should have asked earlier"],
    "future": ["next we will move refunds", "applies to any queue"],
    "migration": ["in the shadow of the old service", "10 of 200 shops switch each week", "reads move to the replica"],
    "reversal": ["the way back is one flag", "roll back within 5 minutes", "the old table is kept"],
    "deferred": ["out of scope for now", "left out because nobody asked"],
    "hypothesis": [
        "we suspected the network",
        "it turned out to be a lock",
        "the tide was excluded",
        "it looked plausible",
    ],
    "testable": ["a user can cancel an order", "returns 404"],
    "condition": ["when the cart is empty", "within 5 s"],
    "mechanism": ["moved behind a queue", "an index on two columns"],
    "tool": ["the flame graph showed it", "EXPLAIN named the scan", "I traced two calls", "testing showed a gap"],
    "detection": ["an alert fires", "the health check notices"],
    "watched": ["the hit ratio by pier", "p95 of a sale", "time since the last ticket"],
    "blast": ["only new users are affected", "all writes stop"],
    "trigger": ["at 70 % of the limit", "once lag exceeds 5 s"],
    "growth": ["at 1 M users", "2,000 QPS"],
    "money": ["$310 a month", "20 EUR"],
    "calculation": ["200 × 5 = 1,000", "3 M / 86,400 ≈ 35"],
    "artefact": ["see the runbook", "https://example.org/report"],
    "compared": ["from 9 s to 2 s", "reduced by 40 %", "| 61 ms | 1.8x (slower) |"],
    "trouble": ["each report was a sequential scan", "an N+1 in the list of berths"],
}
SILENT: dict[str, list[str]] = {
    "bound": ["over HTTPS", "under its own domain", "hover states must target the icon", "within the module"],
    "number": ["In 2024 we met", "S3 and L7", "OAuth 2.0", "an error after the 502s"],
    "pair": ["between Monday and Friday", "3 replicas in 2 regions"],
    "reason": ["The cache holds sessions.", "Cons: none", "Three nodes run."],
    "alternative": [
        "over the weekend",
        "a feature, not a bug",
        "Instead we wait.",
        "We use Redis.",
        "pages are swapped by the kernel",
        "whether to sail or not",
    ],
    "compared": ["| 61 ms | 1.8x (quiet) |", "2x (two panes)"],
    "cost": ["that costs nothing", "The service stores orders.", "It is fast."],
    "migration": ["the plan moves the target to 45 minutes", "200 shops each week"],
    "reversal": ["orders go back to the shop", "old prices"],
    "trouble": ["Maps | alternative: tiles of our own, rejected because they fail | tiles of the city"],
    "persona": ["The queue is durable."],
    "failure": ["The page lists orders."],
    "handling": ["The page lists orders."],
    "choice": ["Redis vs. Memcached", "Consistency versus availability"],
    "watched": ["The page lists orders.", "the rate of exchange", "a ratio of two to one"],
    "method": [
        "The page lists orders.",
        "no addresses are kept in logs",
        "a dashboard for reviewers",
        "works with 3 providers",
        "under the bridge",
    ],
    "percentile": ["5 percent of all"],
    "owner": ["The team wrote it."],
    "money": ["310 a month"],
    "calculation": ["between 4 and 5 tiles"],
    "trigger": ["The cluster scales well."],
    "growth": ["Users like it."],
    "tool": ["a transcript of the interview", "the tests run nightly", "trials for students"],
    "hypothesis": ["The page lists orders.", "the trace showed the root cause"],
    "influence": [
        "the mock agreed with both assumptions",
        "The page lists orders.",
        "checks its alignment with the criteria",
        "a well-documented pattern",
        "a trained model",
        "in a standard container",
        "collaborative editing",
    ],
    "consequence": [
        "the compliance lead asked",
        "a row of the audit log",
        "contract tests run",
        "our customers are banks",
        "tools on the market",
        "the page lists orders",
        "after a lost answer",
        "it costs nothing to read",
    ],
    "spread": ["from 9 hours to 38 minutes", "on 2026-11-21", "12 % fewer calls", "a 3-fold gain"],
    "charge": ["I built the parser", "the queue leads to a worker", "its own write can be lost", "the lead time"],
    "expected": ["The team met on Monday."],
    "audience": ["the design of the infrastructure", "a security-relevant module", "a security token"],
    "change": ["The page lists orders."],
}
PUMPS = [
    "a",
    "a ",
    "1 ",
    "1",
    "but a ",
    "at 1",
    "from 1 to ",
    "I ",
    "as the lead ",
    "the ",
    "  ",
    "adds extra ",
    "<",
    "$",
]


def test_every_mark_says_what_is_missing_without_it() -> None:
    assert set(LACKS) == set(MARKS)


@pytest.mark.parametrize(("mark", "text"), [(mark, text) for mark, texts in FIRES.items() for text in texts])
def test_a_mark_fires(mark: str, text: str) -> None:
    assert MARKS[mark](text)


@pytest.mark.parametrize(("mark", "text"), [(mark, text) for mark, texts in SILENT.items() for text in texts])
def test_a_mark_stays_silent(mark: str, text: str) -> None:
    assert not MARKS[mark](text)


def test_joined_marks_ask_for_both_in_one_text() -> None:
    assert shows("chose a queue because the pool was full", "choice+reason")
    assert not shows("chose a queue", "choice+reason")
    assert lacks("choice+reason") == LACKS["reason"]


@pytest.mark.parametrize("mark", MARKS)
def test_long_lines_are_read_in_linear_time(mark: str) -> None:
    for pump in PUMPS:
        MARKS[mark](pump * (100_000 // len(pump)))
