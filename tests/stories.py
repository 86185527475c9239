# ruff: noqa: E501 - a story is prose; its lines are those of a Markdown file
"""A short STAR+ story that says what its rubric asks for, for tests of the whole way."""

from __future__ import annotations

HEAD = """---
title: Moving stock checks out of the order path
kind: star-story
summary: Shoppers of a small online store lost orders whenever the stock service was slow to answer.
authors:
  - name: The casegrade maintainers
status: review
date: "2026-11-01"
role: Engineer
team_size: 3 engineers
duration: 6 weeks
technologies: [PostgreSQL, RabbitMQ]
example: true
---
"""

BODY = """
# Moving stock checks out of the order path

## Situation

In October one order in nine was abandoned at the payment step, about 4,000 orders a week and roughly $60,000 of revenue.
The order service waited for the stock service in every request: at 400 requests/s its p95 was 3.1 s and 2 % of calls timed out.
Three engineers had six weeks, no release was allowed after 20 November, and the contract with the payment provider could not change.

## Task

I was responsible for the latency of the order service and could change its schema; the provider's side was not mine.

- p95 under 300 ms at 800 requests/s
- fewer than 0.1 % failed calls during a deploy
- Support expected fewer than 20 tickets a day before the sale; finance needed the ledger to balance each night

## Action

I traced 2,000 requests with Jaeger and measured 640 ms of 900 ms in one lock; I had suspected the network at first, but its round trip was 4 ms, which ruled it out.
I analysed the query plans with EXPLAIN and found that 12 queries checked the same 30 rows.

- I raised the pool from 10 to 50 connections because 38 requests waited at the peak
- I moved the stock check behind a RabbitMQ queue with 4 workers instead of calling it in the request, so that a slow answer no longer blocks an order
- I added an index on (sku, warehouse), which reduced the lookup from 90 ms to 3 ms
- I replaced the retry loop by at most 3 attempts with backoff, to avoid duplicate reservations
- I considered a bigger pool alone; it was rejected because it would have lasted until 600 requests/s only, at the cost of more memory

The payments team feared double charges, so I ran both paths in parallel for two weeks and presented the 0 differences; all 3 teams switched.
I paired with two engineers of the stock team on the worker, and wrote a runbook that 14 people used.
I convinced the support team with a workshop of 2 hours.

## Result

- p95 (k6, 800 users, 10 minutes) fell from 3.1 s to 280 ms in November
- Failed calls fell from 2 % to 0.02 % over 30 days, measured by the access logs
- Throughput rose from 400 requests/s to 1,100 requests/s in the same load test
- CPU use of the database fell from 95 % to 45 % over 30 days
- Abandoned orders fell from 4,000 a week to 900 a week, worth about $46,000 of revenue a week, calculated from the average basket of $15
- Support tickets about payment fell from 310 to 45 a week, compared over 4 weeks each

## Leadership Impact

- Four teams adopted load tests before each release; I paired with the engineers of the first two
- The stock team took up the runbook, and 14 engineers used it in the first month
- I mentored two juniors on tracing; both now review the queue

## Trade-off Analysis

- Chose a queue over a bigger pool because the pool would have saturated at 600 requests/s; accepted a pending state that shoppers see for up to 5 s.
- Chose RabbitMQ instead of Kafka because 3 engineers already ran it; at the cost of no replay of old messages.
- Chose at most 3 attempts over endless retries to avoid duplicate reservations; accepted that 0.02 % of orders need a manual check.

## Lessons Learned

- I would measure the provider's limits first next time, because we lost 9 days tuning a pool that was never the cause.
- I should have involved support earlier, since 45 tickets came from a text that nobody had reviewed.

## Future Applications

Since then I begin with a trace whenever a service waits for another one; the invoice service had the same lock and took 2 days.
Next I will apply the queue to refunds, because they wait for the same stock service.

## Supporting Evidence

- [Report of the load test](https://github.com/casegrade/casegrade) with 3 runs
- [Runbook of the queue](https://github.com/casegrade/casegrade/tree/main/docs)
- [Commit that moved the check](https://github.com/casegrade/casegrade/commits/main)
- A recording of the workshop, 2 hours
"""


def story(**changes: str) -> str:
    """The story with those keys of its front matter changed."""
    head = HEAD
    for key, value in changes.items():
        lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in head.split("\n")]
        head = "\n".join(lines)
    return head + BODY
